"""/api/: the clinics as GeoJSON, the same in other people's formats, and what describes them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from locator.clinic_file.schema import explanations
from locator.clinics import SERVICES, Answer, Certainty, Method, Need, Network
from locator.exports import FORMATS, GEOJSON, Chosen, Format, choose
from locator.live import serving
from locator.server.caching import PRIVATE, public_answer
from locator.server.search_request import PARAMETERS, BadRequestError, read_request
from locator.templates.rendering import render_text
from locator.words import _, language
from locator.words.language import PSEUDO_LANGUAGE, languages

METHODS = ("GET", "HEAD", "OPTIONS")
ANY_WEBSITE = Middleware(
    CORSMiddleware,
    allow_origins=("*",),
    allow_methods=METHODS,
    allow_headers=("*",),
    expose_headers=("ETag",),
    max_age=86_400,
)

# More clinics than this are written beside the server's loop, so that nobody waits for them.
_MANY = 500
# Answers that are kept: the ones that everybody asks for, as long as they are true.
_MOST_KEPT = 96
_LARGEST_KEPT = 4_000_000  # bytes

Question = tuple[str, Need | None, int, str]  # format, need, how many clinics, language
Endpoint = Callable[[Request], Awaitable[Response]]


def api_routes(network: Callable[[], Network] = serving.network) -> list[Route]:
    """Every route under /api/, for the clinics as `network` gives them at the moment of a request."""
    endpoints: dict[str, Endpoint] = {form.address: _clinics_as(form, network) for form in FORMATS}
    endpoints |= {"/api/openapi.json": _describe, "/api/{rest:path}": _nothing_here}
    return [
        Route(path, _saying_what_may_be_asked(endpoint), methods=METHODS, middleware=[ANY_WEBSITE])
        for path, endpoint in endpoints.items()
    ]


def _saying_what_may_be_asked(endpoint: Endpoint) -> Endpoint:
    """The endpoint, and for OPTIONS (where it is no preflight of a browser) the methods that it knows."""

    async def answer(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"allow": ", ".join(METHODS)})
        return await endpoint(request)

    return answer


def _clinics_as(form: Format, network: Callable[[], Network]) -> Endpoint:
    headers = {"content-type": form.media_type}
    if form is not GEOJSON:
        headers["content-disposition"] = f'attachment; filename="clinics.{form.ending}"'

    async def clinics(request: Request) -> Response:
        now = network()
        if not now:
            return _error(503, _("The clinic list can't be loaded just now. Please ask again in a minute."))
        try:
            asked = read_request(request.query_params.multi_items(), now)
        except BadRequestError as problem:
            return _error(400, str(problem))
        chosen = choose(now, asked.need, asked.place, asked.limit)
        if asked.place:
            return Response(await _written(form, chosen), headers={**headers, **PRIVATE})
        question = (form.name, asked.need, len(chosen), language())
        return public_answer(request, await _kept_or_written(question, form, chosen), headers)

    return clinics


async def _kept_or_written(question: Question, form: Format, chosen: Chosen) -> bytes:
    kept = chosen.network.once(_kept_answers)
    if question in kept:
        return kept[question]
    body = await _written(form, chosen)
    if len(body) <= _LARGEST_KEPT and len(kept) < _MOST_KEPT:
        kept[question] = body
    return body


def _kept_answers(_network: Network) -> dict[Question, bytes]:
    return {}


async def _written(form: Format, chosen: Chosen) -> bytes:
    if len(chosen) > _MANY:
        return await run_in_threadpool(form.write, chosen)
    return form.write(chosen)


async def _describe(request: Request) -> Response:
    document = render_text(
        "openapi.json",
        formats=sorted(FORMATS, key=lambda form: form is not GEOJSON),
        parameters=PARAMETERS,
        needs=list(Need),
        languages=[*languages(), PSEUDO_LANGUAGE],
        columns=explanations(),
        facts=[service.column for service in SERVICES],
        numbers=["latitude", "longitude"],
        answers=list(Answer),
        certainties=list(Certainty),
        methods=list(Method),
    )
    return public_answer(request, orjson.dumps(orjson.loads(document)), {"content-type": "application/json"})


async def _nothing_here(_request: Request) -> Response:
    return _error(404, _("There is nothing at this address. See /api/openapi.json for what there is."))


def _error(status: int, sentence: str) -> Response:
    return Response(
        orjson.dumps({"error": sentence}), status, {"content-type": "application/json", **PRIVATE}
    )
