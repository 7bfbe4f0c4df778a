"""The printable sheet for the patient, at /sheet?evaluation=…&procedure=…&near=…"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse

from locator.clinics import EVALUATION, PROCEDURE, Match, Network, Origin, Service, Standing, search
from locator.clinics.pairs import Pair
from locator.live import serving
from locator.server.caching import AWAY, PRIVATE
from locator.server.navigation import site_header
from locator.templates import render
from locator.templates.sheet import sheet
from locator.words.places import understood


async def patient_sheet(request: Request) -> HTMLResponse:
    """The sheet of the pair that the address names, or a page that says that there is none."""
    network, asked = serving.network(), request.query_params
    place = understood(asked.get("near", ""), network).place
    evaluation, procedure = asked.get("evaluation", ""), asked.get("procedure", "")
    pair = _pair(evaluation, procedure, network, place.point if place else None)
    header = site_header("/sheet")  # the paper itself says so
    if pair is None:
        page = render("no_sheet.html", header=header, is_loaded=bool(network))
        return HTMLResponse(page, 404, PRIVATE) if network else HTMLResponse(page, 503, AWAY)
    html = sheet(pair, place, header, on_the_web=serving.settings().on_the_web, is_example=network.is_example)
    return HTMLResponse(html, headers=PRIVATE)


def _pair(evaluation: str, procedure: str, network: Network, origin: Origin | None) -> Pair | None:
    """The pair of these two clinics, or None where one is not listed for that, or is closed for now."""

    def listed(clinic_id: str, service: Service) -> Match | None:
        match = search(network, service.need, origin).match_of(clinic_id)
        return None if match is None or match.standing is Standing.TEMPORARILY_CLOSED else match

    seen = listed(evaluation, EVALUATION)
    done = listed(procedure, PROCEDURE) if procedure else None
    return None if seen is None or (procedure and done is None) else Pair(seen, done)
