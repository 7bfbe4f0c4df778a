"""Finding a ZIP code, and the ones like it when it does not exist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from locator.places.distance import miles_between
from locator.places.outcomes import DidYouMean, Doubt, Found, NotFound, Outcome, Place, Reason
from locator.places.spelling import in_capitals, key_of_name
from locator.places.states import split_state
from locator.places.towns import REGION_MILES, Point, town_keys, towns_called
from locator.places.zip_table import zip_table

Words = tuple[str, ...]

# A town so far from the ZIP code beside it contradicts it.
_CONTRADICTION_MILES = 15.0


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


def find_leading_zip(words: Words, find_town: Callable[[Words], Outcome | None]) -> Outcome | None:
    """The place of a ZIP code written before a town or its state, as in "55369 Maple Grove MN"."""
    number, (name, state) = words[0], split_state(words[1:])
    row = zip_table().row_of(number)
    if row < 0:
        return None
    if not name:
        return find_zip(number) if state in (None, str(zip_table().state[row])) else None
    town = find_town(words[1:])
    return zip_beside_town(number, town) if town else None


def zip_beside_town(number: str, town: Outcome | None) -> Outcome | None:
    """The place of the ZIP code, and the town that stood beside it where that is elsewhere."""
    outcome = find_zip(number)
    if not isinstance(outcome, Found) or not isinstance(town, Found) or town.doubt is Doubt.FAR:
        return outcome
    table, row = zip_table(), zip_table().row_of(number)
    name, _, _ = town.place.name.partition(", ")
    accepted = town_keys(row) | set(map(key_of_name, (str(table.county[row]), *table.rejected_names[row])))
    is_near = miles_between(*town.place.point, *outcome.place.point) <= _CONTRADICTION_MILES
    if key_of_name(name) in accepted or is_near:
        return outcome
    of_zip = f"{in_capitals(str(table.city[row]))}, {table.state[row]}"
    return replace(outcome, also=(town.place.name,), doubt=Doubt.TOWN_ELSEWHERE, town=of_zip)


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
    likely = (miles <= REGION_MILES) & (table.kind[rows] == "STANDARD") & table.in_use[rows]
    ranked = sorted(
        (str(like) not in swapped, float(distance), str(like))
        for like, distance in zip(table.zip[rows[likely]], miles[likely], strict=True)
    )
    if not ranked:
        return NotFound(Reason.UNKNOWN_ZIP)
    return DidYouMean(tuple(like for _, _, like in ranked[: DidYouMean.MOST]))
