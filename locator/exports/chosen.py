"""What an export is made of: clinics chosen from the file, in an order, judged at a moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from locator.clinics import Certainty, Clinic, Clinics, Fact, Need
from locator.near_index import Miles, Rows
from locator.nearest import search
from locator.places import Place
from locator.ranking import Ranking, ranking


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """Clinics of a file by row number, in order, with the miles to each alongside (NaN where not known).

    `now` is an aware datetime, `limit_days` how long a confirmed fact stays confirmed; `measured_from` says
    from where the miles count, and is None where there are none.
    """

    clinics: Clinics
    rows: Rows
    miles: Miles
    now: datetime
    limit_days: int
    measured_from: str | None = None

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Clinic]:
        return (self.clinics[row] for row in self.rows.tolist())

    @property
    def ranking(self) -> Ranking:
        """The verdicts on all clinics of the file."""
        return ranking(self.clinics, self.now, self.limit_days)

    @property
    def subset(self) -> Clinics:
        """The chosen clinics as if there were no others."""
        every = self.clinics
        return Clinics(
            every.frame.iloc[self.rows].reset_index(drop=True),
            every.latitude[self.rows],
            every.longitude[self.rows],
            every.is_approximate[self.rows],
            every.timezone[self.rows],
        )

    def certainty(self, clinic: Clinic, fact: Fact) -> Certainty:
        """How sure we are of one fact about one clinic."""
        return fact.certainty(clinic.today(self.now), self.limit_days)

    def is_overdue(self, clinic: Clinic, fact: Fact) -> bool:
        """Whether that fact was confirmed once and has grown too old."""
        return fact.is_overdue(clinic.today(self.now), self.limit_days)


def choose(
    clinics: Clinics,
    need: Need | None,
    place: Place | None,
    limit: int | None,
    now: datetime,
    limit_days: int,
) -> Chosen:
    """The clinics that meet a need, in the order of a search; without a need every one of the file.

    Those come nearest first where there is a place, else in the order of the file. `limit` is the most that
    are chosen, None for all.
    """
    origin = (place.latitude, place.longitude) if place else None
    most = len(clinics) if limit is None else min(limit, len(clinics))
    if need is None:
        rows, miles = ranking(clinics, now, limit_days).everyone.nearest(origin, most)
    else:
        rows, miles = search(clinics, need, origin, now, limit_days).rows(most)
    return Chosen(clinics, rows, miles, now, limit_days, place.described if place else None)
