"""Is the position in the file where the clinic is? A clinic in the wrong state has delayed care elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from locator.clinic_file import wording
from locator.clinic_file.problems import Problem
from locator.clinic_file.sheet import Degrees, Sheet
from locator.places.distance import miles_between
from locator.words import Message

FARTHEST_FROM_CENTER = 25.0  # miles between a clinic and its ZIP's center; from the product contract

Places = npt.NDArray[np.intp]

# Where the ZIP is not in our table, anywhere in the US will do: the states and Puerto Rico with the Virgin
# Islands, then Guam and the Marianas, then American Samoa. South, north, west, east in degrees.
_US = (
    (17.0, 72.0, -180.0, -64.0),
    (51.0, 54.0, 172.0, 180.0),
    (13.0, 21.0, 144.0, 147.0),
    (-15.0, -11.0, -172.0, -168.0),
)


@dataclass(frozen=True)
class _Slip:
    """A way to mistype a position: what was meant, from what was typed, and how to say so."""

    column: str
    latitude_sign: int
    longitude_sign: int
    is_swapped: bool
    message: Message


_SLIPS = (
    _Slip("longitude", 1, -1, False, wording.MINUS_LOST),
    _Slip("latitude", -1, 1, False, wording.MINUS_TOO_MANY),
    _Slip("latitude", -1, -1, False, wording.BOTH_SIGNS),
    _Slip("latitude", 1, 1, True, wording.SWAPPED),
    _Slip("latitude", 1, -1, True, wording.SWAPPED_AND_MINUS_LOST),
)


def half_positions(sheet: Sheet) -> Iterator[Problem]:
    """Only one of latitude and longitude."""
    for column, other in (("latitude", "longitude"), ("longitude", "latitude")):
        lacking = (place for place, cell in enumerate(sheet.cells(column)) if not cell)
        half = [
            place for place in lacking if sheet.is_blank(column, place) and not sheet.is_blank(other, place)
        ]
        yield from sheet.problems(column, half, wording.HALF_A_POSITION)


def misplaced(sheet: Sheet) -> Iterator[Problem]:
    """Positions too far from their ZIP's center, with the slip that explains them where there is one."""
    typed = np.flatnonzero(~np.isnan(sheet.latitude) & ~np.isnan(sheet.longitude))
    left = typed[~_is_in_place(sheet, typed, sheet.latitude[typed], sheet.longitude[typed])]
    for slip in _SLIPS:
        latitude, longitude = sheet.latitude[left], sheet.longitude[left]
        if slip.is_swapped:
            latitude, longitude = longitude, latitude
        explains = _is_in_place(sheet, left, slip.latitude_sign * latitude, slip.longitude_sign * longitude)
        yield from sheet.problems(
            slip.column, left[explains].tolist(), slip.message, lambda place: _typed(sheet, place)
        )
        left = left[~explains]
    yield from sheet.problems(
        "latitude", left.tolist(), lambda place: _too_far(sheet, place), lambda place: _typed(sheet, place)
    )


def _is_in_place(
    sheet: Sheet, places: Places, latitude: Degrees, longitude: Degrees
) -> npt.NDArray[np.bool_]:
    """Whether each position is near its ZIP's center, or in the US where the center is not known."""
    center_latitude, center_longitude = sheet.centers.latitude[places], sheet.centers.longitude[places]
    near = miles_between(latitude, longitude, center_latitude, center_longitude) <= FARTHEST_FROM_CENTER
    in_us = np.zeros(len(places), dtype=np.bool_)
    for south, north, west, east in _US:
        in_us |= (south <= latitude) & (latitude <= north) & (west <= longitude) & (longitude <= east)
    return (np.abs(latitude) <= 90) & np.where(np.isnan(center_latitude), in_us, near)


def _typed(sheet: Sheet, place: int) -> str:
    return ", ".join(sheet.typed(column, place) for column in ("latitude", "longitude"))


def _too_far(sheet: Sheet, place: int) -> Message:
    center = float(sheet.centers.latitude[place]), float(sheet.centers.longitude[place])
    if np.isnan(center[0]) or abs(sheet.latitude[place]) > 90:
        return wording.OUTSIDE_US
    miles = miles_between(float(sheet.latitude[place]), float(sheet.longitude[place]), *center)
    return wording.far_from_zip(miles, sheet.cells("zip")[place])
