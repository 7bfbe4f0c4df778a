"""What a clinic says of itself on the page of its link: all still right, or question by question."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial

from locator.answers.recorded import (
    AVAILABILITY,
    LISTING,
    NOWHERE,
    REFERRAL_NEEDS,
    REFERS_TO,
    RIGHT,
    NotAnAnswerError,
    Outcome,
    Said,
    availability_answer,
    said,
)
from locator.answers.report import Knows, Report, Wrong
from locator.clinics import PROCEDURE, SERVICES, Answer, Clinic, Method, Network, Status
from locator.clinics.fact import is_wait_for_nobody
from locator.words import N_

LISTED = (Wrong.ADDRESS, Wrong.PHONE, Wrong.HOURS)
NO_NEEDS = N_("If a referral needs nothing now, please write “none”.")


@dataclass(frozen=True, slots=True)
class Told:
    """The answers to record, and what of the listing is not right and has to be asked."""

    answers: tuple[Said, ...]
    wrong: tuple[Report, ...] = ()


def still_right(clinic: Clinic, said_by: str) -> Told:
    """All that the list knows of it and that can grow old, said again today. Raises NotAnAnswerError."""
    say = _sayer(clinic, said_by)
    known = [(service.column, clinic.fact(service).value) for service in SERVICES]
    answers = [say(about, value) for about, value in known if value]
    if clinic.availability.is_known:
        answers.append(say(AVAILABILITY, _availability_in(as_it_is(clinic))))
    return Told((*answers, say(LISTING, RIGHT)))


def sent(clinic: Clinic, form: Mapping[str, str], ways: Collection[str]) -> Told:
    """What the form says, by the names that `as_it_is` has; `ways` are the answers to where else it is done.

    Raises NotAnAnswerError.
    """
    say = _sayer(clinic, form.get("said_by", ""))
    answers = [say(service.column, form.get(service.column, "")) for service in SERVICES]
    there, is_done_here = form.get(REFERS_TO, ""), form.get(PROCEDURE.column) != Answer.NO
    if there and there in ways and not is_done_here:
        answers.append(say(REFERS_TO, there))
    if availability := _availability_in(form):
        answers.append(say(AVAILABILITY, availability))
    needs = form.get(REFERRAL_NEEDS, "").strip()
    if needs:
        answers.append(say(REFERRAL_NEEDS, needs))
    elif clinic.referral_needs:
        raise NotAnAnswerError(NO_NEEDS)
    wrong = tuple(
        Report(clinic.clinic_id, about, Knows.WORKS_THERE) for about in LISTED if f"wrong_{about}" in form
    )
    return Told(tuple(answers) if wrong else (*answers, say(LISTING, RIGHT)), wrong)


def as_it_is(clinic: Clinic) -> dict[str, str]:
    """What the form says before anybody has changed it, by the names of its fields."""
    taken, weeks = clinic.availability.new_patients or "", clinic.availability.wait_weeks
    wait = "" if weeks is None else str(weeks)
    return {
        **{service.column: clinic.fact(service).value or Outcome.UNKNOWN for service in SERVICES},
        REFERS_TO: ";".join(clinic.refers_to),
        "new_patients": taken,
        "wait_weeks": "" if is_wait_for_nobody(taken, wait) else wait,
        REFERRAL_NEEDS: clinic.referral_needs,
    }


def ways(clinic: Clinic, network: Network) -> dict[str, list[Clinic]]:
    """Where it may send people for the procedure, by the answer that says so.

    As it is, nowhere any more, or to another one.
    """
    now = {";".join(clinic.refers_to): network.referred_from(clinic), NOWHERE: []} if clinic.refers_to else {}
    others = [other for other in network if other is not clinic and may_be_sent_to(other)]
    return now | {other.clinic_id: [other] for other in others}


def may_be_sent_to(clinic: Clinic) -> bool:
    """Whether the procedure may be done there, as far as the list knows."""
    return clinic.status is not Status.CLOSED and clinic.fact(PROCEDURE).value is not Answer.NO


def _sayer(clinic: Clinic, said_by: str) -> Callable[[str, str], Said]:
    day = clinic.today
    return partial(said, clinic.clinic_id, as_of=day, today=day, method=Method.STAFF, said_by=said_by)


def _availability_in(form: Mapping[str, str]) -> str:
    return availability_answer(form.get("new_patients", ""), form.get("wait_weeks", "").strip())
