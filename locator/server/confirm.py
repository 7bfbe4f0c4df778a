"""/confirm: a clinic says, once, by a link that it was sent, what is still right. /calls/link makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.routing import Route

from locator.answers.by_clinic import LISTED, as_it_is, sent, still_right, ways
from locator.answers.database import AWAY, SpentError, StoreAwayError
from locator.answers.recorded import LONGEST_BY, LONGEST_NAME, LONGEST_NEEDS, NotAnAnswerError
from locator.answers.staff import ClinicLink, NotStaffError, UsedLinkError
from locator.clinics import Clinic
from locator.live import serving
from locator.server.caching import PRIVATE
from locator.server.navigation import CALLS, FIND, site_header
from locator.server.report import NO_CLINIC
from locator.server.visits import FOREIGN, form_of, refuse_foreign, refuse_forged, signed_in
from locator.templates import render
from locator.templates.confirm import mail
from locator.templates.report import choices
from locator.words import N_, Message, link

ADDRESS = "/confirm"
MAKE = f"{CALLS}/link"
# The address holds what lets somebody in: it goes to no other page, not even of our own.
ALONE = {**PRIVATE, "referrer-policy": "no-referrer"}

THANKS = N_("Thank you")
NOT_OPEN = N_("This link can't be opened")
GONE = N_("This clinic is not in our list just now. Please tell whoever sent you the link.")
ASK_FOR_ANOTHER = N_("Please ask whoever sent it to you for a new one.")
SIGN_IN = N_("Please sign in first")
SIGNED_OUT = N_("Nobody is signed in here, or it was too long ago.")


def confirm_routes() -> list[Route]:
    """The routes /confirm and /calls/link."""
    return [
        Route(ADDRESS, _open, methods=["GET"]),
        Route(ADDRESS, _send, methods=["POST"]),
        Route(MAKE, _back, methods=["GET"]),
        Route(MAKE, _make, methods=["POST"]),
    ]


def _open(request: Request) -> HTMLResponse:
    """To look at it uses nothing up: mail programs open links before people do."""
    token = request.query_params.get("link", "")
    return _by_link(token, lambda _, clinic: _page(token, clinic))


async def _send(request: Request) -> HTMLResponse:
    form = await form_of(request)
    try:
        refuse_foreign(request, hides_origin=True)  # the link itself has to be in the form
    except NotStaffError:
        return _notice(NOT_OPEN, [FOREIGN, ASK_FOR_ANOTHER], 403)
    token = form.get("link", "")
    return await run_in_threadpool(_by_link, token, lambda found, clinic: _record(token, found, clinic, form))


def _by_link(token: str, answer: Callable[[ClinicLink, Clinic], HTMLResponse]) -> HTMLResponse:
    """The answer to whoever has that link, or a page that says why it can't be used."""
    try:
        found = serving.staff().link(token)
        clinic = serving.network().by_id(found.clinic_id)
        return answer(found, clinic) if clinic else _notice(NOT_OPEN, [GONE], 404)
    except UsedLinkError as used:
        return _notice(THANKS, [used.sentence], 410)
    except NotStaffError as problem:
        return _notice(NOT_OPEN, [problem.sentence, ASK_FOR_ANOTHER], 403)
    except StoreAwayError as away:
        return _notice(NOT_OPEN, [away.sentence], 503)


def _record(token: str, found: ClinicLink, clinic: Clinic, form: Mapping[str, str]) -> HTMLResponse:
    network = serving.network()
    try:
        told = (
            still_right(clinic, form.get("said_by", ""))
            if "all" in form
            else sent(clinic, form, ways(clinic, network))
        )
        now = serving.now().astimezone(ZoneInfo(clinic.timezone))
        by = f"link from {found.sent_by}"[:LONGEST_BY]
        serving.store().append(told.answers, by, now, spends=found.key, wrong=told.wrong)
    except NotAnAnswerError as problem:
        return _page(token, clinic, form, problem.sentence, 400)
    except SpentError:
        return _by_link(token, lambda *_: _page(token, clinic))
    except StoreAwayError:
        return _page(token, clinic, form, AWAY, 503)
    serving.live().take_up_answers()
    return _html("confirm_thanks.html", clinic=serving.network().by_id(clinic.clinic_id), told=told)


def _page(
    token: str,
    clinic: Clinic,
    form: Mapping[str, str] | None = None,
    said: Message | None = None,
    status: int = 200,
) -> HTMLResponse:
    """What the list says of that clinic, to be confirmed or changed; `said` is why `form` was not taken."""
    network = serving.network()
    return _html(
        "confirm.html",
        status,
        address=ADDRESS,
        token=token,
        clinic=clinic,
        there=network.referred_from(clinic),
        ways=ways(clinic, network),
        filled=as_it_is(clinic) if form is None or "all" in form else form,
        said_by=(form or {}).get("said_by", ""),
        said=said,
        listed=[choice for choice in choices(clinic) if choice.about in LISTED],
        longest_name=LONGEST_NAME,
        longest_needs=LONGEST_NEEDS,
    )


def _back(_: Request) -> RedirectResponse:
    """Whoever comes here by the address alone."""
    return RedirectResponse(link(CALLS), 303)


async def _make(request: Request) -> HTMLResponse:
    form = await form_of(request)
    return await run_in_threadpool(_made, request, form)


def _made(request: Request, form: Mapping[str, str]) -> HTMLResponse:
    """The page with a link for one clinic, for staff to send."""
    session = signed_in(request)
    if session is None:
        return _notice(SIGN_IN, [SIGNED_OUT], 403, CALLS)
    try:
        refuse_forged(request, session, form.get("token"))
        clinic = serving.network().by_id(form.get("clinic", ""))
        if clinic is None:
            return _notice(NO_CLINIC, [], 404, CALLS)
        address = link(ADDRESS, link=serving.staff().clinic_link(clinic.clinic_id, session))
    except NotStaffError as problem:
        return _notice(SIGN_IN, [problem.sentence], 403, CALLS)
    except StoreAwayError as away:
        return _notice(N_("There is no link yet"), [away.sentence], 503, CALLS)
    public = serving.settings().on_the_web(address)
    whole = public or f"{str(request.base_url).rstrip('/')}{address}"
    until = serving.staff().link_until().astimezone(ZoneInfo(clinic.timezone)).date()
    return _html(
        "confirm_link.html",
        clinic=clinic,
        whole=whole,
        is_public=bool(public),
        mail=mail(clinic, whole, until),
        until=until,
        calls=CALLS,
    )


def _notice(title: Message, sentences: list[Message], status: int, back: str = FIND) -> HTMLResponse:
    return _html("notice.html", status, title=title, sentences=sentences, back=back)


def _html(template: str, status: int = 200, **told: object) -> HTMLResponse:
    header = site_header(ADDRESS, serving.network())
    html = render(template, header=header, for_patients=False, **told)
    return HTMLResponse(html, status, ALONE)
