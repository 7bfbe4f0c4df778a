"""What a phone call must still settle before a patient is sent somewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from locator.clinics import Answer, Clinic, Fact
from locator.nearest import Match, Standing
from locator.opening_hours import is_open_on
from locator.scheduling.pairs import Pair


class Doubt(StrEnum):
    """What is not sure enough."""

    EVALUATES = "evaluates"
    PERFORMS = "performs"
    WHERE_DONE = "where done"
    DONE_HERE = "done here"
    SENDS_THERE = "sends there"
    OPEN_THAT_DAY = "open that day"


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """A doubt, the clinic to call about it, and the fact it is about where it is about one.

    `there` is the clinic of the procedure where it is about the way from one to the other.
    """

    clinic: Clinic
    doubt: Doubt
    fact: Fact | None = None
    there: Clinic | None = None


def to_confirm(pair: Pair, on: date | None) -> tuple[ToConfirm, ...]:
    """What must be asked by phone before booking, in the order of the visits.

    `on` is the day of the evaluation, None where it does not matter.
    """
    clinic = pair.evaluation.clinic
    doubts = [*_about(pair.evaluation, Doubt.EVALUATES, clinic.evaluates)]
    if on and is_open_on(clinic.opening_hours, datetime.combine(on, time.min)) is None:
        doubts.append(ToConfirm(clinic, Doubt.OPEN_THAT_DAY))
    if pair.procedure:
        there = pair.procedure.clinic
        if pair.goes_past_referral:
            doubts.append(ToConfirm(clinic, Doubt.SENDS_THERE, there=there))
        doubts += _about(pair.procedure, Doubt.PERFORMS, pair.procedure.clinic.performs)
    elif clinic.performs.value is Answer.NO:
        doubts.append(ToConfirm(clinic, Doubt.WHERE_DONE))
    else:
        doubts.append(ToConfirm(clinic, Doubt.DONE_HERE))
    return tuple(doubts)


def phone_to_book(clinic: Clinic) -> str:
    """The phone for referrals where the clinic has one, else its only one."""
    return clinic.referral_phone or clinic.phone


def _about(match: Match, doubt: Doubt, fact: Fact) -> list[ToConfirm]:
    return [] if match.standing is Standing.CONFIRMED else [ToConfirm(match.clinic, doubt, fact)]
