"""Answers that may be kept and asked about again, and answers that nobody may keep."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from locator import entity_tags

# An answer about somebody's place stays between them and us.
PRIVATE = {"cache-control": "private, no-store"}
# Short, because a fact grows old at midnight and a new clinic file may go live at any time.
PUBLIC = {"cache-control": "public, max-age=60, must-revalidate"}


def etag_of(body: bytes) -> str:
    """The entity tag of an answer: weak, as it may be sent compressed or not (RFC 9110, section 8.8.1)."""
    return f"W/{entity_tags.etag_of(body)}"


def public_answer(request: Request, body: bytes, etag: str, headers: Mapping[str, str]) -> Response:
    """The body, or 304 where the client says that it has it already (RFC 9110, section 13.1.2)."""
    kept = {**headers, **PUBLIC, "etag": etag}
    if entity_tags.has_it(request.headers.get("if-none-match", ""), etag):
        told = {name: value for name, value in kept.items() if name != "content-type"}
        return Response(status_code=304, headers={**told, "vary": "Accept-Encoding"})
    return Response(body, headers=kept)
