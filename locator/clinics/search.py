"""Which clinics meet a need, and in what order: the surest first, then the nearest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt

from locator.clinics.clinic import Clinic, Status
from locator.clinics.fact import Answer, Certainty, Fact
from locator.clinics.network import Network
from locator.clinics.service import Need, services_for
from locator.places.distance import miles_between, unit_vectors

# Where a search is measured from: latitude, longitude in WGS 84 degrees.
Origin = tuple[float, float]
Rows = npt.NDArray[np.intp]
Miles = npt.NDArray[np.float64]


class Standing(IntEnum):
    """Why a clinic is listed for a need; lower comes first (rule: product contract, "How sure we are")."""

    CONFIRMED = 0
    REPORTED = 1
    POSSIBLE = 2
    TEMPORARILY_CLOSED = 3


@dataclass(frozen=True, slots=True)
class Match:
    """One listed clinic. `number` is the same on its card and its pin; miles are straight-line."""

    number: int
    clinic: Clinic
    miles: float | None
    standing: Standing


def standing_for(clinic: Clinic, need: Need) -> Standing | None:
    """Why a clinic is listed for a need; None where it is not: it does not meet it, or is closed for good."""
    standings = [_standing(clinic.fact(service)) for service in services_for(need)]
    best = min((standing for standing in standings if standing is not None), default=None)
    if best is None or clinic.status is Status.CLOSED:
        return None
    return Standing.TEMPORARILY_CLOSED if clinic.status is Status.TEMPORARILY_CLOSED else best


def _standing(fact: Fact) -> Standing | None:
    if fact.value is Answer.NO:
        return None
    return {
        Certainty.CONFIRMED: Standing.CONFIRMED,
        Certainty.REPORTED: Standing.REPORTED,
        Certainty.NOT_CONFIRMED: Standing.POSSIBLE,
    }[fact.certainty]


@dataclass(frozen=True, slots=True)
class _Listing:
    """The rows of the clinics listed for a need, by standing, in the order that settles equal distances."""

    groups: dict[Standing, Rows]
    length: int
    without_exact_position: int


def _listing(network: Network, need: Need | None) -> _Listing:
    """Without a need every clinic is listed, in the order of the file; else by name."""
    groups: dict[Standing, list[Clinic]] = {}
    for clinic in sorted(network, key=lambda one: one.name) if need else network:
        standing = standing_for(clinic, need) if need else Standing.POSSIBLE
        if standing is not None:
            groups.setdefault(standing, []).append(clinic)
    listed = [clinic for group in groups.values() for clinic in group]
    return _Listing(
        {standing: np.array([clinic.row for clinic in groups[standing]]) for standing in sorted(groups)},
        len(listed),
        sum(clinic.exact_position is None for clinic in listed),
    )


# More than rounding can take from a line through the earth (of radius 1): less than a thousandth of an inch.
_HAIR = 1e-14


def _vectors(network: Network) -> Miles:
    return unit_vectors(network.file.latitude, network.file.longitude)


class Result:
    """The clinics listed for one need: by standing, then nearest to `origin`, then by name.

    Without a need it is every clinic of the file, closed ones too, nearest first or in the order of the file.
    """

    def __init__(self, network: Network, need: Need | None, origin: Origin | None) -> None:
        self.total = len(network)
        self._network = network
        self._need = need
        self._listing = network.once(_listing, need)
        self._groups = self._listing.groups
        self._origin = origin

    def __len__(self) -> int:
        return self._listing.length

    @property
    def without_exact_position(self) -> int:
        """How many of the listed clinics have only their ZIP's center, or no position at all."""
        return self._listing.without_exact_position

    def rows(self, count: int) -> tuple[Rows, Miles]:
        """Row numbers in the file of the first `count` listed clinics, and miles to each.

        Miles are NaN without an origin and where a clinic's position is not known.
        """
        found = [np.empty(0, dtype=np.intp)]
        wanted = min(count, len(self))
        for rows in self._groups.values():
            if wanted > 0:
                found.append(self._nearest(rows, wanted))
                wanted -= len(found[-1])
        first = np.concatenate(found)
        return first, self._miles_to(first)

    def _miles_to(self, rows: Rows) -> Miles:
        """Straight-line miles to the clinics in these rows, NaN where not known."""
        if self._origin is None:
            return np.full(len(rows), np.nan)
        file = self._network.file
        return miles_between(*self._origin, file.latitude[rows], file.longitude[rows])

    def _nearest(self, rows: Rows, count: int) -> Rows:
        if self._origin is None:
            return rows[:count]
        if count < len(rows):  # most are too far to be worth measuring
            lines = self._lines[rows]
            near = lines <= np.partition(lines, count - 1)[count - 1] + _HAIR
            if near.any():
                rows = rows[near]
        return rows[self._miles_to(rows).argsort(kind="stable")[:count]]

    @cached_property
    def _lines(self) -> Miles:
        """The straight line through the earth to every clinic: as the miles grow, but quicker to have."""
        away = self._network.once(_vectors) - unit_vectors(*(self._origin or (np.nan, np.nan)))[:, np.newaxis]
        lines: Miles = np.sqrt(np.einsum("ij,ij->j", away, away))
        return lines

    def first(self, count: int) -> list[Match]:
        """The first `count` listed clinics, or all where there are fewer."""
        return self.between(0, count)

    def first_with(self, count: int, clinic_id: str) -> list[Match]:
        """The first `count` listed clinics, and after them that one: whoever chose it is to see it."""
        matches = self.first(count)
        chosen = self.match_of(clinic_id)
        return [*matches, chosen] if chosen and chosen.number > len(matches) else matches

    def between(self, start: int, end: int) -> list[Match]:
        """The listed clinics from place `start`, from 0, to before place `end`, or to the last."""
        rows, _ = self.rows(end)
        return [self._match(row, number) for number, row in enumerate(rows[start:].tolist(), start + 1)]

    def first_of(self, standing: Standing) -> Match | None:
        """The nearest listed clinic of that standing, or None."""
        if standing not in self._groups:
            return None
        (row,) = self._nearest(self._groups[standing], 1)
        return self._match(int(row), self._before(standing) + 1)

    def best_known(self) -> Match | None:
        """The best match that is a yes, confirmed or reported."""
        return self.first_of(Standing.CONFIRMED) or self.first_of(Standing.REPORTED)

    def nearest(self) -> Match | None:
        """The nearest listed clinic, whatever its standing; None without an origin or a known position."""
        firsts = filter(None, map(self.first_of, self._groups))
        measured = [(match.miles, match.number, match) for match in firsts if match.miles is not None]
        return min(measured)[-1] if measured else None

    def count_of(self, *standings: Standing) -> int:
        """How many listed clinics have one of these standings."""
        return sum(len(self._groups.get(standing, ())) for standing in standings)

    def match_of(self, clinic_id: str) -> Match | None:
        """A clinic as it is listed; None when it isn't."""
        clinic = self._network.by_id(clinic_id)
        standing = self._standing(clinic) if clinic else None
        if clinic is None or standing is None:
            return None
        rows = self._groups[standing]
        before = int(np.flatnonzero(rows == clinic.row)[0])
        if self._origin:
            miles = np.nan_to_num(self._miles_to(rows), nan=np.inf)
            before = int((miles < miles[before]).sum() + (miles[:before] == miles[before]).sum())
        return self._match(clinic.row, self._before(standing) + before + 1)

    def standing_of(self, clinic_id: str) -> Standing | None:
        """Why a clinic is listed; None when it isn't."""
        clinic = self._network.by_id(clinic_id)
        return self._standing(clinic) if clinic else None

    def _standing(self, clinic: Clinic) -> Standing | None:
        return standing_for(clinic, self._need) if self._need else Standing.POSSIBLE

    def _before(self, standing: Standing) -> int:
        return self.count_of(*(other for other in self._groups if other < standing))

    def _match(self, row: int, number: int) -> Match:
        clinic = self._network[row]
        standing = self._standing(clinic)
        assert standing is not None  # noqa: S101 (it is listed)
        miles = None
        if self._origin and clinic.position:
            miles = miles_between(*self._origin, clinic.position.latitude, clinic.position.longitude)
        return Match(number, clinic, miles, standing)


def search(network: Network, need: Need | None, origin: Origin | None) -> Result:
    """The clinics that meet `need`, best standing first, then nearest to `origin`, then by name.

    A clinic known not to meet the need is left out; so is a closed one.
    """
    return Result(network, need, origin)
