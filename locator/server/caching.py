"""Answers that may be kept and asked about again, and answers that nobody may keep."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from locator.entity_tags import etag_of, has_it

# An answer about somebody's place stays between them and us.
PRIVATE = {"cache-control": "private, no-store"}
# While no clinics could be loaded yet: ask again in so many seconds.
AWAY = {"cache-control": "no-store", "retry-after": "60"}
# Short, because a fact grows old at midnight and a new clinic file may go live at any time.
PUBLIC = {"cache-control": "public, max-age=60, must-revalidate"}


def public_answer(request: Request, body: bytes, headers: Mapping[str, str]) -> Response:
    """The body, or 304 where the client says that it has it already (RFC 9110, section 13.1.2).

    Its entity tag is weak, as it may be sent compressed or not (section 8.8.1).
    """
    etag = f"W/{etag_of(body)}"
    kept = {**headers, **PUBLIC, "etag": etag}
    if has_it(request.headers.get("if-none-match", ""), etag):
        told = {name: value for name, value in kept.items() if name != "content-type"}
        return Response(status_code=304, headers={**told, "vary": "Accept-Encoding"})
    return Response(body, headers=kept)
