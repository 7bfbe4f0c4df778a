"""Calls to make, at /calls: whom staff should call next, and what they say, saved with one press.

Made by the server alone: a press is a form that is sent, so nothing waits for a script, and a page that was
open when the server restarted works as before.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from locator.answers import wording as words
from locator.answers.calls import every_call
from locator.answers.database import AWAY, SpentError, StoreAwayError
from locator.answers.pressing import Press, answers_of, places
from locator.answers.recorded import NotAnAnswerError, Recorded, Said
from locator.answers.staff import SIGNED_IN_HOURS, NotStaffError, Session
from locator.hours.workdays import next_workday
from locator.live import serving
from locator.server.account import forget_account
from locator.server.caching import PRIVATE
from locator.server.navigation import CALLS, site_header
from locator.server.pieces import live_state
from locator.server.visits import (
    BROWSER_COOKIE,
    forget,
    form_of,
    keep,
    keep_browser,
    refuse_foreign,
    refuse_forged,
    signed_in,
)
from locator.templates import render
from locator.words import N_, due, link

MOST_CALLS = 50  # on a page: more than a day's
MOST_CLINICS = 40  # of one phone
MOST_PAST = 20
NOT_SIGNED_IN = N_(
    "Nothing was saved: you are not signed in, or were signed out after %(hours)s hours. Sign in, then go "
    "back in your browser and press again.",
    hours=SIGNED_IN_HOURS,
)
NOT_SIGNED_IN_BUT_KEPT = N_(
    "Nothing was saved: you are not signed in, or were signed out after %(hours)s hours. What you typed is "
    "kept until you have signed in here. Then press again.",
    hours=SIGNED_IN_HOURS,
)
STILL_HERE = N_("You are signed in. What you typed is still here and not saved yet: please press again.")
# What of a form is not typed, and not for another visit.
NOT_TYPED = ("token", "once", "press", "name", "passphrase")
UNDONE = N_("Undone. What counted before counts again, and the history keeps both.")
NOT_YOURS = N_("Only who recorded that, or somebody who may undo for others, can undo it.")


@dataclass(frozen=True, slots=True)
class Notice:
    """What came of a press; `undo` are the numbers of the answers that it saved."""

    sentence: str
    is_good: bool = False
    undo: tuple[int, ...] = ()


def call_routes() -> list[Route]:
    """The page, and what its forms are sent to."""
    return [
        Route(CALLS, _show, methods=["GET"]),
        Route(CALLS, _form(_pressed), methods=["POST"]),
        Route(f"{CALLS}/sign-in", _form(_signed_in), methods=["POST"]),
        Route(f"{CALLS}/sign-out", _form(_signed_out), methods=["POST"]),
        *(Route(f"{CALLS}/{what}", _back, methods=["GET"]) for what in ("sign-in", "sign-out")),
    ]


def _back(_request: Request) -> Response:
    """An address that takes a form was only asked for."""
    return RedirectResponse(link(CALLS), 303)


def _show(request: Request) -> Response:
    return _page(request, signed_in(request))


def _form(answer: Callable[[Request, Press], Response]) -> Callable[[Request], Awaitable[Response]]:
    """What a form of ours is sent to; of another site's form nothing is done, and nothing in it is shown."""

    def answered(request: Request, press: Press) -> Response:
        try:
            refuse_foreign(request)
        except NotStaffError as problem:
            return _page(request, signed_in(request), None, Notice(str(problem.sentence)), status=403)
        return answer(request, press)

    async def read(request: Request) -> Response:
        return await run_in_threadpool(answered, request, Press(await form_of(request)))

    return read


def _pressed(request: Request, press: Press) -> Response:
    session = signed_in(request)
    if session is None:
        serving.live().take_up_answers()  # which also tells whether the store is away
        if serving.snapshot().answers_are_away:
            return _page(request, signed_in(request, unchecked=True), press, Notice(str(AWAY)), status=503)
        why = NOT_SIGNED_IN_BUT_KEPT if serving.staff().has_passphrase else NOT_SIGNED_IN
        return _page(request, None, press, Notice(str(why)), status=403)
    try:
        refuse_forged(request, session, press.typed.get("token"))
        notice = _undo(press, session) if press.button[0] == "undo" else _record(press, session)
    except NotStaffError as problem:
        return _page(request, session, press, Notice(str(problem.sentence)), status=403)
    except NotAnAnswerError as problem:
        return _page(request, session, press, Notice(str(problem.sentence)), status=422)
    except StoreAwayError as problem:
        return _page(request, session, press, Notice(str(problem.sentence)), status=503)
    return _page(request, session, press, notice)


def _record(press: Press, session: Session) -> Notice:
    answers = answers_of(press, serving.network(), serving.snapshot().answers)
    once = press.typed.get("once", "")
    if not session.owns(once):
        once = session.press()
    try:
        done = serving.store().append(answers, session.name, serving.now(), once=once)
    except SpentError:
        serving.live().take_up_answers()
        # The same press, sent twice, is saved; another one, on a page that was gone back to, is not yet.
        is_saved = all(map(_counts, answers))
        done = (
            []
            if is_saved
            else serving.store().append(answers, session.name, serving.now(), once=session.press())
        )
    serving.live().take_up_answers()
    now = serving.network()
    return Notice(words.saved(done, now), is_good=True, undo=tuple(one.number for one in done))


def _counts(answer: Said) -> bool:
    """Whether that is what counts already."""
    answers, key = serving.snapshot().answers, (answer.clinic_id, answer.about)
    return any(
        found is not None and found.said == answer
        for found in (answers.facts.get(key), answers.tries.get(key))
    )


def _undo(press: Press, session: Session) -> Notice:
    found = [recorded for number in press.undoes if (recorded := serving.store().one(number))]
    if not found:
        raise NotAnAnswerError(N_("That was undone already."))
    if not all(map(session.may_undo, found)):
        raise NotStaffError(NOT_YOURS)
    for recorded in found:
        serving.store().undo(recorded.number, session.name, serving.now())
    serving.live().take_up_answers()
    return Notice(str(UNDONE), is_good=True)


def _signed_in(request: Request, press: Press) -> Response:
    address = request.client.host if request.client else ""
    browser = request.cookies.get(BROWSER_COOKIE, "")
    name, passphrase = (press.typed.get(field, "") for field in ("name", "passphrase"))
    try:
        session = serving.staff().with_passphrase(name, passphrase, address, browser)
        if "phone" in press.typed:  # signed out in the middle of a call
            answer = _page(request, session, press, Notice(str(STILL_HERE), is_good=True))
        else:
            answer = RedirectResponse(link(CALLS), 303, PRIVATE)
        keep(request, answer, session)
        keep_browser(request, answer)
    except NotStaffError as problem:
        return _page(request, None, press, Notice(str(problem.sentence)), status=403)
    except StoreAwayError as problem:
        return _page(request, None, press, Notice(str(problem.sentence)), status=503)
    return answer


def _signed_out(request: Request, press: Press) -> Response:
    session = signed_in(request)
    answer = RedirectResponse(link(CALLS), 303, PRIVATE)
    if session is None:
        return answer
    try:
        refuse_forged(request, session, press.typed.get("token"))
        serving.staff().sign_out(session)
    except NotStaffError as problem:
        return _page(request, session, Press({}), Notice(str(problem.sentence)), status=403)
    except StoreAwayError as problem:
        return _page(request, session, Press({}), Notice(str(problem.sentence)), status=503)
    forget(answer)
    forget_account(request, answer)
    return answer


def _page(
    request: Request,
    session: Session | None,
    press: Press | None = None,
    notice: Notice | None = None,
    *,
    status: int = 200,
) -> Response:
    """The page as it is after a press; what was typed is still there."""
    network, answers, staff = serving.network(), serving.snapshot().answers, serving.staff()
    typed = dict(press.typed) if press else {}
    # With what is seen by staff alone, what visitors say is wrong is too.
    shown = answers if session else replace(answers, reports={})
    listed = every_call(network, shown)
    waiting = [call for call in listed if call.due]
    asked = typed.get("phone") or request.query_params.get("phone", "")
    call = next((call for call in listed if call.phone == asked), next(iter(waiting), None))
    today = call.clinics[0].clinic.today if call else serving.now().date()
    html = render(
        "calls.html",
        header=site_header(CALLS, network),
        state=live_state(),
        staff=staff,
        signed_in_hours=SIGNED_IN_HOURS,
        session=session,
        token=staff.form_token(session) if session else "",
        once=session.press() if session else "",
        notice=notice,
        typed=typed,
        kept={field: text for field, text in typed.items() if field not in NOT_TYPED},
        call=call if session else None,
        calls=[one for one in waiting if not session or (one is not call and one.phone != asked)][
            :MOST_CALLS
        ],
        total=len(waiting),
        most_clinics=MOST_CLINICS,
        answers=answers,
        places=places(network, call) if call and session else [],
        past=_past() if session else [],
        network=network,
        words=words,
        due=due,
        today=today,
        tomorrow=next_workday(today),
        on_the_web=serving.settings().on_the_web(CALLS),
    )
    return HTMLResponse(html, status, PRIVATE)


def _past() -> list[Recorded]:
    """The last answers; none while the store is away."""
    try:
        return serving.store().history(most=MOST_PAST)
    except StoreAwayError:
        return []
