"""What a press on Calls to make says: the answers to record, by its button and what was typed beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from locator.answers.by_clinic import may_be_sent_to
from locator.answers.calls import PhoneCall, every_call
from locator.answers.counting import Answers
from locator.answers.recorded import (
    AVAILABILITY,
    NOTHING,
    NOWHERE,
    REFERRAL_NEEDS,
    REFERS_TO,
    SERVICE_NAMES,
    NotAnAnswerError,
    Outcome,
    Said,
    availability_answer,
    said,
)
from locator.clinics import PROCEDURE, Answer, Clinic, Method, Network, Status
from locator.words import N_

ALL = "*"  # in place of a clinic: every one of the phone
MOST_PLACES = 200  # offered for where it is done instead
MOST_DIGITS = 9  # of a number that an answer may have
NO_SUCH_PHONE = N_("That phone is no longer in the list. Nothing was recorded.")
# What is filled in for an answer, each with ":" and the clinic_id; and what stood there before.
NEEDS_BEFORE = "needs_before"
FIELDS = {
    REFERS_TO: (REFERS_TO,),
    AVAILABILITY: ("new_patients", "wait_weeks"),
    REFERRAL_NEEDS: (REFERRAL_NEEDS, NEEDS_BEFORE),
}
CLOSED = N_("%(name)s has closed for good. Choose a clinic that is open.")
SEVERAL = N_("Several clinics are called “%(name)s”. Choose the one that is offered with the right street.")
NO_SUCH_CLINIC = N_("There is no clinic “%(name)s” in the list. Choose one of those that are offered.")


@dataclass(frozen=True, slots=True)
class Press:
    """A form as it was sent: the button, and everything that was typed."""

    typed: Mapping[str, str]

    @property
    def button(self) -> list[str]:
        """What the button says: a clinic, what it is about, and the answer."""
        return self.typed.get("press", "").split(" ", 2)

    @property
    def undoes(self) -> list[int]:
        """The numbers of the answers that it takes back."""
        return [
            int(number)
            for numbers in self.button[1:2]
            for number in numbers.split(",")
            if number.isdecimal() and len(number) <= MOST_DIGITS
        ]

    def of(self, field: str, clinic_id: str) -> str:
        """What was typed into a field of one clinic."""
        return self.typed.get(f"{field}:{clinic_id}", "").strip()

    def without(self, saved: Iterable[Said]) -> Press:
        """The same without what was filled in for these answers."""
        done = {f"{field}:{one.clinic_id}" for one in saved for field in FIELDS.get(one.about, ())}
        return Press({field: text for field, text in self.typed.items() if field not in done})

    def day(self, field: str) -> date | None:
        """A day that was given. Raises NotAnAnswerError where it is none."""
        text = self.typed.get(field, "").strip()
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise NotAnAnswerError(N_("That day can't be read. Write it as in 2026-11-24.")) from None


def answers_of(press: Press, network: Network, answers: Answers) -> list[Said]:
    """What the press says; `answers` are those that count so far. Raises NotAnAnswerError.

    With its answer goes what is filled in at the same clinic. Enter in a field presses no button: it says
    what is filled in at any clinic of the phone.
    """
    first, *rest = press.button
    if first == Outcome.NOBODY:
        return _nobody(press, _call_of(press, network, answers))
    if first == "" or (first == ALL and len(rest) == 2 and rest[0] in SERVICE_NAMES):
        clinics = [one.clinic for one in _call_of(press, network, answers).clinics]
    else:
        clinics = [clinic for clinic in [network.by_id(first)] if clinic and rest]
    pressed = rest[0] if rest else ""
    told = [_said(press, clinic, pressed, _pressed(press, clinic, network)) for clinic in clinics if pressed]
    told += [
        _said(press, clinic, about, _filled(press, clinic, about, network))
        for clinic in clinics
        for about in filled_in(press, clinic)
        if about != pressed
    ]
    if not told:
        raise NotAnAnswerError(NOTHING)
    return told


def filled_in(press: Press, clinic: Clinic) -> list[str]:
    """What of a clinic something was typed or chosen about that did not stand there before."""
    needs = press.of(REFERRAL_NEEDS, clinic.clinic_id)
    before = press.typed.get(f"{NEEDS_BEFORE}:{clinic.clinic_id}", clinic.referral_needs)
    is_filled = {
        REFERS_TO: press.of(REFERS_TO, clinic.clinic_id),
        AVAILABILITY: _availability(press, clinic),
        REFERRAL_NEEDS: needs if needs != before.strip() else "",
    }
    return [about for about, text in is_filled.items() if text]


def _pressed(press: Press, clinic: Clinic, network: Network) -> str:
    """The answer that the button says; a button that only saves says what is filled in beside it."""
    _clinic, about, *answer = press.button
    is_on_it = answer and (about not in FIELDS or answer == [NOWHERE])
    return answer[0] if is_on_it else _filled(press, clinic, about, network)


def _filled(press: Press, clinic: Clinic, about: str, network: Network) -> str:
    if about == REFERS_TO:
        return _place(press.of(REFERS_TO, clinic.clinic_id), clinic, network)
    if about == AVAILABILITY:
        return _availability(press, clinic)
    return press.of(about, clinic.clinic_id)


def _availability(press: Press, clinic: Clinic) -> str:
    fields = (press.of(field, clinic.clinic_id) for field in FIELDS[AVAILABILITY])
    return availability_answer(*fields)


def _said(
    press: Press, clinic: Clinic, about: str, answer: str, *, who: str = "", again: date | None = None
) -> Said:
    return said(
        clinic.clinic_id,
        about,
        answer,
        as_of=press.day("day") or clinic.today,
        today=clinic.today,
        method=Method.PHONE,
        said_by=who or press.typed.get("said_by", ""),
        try_again=again,
    )


def _nobody(press: Press, call: PhoneCall) -> list[Said]:
    """That nobody answered, of every question that the call was to ask."""
    again = press.day("try_again")
    return [
        _said(press, one.clinic, about, Outcome.NOBODY, who=Outcome.NOBODY, again=again)
        for one in call.due or call.clinics
        for about in SERVICE_NAMES
    ]


def _place(typed: str, clinic: Clinic, network: Network) -> str:
    """The clinic_id of where it is done instead, from what was typed of it. Raises NotAnAnswerError."""
    if not typed:
        raise NotAnAnswerError(NOTHING)
    wanted = typed.casefold()
    exactly = [one for one in network if wanted in (one.clinic_id.casefold(), _with_address(one).casefold())]
    by_name = [one for one in network if wanted in (one.name.casefold(), one.short_name.casefold())]
    found = exactly or by_name
    if not found:
        raise NotAnAnswerError(NO_SUCH_CLINIC.with_(name=typed))
    still_open = [one for one in found if one.status is not Status.CLOSED]
    if not still_open:
        raise NotAnAnswerError(CLOSED.with_(name=found[0].name))
    if len(still_open) > 1:
        raise NotAnAnswerError(SEVERAL.with_(name=typed))
    (there,) = still_open
    if there.clinic_id == clinic.clinic_id or not may_be_sent_to(there):
        raise NotAnAnswerError(N_("The list says that it is not done at %(name)s.", name=there.name))
    return there.clinic_id


def _with_address(clinic: Clinic) -> str:
    return f"{clinic.name}, {clinic.address}"


def _call_of(press: Press, network: Network, answers: Answers) -> PhoneCall:
    """The call that a press was made in. Raises NotAnAnswerError where the list has it no longer."""
    for call in every_call(network, answers):
        if call.phone == press.typed.get("phone"):
            return call
    raise NotAnAnswerError(NO_SUCH_PHONE)


def places(network: Network, call: PhoneCall) -> list[str]:
    """Where it may be done instead, in words that mean one clinic each.

    Those that are said to do it come first, then the others of the same phone.
    """
    own = {one.clinic.clinic_id for one in call.clinics}
    offered = sorted(
        filter(may_be_sent_to, network),
        key=lambda one: (one.fact(PROCEDURE).value is not Answer.YES, one.clinic_id not in own),
    )
    names = Counter(one.name.casefold() for one in network if one.status is not Status.CLOSED)
    is_one = [names[one.name.casefold()] == 1 for one in offered]
    told = zip(offered, is_one, strict=True)
    return [one.name if alone else _with_address(one) for one, alone in told][:MOST_PLACES]
