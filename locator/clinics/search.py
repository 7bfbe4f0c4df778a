"""Which clinics meet a need, and in what order: the surest first, then the nearest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import count, repeat
from math import isnan

import numpy as np
import numpy.typing as npt

from locator.clinics.clinic import Clinic, Status
from locator.clinics.fact import Answer, Certainty
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
    facts = [clinic.fact(service) for service in services_for(need)]
    standings = [_STANDINGS[fact.certainty] for fact in facts if fact.value is not Answer.NO]
    if not standings or clinic.status is Status.CLOSED:
        return None
    return Standing.TEMPORARILY_CLOSED if clinic.status is Status.TEMPORARILY_CLOSED else min(standings)


_STANDINGS = {
    Certainty.CONFIRMED: Standing.CONFIRMED,
    Certainty.REPORTED: Standing.REPORTED,
    Certainty.NOT_CONFIRMED: Standing.POSSIBLE,
}


def _listed(network: Network, need: Need | None) -> tuple[Rows, Rows, dict[int, Standing]]:
    """Rows and standings of the clinics listed for a need, by standing and then by name; and standing by row.

    Without a need every clinic is listed, in the order of the file.
    """
    if need is None:
        every = np.arange(len(network))
        return every, np.full_like(every, Standing.POSSIBLE), dict.fromkeys(every.tolist(), Standing.POSSIBLE)
    told = ((standing_for(clinic, need), clinic.name, clinic.row) for clinic in network)
    listed = sorted((standing, name, row) for standing, name, row in told if standing is not None)
    rows = np.array([row for *_, row in listed], dtype=np.intp)
    standings = np.array([standing for standing, *_ in listed], dtype=np.intp)
    return rows, standings, {row: standing for standing, _, row in listed}


# More than rounding can take from a line through the earth (of radius 1): less than a thousandth of an inch.
_HAIR = 1e-14


def _known(miles: float) -> float | None:
    return None if isnan(miles) else miles


# So few are put in order once, and every part of the list is cut out of that.
_FEW = 200
# No such line is longer than 2, so a better standing goes before any.
_A_STANDING, _NOWHERE = 4.0, 3.0


def _vectors(network: Network) -> Miles:
    return unit_vectors(network.file.latitude, network.file.longitude)


def miles_to(network: Network, origin: Origin | None, rows: Rows | slice = slice(None)) -> Miles:
    """Straight-line miles from `origin` to the clinics in these rows: NaN where either is not known."""
    latitude = network.file.latitude[rows]
    if origin is None:
        return np.full(len(latitude), np.nan)
    return miles_between(*origin, latitude, network.file.longitude[rows])


class Result:
    """The clinics listed for one need: by standing, then nearest to `origin`, then by name.

    Without a need it is every clinic of the file, closed ones too, nearest first or in the order of the file.
    """

    def __init__(self, network: Network, need: Need | None, origin: Origin | None) -> None:
        self.total = len(network)
        self._network = network
        self._origin = origin
        self._rows, self._standings, self._standing_of = network.once(_listed, need)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Match]:
        return iter(self._matches(self._nearest(slice(None), len(self)), 1))

    @property
    def without_exact_position(self) -> int:
        """How many of the listed clinics have only their ZIP's center, or no position at all."""
        file = self._network.file
        return int((file.is_approximate | np.isnan(file.latitude))[self._rows].sum())

    def rows(self, count: int) -> tuple[Rows, Miles]:
        """Row numbers in the file of the first `count` listed clinics, and miles to each.

        Miles are NaN without an origin and where a clinic's position is not known.
        """
        first = self._nearest(slice(None), count)
        return first, miles_to(self._network, self._origin, first)

    def _nearest(self, listed: slice, count: int) -> Rows:
        """The first `count` rows of a part of the list."""
        rows, standings = self._rows[listed], self._standings[listed]
        if self._origin is None:
            return rows[:count]
        if len(self) <= _FEW:
            return self._in_order[listed][:count]
        if 0 < count < len(rows):  # most are of a worse standing, or too far to be worth measuring
            enough = int(np.searchsorted(standings, standings[count - 1], side="right"))
            rows, standings = rows[:enough], standings[:enough]
            far = standings * _A_STANDING + self._lines[rows]
            near = far <= np.partition(far, count - 1)[count - 1] + _HAIR
            rows, standings = rows[near], standings[near]
        return rows[np.lexsort((miles_to(self._network, self._origin, rows), standings))[:count]]

    @cached_property
    def _in_order(self) -> Rows:
        """All rows, of which each standing has the same part before and after."""
        return self._rows[np.lexsort((self._miles, self._standings))]

    @cached_property
    def _miles(self) -> Miles:
        return miles_to(self._network, self._origin, self._rows)

    @cached_property
    def _far(self) -> dict[int, float | None]:
        """Miles by row."""
        return dict(zip(self._rows.tolist(), map(_known, self._miles.tolist()), strict=True))

    @cached_property
    def _lines(self) -> Miles:
        """The straight line through the earth to every clinic: as the miles grow, but quicker to have."""
        away = self._network.once(_vectors) - unit_vectors(*(self._origin or (np.nan, np.nan)))[:, np.newaxis]
        lines: Miles = np.nan_to_num(np.sqrt(np.einsum("ij,ij->j", away, away)), nan=_NOWHERE)
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
        return self._matches(self._nearest(slice(None), end)[start:], start + 1)

    def first_of(self, standing: Standing) -> Match | None:
        """The nearest listed clinic of that standing, or None."""
        group = self._group(standing)
        return next(iter(self._matches(self._nearest(group, 1), group.start + 1)), None)

    def best_known(self) -> Match | None:
        """The best match that is a yes, confirmed or reported."""
        return self.first_of(Standing.CONFIRMED) or self.first_of(Standing.REPORTED)

    def nearest(self) -> Match | None:
        """The nearest listed clinic, whatever its standing; None without an origin or a known position."""
        measured = [(m.miles, m.number, m) for m in map(self.first_of, Standing) if m and m.miles is not None]
        return min(measured)[-1] if measured else None

    def count_of(self, *standings: Standing) -> int:
        """How many listed clinics have one of these standings."""
        return int(np.isin(self._standings, standings).sum())

    def match_of(self, clinic_id: str) -> Match | None:
        """A clinic as it is listed; None when it isn't."""
        clinic = self._network.by_id(clinic_id)
        if clinic is None or (standing := self._standing_of.get(clinic.row)) is None:
            return None
        group = self._group(standing)
        rows = self._rows[group]
        before = int(np.flatnonzero(rows == clinic.row)[0])
        if self._origin:
            miles = np.nan_to_num(miles_to(self._network, self._origin, rows), nan=np.inf)
            before = int((miles < miles[before]).sum() + (miles[:before] == miles[before]).sum())
        return self._matches(np.array([clinic.row]), group.start + before + 1)[0]

    def standing_of(self, clinic_id: str) -> Standing | None:
        """Why a clinic is listed; None when it isn't."""
        clinic = self._network.by_id(clinic_id)
        return self._standing_of.get(clinic.row) if clinic else None

    def _group(self, standing: Standing) -> slice:
        """Where in the list the clinics of that standing are."""
        start, end = np.searchsorted(self._standings, (standing, standing + 1)).tolist()
        return slice(start, end)

    def _matches(self, rows: Rows, number: int) -> list[Match]:
        """The clinics in these rows, numbered from `number` on."""
        if self._origin is None:
            far: Iterable[float | None] = repeat(None)
        elif len(self) <= _FEW:
            far = map(self._far.__getitem__, rows.tolist())
        else:
            far = map(_known, miles_to(self._network, self._origin, rows).tolist())
        return [
            Match(n, self._network[row], miles, self._standing_of[row])
            for n, row, miles in zip(count(number), rows.tolist(), far)
        ]


def search(network: Network, need: Need | None, origin: Origin | None) -> Result:
    """The clinics that meet `need`, best standing first, then nearest to `origin`, then by name.

    A clinic known not to meet the need is left out; so is a closed one.
    """
    return Result(network, need, origin)
