"""From what a visitor types to a place: a point, a ZIP code, a town or a county; or the likeliest guesses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain, product

from locator.places.guess import towns_like
from locator.places.outcomes import DidYouMean, Found, NotFound, Outcome, Place, PlaceKind, Reason
from locator.places.spelling import name_key, tidy, words_of
from locator.places.states import split_state, state_named
from locator.places.talk import without_talk
from locator.places.towns import Point, Town, towns_called
from locator.places.zip_search import find_leading_zip, find_zip, split_number, zips_like

Words = tuple[str, ...]
Ways = Callable[[list[Words]], Iterator[tuple[Words, str | None]]]

LONGEST_TEXT = 200  # characters, about twice the longest address
_LONGEST_TOWN = 5  # words
_MOST_ALSO = 3
_MOST_BESIDE_EXACT = 2
# A town of just this name is surely meant, whatever else is spelled nearly so, if it is this big or pulls
# like one ZIP code 100 miles away.
_BIG_CITY_ZIPS = 10
_OBVIOUS_PULL = 1 / 100**2
# Of towns of one name the one with the strongest pull is meant if it lies this near, else the biggest.
_STRONGEST_PULL_MILES = 300.0

_POINT = re.compile(r"\(?([+-]?\d{1,3}(?:\.\d*)?)(?: ?[,;] ?| )([+-]?\d{1,3}(?:\.\d*)?)\)?")
_COUNTRIES = (("united", "states", "of", "america"), ("united", "states"), ("usa",), ("us",))
_NICKNAMES = dict.fromkeys(("mpls", "msp", "minneapolis saint paul", "twin cities"), "minneapolis")


def find_place(text: str, *, near: Point) -> Outcome:
    """The place that `text` names, for someone looking near a point (latitude, longitude in degrees).

    Takes a ZIP code or ZIP+4, a town or county with or without its state, an address that ends in one of
    these, or "latitude, longitude"; and a short sentence around one of them: "I live in Edina". `near`
    settles which of several towns of one name is meant, and ranks the suggestions for a misspelled one. Never
    raises, and asks nobody outside this machine.
    """
    stripped = text.strip()
    if len(stripped) > LONGEST_TEXT:
        return NotFound(Reason.UNKNOWN)
    return _find(stripped, near)


@lru_cache(maxsize=2_000)
def _find(text: str, near: Point) -> Outcome:
    plain = tidy(text)
    if not plain:
        return NotFound(Reason.EMPTY)
    point = _find_point(plain)
    if point:
        return point
    parts = _parts(plain)
    if not parts:
        return NotFound(Reason.UNKNOWN)
    return _find_zip_or_town(parts, near)


def _find_point(plain: str) -> Outcome | None:
    match = _POINT.fullmatch(plain)
    if not match or not ("," in plain or "." in plain):
        return None
    latitude, longitude = float(match[1]), float(match[2])
    if abs(latitude) > 90 or abs(longitude) > 180:
        return NotFound(Reason.POINT_OUT_OF_RANGE)
    name = ", ".join(f"{degrees:.4f}".rstrip("0").rstrip(".") for degrees in (latitude, longitude))
    return Found(Place(name, latitude, longitude, PlaceKind.POINT))


def _parts(plain: str) -> list[Words]:
    """The words between the commas, without the country at the end."""
    parts = [words for words in map(words_of, re.split("[,;]", plain)) if words]
    for country in _COUNTRIES:
        if parts and parts[-1][-len(country) :] == country:
            parts[-1] = parts[-1][: -len(country)]
            break
    return [words for words in parts if words]


def _find_zip_or_town(parts: list[Words], near: Point) -> Outcome:
    places = without_talk(parts)
    for ways, reading in product((_readings, _earlier_parts), (parts, *places)):
        if exactly := _zip_or_town(reading, ways, near):
            return exactly
    for reading in places[-1:]:  # what is most likely meant by a sentence
        if (guess := _guess_zip_or_town(reading, near)) != NotFound(Reason.UNKNOWN):
            return guess
    return _guess_zip_or_town(parts, near)


def _zip_or_town(parts: list[Words], ways: Ways, near: Point) -> Outcome | None:
    """The place of exactly this name or number."""
    _, number = split_number(parts[-1])
    if number:
        return find_zip(number)
    return find_leading_zip(tuple(chain(*parts))) or _town(parts, ways, near)


def _guess_zip_or_town(parts: list[Words], near: Point) -> Outcome:
    words, number = split_number(parts[-1])
    if not number:
        return _guess_town(parts, near)
    # The number leads nowhere, but the words before it may.
    named = [*parts[:-1], words] if words else parts[:-1]
    by_name = _town_or_guess(named, near) if named else NotFound(Reason.ZIP_LENGTH)
    if isinstance(by_name, Found):
        return by_name
    if len(number) in (5, 9):  # ZIP+4 has nine digits
        return zips_like(number, near)
    return NotFound(Reason.ZIP_LENGTH) if by_name == NotFound(Reason.STATE_ONLY) else by_name


def _town_or_guess(parts: list[Words], near: Point) -> Outcome:
    found = _town(parts, _readings, near) or _town(parts, _earlier_parts, near)
    return found or _guess_town(parts, near)


def _town(parts: list[Words], ways: Ways, near: Point) -> Outcome | None:
    for words, state in ways(parts):
        key = name_key(words)
        towns = towns_called(_NICKNAMES.get(key, key), state)
        if towns:
            return _settle(words, state, towns, near)
    return None


def _guess_town(parts: list[Words], near: Point) -> Outcome:
    if len(parts) == 1 and state_named(parts[0]):
        return NotFound(Reason.STATE_ONLY)
    guesses = towns_like(*_name_and_state(parts), near)
    return DidYouMean(tuple(town.name for town in guesses)) if guesses else NotFound(Reason.UNKNOWN)


def _readings(parts: list[Words]) -> Iterator[tuple[Words, str | None]]:
    """The ways to take the words as a name and a state, best first."""
    words, state = _name_and_state(parts)
    if len(parts) == 1:
        yield parts[0], None  # a town may be called like a state: Port Washington
    yield words, state
    if state and words[:1] and words[0][0].isdigit():
        for length in range(min(_LONGEST_TOWN, len(words) - 1), 0, -1):
            yield words[-length:], state


def _earlier_parts(parts: list[Words]) -> Iterator[tuple[Words, str | None]]:
    """What stands before a comma, where what comes after it is no place."""
    _, state = _name_and_state(parts)
    for part in reversed(parts[:-1]):
        if not part[0][0].isdigit():
            yield part, state


def _name_and_state(parts: list[Words]) -> tuple[Words, str | None]:
    """What is probably the town, and the state at the end if there is one."""
    words, state = split_state(parts[-1])
    return (parts[-2] if not words and len(parts) > 1 else words), state


def _settle(words: Words, state: str | None, towns: list[Town], near: Point) -> Outcome:
    """Which of the towns of exactly this name is meant, or whether something else is likelier."""
    best = _likeliest(towns, near)
    if state is None and not _is_obvious(best, near):
        if state_named(words):
            return NotFound(Reason.STATE_ONLY)
        guesses = towns_like(words, None, near)
        if guesses and guesses[0] not in towns:
            names = [town.name for town in guesses[:_MOST_BESIDE_EXACT] if town not in towns]
            return DidYouMean((*names, best.name))
    place = Place(best.name, best.latitude, best.longitude)
    return Found(place, tuple(town.name for town in _rivals(best, towns, near)[:_MOST_ALSO]))


def _is_obvious(town: Town, near: Point) -> bool:
    if town.zip_count >= _BIG_CITY_ZIPS:
        return True
    return town.zip_count > 0 and town.pull_on(near) >= _OBVIOUS_PULL


def _rivals(best: Town, towns: list[Town], near: Point) -> list[Town]:
    """The namesakes that may well have been meant: bigger towns, and those with a tenth of the pull."""
    least = best.pull_on(near) / 10
    rivals = [t for t in towns if t != best and (t.zip_count > best.zip_count or t.pull_on(near) >= least)]
    return sorted(rivals, key=lambda town: -town.pull_on(near))


def _likeliest(towns: list[Town], near: Point) -> Town:
    best = max(towns, key=lambda town: town.pull_on(near))
    if best.miles_from(near) <= _STRONGEST_PULL_MILES:
        return best
    return max(towns, key=lambda town: (town.zip_count, town.pull_on(near)))
