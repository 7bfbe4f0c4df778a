"""Whom to ask next: facts whose confirmation has run out, was never made, or runs out soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from locator.clinics import Clinic, Clinics, Fact, Method, Status

SOON_DAYS = 30

_FIRST_HAND = tuple(method.value for method in Method if method.is_first_hand)
_NEVER = np.datetime64("NaT", "D")

Days = npt.NDArray[np.datetime64]


class Urgency(IntEnum):
    """How soon to call, the soonest first."""

    OVERDUE = 0
    NEVER_CONFIRMED = 1
    DUE_SOON = 2


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask of one clinic.

    `name` is "evaluates" or "performs", `fact` what we know of it. `last_day` is the last day on which it
    counts as confirmed, None where it never did; `days_left` counts from the date at the clinic, and is
    negative once that day is past.
    """

    name: str
    fact: Fact
    last_day: date | None
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
    questions: tuple[Question, ...]
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class Calls:
    """How many clinics to call for each urgency, and the first few of them, soonest first."""

    counts: dict[Urgency, int]
    first: tuple[Call, ...]

    def __len__(self) -> int:
        return sum(self.counts.values())


def calls_to_make(clinics: Clinics, now: datetime, limit_days: int, most: int) -> Calls:
    """The clinics to call: what is overdue longest, then what was never confirmed, then what is due soon.

    `now` is an aware datetime; each clinic is judged by the date in its own time zone. `limit_days` is how
    long a fact stays confirmed. The first `most` come in full. Closed clinics are left out.
    """
    today = _today(clinics, now)
    last_days = np.stack([_last_days(clinics, name, limit_days) for name in ("evaluates", "performs")])
    overdue = last_days < today
    soon = (last_days >= today) & (last_days <= today + np.timedelta64(SOON_DAYS, "D"))
    urgency = np.select(
        [overdue.any(axis=0), np.isnat(last_days).any(axis=0), soon.any(axis=0)],
        [int(step) for step in Urgency],
        default=len(Urgency),
    )
    urgency[_is_closed(clinics)] = len(Urgency)
    # What was never confirmed has no day of its own, so such clinics stay in the order of the file.
    earliest = np.fmin(*last_days)
    earliest[urgency == Urgency.NEVER_CONFIRMED] = _NEVER
    order = np.lexsort((earliest, urgency))
    wanted = order[urgency[order] < len(Urgency)]
    return Calls(
        counts={step: int(np.count_nonzero(urgency == step)) for step in Urgency},
        first=tuple(_call(clinics[int(row)], now, limit_days) for row in wanted[:most]),
    )


def next_due(clinic: Clinic, limit_days: int) -> date | None:
    """The day on which the first of the clinic's facts was or is last confirmed: as_of plus the limit.

    None where none was ever confirmed.
    """
    days = (fact.confirmed_until(limit_days) for fact in (clinic.evaluates, clinic.performs))
    return min((day for day in days if day), default=None)


def by_next_due(clinics: Clinics, limit_days: int, most: int) -> list[Clinic]:
    """The first `most` clinics that have a next_due, soonest first. Closed ones are left out."""
    earliest = np.fmin(*(_last_days(clinics, name, limit_days) for name in ("evaluates", "performs")))
    earliest[_is_closed(clinics)] = _NEVER
    order = np.argsort(earliest, kind="stable")
    return [clinics[int(row)] for row in order[: min(most, np.count_nonzero(~np.isnat(earliest)))]]


def _call(clinic: Clinic, now: datetime, limit_days: int) -> Call:
    questions = []
    for name, fact in (("evaluates", clinic.evaluates), ("performs", clinic.performs)):
        last_day = fact.confirmed_until(limit_days)
        days_left = (last_day - clinic.today(now)).days if last_day else None
        questions.append(Question(name, fact, last_day, days_left))
    asked = tuple(question for question in questions if question.urgency is not None)
    return Call(clinic, asked, min(q.urgency for q in asked if q.urgency is not None))


def _is_closed(clinics: Clinics) -> npt.NDArray[np.bool_]:
    return (clinics.frame["status"] == Status.CLOSED.value).to_numpy(dtype=np.bool_)


def _today(clinics: Clinics, now: datetime) -> Days:
    """The date at each clinic."""
    zones, zone_of = np.unique(clinics.timezone.astype(str), return_inverse=True)
    dates = np.array([now.astimezone(ZoneInfo(str(zone))).date() for zone in zones], dtype="datetime64[D]")
    return dates[zone_of]


def _last_days(clinics: Clinics, name: str, limit_days: int) -> Days:
    """For each clinic the last day on which a fact counts as confirmed, NaT where it never did.

    The same rule as Fact.confirmed_until, for all clinics at once.
    """
    frame = clinics.frame
    counts = (frame[name] != "") & frame[f"{name}_method"].isin(_FIRST_HAND)
    learnt: Days = frame[f"{name}_as_of"].where(counts, "").to_numpy(dtype=str).astype("datetime64[D]")
    return learnt + np.timedelta64(limit_days, "D")
