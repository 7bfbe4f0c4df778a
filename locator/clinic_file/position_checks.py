"""Is the position in the file where the clinic is? A clinic in the wrong state has delayed care elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

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

# Ways to mistype a position: the column to correct, the signs by which latitude and longitude come right,
# whether they have changed places, and how to say so.
_SLIPS = (
    ("longitude", 1, -1, False, wording.MINUS_LOST),
    ("latitude", -1, 1, False, wording.MINUS_TOO_MANY),
    ("latitude", -1, -1, False, wording.BOTH_SIGNS),
    ("latitude", 1, 1, True, wording.SWAPPED),
    ("latitude", 1, -1, True, wording.SWAPPED_AND_MINUS_LOST),
)


def half_position(sheet: Sheet) -> Iterator[Problem]:
    """Only one of latitude and longitude."""
    for column, other in (("latitude", "longitude"), ("longitude", "latitude")):
        for place, cell in enumerate(sheet.cells(column)):
            if not cell and sheet.is_blank(column, place) and not sheet.is_blank(other, place):
                yield sheet.problem(column, place, wording.HALF_A_POSITION)


def misplaced(sheet: Sheet) -> Iterator[Problem]:
    """Positions too far from their ZIP's center, with the slip that explains them where there is one."""
    typed = np.flatnonzero(~np.isnan(sheet.latitude) & ~np.isnan(sheet.longitude))
    left = typed[~_is_in_place(sheet, typed, sheet.latitude[typed], sheet.longitude[typed])]
    for column, latitude_sign, longitude_sign, is_swapped, message in _SLIPS:
        latitude, longitude = sheet.latitude[left], sheet.longitude[left]
        if is_swapped:
            latitude, longitude = longitude, latitude
        explains = _is_in_place(sheet, left, latitude_sign * latitude, longitude_sign * longitude)
        for place in left[explains].tolist():
            yield sheet.problem(column, place, message, _typed(sheet, place))
        left = left[~explains]
    for place in left.tolist():
        yield sheet.problem("latitude", place, _too_far(sheet, place), _typed(sheet, place))


def _is_in_place(
    sheet: Sheet, places: Places, latitude: Degrees, longitude: Degrees
) -> npt.NDArray[np.bool_]:
    """Whether each position is near its ZIP's center, or in the US where the center is not known."""
    center_latitude, center_longitude = (degrees[places] for degrees in sheet.center)
    near = miles_between(latitude, longitude, center_latitude, center_longitude) <= FARTHEST_FROM_CENTER
    in_us = np.zeros(len(places), dtype=np.bool_)
    for south, north, west, east in _US:
        in_us |= (south <= latitude) & (latitude <= north) & (west <= longitude) & (longitude <= east)
    return (np.abs(latitude) <= 90) & np.where(np.isnan(center_latitude), in_us, near)


def _typed(sheet: Sheet, place: int) -> str:
    return ", ".join(sheet.typed(column, place) for column in ("latitude", "longitude"))


def _too_far(sheet: Sheet, place: int) -> Message:
    latitude, longitude = float(sheet.latitude[place]), float(sheet.longitude[place])
    center = [float(degrees[place]) for degrees in sheet.center]
    if np.isnan(center[0]) or abs(latitude) > 90:
        return wording.OUTSIDE_US
    miles = wording.Amount(round(miles_between(latitude, longitude, *center)))
    return wording.FAR_FROM_ZIP.with_(miles=miles, zip_code=sheet.cells("zip")[place])
