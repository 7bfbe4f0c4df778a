"""The answer before the words: where to be seen, and where the procedure is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from operator import attrgetter

from locator.clinics.clinic import Clinic
from locator.clinics.network import Network
from locator.clinics.search import Match, Origin, Standing, search
from locator.clinics.service import EVALUATION, PROCEDURE, Service

# With no clinic so near, a place is outside the area that the clinics serve.
FAR_MILES = 100.0
# Of a clinic less sure we speak only where it saves about a mile: less is not worth another call.
WORTH_A_CALL_MILES = 0.95


@dataclass(frozen=True, slots=True)
class BestAnswer:
    """Where to be seen and where `procedure` is done.

    `nearer_*` is a nearer clinic about which we are less sure, where there is one. `evaluators` counts the
    clinics said to evaluate, and `ask` is whom to call where nothing better is known. `is_far` says that even
    the nearest clinic of all is FAR_MILES away or more.
    """

    procedure: Service
    seen_at: Match | None
    done_at: Match | None
    nearer_seen_at: Match | None
    nearer_done_at: Match | None
    evaluators: int
    ask: Clinic
    is_far: bool

    @property
    def is_one_stop(self) -> bool:
        """Whether both are at one clinic."""
        return bool(self.seen_at and self.done_at and self.seen_at.clinic is self.done_at.clinic)

    @property
    def goes_past_referral(self) -> bool:
        """Whether the clinic of the evaluation is known to send people elsewhere for the procedure."""
        return bool(self.seen_at and self.done_at and self.seen_at.clinic.goes_past(self.done_at.clinic))


def best_answer(network: Network, origin: Origin | None, procedure: Service = PROCEDURE) -> BestAnswer:
    """Where to be seen and where the procedure is done, from `origin`.

    A clinic's own referral (`refers_to`) goes before a nearer one to which it does not send people,
    unless that one is surer.
    """
    seen, done = (search(network, service.need, origin) for service in (EVALUATION, procedure))
    seen_at, done_at = seen.best_known(), done.best_known()
    if seen_at and done_at:
        done_at = where_sent(seen_at.clinic, done.match_of, done_at)
    return BestAnswer(
        procedure=procedure,
        seen_at=seen_at,
        done_at=done_at,
        nearer_seen_at=less_sure_but_nearer(seen.first_of(Standing.REPORTED), seen_at),
        nearer_done_at=less_sure_but_nearer(done.first_of(Standing.REPORTED), done_at),
        evaluators=seen.count_of(Standing.CONFIRMED, Standing.REPORTED),
        ask=seen_at.clinic if seen_at else (seen.first(1)[0].clinic if len(seen) else network[0]),
        is_far=FAR_MILES <= min(_miles(seen.nearest()), _miles(done.nearest())) < inf,
    )


def where_sent(clinic: Clinic, match_of: Callable[[str], Match | None], best: Match) -> Match:
    """Where people evaluated at `clinic` have the procedure: there, where it refers them, or `best`.

    `match_of` finds by clinic_id the clinics that come into question.
    """
    for group in ((clinic.clinic_id,), clinic.refers_to):
        as_sure = [match for match in map(match_of, group) if match and match.standing is best.standing]
        if nearest := min(as_sure, key=attrgetter("number"), default=None):
            return nearest
    return best


def less_sure_but_nearer(reported: Match | None, chosen: Match | None) -> Match | None:
    """The nearest clinic that is reported to do it, if it is a mile nearer than the one chosen as surer."""
    if reported is None or chosen is None or chosen.standing is not Standing.CONFIRMED:
        return None
    return reported if _miles(reported) + WORTH_A_CALL_MILES <= _miles(chosen) < inf else None


def _miles(match: Match | None) -> float:
    return inf if match is None or match.miles is None else match.miles
