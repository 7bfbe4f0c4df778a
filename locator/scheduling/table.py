"""Which clinics the table of the network shows, and in what order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from locator.clinics import Answer, Certainty, Clinic, Clinics, Method, Need, Status
from locator.distance import miles_between
from locator.nearest import Origin
from locator.ranking import Ranking, ranking
from locator.scheduling.finding import roster
from locator.scheduling.hours import Mask, closed_on, coming, open_now

Numbers = npt.NDArray[np.float64]


class Sureness(StrEnum):
    """How sure the clinics left in the table are. OVERDUE is the part of REPORTED that was confirmed once."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    OVERDUE = "overdue"
    NOT_CONFIRMED = "not confirmed"


class Sort(StrEnum):
    """The orders of the table. Clinics that are alike go by miles where there are any, then by name."""

    NAME = "name"
    NEAREST = "nearest"
    EVALUATES = "evaluates"
    PERFORMS = "performs"
    LONGEST_UNCHECKED = "longest unchecked"
    OPEN_NOW = "open now"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the table is narrowed to. `day` is a day of the week, Monday being 0."""

    find: str = ""
    need: Need | None = None
    sureness: Sureness | None = None
    open_now: bool = False
    day: int | None = None
    sort: Sort = Sort.NAME


@dataclass(frozen=True, slots=True)
class Row:
    """One clinic of the table; straight-line miles where the places of patient and clinic are known."""

    clinic: Clinic
    miles: float | None


class Table:
    """The clinics that were asked for, in order; each is made only when it is shown."""

    def __init__(self, clinics: Clinics, rows: npt.NDArray[np.int64], miles: Numbers) -> None:
        self.total = len(clinics)
        self._clinics = clinics
        self._rows = rows
        self._miles = miles

    def __len__(self) -> int:
        return len(self._rows)

    def first(self, count: int) -> list[Row]:
        """The first `count` rows, or all where there are fewer."""
        return [
            Row(self._clinics[row], None if np.isnan(self._miles[row]) else float(self._miles[row]))
            for row in self._rows[:count].tolist()
        ]


def table(clinics: Clinics, asked: Asked, origin: Origin | None, now: datetime, limit_days: int) -> Table:
    """The clinics that `asked` leaves, in its order; those that are closed for good come last.

    `origin` is where miles are measured from, `now` an aware datetime, `limit_days` how long a confirmed
    fact stays confirmed. A clinic known not to meet a need is left out, as in a search; one whose hours are
    not known is kept on every day, but is not "open now".
    """
    if origin is None:
        miles = np.full(len(clinics), np.nan)
    else:
        miles = miles_between(*origin, clinics.latitude, clinics.longitude)
    judged = ranking(clinics, now, limit_days)
    rows = np.flatnonzero(_kept(clinics, asked, judged, now))
    keys = [
        roster(clinics).name_rank,
        np.nan_to_num(miles, nan=np.inf),
        _key(clinics, asked.sort, judged, now),
        clinics.frame["status"].to_numpy(dtype=object) == Status.CLOSED,
    ]
    if asked.sort is Sort.NAME:
        del keys[1]
    return Table(clinics, rows[np.lexsort([key[rows] for key in keys])], miles)


def _kept(clinics: Clinics, asked: Asked, judged: Ranking, now: datetime) -> Mask:
    kept: Mask = (
        roster(clinics).matching(asked.find) if asked.find.strip() else np.ones(len(clinics), dtype=bool)
    )
    if asked.need is not None:
        meets = np.zeros(len(clinics), dtype=bool)
        for index in judged.listing(asked.need).groups.values():
            meets[index.rows] = True
        kept &= meets
    if asked.sureness is not None:
        facts = {Need.EVALUATION: ["evaluates"], Need.PROCEDURE: ["performs"]}.get(
            asked.need or Need.EITHER, ["evaluates", "performs"]
        )
        kept &= np.logical_or.reduce([_is(asked.sureness, clinics, fact, judged) for fact in facts])
    if asked.open_now:
        kept &= open_now(clinics, now)
    if asked.day is not None:
        kept &= ~closed_on(clinics, coming(asked.day, now.date()))
    return kept


def _is(sureness: Sureness, clinics: Clinics, fact: str, judged: Ranking) -> Mask:
    """Which clinics have a fact of that sureness."""
    certainty = judged.certainty[fact]
    if sureness is not Sureness.OVERDUE:
        return np.asarray(certainty == Certainty(sureness), dtype=bool)
    first_hand = [method for method in Method if method.is_first_hand]
    frame = clinics.frame
    # The rule is Fact.is_overdue: a dated first-hand fact that is not confirmed has grown too old.
    once = frame[f"{fact}_method"].isin(first_hand) & (frame[f"{fact}_as_of"] != "")
    return np.asarray((certainty == Certainty.REPORTED) & once.to_numpy(), dtype=bool)


def _key(clinics: Clinics, sort: Sort, judged: Ranking, now: datetime) -> npt.NDArray[np.generic]:
    match sort:
        case Sort.EVALUATES | Sort.PERFORMS:
            return _from_surest_yes_to_surest_no(clinics, str(sort), judged)
        case Sort.LONGEST_UNCHECKED:
            as_of = clinics.frame[["evaluates_as_of", "performs_as_of"]].to_numpy(dtype=str)
            return np.where(as_of[:, 0] > as_of[:, 1], as_of[:, 0], as_of[:, 1])
        case Sort.OPEN_NOW:
            return ~open_now(clinics, now)
        case _:
            return np.zeros(len(clinics))


def _from_surest_yes_to_surest_no(clinics: Clinics, fact: str, judged: Ranking) -> npt.NDArray[np.int8]:
    value, certainty = clinics.frame[fact].to_numpy(dtype=object), judged.certainty[fact]
    key = np.full(len(clinics), 2, dtype=np.int8)  # not known: between yes and no
    for answer, sign in ((Answer.YES, -1), (Answer.NO, 1)):
        key[(value == answer) & (certainty == Certainty.REPORTED)] += sign
        key[(value == answer) & (certainty == Certainty.CONFIRMED)] += 2 * sign
    return key
