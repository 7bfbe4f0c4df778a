"""Whom to ask next: facts whose confirmation has run out, was never made, or runs out soon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from locator.clinics.clinic import Clinic, Status
from locator.clinics.fact import Fact
from locator.clinics.network import Network
from locator.clinics.service import SERVICES, Service
from locator.hours.workdays import next_workday, workday_by

SOON_DAYS = 30
REMIND_DAYS = 14  # before an answer runs out


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
class Reminder:
    """One call to make on `day`, a workday, about every clinic that is reached by that phone."""

    day: date
    clinics: tuple[Clinic, ...]

    @property
    def phone(self) -> str:
        """Whom to call."""
        return self.clinics[0].phone


def next_due(clinic: Clinic) -> date | None:
    """The day on which the first of the clinic's facts was or is last confirmed.

    None where none was ever confirmed.
    """
    days = (clinic.fact(service).confirmed_until for service in SERVICES)
    return min((day for day in days if day), default=None)


def reminders_due(network: Network, most: int) -> list[Reminder]:
    """The first `most` calls to be reminded of, the soonest first. Closed clinics are left out.

    What is overdue or was never confirmed is for the next workday, all else for REMIND_DAYS before the first
    answer runs out, or the workday before that.
    """
    by_phone: dict[str, list[tuple[date, date, Clinic]]] = {}
    for clinic in network:
        if clinic.status is not Status.CLOSED:
            call = (_call_on(clinic), next_due(clinic) or date.max, clinic)
            by_phone.setdefault(clinic.phone, []).append(call)
    found = sorted(by_phone.values(), key=lambda calls: min((on, due) for on, due, _ in calls))
    return [
        Reminder(min(on for on, _, _ in calls), tuple(clinic for _, _, clinic in calls))
        for calls in found[:most]
    ]


def _call_on(clinic: Clinic) -> date:
    """When to be reminded; where one answer was never confirmed, the call can't wait for the others."""
    soonest, due = next_workday(clinic.today), next_due(clinic)
    if due is None or not all(clinic.fact(service).is_confirmed for service in SERVICES):
        return soonest
    return max(soonest, workday_by(due - timedelta(days=REMIND_DAYS)))


def questions_due(clinic: Clinic) -> Iterator[DueQuestion]:
    """What to ask of a clinic, for which it is time."""
    for service in SERVICES:
        fact = clinic.fact(service)
        left = (fact.confirmed_until - clinic.today).days if fact.confirmed_until else None
        if left is None or left <= SOON_DAYS:
            yield DueQuestion(service, fact, left)
