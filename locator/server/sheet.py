"""The printable sheet for the patient, at /sheet?evaluation=…&procedure=…&near=…"""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from locator import site
from locator.asked_place import understood
from locator.clinics import Clinics, Need
from locator.nearest import Match, Origin, Standing, search
from locator.places import Place
from locator.scheduling import sheet_wording as words
from locator.scheduling.pairs import Pair
from locator.scheduling.pairs_html import SHEET_ADDRESS
from locator.scheduling.sheet import Sheet, no_sheet_html, sheet_html

SCHEDULERS = "/schedulers"
# The address may hold the patient's ZIP code, so nobody between keeps the answer.
_NOT_KEPT = {"cache-control": "private, no-store"}


async def _sheet(request: Request) -> HTMLResponse:
    live, now, limit = site.live_clinics(), site.now(), site.settings().confirm_days
    asked = request.query_params
    place = understood(asked.get("near", ""), live.clinics).place
    origin = (place.latitude, place.longitude) if place else None
    pair = _pair(asked.get("evaluation", ""), asked.get("procedure", ""), live.clinics, origin, now, limit)
    if pair is None:
        return HTMLResponse(no_sheet_html(words.NO_SHEET, SCHEDULERS), 404, _NOT_KEPT)
    sheet = Sheet(
        pair=pair,
        today=pair.evaluation.clinic.today(now),
        view=_view(str(request.base_url), pair, place),
        is_example=live.is_example,
    )
    return HTMLResponse(sheet_html(sheet), headers=_NOT_KEPT)


def _pair(
    evaluation: str, procedure: str, clinics: Clinics, origin: Origin | None, now: datetime, limit_days: int
) -> Pair | None:
    """The pair of these two clinics, or None where one is not listed for that, or is closed for now."""

    def listed(clinic_id: str, need: Need) -> Match | None:
        match = search(clinics, need, origin, now, limit_days).match_of(clinic_id)
        return None if match is None or match.standing is Standing.TEMPORARILY_CLOSED else match

    seen = listed(evaluation, Need.EVALUATION)
    done = listed(procedure, Need.PROCEDURE) if procedure else None
    return None if seen is None or (procedure and done is None) else Pair(seen, done)


def _view(base: str, pair: Pair, place: Place | None) -> str:
    """The web address of the same view on Find a clinic."""
    told = {"clinic": pair.evaluation.clinic.clinic_id}
    if place:
        told["near"] = place.name
    return f"{base}?{urlencode(told)}"


def sheet_route() -> Route:
    """The route /sheet."""
    return Route(SHEET_ADDRESS, _sheet)
