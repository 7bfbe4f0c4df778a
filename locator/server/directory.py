"""/directory: the whole list as plain HTML, for browsers without JavaScript, paper, and search engines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from locator import cards, site
from locator.asked_place import outside_the_area, understood
from locator.clinics import Need
from locator.live_clinics import Snapshot
from locator.nearest import BestAnswer, Origin, best_answer, search
from locator.places import LONGEST_TEXT
from locator.ranking import Ranking, ranking
from locator.server.caching import PRIVATE, etag_of, public_answer
from locator.server.directory_page import ADDRESS, Asked, View, directory_html
from locator.settings import Settings

HTML = {"content-type": "text/html; charset=utf-8"}
PAGE_SIZE = 100
# Of a list that does not fit on one page, once we know from where: few people look further.
NEAREST = 10

_MOST_KEPT = 10_000


@dataclass(slots=True)
class _Lasting:
    """What the pages of one day have in common, so that it is made once.

    `best` holds the answer from each place: many people ask from the same ZIP code.
    """

    of: Ranking | None = None
    cards: dict[str, cards.LastingParts] = field(default_factory=dict)
    linked_data: dict[str, str] = field(default_factory=dict)
    best: dict[Origin | None, BestAnswer] = field(default_factory=dict)

    def still_true(self, now: Ranking) -> _Lasting:
        """This, emptied first where the verdicts have changed or it has grown too large."""
        if self.of is not now or max(len(self.cards), len(self.best)) > _MOST_KEPT:
            self.of, self.cards, self.linked_data, self.best = now, {}, {}, {}
        return self


def directory_route(
    live: Callable[[], Snapshot] = site.live_clinics,
    now: Callable[[], datetime] = site.now,
    settings: Callable[[], Settings] = site.settings,
) -> Route:
    """The route /directory, for the clinics of `live`, judged at the moment that `now` gives."""
    lasting = _Lasting()

    async def directory(request: Request) -> Response:
        asked = read_question(request.query_params)
        minute = now().replace(second=0, microsecond=0)  # the same object for every clinic's hours
        html = directory_html(_view(asked, live(), minute, settings(), lasting)).encode()
        if asked.near:
            return Response(html, headers={**HTML, **PRIVATE})
        return public_answer(request, html, etag_of(html), HTML)

    return Route(ADDRESS, directory)


def read_question(parameters: QueryParams) -> Asked:
    """The question in an address. A person who typed nonsense gets the list all the same."""
    need, page = parameters.get("need", ""), parameters.get("page", "")
    is_number = page.isascii() and page.isdecimal() and len(page) < 10
    return Asked(
        near=" ".join(parameters.get("near", "").split())[:LONGEST_TEXT],
        need=Need(need) if need in set(Need) else Need.EITHER,
        page=max(1, int(page)) if is_number else 1,
    )


def _view(asked: Asked, live: Snapshot, now: datetime, settings: Settings, lasting: _Lasting) -> View:
    """The answer to a question. A place that can't be found changes nothing but what is said about it."""
    clinics, limit_days = live.clinics, settings.confirm_days
    lasting = lasting.still_true(ranking(clinics, now, limit_days))
    typed = understood(asked.near, clinics)
    place = typed.place
    origin = (place.latitude, place.longitude) if place else None
    result = search(clinics, asked.need, origin, now, limit_days)
    if origin not in lasting.best:
        lasting.best[origin] = best_answer(clinics, origin, now, limit_days)
    size = NEAREST if place and len(result) > PAGE_SIZE else PAGE_SIZE
    pages = max(1, -(-len(result) // size))
    page = min(asked.page, pages)
    matches = result.between((page - 1) * size, page * size)
    return View(
        asked=replace(asked, page=page),
        live=live,
        result=result,
        matches=matches,
        pages=pages,
        best=lasting.best[origin],
        showing=cards.Showing(
            clinics=clinics,
            now=now,
            limit_days=limit_days,
            report_email=settings.report_email,
            measured_from=place.described if place else None,
            has_map=False,
            lasting=lasting.cards,
        ),
        said=typed.said or outside_the_area(result),
        suggestions=typed.suggestions,
        linked_data=lasting.linked_data,
    )
