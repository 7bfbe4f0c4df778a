"""What a phone call must still settle before a patient is sent somewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from locator.clinics.clinic import Clinic
from locator.clinics.fact import Answer, Intake
from locator.clinics.pairs import Pair
from locator.clinics.search import Match, Standing
from locator.clinics.service import EVALUATION, PROCEDURE, Service
from locator.hours import is_open_on


class Doubt(StrEnum):
    """What is not sure enough."""

    FACT = "fact"
    WHERE_DONE = "where done"
    DONE_HERE = "done here"
    SENDS_THERE = "sends there"
    OPEN_THAT_DAY = "open that day"
    LISTING = "listing"
    NEW_PATIENTS = "new patients"


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """A doubt, and the clinic to call about it.

    `service` is whose fact it is about, where it is about one; `there` the clinic of the procedure where it
    is about the way from one to the other; `on` the day where it is about whether it is open then.
    """

    clinic: Clinic
    doubt: Doubt
    service: Service | None = None
    there: Clinic | None = None
    on: date | None = None


def to_confirm(pair: Pair, on: date | None, done_on: date | None) -> tuple[ToConfirm, ...]:
    """What must be asked by phone before booking, in the order of the visits.

    `on` is the day of the evaluation, `done_on` that of the procedure; None where it does not matter.
    """
    clinic = pair.evaluation.clinic
    doubts = _about(pair.evaluation, EVALUATION) + _about_day(clinic, on)
    if pair.procedure is None:
        is_done_elsewhere = clinic.fact(PROCEDURE).value is Answer.NO
        doubts.append(ToConfirm(clinic, Doubt.WHERE_DONE if is_done_elsewhere else Doubt.DONE_HERE))
    elif pair.is_one_stop:
        doubts += _about(pair.procedure, PROCEDURE) + (_about_day(clinic, done_on) if done_on != on else [])
    elif pair.goes_past_referral:
        doubts.append(ToConfirm(clinic, Doubt.SENDS_THERE, there=pair.procedure.clinic))
    doubts += _about_listing(clinic)
    if clinic.availability.intake in (Intake.ASK, Intake.NO):
        doubts.append(ToConfirm(clinic, Doubt.NEW_PATIENTS))
    if pair.procedure and not pair.is_one_stop:
        there = pair.procedure.clinic
        doubts += _about(pair.procedure, PROCEDURE) + _about_day(there, done_on) + _about_listing(there)
    return tuple(doubts)


def _about(match: Match, service: Service) -> list[ToConfirm]:
    return [] if match.standing is Standing.CONFIRMED else [ToConfirm(match.clinic, Doubt.FACT, service)]


def _about_day(clinic: Clinic, day: date | None) -> list[ToConfirm]:
    is_asked = day is not None and is_open_on(clinic.opening_hours, day) is None
    return [ToConfirm(clinic, Doubt.OPEN_THAT_DAY, on=day)] if is_asked else []


def _about_listing(clinic: Clinic) -> list[ToConfirm]:
    return [ToConfirm(clinic, Doubt.LISTING)] if clinic.listing.is_old else []
