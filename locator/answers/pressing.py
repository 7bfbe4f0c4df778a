"""What a press on Calls to make says: the answers to record, by its button and what was typed beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

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
from locator.clinics import SERVICES, Answer, Clinic, Method, Network
from locator.words import N_

ALL = "*"  # in place of a clinic: every one of the phone
NOBODY = N_("nobody")
MOST_PLACES = 200  # offered for where it is done instead
MOST_DIGITS = 9  # of a number that an answer may have
NO_SUCH_PHONE = N_("That phone is no longer in the list. Nothing was recorded.")
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

    def day(self, field: str) -> date | None:
        """A day that was given. Raises NotAnAnswerError where it is none."""
        text = self.typed.get(field, "").strip()
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise NotAnAnswerError(N_("That day can't be read. Write it as in 2026-11-24.")) from None


def answers_of(press: Press, network: Network, answers: Answers) -> list[Said]:
    """What the press says; `answers` are those that count so far. Raises NotAnAnswerError."""
    button = press.button
    if button[0] == Outcome.NOBODY:
        return _nobody(press, _call_of(press, network, answers))
    if button[0] == ALL and len(button) == 3 and button[1] in SERVICE_NAMES:
        return [
            _said(press, one.clinic, button[1], button[2])
            for one in _call_of(press, network, answers).clinics
        ]
    clinic = network.by_id(button[0])
    if clinic is None or len(button) < 2:
        raise NotAnAnswerError(NOTHING)
    about = button[1]
    return [_said(press, clinic, about, _answer(press, clinic, about, network))]


def _answer(press: Press, clinic: Clinic, about: str, network: Network) -> str:
    if about == REFERS_TO and press.button[2:] != [NOWHERE]:
        return _place(press.of(REFERS_TO, clinic.clinic_id), clinic, network)
    if about == AVAILABILITY:
        return availability_answer(
            press.of("new_patients", clinic.clinic_id), press.of("wait_weeks", clinic.clinic_id)
        )
    if about == REFERRAL_NEEDS:
        return press.of(REFERRAL_NEEDS, clinic.clinic_id)
    return press.button[2] if len(press.button) == 3 else ""


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
        _said(press, one.clinic, about, Outcome.NOBODY, who=str(NOBODY), again=again)
        for one in call.due or call.clinics
        for about in SERVICE_NAMES
    ]


def _place(typed: str, clinic: Clinic, network: Network) -> str:
    """The clinic_id of where it is done instead, from its name or id. Raises NotAnAnswerError."""
    wanted = typed.casefold()
    for there in network:
        if wanted in (there.clinic_id.casefold(), there.name.casefold(), there.short_name.casefold()):
            if there.clinic_id == clinic.clinic_id or _is_a_no(there):
                raise NotAnAnswerError(N_("The list says that it is not done at %(name)s.", name=there.name))
            return there.clinic_id
    raise NotAnAnswerError(NO_SUCH_CLINIC.with_(name=typed) if typed else NOTHING)


def _is_a_no(clinic: Clinic) -> bool:
    return any(clinic.fact(service).value is Answer.NO for service in SERVICES if service.is_procedure)


def _call_of(press: Press, network: Network, answers: Answers) -> PhoneCall:
    """The call that a press was made in. Raises NotAnAnswerError where the list has it no longer."""
    for call in every_call(network, answers):
        if call.phone == press.typed.get("phone"):
            return call
    raise NotAnAnswerError(NO_SUCH_PHONE)


def places(network: Network, call: PhoneCall) -> list[Clinic]:
    """Where it may be done instead: those that are said to do it first, then the others of the same phone."""
    own = {one.clinic.clinic_id for one in call.clinics}
    doing = [c for c in network if any(c.fact(s).value is Answer.YES for s in SERVICES if s.is_procedure)]
    near = [c for c in network if c.clinic_id in own and c not in doing and not _is_a_no(c)]
    return [*doing, *near][:MOST_PLACES]
