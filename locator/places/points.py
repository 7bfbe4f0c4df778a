"""A point as people write it: signs, letters for north and west, degrees with minutes and seconds."""

from __future__ import annotations

import re

import numpy as np

from locator.places.distance import miles_between
from locator.places.outcomes import DidYouMean, Found, NotFound, Outcome, Place, PlaceKind, Reason
from locator.places.spelling import tidy
from locator.places.zip_table import zip_table

# So far from every ZIP code's center a point is not in the United States.
_IN_COUNTRY_MILES = 100.0
_MARKS = re.compile("[°º'’′\"”″]")
_BETWEEN = r"(?: ?[,;] ?| )"
_SIGNED = r"([+-]?\d{1,3}(?:\.\d*)?)"
_ANGLE = r"(\d{1,3}(?:\.\d*)?(?: \d{1,2}(?:\.\d*)?){0,2})"
_WITH_SIGNS = re.compile(rf"\(?{_SIGNED} ?{_BETWEEN}{_SIGNED} ?\)?")
_LETTERS_AFTER = re.compile(rf"{_ANGLE} ?([ns]){_BETWEEN}?{_ANGLE} ?([ew])")
_LETTERS_BEFORE = re.compile(rf"([ns]) ?{_ANGLE}{_BETWEEN}([ew]) ?{_ANGLE}")


def find_point(text: str) -> Outcome | None:
    """The point that the text gives; None where it gives none.

    One outside of the country that is inside when a lost sign is put back, or when latitude and longitude
    change places, is asked about.
    """
    degrees = _degrees(tidy(_MARKS.sub(" ", text)))
    if degrees is None:
        return None
    latitude, longitude = degrees
    if not _is_in_country(latitude, longitude):
        for mended in ((abs(latitude), -abs(longitude)), (abs(longitude), -abs(latitude))):
            if _is_in_country(*mended):
                return DidYouMean((_name(*mended),), is_elsewhere=True)
        zip_code = re.fullmatch(r"(\d\d),(\d{3})", text.strip())
        if zip_code and zip_table().row_of("".join(zip_code.groups())) >= 0:
            return DidYouMean(("".join(zip_code.groups()),))
    if abs(latitude) > 90 or abs(longitude) > 180:
        return NotFound(Reason.POINT_OUT_OF_RANGE)
    return Found(Place(_name(latitude, longitude), latitude, longitude, PlaceKind.POINT))


def _degrees(plain: str) -> tuple[float, float] | None:
    if (match := _WITH_SIGNS.fullmatch(plain)) and ("," in plain or "." in plain):
        return float(match[1]), float(match[2])
    if match := _LETTERS_AFTER.fullmatch(plain):
        return _angle(match[1], match[2]), _angle(match[3], match[4])
    if match := _LETTERS_BEFORE.fullmatch(plain):
        return _angle(match[2], match[1]), _angle(match[4], match[3])
    return None


def _angle(written: str, letter: str) -> float:
    """Degrees, minutes and seconds as degrees; less than nothing in the south and the west."""
    degrees = sum(float(part) / 60.0**place for place, part in enumerate(written.split()))
    return -degrees if letter in "sw" else degrees


def _is_in_country(latitude: float, longitude: float) -> bool:
    if abs(latitude) > 90 or abs(longitude) > 180:
        return False
    table = zip_table()
    miles = miles_between(latitude, longitude, table.latitude, table.longitude)
    return bool(np.nanmin(miles) <= _IN_COUNTRY_MILES)


def _name(latitude: float, longitude: float) -> str:
    return ", ".join(f"{degrees:.4f}".rstrip("0").rstrip(".") for degrees in (latitude, longitude))
