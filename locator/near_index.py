"""Which of many clinics are nearest to a point, without measuring the way to every one of them."""

from __future__ import annotations

import math
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from locator.distance import miles_between

# Where a search is measured from: latitude, longitude in WGS 84 degrees.
Origin = tuple[float, float]
Rows = npt.NDArray[np.int64]
Miles = npt.NDArray[np.float64]

# So few are measured one and all sooner than a tree is climbed.
_FEW = 500
# Chords of the unit sphere that differ by less may belong to equal distances, or to some in another order.
_ROUNDING = 1e-12


class NearIndex:
    """Some clinics of a file, nearest first when asked.

    `rows` are their row numbers, in the order that settles equal distances. `latitude` and `longitude` are
    those of the whole file in WGS 84 degrees, NaN where not known. The answers are those of measuring with
    `miles_between` and sorting, to the last bit: the tree only says which clinics are worth measuring.
    """

    def __init__(
        self, rows: Rows, latitude: npt.NDArray[np.float64], longitude: npt.NDArray[np.float64]
    ) -> None:
        self.rows = rows
        self._latitude = latitude[rows]
        self._longitude = longitude[rows]
        self._length = len(rows)

    def __len__(self) -> int:
        return self._length

    def nearest(self, origin: Origin | None, count: int) -> tuple[Rows, Miles]:
        """Row numbers of the `count` nearest (all where there are fewer), and straight-line miles to each.

        Those without a position come last, with NaN for miles. Without an origin the order is that of `rows`.
        """
        if origin is None:
            rows = self.rows[:count]
            return rows, np.full(len(rows), np.nan)
        places = self._worth_measuring(origin, count)
        miles = self._miles(origin, places)
        order = miles.argsort(kind="stable")[:count]
        return self.rows[places[order]], miles[order]

    def place_of(self, row: int, origin: Origin | None) -> tuple[int, float]:
        """How many come before the clinic in that row of the file, which must be one of `rows`; miles to it.

        Miles are NaN without an origin and where its position is not known.
        """
        mine = int(np.flatnonzero(self.rows == row)[0])
        if origin is None:
            return mine, math.nan
        nearer, rivals = self._nearer_and_rivals(origin, mine)
        miles = self._miles(origin, rivals)
        order = miles.argsort(kind="stable")
        place = int(np.flatnonzero(rivals[order] == mine)[0])
        return nearer + place, float(miles[order[place]])

    def _miles(self, origin: Origin, places: Rows) -> Miles:
        return miles_between(*origin, self._latitude[places], self._longitude[places])

    def _worth_measuring(self, origin: Origin, count: int) -> Rows:
        """Places in `rows`, ascending: at least the `count` nearest, and all that are as near as the last."""
        if self._length <= _FEW or count > self._length // 8:
            return self._everyone
        tree, places = self._tree
        point = _point_on_the_globe(*origin)
        asked = count + 2
        while asked <= len(places):
            chords, found = map(np.asarray, tree.query(point, k=asked))
            if chords[-1] > chords[count - 1] + _ROUNDING:
                return np.sort(places[found])
            asked *= 2
        return self._everyone

    def _nearer_and_rivals(self, origin: Origin, mine: int) -> tuple[int, Rows]:
        """How many are surely nearer than the one at place `mine`, and which must be measured to be sure."""
        if self._length <= _FEW or np.isnan(self._latitude[mine]):
            return 0, self._everyone
        tree, places = self._tree
        point = _point_on_the_globe(*origin)
        chord = math.dist(point, _point_on_the_globe(self._latitude[mine], self._longitude[mine]))
        reach = chord + _ROUNDING
        if chord > _ROUNDING:
            nearer = tree.query_ball_point(point, chord - _ROUNDING, return_length=True)
            if tree.query_ball_point(point, reach, return_length=True) == nearer + 1:
                return int(nearer), np.array([mine])
        return 0, np.sort(places[tree.query_ball_point(point, reach)])

    @cached_property
    def _everyone(self) -> Rows:
        return np.arange(len(self))

    @cached_property
    def _tree(self) -> tuple[cKDTree, Rows]:
        """A tree of those with a position, and their places in `rows`."""
        places = np.flatnonzero(~np.isnan(self._latitude))
        points = _on_the_globe(self._latitude[places], self._longitude[places])
        return cKDTree(points, balanced_tree=False), places


def _point_on_the_globe(latitude: float, longitude: float) -> tuple[float, float, float]:
    phi, lam = math.radians(latitude), math.radians(longitude)
    return math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi)


def _on_the_globe(
    latitude: npt.NDArray[np.float64], longitude: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Points on the unit sphere, shape (..., 3): the chord between two grows with the way over the ground."""
    phi, lam = np.radians(latitude), np.radians(longitude)
    return np.stack((np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)), axis=-1)
