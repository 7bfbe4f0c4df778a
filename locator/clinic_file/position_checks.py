"""Is the position in the file where the clinic is? A clinic in the wrong state has delayed care elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from locator.clinic_file import wording
from locator.clinic_file.problems import Problem
from locator.clinic_file.sheet import Degrees, Sheet
from locator.places import zip_table
from locator.places.distance import miles_between
from locator.words import Message

FARTHEST_FROM_CENTER = 25.0  # miles between a clinic and its ZIP's center; from the product contract

Places = npt.NDArray[np.intp]

# Where the ZIP is not in our table, its state will do, and anywhere in the US without one: the states and
# Puerto Rico with the Virgin Islands, then Guam and the Marianas, then American Samoa. South, north, west,
# east in degrees.
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
    states = np.array([sheet.cells("state")[place] for place in places.tolist()], dtype=np.str_)
    in_state = _in_us(latitude, longitude)
    for state in set(states.tolist()) & _boxes().keys():
        south, north, west, east = _boxes()[state]
        in_box = (south <= latitude) & (latitude <= north) & (west <= longitude) & (longitude <= east)
        in_state &= (states != state) | in_box
    return (np.abs(latitude) <= 90) & np.where(np.isnan(center_latitude), in_state, near)


def _in_us(latitude: Degrees, longitude: Degrees) -> npt.NDArray[np.bool_]:
    in_us = np.zeros(len(latitude), dtype=np.bool_)
    for south, north, west, east in _US:
        in_us |= (south <= latitude) & (latitude <= north) & (west <= longitude) & (longitude <= east)
    return in_us


@cache
def _boxes() -> dict[str, tuple[float, float, float, float]]:
    """South, north, west and east of each state: a box around its ZIPs, with a degree of room."""
    table = zip_table()
    centers = pd.DataFrame(
        {"state": table.state, "latitude": table.latitude, "longitude": table.longitude}
    ).dropna()
    ends = centers.groupby("state").agg(["min", "max"])
    around = ends.to_numpy() + np.array([-1, 1, -1, 1])
    return {state: tuple(box) for state, box in zip(ends.index, around.tolist(), strict=True)}


def _typed(sheet: Sheet, place: int) -> str:
    return ", ".join(sheet.typed(column, place) for column in ("latitude", "longitude"))


def _too_far(sheet: Sheet, place: int) -> Message:
    latitude, longitude = float(sheet.latitude[place]), float(sheet.longitude[place])
    center = [float(degrees[place]) for degrees in sheet.center]
    if np.isnan(center[0]) or abs(latitude) > 90:
        if _in_us(np.array([latitude]), np.array([longitude])).all():
            return wording.OUTSIDE_STATE.with_(state=sheet.cells("state")[place])
        return wording.OUTSIDE_US
    miles = wording.Amount(round(miles_between(latitude, longitude, *center)))
    return wording.FAR_FROM_ZIP.with_(miles=miles, zip_code=sheet.cells("zip")[place])
