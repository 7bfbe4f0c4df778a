"""/api/: the clinics as GeoJSON, the same in other people's formats, and what describes them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from urllib.parse import urlencode

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

NO_MORE: Mapping[str, str] = MappingProxyType({})
METHODS = ("GET", "HEAD", "OPTIONS")
ANY_WEBSITE = Middleware(
    CORSMiddleware,
    allow_origins=("*",),
    allow_methods=METHODS,
    allow_headers=("*",),
    expose_headers=("ETag", "Link"),
    max_age=86_400,
)

PAGES = "/api/clinics"  # GeoJSON, so many clinics at a time
# Clinics of one answer: whoever wants more follows `Link: …; rel="next"`, or takes a whole file.
MOST_AT_ONCE = 1_000
# More clinics than this are written beside the server's loop, so that nobody waits for them.
_MANY = 500
# Answers that are kept: the ones that everybody asks for, as long as they are true.
_MOST_KEPT = 96
_LARGEST_KEPT = 4_000_000  # bytes

Question = tuple[str, Need | None, int, int, str]  # format, need, from which clinic, how many, language
Endpoint = Callable[[Request], Awaitable[Response]]


def api_routes(network: Callable[[], Network] = serving.network) -> list[Route]:
    """Every route under /api/, for the clinics as `network` gives them at the moment of a request."""
    endpoints: dict[str, Endpoint] = {PAGES: _clinics_as(GEOJSON, network, in_pages=True)}
    endpoints |= {form.address: _clinics_as(form, network) for form in FORMATS}
    endpoints |= {"/api/openapi.json": _describe, "/api/{rest:path}": _nothing_here}
    routes = [
        Route(path, _saying_what_may_be_asked(endpoint), middleware=[ANY_WEBSITE])
        for path, endpoint in endpoints.items()
    ]
    for route in routes:
        route.methods = set()  # all of them, so that it is we who refuse the others
    return routes


def _saying_what_may_be_asked(endpoint: Endpoint) -> Endpoint:
    """The endpoint; OPTIONS (unless it is a browser's preflight) and other methods are told what it knows."""
    allow = {"allow": ", ".join(METHODS)}

    async def answer(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=allow)
        if request.method not in METHODS:
            return _error(405, _("The API only answers: GET, HEAD and OPTIONS change nothing here."), allow)
        return await endpoint(request)

    return answer


def _clinics_as(form: Format, network: Callable[[], Network], *, in_pages: bool = False) -> Endpoint:
    always = {"content-type": form.media_type}
    if not in_pages:
        always["content-disposition"] = f'attachment; filename="clinics.{form.ending}"'

    async def clinics(request: Request) -> Response:
        now = network()
        if not now:
            return _error(503, _("The clinic list can't be loaded just now. Please ask again in a minute."))
        try:
            asked = read_request(request.query_params.multi_items(), now)
        except BadRequestError as problem:
            return _error(400, str(problem))
        most = MOST_AT_ONCE if in_pages else None  # a file is whole unless somebody asks for a part of it
        limit = most if asked.limit is None else min(asked.limit, MOST_AT_ONCE)
        chosen = choose(now, asked.need, asked.place, limit, asked.offset, asked.others)
        headers = {**always, **_link_to_next(request, chosen)}
        if asked.place:
            return Response(await _written(form, chosen), headers={**headers, **PRIVATE})
        question = (form.name, asked.need, chosen.offset, len(chosen), language())
        return public_answer(request, await _kept_or_written(question, form, chosen), headers)

    return clinics


def _link_to_next(request: Request, chosen: Chosen) -> dict[str, str]:
    """Where the clinics go on that this answer leaves out (RFC 8288)."""
    if chosen.next_offset is None:
        return {}
    asked = dict(request.query_params) | {"limit": len(chosen), "offset": chosen.next_offset}
    return {"link": f'<{request.url.path}?{urlencode(asked)}>; rel="next"'}


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
        answers_at=[(PAGES, GEOJSON), *((form.address, form) for form in FORMATS)],
        parameters=PARAMETERS,
        needs=list(Need),
        languages=[*languages(), PSEUDO_LANGUAGE],
        columns=explanations(),
        facts=[service.column for service in SERVICES],
        types={"latitude": "number", "longitude": "number", "wait_weeks": "integer"},
        most=MOST_AT_ONCE,
        answers=list(Answer),
        certainties=list(Certainty),
        methods=list(Method),
    )
    return public_answer(request, orjson.dumps(orjson.loads(document)), {"content-type": "application/json"})


async def _nothing_here(_request: Request) -> Response:
    return _error(404, _("There is nothing at this address. See /api/openapi.json for what there is."))


def _error(status: int, sentence: str, headers: Mapping[str, str] = NO_MORE) -> Response:
    told = {"content-type": "application/json", **PRIVATE, **headers}
    return Response(orjson.dumps({"error": sentence}), status, told)
