"""Which clinics meet a need, in what order, and which one to name first."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

import numpy as np

from locator.clinics import Clinic, Clinics, Need
from locator.near_index import Miles, Origin, Rows
from locator.ranking import Listing, Standing, ranking

__all__ = ["BestAnswer", "Match", "Origin", "Result", "Standing", "best_answer", "search"]

_STANDINGS = tuple(Standing)


@dataclass(frozen=True, slots=True)
class Match:
    """One listed clinic. `number` is the same on its card and its pin; miles are straight-line."""

    number: int
    clinic: Clinic
    miles: float | None
    standing: Standing


class Result:
    """The clinics listed for one need, nearest first within each standing. Sought only as far as asked."""

    def __init__(self, clinics: Clinics, need: Need, listing: Listing, origin: Origin | None) -> None:
        self.need = need
        self.total = len(clinics)
        self._clinics = clinics
        self._listing = listing
        self._origin = origin
        self._rows: Rows = np.empty(0, dtype=np.int64)
        self._miles: Miles = np.empty(0)

    def __len__(self) -> int:
        return len(self._listing)

    @property
    def without_exact_position(self) -> int:
        """How many of the listed clinics have only their ZIP's centre, or no position at all."""
        return self._listing.without_exact_position

    def rows(self, count: int) -> tuple[Rows, Miles]:
        """Row numbers in the file of the first `count` listed clinics, and miles to each.

        Miles are NaN without an origin and where a clinic's position is not known.
        """
        wanted = min(count, len(self))
        if len(self._rows) < wanted:
            found = []
            for index in self._listing.groups.values():
                found.append(index.nearest(self._origin, wanted))
                wanted -= len(found[-1][0])
                if not wanted:
                    break
            self._rows = np.concatenate([rows for rows, _ in found])
            self._miles = np.concatenate([miles for _, miles in found])
        return self._rows[:count], self._miles[:count]

    def match(self, place_in_list: int) -> Match:
        """The listed clinic at that place, from 0."""
        rows, miles = self.rows(place_in_list + 1)
        return self._match(place_in_list, int(rows[place_in_list]), float(miles[place_in_list]))

    def first(self, count: int) -> list[Match]:
        """The first `count` listed clinics, or all where there are fewer."""
        return self.between(0, count)

    def between(self, start: int, end: int) -> list[Match]:
        """The listed clinics from place `start`, from 0, to before place `end`, or to the last."""
        rows, miles = (found[start:].tolist() for found in self.rows(end))
        return [self._match(place, *each) for place, each in enumerate(zip(rows, miles, strict=True), start)]

    def first_of(self, standing: Standing) -> Match | None:
        """The nearest listed clinic of that standing, or None."""
        if standing not in self._listing.groups:
            return None
        (row,), (miles,) = self._listing.groups[standing].nearest(self._origin, 1)
        return self._match(self._listing.before[standing], int(row), float(miles))

    def nearest(self) -> Match | None:
        """The nearest listed clinic, whatever its standing; None without an origin or a known position."""
        firsts = filter(None, map(self.first_of, self._listing.groups))
        measured = [(match.miles, match.number, match) for match in firsts if match.miles is not None]
        return min(measured)[-1] if measured else None

    def count_of(self, standing: Standing) -> int:
        """How many listed clinics have that standing."""
        return len(self._listing.groups.get(standing, ()))

    def match_of(self, clinic_id: str) -> Match | None:
        """A clinic as it is listed; None when it isn't."""
        row = self._clinics.index_of.get(clinic_id)
        standing = None if row is None else self._listing.standing_of(row)
        if row is None or standing is None:
            return None
        place, miles = self._listing.groups[standing].place_of(row, self._origin)
        return self._match(self._listing.before[standing] + place, row, miles)

    def standing_of(self, clinic_id: str) -> Standing | None:
        """Why a clinic is listed; None when it isn't."""
        row = self._clinics.index_of.get(clinic_id)
        return None if row is None else self._listing.standing_of(row)

    def _match(self, place_in_list: int, row: int, miles: float) -> Match:
        return Match(
            number=place_in_list + 1,
            clinic=self._clinics[row],
            miles=None if math.isnan(miles) else miles,
            standing=_STANDINGS[self._listing.standings[row]],
        )


@dataclass(frozen=True, slots=True)
class BestAnswer:
    """The answer in words, before the words: where to be seen, and where it is done.

    `nearer_*` is a nearer clinic about which we are less sure, where there is one. `evaluators` counts the
    clinics said to evaluate, and `ask` is whom to call where nothing better is known.
    """

    seen_at: Match | None
    done_at: Match | None
    nearer_seen_at: Match | None
    nearer_done_at: Match | None
    evaluators: int
    ask: Clinic


def search(clinics: Clinics, need: Need, origin: Origin | None, now: datetime, limit_days: int) -> Result:
    """The clinics that meet `need`, best standing first, then nearest to `origin`, then by name.

    A clinic known not to meet the need is left out; so is a closed one. `now` is an aware datetime,
    `limit_days` how long a confirmed fact stays confirmed.
    """
    return Result(clinics, need, ranking(clinics, now, limit_days).listing(need), origin)


def best_answer(clinics: Clinics, origin: Origin | None, now: datetime, limit_days: int) -> BestAnswer:
    """Where to be seen and where the procedure is done, from `origin`.

    A clinic's own referral (`refers_to`) goes before a nearer one to which it does not send people,
    unless that one is surer.
    """
    seen = search(clinics, Need.EVALUATION, origin, now, limit_days)
    done = search(clinics, Need.PROCEDURE, origin, now, limit_days)
    seen_at = _first_known(seen)
    done_at = _first_known(done)
    if seen_at and done_at:
        done_at = where_sent(seen_at.clinic, done, done_at)
    return BestAnswer(
        seen_at=seen_at,
        done_at=done_at,
        nearer_seen_at=_nearer(seen, seen_at),
        nearer_done_at=_nearer(done, done_at),
        evaluators=seen.count_of(Standing.CONFIRMED) + seen.count_of(Standing.REPORTED),
        ask=seen_at.clinic if seen_at else (seen.match(0).clinic if len(seen) else clinics[0]),
    )


def goes_past_referral(clinic: Clinic, there: Clinic) -> bool:
    """Whether whoever is evaluated at `clinic` would have the procedure where it does not send people."""
    return bool(clinic.refers_to) and there.clinic_id not in (clinic.clinic_id, *clinic.refers_to)


def where_sent(clinic: Clinic, done: Result, best: Match) -> Match:
    """Where people evaluated at `clinic` have the procedure: there, where it refers them, or `best`."""
    for group in ((clinic.clinic_id,), clinic.refers_to):
        as_sure = [clinic_id for clinic_id in group if done.standing_of(clinic_id) is best.standing]
        matches = filter(None, map(done.match_of, as_sure))
        if nearest := min(matches, key=attrgetter("number"), default=None):
            return nearest
    return best


def _first_known(result: Result) -> Match | None:
    """The best match that is a yes, confirmed or reported."""
    return result.first_of(Standing.CONFIRMED) or result.first_of(Standing.REPORTED)


def _nearer(result: Result, chosen: Match | None) -> Match | None:
    """The nearest clinic reported to meet the need, if it is nearer than the one chosen for being surer."""
    if chosen is None or chosen.miles is None or chosen.standing is not Standing.CONFIRMED:
        return None
    reported = result.first_of(Standing.REPORTED)
    if reported is None or reported.miles is None or reported.miles >= chosen.miles:
        return None
    return reported
