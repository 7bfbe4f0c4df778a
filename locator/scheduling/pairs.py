"""Where a patient can go: to be evaluated at one clinic, and to have the procedure there or at another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter

import numpy as np

from locator.clinics import Clinics, Need
from locator.nearest import (
    Match,
    Origin,
    Result,
    Standing,
    goes_past_referral,
    search,
    where_sent,
)
from locator.scheduling.hours import closed_on

# How far down the list of one standing to look for a pair that is shorter in all.
_MOST_LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Pair:
    """Evaluated at one clinic, treated at the other; `procedure` is None while nobody is known to perform.

    Miles are straight-line, one way, from where the patient is to each of the two.
    """

    evaluation: Match
    procedure: Match | None = None

    @property
    def is_one_stop(self) -> bool:
        """Whether both are done at one clinic."""
        return (
            self.procedure is not None and self.procedure.clinic.clinic_id == self.evaluation.clinic.clinic_id
        )

    @property
    def goes_past_referral(self) -> bool:
        """Whether the clinic of the evaluation is not known to send people to that of the procedure."""
        return self.procedure is not None and goes_past_referral(
            self.evaluation.clinic, self.procedure.clinic
        )

    @property
    def miles(self) -> float | None:
        """Miles in all: to the evaluation, and another day to the procedure. None where one is not known."""
        if self.procedure is None:
            return self.evaluation.miles
        if self.evaluation.miles is None or self.procedure.miles is None:
            return None
        return self.evaluation.miles + self.procedure.miles


def ranked_pairs(
    clinics: Clinics, origin: Origin, now: datetime, limit_days: int, count: int, on: date | None = None
) -> list[Pair]:
    """The best `count` pairs, one a clinic that evaluates or may: the surest first, then by miles in all.

    Less sure is also a pair that goes past the clinic's own referral.

    The procedure is at the surest clinics only: there where that is one of them, else where the clinic
    refers its patients, else at the nearest; the same rule as for the answer on Find a clinic. Clinics known
    to be closed on the day `on` are left out of the evaluation. `now` is an aware datetime, `limit_days`
    how long a confirmed fact stays confirmed.
    """
    seen = search(clinics, Need.EVALUATION, origin, now, limit_days)
    done = search(clinics, Need.PROCEDURE, origin, now, limit_days)
    best = done.first_of(Standing.CONFIRMED) or done.first_of(Standing.REPORTED)
    pairs: list[Pair] = []
    for standing, matches in groupby(_open_matches(seen, clinics, on), key=attrgetter("standing")):
        if standing is Standing.TEMPORARILY_CLOSED:
            break
        pairs += _shortest(matches, done, best, count - len(pairs))
        if len(pairs) >= count:
            break
    return pairs


def _open_matches(seen: Result, clinics: Clinics, on: date | None) -> Iterator[Match]:
    rows, _ = seen.rows(len(seen))
    places = np.arange(len(rows)) if on is None else np.flatnonzero(~closed_on(clinics, on)[rows])
    return map(seen.match, places.tolist())


def _shortest(matches: Iterator[Match], done: Result, best: Match | None, count: int) -> list[Pair]:
    """The `count` shortest pairs in all. `matches` come nearest first, so those left are not shorter."""
    pairs: list[Pair] = []
    least_beyond = best.miles or 0.0 if best else 0.0
    for looked_at, match in enumerate(matches):
        least = float("inf") if match.miles is None else match.miles + least_beyond
        if len(pairs) >= count and (
            looked_at >= _MOST_LOOKED_AT or (False, least) > _order(pairs[count - 1])[:2]
        ):
            break
        pairs.append(Pair(match, where_sent(match.clinic, done, best) if best else None))
        pairs.sort(key=_order)
    return pairs[:count]


def _order(pair: Pair) -> tuple[bool, float, bool, float]:
    """By miles in all, then one stop before two, then to the evaluation; what is not known comes last."""
    in_all, first = (
        float("inf") if miles is None else miles for miles in (pair.miles, pair.evaluation.miles)
    )
    return pair.goes_past_referral, in_all, not pair.is_one_stop, first
