"""Whom to ask next: facts whose confirmation has run out, was never made, or runs out soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from locator.clinics.clinic import Clinic, Status
from locator.clinics.fact import Fact
from locator.clinics.network import Network
from locator.clinics.service import SERVICES, Service

SOON_DAYS = 30


class Urgency(IntEnum):
    """How soon to call, the soonest first."""

    OVERDUE = 0
    NEVER_CONFIRMED = 1
    DUE_SOON = 2


@dataclass(frozen=True, slots=True)
class DueQuestion:
    """What to ask of one clinic, and what we know of it.

    `days_left` says for how many days the answer still counts as confirmed, from the date at the clinic:
    negative once that is past, None where it never did.
    """

    service: Service
    fact: Fact
    days_left: int | None

    @property
    def urgency(self) -> Urgency | None:
        """How soon to ask; None while there is time."""
        if self.days_left is None:
            return Urgency.NEVER_CONFIRMED
        if self.days_left < 0:
            return Urgency.OVERDUE
        return Urgency.DUE_SOON if self.days_left <= SOON_DAYS else None


@dataclass(frozen=True, slots=True)
class Call:
    """One clinic to call, and every question that is worth asking in that call."""

    clinic: Clinic
    questions: tuple[DueQuestion, ...]
    urgency: Urgency


def calls_to_make(network: Network) -> list[Call]:
    """The clinics to call: what is overdue longest, then what was never confirmed, then what is due soon.

    Closed clinics are left out.
    """
    calls = [call for clinic in network if clinic.status is not Status.CLOSED and (call := _call(clinic))]
    return sorted(calls, key=_soonest_first)


def next_due(clinic: Clinic) -> date | None:
    """The day on which the first of the clinic's facts was or is last confirmed.

    None where none was ever confirmed.
    """
    days = (clinic.fact(service).confirmed_until for service in SERVICES)
    return min((day for day in days if day), default=None)


def by_next_due(network: Network, most: int) -> list[Clinic]:
    """The first `most` clinics that have a next_due, soonest first. Closed ones are left out."""
    due = [
        (day, clinic.row)
        for clinic in network
        if clinic.status is not Status.CLOSED and (day := next_due(clinic))
    ]
    return [network[row] for _, row in sorted(due)[:most]]


def _call(clinic: Clinic) -> Call | None:
    questions = tuple(
        question
        for question in (_question(service, clinic) for service in SERVICES)
        if question.urgency is not None
    )
    urgencies = [question.urgency for question in questions if question.urgency is not None]
    return Call(clinic, questions, min(urgencies)) if urgencies else None


def _question(service: Service, clinic: Clinic) -> DueQuestion:
    fact = clinic.fact(service)
    left = (fact.confirmed_until - clinic.today).days if fact.confirmed_until else None
    return DueQuestion(service, fact, left)


def _soonest_first(call: Call) -> tuple[Urgency, date, int]:
    """What was never confirmed has no day of its own, so such clinics stay in the order of the file."""
    due = next_due(call.clinic) or date.min
    return call.urgency, date.min if call.urgency is Urgency.NEVER_CONFIRMED else due, call.clinic.row
