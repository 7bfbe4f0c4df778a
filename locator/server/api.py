"""/api/: the clinics as GeoJSON, the same in other people's formats, and what describes them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from locator import site
from locator.clinics import Need
from locator.exports import FORMATS, GEOJSON, Chosen, Format, choose
from locator.live_clinics import Snapshot
from locator.ranking import Ranking
from locator.server import wording
from locator.server.caching import PRIVATE, etag_of, public_answer
from locator.server.openapi import openapi_document
from locator.server.search_request import BadRequestError, read_request
from locator.settings import Settings

ANYBODY = {"access-control-allow-origin": "*", "access-control-expose-headers": "ETag"}
PREFLIGHT = {
    **ANYBODY,
    "access-control-allow-methods": "GET, HEAD, OPTIONS",
    "access-control-allow-headers": "*",
    "access-control-max-age": "86400",
    "allow": "GET, HEAD, OPTIONS",
}
METHODS = ["GET", "HEAD", "OPTIONS"]

# More clinics than this are written beside the server's loop, so that nobody waits for them.
_MANY = 500
# Answers that are kept: the ones that everybody asks for, as long as they are true.
_MOST_KEPT = 32
_LARGEST_KEPT = 4_000_000  # bytes

Live = Callable[[], Snapshot]
Clock = Callable[[], datetime]
Endpoint = Callable[[Request], Awaitable[Response]]


def api_routes(
    live: Live = site.live_clinics,
    now: Clock = site.now,
    settings: Callable[[], Settings] = site.settings,
) -> list[Route]:
    """Every route under /api/, for the clinics of `live`, judged at the moment that `now` gives."""
    answers = [
        (f"/api/clinics.{form.ending}", form, {"content-disposition": _attachment(form)})
        for form in FORMATS
        if form is not GEOJSON
    ]
    return [
        Route(path, _open_to_all(_Clinics(form, headers, live, now, settings).answer), methods=METHODS)
        for path, form, headers in [("/api/clinics", GEOJSON, {}), *answers]
    ] + [
        Route("/api/openapi.json", _open_to_all(_describe()), methods=METHODS),
        Route("/api/{rest:path}", _open_to_all(_nothing_here), methods=METHODS),
    ]


class _Clinics:
    """One format of the clinics, with the answers to its commonest questions."""

    def __init__(
        self, form: Format, headers: dict[str, str], live: Live, now: Clock, settings: Callable[[], Settings]
    ) -> None:
        self._form = form
        self._headers = {"content-type": form.media_type, **headers}
        self._live = live
        self._now = now
        self._settings = settings
        self._true_for: Ranking | None = None
        self._kept: dict[tuple[Need | None, int], tuple[bytes, str]] = {}

    async def answer(self, request: Request) -> Response:
        clinics = self._live().clinics
        try:
            asked = read_request(request.query_params.multi_items(), clinics.centre)
        except BadRequestError as problem:
            return _error(400, str(problem))
        chosen = choose(
            clinics, asked.need, asked.place, asked.limit, self._now(), self._settings().confirm_days
        )
        if asked.place:
            return Response(await self._written(chosen), headers={**self._headers, **PRIVATE})
        body, etag = await self._kept_or_written(asked.need, chosen)
        return public_answer(request, body, etag, self._headers)

    async def _kept_or_written(self, need: Need | None, chosen: Chosen) -> tuple[bytes, str]:
        if chosen.ranking is not self._true_for:
            self._true_for, self._kept = chosen.ranking, {}
        question = (need, len(chosen))
        if question in self._kept:
            return self._kept[question]
        body = await self._written(chosen)
        answer = body, etag_of(body)
        if len(body) <= _LARGEST_KEPT and len(self._kept) < _MOST_KEPT and chosen.ranking is self._true_for:
            self._kept[question] = answer
        return answer

    async def _written(self, chosen: Chosen) -> bytes:
        if len(chosen) > _MANY:
            return await run_in_threadpool(self._form.write, chosen)
        return self._form.write(chosen)


def _attachment(form: Format) -> str:
    return f'attachment; filename="clinics.{form.ending}"'


def _open_to_all(endpoint: Endpoint) -> Endpoint:
    """Any website may ask (CORS)."""

    async def open_to_all(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=PREFLIGHT)
        response = await endpoint(request)
        response.headers.update(ANYBODY)
        return response

    return open_to_all


def _describe() -> Endpoint:
    body = orjson.dumps(openapi_document())
    etag = etag_of(body)

    async def describe(request: Request) -> Response:
        return public_answer(request, body, etag, {"content-type": "application/json"})

    return describe


async def _nothing_here(_: Request) -> Response:
    return _error(404, wording.NOTHING_HERE)


def _error(status: int, sentence: str) -> Response:
    return Response(
        orjson.dumps({"error": sentence}), status, {"content-type": "application/json", **PRIVATE}
    )
