"""Calls to make, at /calls: whom staff should call next, and what they say, saved with one press.

Made by the server alone: a press is a form that is sent, so nothing waits for a script, and a page that was
open when the server restarted works as before.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from locator.answers import wording as words
from locator.answers.calls import PhoneCall, every_call
from locator.answers.database import AWAY, SpentError, StoreAwayError
from locator.answers.pressing import MOST_DIGITS, Press, answers_of, filled_in, places
from locator.answers.recorded import NotAnAnswerError, Outcome, Recorded, Said
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
from locator.words import N_, _, due, link

MOST_CALLS = 50  # on a page: more than a day's
MOST_CLINICS = 40  # of one phone
MOST_PAST = 20
NOT_SIGNED_IN = N_(
    "Nothing was saved: you are not signed in, or were signed out after %(hours)s hours. What you typed is "
    "kept until you have signed in here. Then press again.",
    hours=SIGNED_IN_HOURS,
)
STILL_HERE = N_("You are signed in. What you typed is still here and not saved yet: please press again.")
# What of a form is not typed, and not for another visit.
NOT_TYPED = ("token", "once", "press", "name", "passphrase")
NOT_ALL = N_("What else you filled in below is not saved yet.")
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
        Route(f"{CALLS}/go-on", _form(_went_on), methods=["POST"]),
        *(Route(f"{CALLS}/{what}", _back, methods=["GET"]) for what in ("sign-in", "sign-out", "go-on")),
    ]


def _back(_request: Request) -> Response:
    """An address that takes a form was only asked for."""
    return RedirectResponse(link(CALLS), 303)


def _show(request: Request) -> Response:
    session = signed_in(request)
    number = request.query_params.get("saved", "")
    if session is None or not number.isdecimal() or len(number) > MOST_DIGITS:
        return _page(request, session)
    try:
        notice = _notice(session, serving.store().of_press(int(number)))
    except StoreAwayError:
        notice = None
    return _page(request, session, None, notice)


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
        return _nobody_is_signed_in(request, press)
    try:
        refuse_forged(request, session, press.typed.get("token"))
        if press.button[0] == "undo":
            return _pressed_well(request, session, press, _undo(press, session))
        done = _record(press, session)
        return _pressed_well(request, session, press.without(one.said for one in done), done)
    except NotStaffError as problem:
        return _page(request, session, press, Notice(str(problem.sentence)), status=403)
    except NotAnAnswerError as problem:
        return _page(request, session, press, Notice(str(problem.sentence)), status=422)
    except StoreAwayError as problem:
        return _page(request, session, press, Notice(str(problem.sentence)), status=503)


def _nobody_is_signed_in(request: Request, press: Press) -> Response:
    serving.live().take_up_answers()  # which also tells whether the store is away
    if serving.snapshot().answers_are_away:
        return _page(request, signed_in(request, unchecked=True), press, Notice(str(AWAY)), status=503)
    return _page(request, None, press, Notice(str(NOT_SIGNED_IN)), status=403)


def _pressed_well(request: Request, session: Session, left: Press, done: Sequence[Recorded]) -> Response:
    """Lead on to an address that can be asked for again, by the number of what was saved.

    `left` is what was typed and not saved. No address can hold it: then the page itself is the answer.
    """
    serving.live().take_up_answers()
    network = serving.network()
    phone, notice = left.typed.get("phone", ""), _notice(session, done)
    call = next((one for one in every_call(network, serving.snapshot().answers) if one.phone == phone), None)
    if call and _unsaved(left, call):
        notice = replace(notice, sentence=f"{notice.sentence} {NOT_ALL}") if notice else None
        return _page(request, session, left, notice)
    if call and left.typed.get("said_by", "") not in ("", _speaker(session, call, _past())):
        return _page(request, session, left, notice)
    day = left.typed.get("day", "")
    if call and day == call.clinics[0].clinic.today.isoformat():
        day = ""
    return RedirectResponse(link(CALLS, phone=phone, day=day, saved=done[0].number), 303, PRIVATE)


def _notice(session: Session, done: Sequence[Recorded]) -> Notice | None:
    """What came of a press of this visit that recorded these, as it stands now."""
    if done and done[0].said.answer == Outcome.UNDO and done[0].recorded_by == session.name:
        return Notice(str(UNDONE), is_good=True)
    if not done or not session.owns(done[0].once) or any(one.is_undone for one in done):
        return None
    numbers = tuple(one.number for one in done)
    return Notice(words.saved(done, serving.network()), is_good=True, undo=numbers)


def _unsaved(press: Press, call: PhoneCall) -> set[str]:
    """The clinics of a call at which something is filled in."""
    return {one.clinic.clinic_id for one in call.clinics if filled_in(press, one.clinic)}


def _speaker(session: Session, call: PhoneCall, past: Sequence[Recorded]) -> str:
    """Who was said to be speaking when this visit saved something of that call last; else the front desk."""
    ids = {one.clinic.clinic_id for one in call.clinics}
    spoke = (
        recorded.said.said_by
        for recorded in past
        if recorded.said.clinic_id in ids
        and session.owns(recorded.once)
        and recorded.said.answer != Outcome.NOBODY
    )
    return next(spoke, _("front desk"))


def _record(press: Press, session: Session) -> list[Recorded]:
    """Save what the press says; what is saved of it already, where it was sent twice."""
    answers = answers_of(press, serving.network(), serving.snapshot().answers)
    once = press.typed.get("once", "")
    if not session.owns(once):
        once = session.press()
    try:
        return serving.store().append(answers, session.name, serving.now(), once=once)
    except SpentError:
        serving.live().take_up_answers()
        # The same press, sent twice, is saved; another one, on a page that was gone back to, is not yet.
        saved = [found for answer in answers if (found := _that_counts(answer))]
        if len(saved) == len(answers):
            return saved
        return serving.store().append(answers, session.name, serving.now(), once=session.press())


def _that_counts(answer: Said) -> Recorded | None:
    """That answer as it was recorded, where it is what counts already."""
    answers, key = serving.snapshot().answers, (answer.clinic_id, answer.about)
    found = (answers.facts.get(key), answers.tries.get(key))
    return next((recorded for recorded in found if recorded and recorded.said == answer), None)


def _undo(press: Press, session: Session) -> list[Recorded]:
    found = [recorded for number in press.undoes if (recorded := serving.store().one(number))]
    if not all(map(session.may_undo, found)):
        raise NotStaffError(NOT_YOURS)
    undone = [serving.store().undo(recorded.number, session.name, serving.now()) for recorded in found]
    if not any(undone):
        raise NotAnAnswerError(N_("That was undone already."))
    return [one for one in undone if one]


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


def _went_on(request: Request, press: Press) -> Response:
    """Somebody has signed in elsewhere in this browser, and goes on with what was typed here."""
    session = signed_in(request)
    if session is None:
        return _nobody_is_signed_in(request, press)
    return _page(request, session, press, Notice(str(STILL_HERE), is_good=True))


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
    past = _past() if session else []
    if call and session and press is None:
        typed = {"said_by": _speaker(session, call, past), "day": request.query_params.get("day", "")}
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
        past=past,
        unsaved=_unsaved(press, call) if press and call else set(),
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
