"""Finding a ZIP code, and the ones like it when it does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np

from locator.places.distance import miles_between
from locator.places.outcomes import DidYouMean, Found, NotFound, Outcome, Place, Reason
from locator.places.spelling import key_of_name, name_key
from locator.places.states import split_state
from locator.places.towns import Point, town_keys, towns_called
from locator.places.zip_table import zip_table

Words = tuple[str, ...]

# A mistyped ZIP is only worth guessing at where people drive to these clinics from.
_REGION_MILES = 150.0
_MOST_SUGGESTIONS = 3


def split_number(words: Words) -> tuple[Words, str]:
    """The words before a number at the end, and its digits; "" for the digits where there is no number.

    Numbers alone are taken together, as in "55 369"; after words, ZIP+4 may be two numbers, and fewer than
    four digits are part of a name, as in "Highway 55".
    """
    if all(map(_is_number, words)):
        return (), "".join(words)
    if len(words) > 2 and [len(word) for word in words[-2:]] == [5, 4] and all(map(_is_number, words[-2:])):
        return words[:-2], "".join(words[-2:])
    return (words[:-1], words[-1]) if _is_number(words[-1]) and len(words[-1]) > 3 else (words, "")


def _row_of(number: str) -> int:
    return _rows().get(number[:5], -1) if looks_like_zip(number) else -1


@cache
def _rows() -> dict[str, int]:
    return {zip_code: row for row, zip_code in enumerate(zip_table().zip.tolist())}


def _is_number(word: str) -> bool:
    return word.isdecimal()


def looks_like_zip(number: str) -> bool:
    """Whether the digits have the length of a ZIP code or ZIP+4."""
    return len(number) in (5, 9)


def find_zip(number: str) -> Outcome | None:
    """The place of the ZIP code or ZIP+4 written in those digits; None where no such ZIP exists."""
    row = _row_of(number)
    if row < 0:
        return None
    table = zip_table()
    zip_code, latitude, longitude = (
        str(table.zip[row]),
        float(table.latitude[row]),
        float(table.longitude[row]),
    )
    if not np.isnan(latitude):
        return Found(Place(zip_code, latitude, longitude))
    for town in towns_called(key_of_name(str(table.city[row])), str(table.state[row])):
        return Found(Place(zip_code, town.latitude, town.longitude, center_of=town.name))
    return NotFound(Reason.NO_POSITION)


def find_leading_zip(words: Words) -> Outcome | None:
    """The place of a ZIP code written before its own town or state, as in "55369 Maple Grove MN"."""
    number, (name, state) = words[0], split_state(words[1:])
    row = _row_of(number) if _is_number(number) else -1
    if row < 0 or state not in (None, str(zip_table().state[row])):
        return None
    return find_zip(number) if not name or name_key(name) in town_keys(row) else None


def zips_like(number: str, near: Point) -> DidYouMean | NotFound:
    """ZIP codes of the region one slip away from a five-digit one that does not exist, likeliest first.

    Two digits swapped is the commoner slip, so those come before one digit changed; then the nearest.
    """
    table = zip_table()
    swapped, changed = set(_swaps(number[:5])), set(_changes(number[:5]))
    rows = table.lookup(np.array(sorted(swapped | changed), dtype=object))
    rows = rows[rows >= 0]
    miles = miles_between(*near, table.latitude[rows], table.longitude[rows])
    likely = (miles <= _REGION_MILES) & (table.kind[rows] == "STANDARD") & table.in_use[rows]
    ranked = sorted(
        (str(zip_code) not in swapped, float(distance), str(zip_code))
        for zip_code, distance in zip(table.zip[rows[likely]], miles[likely], strict=True)
    )
    if not ranked:
        return NotFound(Reason.UNKNOWN_ZIP)
    return DidYouMean(tuple(zip_code for _, _, zip_code in ranked[:_MOST_SUGGESTIONS]))


def _swaps(digits: str) -> Iterator[str]:
    for i in range(len(digits) - 1):
        yield digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]


def _changes(digits: str) -> Iterator[str]:
    for i in range(len(digits)):
        for digit in "0123456789":
            yield digits[:i] + digit + digits[i + 1 :]
