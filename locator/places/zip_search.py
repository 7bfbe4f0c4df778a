"""Finding a ZIP code, and the ones like it when it does not exist."""

from __future__ import annotations

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
    *_, last = words
    if all(map(str.isdecimal, words)):
        return (), "".join(words)
    if [len(word) for word in words[-2:]] == [5, 4] and all(map(str.isdecimal, words[-2:])):
        return words[:-2], "".join(words[-2:])
    return (words[:-1], last) if last.isdecimal() and len(last) > 3 else (words, "")


def find_zip(number: str) -> Outcome | None:
    """The place of the ZIP code or ZIP+4 written in those digits; None where no such ZIP exists."""
    table = zip_table()
    row = table.row_of(number)
    if row < 0:
        return None
    zip_code, latitude = str(table.zip[row]), float(table.latitude[row])
    if not np.isnan(latitude):
        return Found(Place(zip_code, latitude, float(table.longitude[row])))
    for town in towns_called(key_of_name(str(table.city[row])), str(table.state[row])):
        return Found(Place(zip_code, town.latitude, town.longitude, center_of=town.name))
    return NotFound(Reason.NO_POSITION)


def find_leading_zip(words: Words) -> Outcome | None:
    """The place of a ZIP code written before its own town or state, as in "55369 Maple Grove MN"."""
    number, (name, state) = words[0], split_state(words[1:])
    row = zip_table().row_of(number)
    if row < 0 or state not in (None, str(zip_table().state[row])):
        return None
    return find_zip(number) if not name or name_key(name) in town_keys(row) else None


def zips_like(number: str, near: Point) -> DidYouMean | NotFound:
    """ZIP codes of the region one slip away from a five-digit one that does not exist, likeliest first.

    Two digits swapped is the commoner slip, so those come before one digit changed; then the nearest.
    """
    table = zip_table()
    zip_code = number[:5]
    swapped = {zip_code[:i] + zip_code[i + 1] + zip_code[i] + zip_code[i + 2 :] for i in range(4)}
    changed = {zip_code[:i] + digit + zip_code[i + 1 :] for i in range(5) for digit in "0123456789"}
    rows = table.lookup(np.array(sorted(swapped | changed), dtype=object))
    rows = rows[rows >= 0]
    miles = miles_between(*near, table.latitude[rows], table.longitude[rows])
    likely = (miles <= _REGION_MILES) & (table.kind[rows] == "STANDARD") & table.in_use[rows]
    ranked = sorted(
        (str(like) not in swapped, float(distance), str(like))
        for like, distance in zip(table.zip[rows[likely]], miles[likely], strict=True)
    )
    if not ranked:
        return NotFound(Reason.UNKNOWN_ZIP)
    return DidYouMean(tuple(like for _, _, like in ranked[:_MOST_SUGGESTIONS]))
