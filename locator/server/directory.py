"""/directory: the whole list as plain HTML, for browsers without JavaScript, paper, and search engines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from markupsafe import Markup
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from locator.clinics import Match, Need, Network
from locator.clinics.view import View
from locator.exports.jsonld import graph
from locator.live import serving
from locator.places import LONGEST_TEXT
from locator.server.caching import PRIVATE, public_answer
from locator.settings import Settings
from locator.templates import render
from locator.templates.answer import answer
from locator.templates.cards import clinic_cards
from locator.words import DEFAULT_LANGUAGE, language
from locator.words.answer import count_line
from locator.words.places import show_place, understood
from locator.words.services import need_label

ADDRESS = "/directory"
HTML = {"content-type": "text/html; charset=utf-8"}
PAGE_SIZE = 100
# Of a list that does not fit on one page, once we know from where: few people look further.
NEAREST = 10


def directory_route(
    network: Callable[[], Network] = serving.network,
    now: Callable[[], datetime] = serving.now,
    settings: Callable[[], Settings] = serving.settings,
) -> Route:
    """The route /directory, for the clinics of `network` at the moment that `now` gives."""

    async def directory(request: Request) -> Response:
        near = " ".join(request.query_params.get("near", "").split())[:LONGEST_TEXT]
        html = _document(near, request.query_params, network(), now(), settings().report_email).encode()
        if near:
            return Response(html, headers={**HTML, **PRIVATE})
        return public_answer(request, html, HTML)

    return Route(ADDRESS, directory)


def _document(near: str, asked: QueryParams, network: Network, now: datetime, report_email: str) -> str:
    """The whole document. A place that can't be found changes nothing but what is said about it."""
    typed = understood(near, network)
    view = View(
        network,
        now.replace(second=0, microsecond=0),  # the same for every clinic's hours
        need=Need(asked["need"]) if asked.get("need") in set(Need) else Need.EITHER,
        place=typed.place,
        has_map=False,
        report_email=report_email,
    )
    result = view.search()
    size = NEAREST if typed.place and len(result) > PAGE_SIZE else PAGE_SIZE
    pages = max(1, -(-len(result) // size))
    page = min(_page_number(asked.get("page", "")), pages)
    matches = result.between((page - 1) * size, page * size)
    return render(
        "directory.html",
        address=ADDRESS,
        view=view,
        is_example=network.is_example,
        near=near,
        need_asked="" if view.need is Need.EITHER else view.need,
        needs=[(need, need_label(need)) for need in Need],
        lang="" if language() == DEFAULT_LANGUAGE else language(),
        page=page,
        pages=pages,
        said=typed.said,
        suggestions=[(name, show_place(name, network)) for name in typed.suggestions],
        answer=answer(view.best_answer(), view),
        count_line=count_line(result, typed.place),
        cards=clinic_cards(matches, view),
        linked_data=_linked_data(network, matches),
    )


def _page_number(text: str) -> int:
    """From 1. A person who typed nonsense gets the list all the same."""
    is_number = text.isascii() and text.isdecimal() and len(text) < 10
    return max(1, int(text)) if is_number else 1


def _linked_data(network: Network, matches: list[Match]) -> Markup:
    """The clinics on this page in schema.org's words. Nothing in it can end the element that it stands in."""
    told = graph(network, (match.clinic for match in matches))
    return Markup(told.replace("<", "\\u003c"))  # noqa: S704 (JSON, in which "<" is written as an escape)
