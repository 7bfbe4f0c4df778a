"""/report: two presses that say what is wrong with a clinic's entry and how one knows; nothing to write."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from locator.answers.database import StoreAwayError
from locator.answers.report import WHAT_MAY_BE_WRONG, Knows, Report
from locator.answers.reporting import TooManyReportsError
from locator.answers.staff import NotStaffError
from locator.live import serving
from locator.server.caching import PRIVATE
from locator.server.navigation import FIND, site_header
from locator.server.visits import form_of, refuse_foreign
from locator.templates import render
from locator.templates.report import KNOWS, choices
from locator.words import N_, Message

ADDRESS = "/report"
TOO_MANY = N_("We have had many reports today, so this one was not kept. Please call the clinic instead.")
AWAY = N_("We can't keep your report just now. Please press again in a minute, or tell us in another way.")
NO_CLINIC = N_("That clinic is not in the list")
TAKEN_OUT = N_("It may have been taken out, or the link has a slip in it.")


def report_routes() -> list[Route]:
    """The route /report: the first press only asks for a page, the second one sends."""
    return [Route(ADDRESS, _ask, methods=["GET"]), Route(ADDRESS, _send, methods=["POST"])]


def _ask(request: Request) -> HTMLResponse:
    asked = request.query_params
    return _page(asked.get("clinic", ""), asked.get("about", ""))


async def _send(request: Request) -> HTMLResponse:
    form = await form_of(request)
    try:
        refuse_foreign(request)
    except NotStaffError as problem:
        return _page(form.get("clinic", ""), "", problem.sentence, 403)
    # Its address as the store never sees it: see Reporting.
    visitor = request.client.host if request.client else ""
    return await run_in_threadpool(_take, form, visitor)


def _take(form: Mapping[str, str], visitor: str) -> HTMLResponse:
    clinic_id, about, how = (form.get(name, "") for name in ("clinic", "about", "how"))
    clinic = serving.network().by_id(clinic_id)
    if clinic is None or about not in WHAT_MAY_BE_WRONG or how not in set(Knows):
        return _page(clinic_id, "", status=400)
    try:
        serving.reporting().take(Report(clinic_id, about, how), visitor, clinic.today)
    except TooManyReportsError:
        return _page(clinic_id, about, TOO_MANY, 429)
    except StoreAwayError:
        return _page(clinic_id, about, AWAY, 503)
    return _html("report_thanks.html", clinic=clinic)


def _page(clinic_id: str, about: str, said: Message | None = None, status: int = 200) -> HTMLResponse:
    """What may be wrong; of one of these, how one knows. `said` is why the last press was not taken."""
    clinic = serving.network().by_id(clinic_id)
    if clinic is None:
        return _html("notice.html", 404, title=NO_CLINIC, sentences=[TAKEN_OUT], back=FIND)
    may_be_wrong = choices(clinic)
    return _html(
        "report_how.html" if about in WHAT_MAY_BE_WRONG else "report_what.html",
        status,
        clinic=clinic,
        choices=may_be_wrong,
        chosen=next((choice for choice in may_be_wrong if choice.about == about), None),
        knows=KNOWS,
        said=said,
        report_email=serving.settings().report_email,
    )


def _html(template: str, status: int = 200, **told: object) -> HTMLResponse:
    header = site_header(ADDRESS, serving.network())
    page = render(template, address=ADDRESS, header=header, staff=serving.staff(), **told)
    return HTMLResponse(page, status, PRIVATE)
