"""Where a patient can go: to be evaluated at one clinic, and to have the procedure there or at another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import inf
from operator import attrgetter

from locator.clinics.best_answer import WORTH_A_CALL_MILES, less_sure_but_nearer, where_sent
from locator.clinics.network import Network
from locator.clinics.search import Match, Origin, Result, Standing, search
from locator.clinics.service import EVALUATION, PROCEDURE
from locator.hours import is_open_on

# How many ways lead to one clinic for the procedure: more would be the same choice again.
MOST_TO_ONE = 2

# How far down the list of one standing to look for a pair that is shorter in all.
_MOST_LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Pair:
    """Evaluated at one clinic, treated at the other; `procedure` is None while nobody is known to perform.

    Miles are straight-line, one way, from where the patient is to each of the two. `is_nearer` marks a way
    that is shorter than the first because it goes to a clinic of which we are less sure: one call more.
    """

    evaluation: Match
    procedure: Match | None = None
    is_nearer: bool = False

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


def ranked_pairs(
    network: Network,
    origin: Origin,
    count: int,
    on: date | None = None,
    *,
    done_on: date | None = None,
    within: float | None = None,
) -> list[Pair]:
    """The best `count` pairs, one a clinic that evaluates or may.

    The first is the answer of Find a clinic; after it come those that are nearer, but one call away. The
    others follow, the surest evaluation first, then by miles in all; a pair that goes past the clinic's own
    referral comes after those that don't. To one clinic that performs lead MOST_TO_ONE pairs at most: where
    it is the best once more, the next best takes its place. One of them is its own where it is said to do
    both: should the first and the nearer one lead there already, that is one more.

    Clinics known to be closed on the day `on` are left out of the evaluation, those closed on `done_on` of
    the procedure, and those not known to be `within` so many miles of both.
    """
    seen, done = (search(network, service.need, origin) for service in (EVALUATION, PROCEDURE))
    evaluators = list(_left(seen, Standing.POSSIBLE, on, within))
    performers = list(_left(done, Standing.REPORTED, done_on, within))
    if not evaluators or (done.best_known() and not performers):
        return []
    found = _Ways(evaluators, performers)
    first = found.first(evaluators)
    for pair in (first, *found.nearer(first, evaluators, performers)):
        found.take(pair)
    taken = {pair.evaluation.clinic.clinic_id for pair in found.pairs}
    left = (match for match in evaluators if match.clinic.clinic_id not in taken)
    for _, matches in groupby(left, key=attrgetter("standing")):
        waiting = list(matches)
        while waiting and len(found.pairs) < count and (next_one := found.shortest(waiting)):
            found.take(next_one)
            waiting.remove(next_one.evaluation)
    return found.pairs[:count]


def _left(result: Result, worst: Standing, day: date | None, within: float | None) -> Iterator[Match]:
    """Who is of no worse standing, and not known to be closed that day or too far."""
    for match in result:
        if match.standing > worst:
            return
        is_near = within is None or (match.miles is not None and match.miles <= within)
        if is_near and (day is None or is_open_on(match.clinic.opening_hours, day) is not False):
            yield match


class _Ways:
    """The pairs taken so far, and the clinics to which another may still lead: surest first, then nearest."""

    def __init__(self, evaluators: Sequence[Match], performers: Sequence[Match]) -> None:
        self.pairs: list[Pair] = []
        self._performers = {match.clinic.clinic_id: match for match in performers}
        self._led_to: Counter[str] = Counter()
        # Those that are said to do both and have not been taken: one way to each is kept for itself.
        said = (match for match in evaluators if match.standing <= Standing.REPORTED)
        ids = ((match.clinic.clinic_id, match) for match in said)
        self._both = {here: match for here, match in ids if here in self._performers}

    def take(self, pair: Pair) -> None:
        """The next pair; to a clinic to which enough of them lead go none of those that follow."""
        self.pairs.append(pair)
        self._both.pop(pair.evaluation.clinic.clinic_id, None)
        if pair.procedure:
            self._led_to[pair.procedure.clinic.clinic_id] += 1

    def first(self, evaluators: Sequence[Match]) -> Pair:
        """The surest and nearest to be seen at, and where it sends people: as Find a clinic answers."""
        nearest, best = evaluators[0], self._best()
        if best and nearest.standing is Standing.POSSIBLE:  # there it names the clinic of the procedure alone
            nearest = next((match for match in evaluators if self._sent(match) is best), nearest)
            return Pair(nearest, best)
        return Pair(nearest, self._sent(nearest))

    def nearer(self, first: Pair, evaluators: Sequence[Match], performers: Sequence[Match]) -> list[Pair]:
        """Ways that are shorter than the first by a clinic that is only reported to do what is wanted."""
        seen = less_sure_but_nearer(_reported(evaluators), first.evaluation)
        done = less_sure_but_nearer(_reported(performers), first.procedure)
        if seen and done and seen.clinic is done.clinic:
            return [Pair(seen, done, is_nearer=True)]
        found = [Pair(first.evaluation, done, is_nearer=True)] if done else []
        found += [Pair(seen, self._sent(seen), is_nearer=True)] if seen else []
        return [pair for pair in found if _miles(pair) < _miles(first) - WORTH_A_CALL_MILES]

    def shortest(self, matches: Sequence[Match]) -> Pair | None:
        """The best pair from any of these clinics. They come nearest first, so those left are not shorter."""
        ways = [self._way_from(match) for match in self._kept_for_themselves(matches)]
        found = min(filter(None, ways), key=_order, default=None)
        best = self._best()
        least_beyond = (best.miles or 0.0) if best else 0.0
        for looked_at, match in enumerate(matches):
            least = inf if match.miles is None else match.miles + least_beyond
            if found and (looked_at >= _MOST_LOOKED_AT or (False, least) > _order(found)[:2]):
                break
            if pair := self._way_from(match):
                found = min(found or pair, pair, key=_order)
        return found

    def _kept_for_themselves(self, matches: Sequence[Match]) -> Iterator[Match]:
        """Those of the clinics, all of one standing, to which only a way of their own may lead."""
        for there in self._led_to:
            match = self._both.get(there)
            if match and match.standing is matches[0].standing and not self._may_lead_to(there):
                yield match

    def _way_from(self, match: Match) -> Pair | None:
        """The way from there, if there is any: never away from a clinic that does it itself."""
        here = match.clinic.clinic_id
        is_open = not self._performers or (self._may_lead_to(here, here) and self._best(here))
        return Pair(match, self._sent(match)) if is_open else None

    def _sent(self, match: Match) -> Match | None:
        """Where people evaluated there have the procedure, of the clinics to which that way may lead."""
        here = match.clinic.clinic_id
        best = self._best(here)

        def open_one(there: str) -> Match | None:
            return self._performers.get(there) if self._may_lead_to(there, here) else None

        return where_sent(match.clinic, open_one, best) if best else None

    def _best(self, here: str = "") -> Match | None:
        """The surest and nearest clinic to which a way from here may lead."""
        return next((one for there, one in self._performers.items() if self._may_lead_to(there, here)), None)

    def _may_lead_to(self, there: str, here: str = "") -> bool:
        """Whether one more way may: the last is for the clinic itself, where it is said to do both."""
        if here == there in self._both:
            return True
        return self._led_to[there] < MOST_TO_ONE - (there in self._both)


def _reported(matches: Sequence[Match]) -> Match | None:
    return next((match for match in matches if match.standing is Standing.REPORTED), None)


def _miles(pair: Pair) -> float:
    return inf if pair.miles is None else pair.miles


def _order(pair: Pair) -> tuple[bool, float, bool, float]:
    """By miles in all, then one stop before two, then to the evaluation; what is not known comes last."""
    first = inf if pair.evaluation.miles is None else pair.evaluation.miles
    return pair.goes_past_referral, _miles(pair), not pair.is_one_stop, first
