"""Which clinics meet a need, and in what order: the surest first, then the nearest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import count
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


def miles_to(network: Network, origin: Origin | None, rows: Rows | slice = slice(None)) -> Miles:
    """Straight-line miles from `origin` to the clinics in these rows: NaN where either is not known."""
    latitude = network.file.latitude[rows]
    if origin is None:
        return np.full(len(latitude), np.nan)
    return miles_between(*origin, latitude, network.file.longitude[rows])


@dataclass(frozen=True, slots=True, eq=False)
class _Listed:
    """The clinics listed for a need before anybody asks from where: by standing, then by name.

    `rows` are theirs in the file and `standings` runs alongside; `groups` has where in the list each standing
    is, `place_of` the place of a clinic by its id, from 0. `vectors` is what `Result._far` is made of.
    """

    clinics: list[tuple[Clinic, Standing]]
    rows: Rows
    standings: npt.NDArray[np.intp]
    groups: dict[Standing, range]
    place_of: dict[str, int]
    vectors: Miles
    without_exact_position: int


# Points are 2 apart at most as `Result._far` counts it: those that are nowhere come after them, and then the
# next standing.
_A_STANDING, _NOWHERE = 4.0, 2.0
# More than rounding takes from what `Result._far` counts.
_HAIR = 1e-13
# So few are put in order once, and every part of the list is cut out of that.
_FEW = 200


def _listed(network: Network, need: Need | None) -> _Listed:
    """Without a need every clinic is listed, in the order of the file."""
    if need is None:
        listed = [(Standing.POSSIBLE, "", clinic.row) for clinic in network]
    else:
        told = ((standing_for(clinic, need), clinic.name, clinic.row) for clinic in network)
        listed = sorted((standing, name, row) for standing, name, row in told if standing is not None)
    rows = np.array([row for *_, row in listed], dtype=np.intp)
    standings = np.array([standing for standing, *_ in listed], dtype=np.intp)
    starts = np.searchsorted(standings, range(len(Standing) + 1)).tolist()
    file = network.file
    vectors = unit_vectors(file.latitude[rows], file.longitude[rows])
    is_nowhere = np.isnan(vectors[0])
    return _Listed(
        [(network[row], standing) for standing, _, row in listed],
        rows,
        standings,
        groups={standing: range(starts[standing], starts[standing + 1]) for standing in Standing},
        place_of={network[row].clinic_id: place for place, (*_, row) in enumerate(listed)},
        vectors=np.vstack([np.nan_to_num(vectors), standings * _A_STANDING + is_nowhere * _NOWHERE]),
        without_exact_position=int((is_nowhere | file.is_approximate[rows]).sum()),
    )


class Result:
    """The clinics listed for one need: by standing, then nearest to `origin`, then by name.

    Without a need it is every clinic of the file, closed ones too, nearest first or in the order of the file.
    """

    def __init__(self, network: Network, need: Need | None, origin: Origin | None) -> None:
        self.total = len(network)
        self._network = network
        self._origin = origin
        self._listed = network.once(_listed, need)
        self._every = range(len(self._listed.rows))

    def __len__(self) -> int:
        return len(self._every)

    def __iter__(self) -> Iterator[Match]:
        return iter(self.first(len(self)))

    @property
    def without_exact_position(self) -> int:
        """How many of the listed clinics have only their ZIP's center, or no position at all."""
        return self._listed.without_exact_position

    def rows(self, count: int) -> tuple[Rows, Miles]:
        """Row numbers in the file of the first `count` listed clinics, and miles to each.

        Miles are NaN without an origin and where a clinic's position is not known.
        """
        places, miles = self._nearest(self._every, count)
        return self._listed.rows[places], miles

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
        return self._part(self._every, start, end)

    def first_of(self, standing: Standing) -> Match | None:
        """The nearest listed clinic of that standing, or None."""
        return next(iter(self._part(self._listed.groups[standing], 0, 1)), None)

    def best_known(self) -> Match | None:
        """The best match that is a yes, confirmed or reported."""
        return self.first_of(Standing.CONFIRMED) or self.first_of(Standing.REPORTED)

    def nearest(self) -> Match | None:
        """The nearest listed clinic, whatever its standing; None without an origin or a known position."""
        measured = [(m.miles, m.number, m) for m in map(self.first_of, Standing) if m and m.miles is not None]
        return min(measured)[-1] if measured else None

    def count_of(self, *standings: Standing) -> int:
        """How many listed clinics have one of these standings."""
        return sum(len(self._listed.groups[standing]) for standing in standings)

    def match_of(self, clinic_id: str) -> Match | None:
        """A clinic as it is listed; None when it isn't."""
        place = self._listed.place_of.get(clinic_id)
        if place is None:
            return None
        if len(self) <= _FEW:
            matches = self._everyone
        elif self._origin is None:
            matches = self.between(place, place + 1)
        else:
            group = self._listed.groups[self._listed.clinics[place][1]]
            more = self._far(group) - self._far(range(place, place + 1))
            nearer = int(np.count_nonzero(more < -_HAIR))
            as_far = np.flatnonzero(np.abs(more) <= _HAIR)
            matches = self._matches(*self._in_order(group.start + as_far), group.start + nearer + 1)
        return next(match for match in matches if match.clinic.clinic_id == clinic_id)

    def _part(self, group: range, start: int, end: int) -> list[Match]:
        """The clinics from place `start` to before `end` of a part of the list that holds whole standings."""
        if len(self) <= _FEW:
            return self._everyone[group.start : group.stop][start:end]
        places, miles = self._nearest(group, end)
        return self._matches(places[start:], miles[start:], group.start + start + 1)

    @cached_property
    def _everyone(self) -> list[Match]:
        return self._matches(*self._in_order(np.arange(len(self))), 1)

    def _nearest(self, group: range, count: int) -> tuple[Rows, Miles]:
        """The first `count` places of a part of the list that holds whole standings, and miles to each."""
        if self._origin is None:
            return self._in_order(np.array(group[:count], dtype=np.intp))
        if 0 < count < len(group):  # most are of a worse standing, or too far to be worth measuring
            worst = self._listed.clinics[group[count - 1]][1]
            far = self._far(range(group.start, self._listed.groups[worst].stop))
            near = np.flatnonzero(far <= np.partition(far, count - 1)[count - 1] + _HAIR)
            places, miles = self._in_order(group.start + near)
        else:
            places, miles = self._in_order(np.arange(group.start, group.stop))
        return places[:count], miles[:count]

    def _far(self, part: range) -> Miles:
        """What grows with standing and miles, for a part of the list; much quicker to have than the miles.

        It is less the cosine of the angle between clinic and origin, as seen from the center of the earth.
        """
        x, y, z = unit_vectors(*(self._origin or (np.nan, np.nan)))
        vectors = self._listed.vectors[:, part.start : part.stop]
        far: Miles = np.einsum("i,ij->j", np.array((-x, -y, -z, 1.0)), vectors)
        return far

    def _in_order(self, places: Rows) -> tuple[Rows, Miles]:
        """These places as they follow each other once measured, and miles to each."""
        miles = miles_to(self._network, self._origin, self._listed.rows[places])
        order = np.lexsort((miles, self._listed.standings[places]))
        return places[order], miles[order]

    def _matches(self, places: Rows, miles: Miles, number: int) -> list[Match]:
        """The clinics at these places, numbered from `number` on."""
        known = [None if isnan(away) else away for away in miles.tolist()]
        listed = map(self._listed.clinics.__getitem__, places.tolist())
        return [
            Match(n, clinic, away, standing)
            for n, (clinic, standing), away in zip(count(number), listed, known)
        ]


def search(network: Network, need: Need | None, origin: Origin | None) -> Result:
    """The clinics that meet `need`, best standing first, then nearest to `origin`, then by name.

    A clinic known not to meet the need is left out; so is a closed one.
    """
    return Result(network, need, origin)
