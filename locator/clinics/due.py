"""Whom to ask next: facts whose confirmation has run out, was never made, or runs out soon."""

from __future__ import annotations

from collections.abc import Iterator
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
    def urgency(self) -> Urgency:
        """How soon to ask."""
        if self.days_left is None:
            return Urgency.NEVER_CONFIRMED
        return Urgency.OVERDUE if self.days_left < 0 else Urgency.DUE_SOON


@dataclass(frozen=True, slots=True)
class Call:
    """One clinic to call, and every question that is worth asking in that call."""

    clinic: Clinic
    questions: tuple[DueQuestion, ...]

    @property
    def urgency(self) -> Urgency:
        """How soon to call: the most urgent of the questions."""
        return min(question.urgency for question in self.questions)


def calls_to_make(network: Network) -> list[Call]:
    """The clinics to call: what is overdue longest, then what was never confirmed, then what is due soon.

    Closed clinics are left out.
    """
    open_ones = (clinic for clinic in network if clinic.status is not Status.CLOSED)
    calls = (Call(clinic, tuple(_questions(clinic))) for clinic in open_ones)
    return sorted((call for call in calls if call.questions), key=_soonest_first)


def next_due(clinic: Clinic) -> date | None:
    """The day on which the first of the clinic's facts was or is last confirmed.

    None where none was ever confirmed.
    """
    days = (clinic.fact(service).confirmed_until for service in SERVICES)
    return min((day for day in days if day), default=None)


def by_next_due(network: Network, most: int) -> list[Clinic]:
    """The first `most` clinics that have a next_due, soonest first. Closed ones are left out."""
    open_ones = (clinic for clinic in network if clinic.status is not Status.CLOSED)
    due = [(day, clinic.row) for clinic in open_ones if (day := next_due(clinic))]
    return [network[row] for _, row in sorted(due)[:most]]


def _questions(clinic: Clinic) -> Iterator[DueQuestion]:
    """Those for which it is time."""
    for service in SERVICES:
        fact = clinic.fact(service)
        left = (fact.confirmed_until - clinic.today).days if fact.confirmed_until else None
        if left is None or left <= SOON_DAYS:
            yield DueQuestion(service, fact, left)


def _soonest_first(call: Call) -> tuple[Urgency, date]:
    """What was never confirmed has no day of its own, so such clinics stay in the order of the file."""
    due = None if call.urgency is Urgency.NEVER_CONFIRMED else next_due(call.clinic)
    return call.urgency, due or date.min
