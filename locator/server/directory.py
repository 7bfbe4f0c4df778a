"""/directory: the whole list as plain HTML, for browsers without JavaScript, paper, and search engines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache, partial

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from locator.clinics import Match, Need, Network
from locator.clinics.view import View
from locator.exports.jsonld import graph
from locator.live import serving
from locator.server.caching import AWAY, PRIVATE, public_answer
from locator.server.navigation import site_header
from locator.server.search_request import place_asked
from locator.templates import render
from locator.templates.find import search_form
from locator.templates.results import found
from locator.words import language
from locator.words.places import show_place, understood

ADDRESS = "/directory"
HTML = {"content-type": "text/html; charset=utf-8"}
PAGE_SIZE = 100
# Of a list that does not fit on one page, once we know from where: few people look further.
NEAREST = 10
KEPT = 500  # documents of some 30 kB, in memory alone


def directory_route(
    network: Callable[[], Network] = serving.network,
    now: Callable[[], datetime] = serving.now,
) -> Route:
    """The route /directory, for the clinics of `network` at the moment that `now` gives."""

    async def directory(request: Request) -> Response:
        asked = request.query_params
        near = place_asked(asked)
        need = Need.asked(asked.get("need"))
        page = _page_number(asked.get("page", ""))
        minute = now().replace(second=0, microsecond=0)  # the same for every clinic's hours
        if not network():
            header = site_header(ADDRESS, network())
            return HTMLResponse(render("no_directory.html", header=header), 503, AWAY)
        document = network().once(_kept_documents)
        html = document(near, need, page, minute, language())
        if near:
            return Response(html, headers={**HTML, **PRIVATE})
        return public_answer(request, html, HTML)

    return Route(ADDRESS, directory)


def _kept_documents(network: Network) -> Callable[..., bytes]:
    """Makes documents about these clinics, and keeps the last ones for whoever asks the same that minute."""
    return lru_cache(maxsize=KEPT)(partial(_document, network))


def _document(network: Network, near: str, need: Need, page: int, minute: datetime, _language: str) -> bytes:
    """The whole document. A place that can't be found changes nothing but what is said about it."""
    typed = understood(near, network)
    view = View(network, minute, need, typed.place, has_map=False)
    result = view.search()
    size = NEAREST if typed.place and len(result) > PAGE_SIZE else PAGE_SIZE
    pages = max(1, -(-len(result) // size))
    page = min(page, pages)
    matches = result.between((page - 1) * size, page * size)
    return render(
        "directory.html",
        address=ADDRESS,
        header=network.once(_header, language()),
        form=search_form(ADDRESS, need, near, has_map=False),
        near=near,
        need_asked="" if need is Need.EITHER else need,
        page=page,
        pages=pages,
        said=typed.said,
        suggestions=[(name, show_place(name, network)) for name in typed.suggestions],
        linked_data=_linked_data(network, matches),
        more="",
        **found(result, matches, view),
    ).encode()


def _header(network: Network, _language: str) -> Markup:
    return site_header(ADDRESS, network)


def _page_number(text: str) -> int:
    """From 1. A person who typed nonsense gets the list all the same."""
    is_number = text.isascii() and text.isdecimal() and len(text) < 10
    return max(1, int(text)) if is_number else 1


def _linked_data(network: Network, matches: list[Match]) -> Markup:
    """The clinics on this page in schema.org's words. Nothing in it can end the element that it stands in."""
    told = graph(network, (match.clinic for match in matches))
    return Markup(told.replace("<", "\\u003c"))  # noqa: S704 (JSON, in which "<" is written as an escape)
