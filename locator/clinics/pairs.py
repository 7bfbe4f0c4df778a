"""Where a patient can go: to be evaluated at one clinic, and to have the procedure there or at another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import inf
from operator import attrgetter

from locator.clinics.best_answer import where_sent
from locator.clinics.network import Network
from locator.clinics.search import Match, Origin, Result, Standing, search
from locator.clinics.service import EVALUATION, PROCEDURE
from locator.hours import is_open_on

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
        return self.procedure is not None and self.procedure.clinic is self.evaluation.clinic

    @property
    def goes_past_referral(self) -> bool:
        """Whether the clinic of the evaluation is not known to send people to that of the procedure."""
        return self.procedure is not None and self.evaluation.clinic.goes_past(self.procedure.clinic)

    @property
    def miles(self) -> float | None:
        """Miles in all: to the evaluation, and another day to the procedure. None where one is not known."""
        if self.procedure is None:
            return self.evaluation.miles
        if self.evaluation.miles is None or self.procedure.miles is None:
            return None
        return self.evaluation.miles + self.procedure.miles


def ranked_pairs(network: Network, origin: Origin, count: int, on: date | None = None) -> list[Pair]:
    """The best `count` pairs, one a clinic that evaluates or may: the surest first, then by miles in all.

    Less sure is also a pair that goes past the clinic's own referral.

    The procedure is at the surest clinics only: there where that is one of them, else where the clinic
    refers its patients, else at the nearest; the same rule as for the answer on Find a clinic. Clinics known
    to be closed on the day `on` are left out of the evaluation.
    """
    seen, done = (search(network, service.need, origin) for service in (EVALUATION, PROCEDURE))
    best = done.best_known()
    pairs: list[Pair] = []
    open_then = (m for m in seen if on is None or is_open_on(m.clinic.opening_hours, on) is not False)
    for standing, matches in groupby(open_then, key=attrgetter("standing")):
        if standing is Standing.TEMPORARILY_CLOSED:
            break
        pairs += _shortest(matches, done, best, count - len(pairs))
        if len(pairs) >= count:
            break
    return pairs


def _shortest(matches: Iterator[Match], done: Result, best: Match | None, count: int) -> list[Pair]:
    """The `count` shortest pairs in all. `matches` come nearest first, so those left are not shorter."""
    pairs: list[Pair] = []
    least_beyond = best.miles or 0.0 if best else 0.0
    for looked_at, match in enumerate(matches):
        least = inf if match.miles is None else match.miles + least_beyond
        if len(pairs) >= count and (
            looked_at >= _MOST_LOOKED_AT or (False, least) > _order(pairs[count - 1])[:2]
        ):
            break
        pairs.append(Pair(match, where_sent(match.clinic, done, best) if best else None))
        pairs.sort(key=_order)
    return pairs[:count]


def _order(pair: Pair) -> tuple[bool, float, bool, float]:
    """By miles in all, then one stop before two, then to the evaluation; what is not known comes last."""
    in_all, first = (inf if miles is None else miles for miles in (pair.miles, pair.evaluation.miles))
    return pair.goes_past_referral, in_all, not pair.is_one_stop, first
