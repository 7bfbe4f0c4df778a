"""Towns of the region and ZIP codes inside of other words: "Downtown Minneapolis", "vivo en Edina"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from locator.places.spelling import NICKNAMES, name_key
from locator.places.talk import is_talk
from locator.places.towns import Point, is_of_region, towns_called
from locator.places.zip_table import zip_table

Words = tuple[str, ...]

LONGEST_TOWN = 5  # words
# What only says where in a town somebody is.
_IN_TOWN = """
airport center central clinic downtown e east hospital medical midtown n ne north northeast northwest nw s se
side south southeast southwest sw uptown va w west
"""
_STREET = """
ave avenue blvd boulevard box cir circle court ct dr drive highway hwy lane ln parkway pkwy pl place rd road
st street ter terrace trail trl way
"""
_WHERE_IN_TOWN = frozenset(_IN_TOWN.split())
_STREETS = frozenset(_STREET.split())
_LETTERS_FOR_DIGITS = str.maketrans("oil", "011")


@dataclass(frozen=True, slots=True)
class Inside:
    """A town or ZIP code, and which of the words it is: from `start` up to `end`."""

    name: str
    start: int
    end: int


def places_inside(words: Words, near: Point) -> list[Inside]:
    """The known places among the words, in their order; where names overlap, the longest."""
    taken: dict[int, Inside] = {}
    has_house_number = words[0].isdecimal() and not _STREETS.isdisjoint(words)
    for length in range(min(LONGEST_TOWN, len(words)), 0, -1):
        for start in range(len(words) - length, has_house_number - 1, -1):
            span = range(start, start + length)
            name = "" if taken.keys() & set(span) else _name_of(words[start : start + length], near)
            if name:
                taken |= dict.fromkeys(span, Inside(name, start, start + length))
    return sorted(set(taken.values()), key=lambda inside: inside.start)


def only_place(words: Words, inside: list[Inside]) -> Inside | None:
    """The town that is surely meant: all else says where in it, or is the street address before it."""
    if not inside or inside[-1].name.isdecimal():
        return None
    last = inside[-1]
    before = words[: last.start]
    is_address = len(before) > 1 and (before[0].isdecimal() or before[:2] == ("po", "box"))
    if is_address and last.end == len(words) and not _STREETS.isdisjoint(before):
        return last
    rest = before + words[last.end :]
    return last if len(inside) == 1 and _WHERE_IN_TOWN.issuperset(rest) else None


def _name_of(words: Words, near: Point) -> str:
    """The name of the town of the region or the ZIP code that these words are, or ""."""
    if len(words) == 1 and (zip_code := _zip_code(words[0])):
        return zip_code
    if is_talk(words) or _WHERE_IN_TOWN.issuperset(words) or len("".join(words)) < 3:
        return ""
    key = name_key(words)
    towns = [
        town for town in towns_called(NICKNAMES.get(key, key)) if town.zip_count and is_of_region(town, near)
    ]
    return max(towns, key=lambda town: town.pull_on(near)).name if towns else ""


def _zip_code(word: str) -> str:
    """The ZIP code in a word of five, where letters may stand for the digits they look like."""
    digits = word.translate(_LETTERS_FOR_DIGITS)
    if not re.fullmatch(r"\d{5}", digits) or sum(map(str.isdecimal, word)) < 3:
        return ""
    return digits if zip_table().row_of(digits) >= 0 else ""
