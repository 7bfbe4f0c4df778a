"""From what a visitor types to a place: a point, a ZIP code, a town or a county; or the likeliest guesses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from locator.places.abroad import abroad_at_end, is_abroad
from locator.places.guess import towns_like
from locator.places.inside import LONGEST_TOWN, only_place, places_inside
from locator.places.middles import middle_of
from locator.places.outcomes import DidYouMean, Doubt, Found, NotFound, Outcome, Place, Reason
from locator.places.points import find_point
from locator.places.spelling import NICKNAMES, name_key, tidy, without_controls, words_of
from locator.places.states import split_state, state_named
from locator.places.talk import is_talk, without_talk
from locator.places.towns import Point, Town, home_state, is_of_region, namesakes, towns_called
from locator.places.zip_search import find_leading_zip, split_number, zip_beside_town, zips_like

Words = tuple[str, ...]
Ways = Callable[[list[Words]], Iterator[tuple[Words, str | None]]]

LONGEST_TEXT = 200  # characters, about twice the longest address
_MOST_ALSO = 3
_MOST_BESIDE_EXACT = 2
# What words inside of the text may yet mend.
_MENDED_BY_WORDS = (Reason.UNKNOWN, Reason.ZIP_LENGTH, Reason.UNKNOWN_ZIP)
# A far town of just this name is surely meant, whatever else is spelled nearly so, if it is this big; and no
# question is needed if it pulls like one ZIP code 100 miles away.
_BIG_CITY_ZIPS = 10
_OBVIOUS_PULL = 1 / 100**2
# Of towns of one name the one with the strongest pull is meant if it lies this near, else the biggest.
_STRONGEST_PULL_MILES = 300.0

_COUNTRIES = (("united", "states", "of", "america"), ("united", "states"), ("usa",), ("us",))


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
    if not tidy(text):
        return NotFound(Reason.EMPTY)
    shown = without_controls(text)
    point = find_point(shown)
    if point:
        return point
    parts = _parts(tidy(shown))
    if not parts:
        return NotFound(Reason.UNKNOWN)
    if len(parts) > 1 and is_abroad(parts[-1]) and not _is_street(parts[-2]):
        return NotFound(Reason.ABROAD)
    return _find_zip_or_town(parts, near)


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
    for reading in (parts, *places):
        if exactly := _zip_or_town(reading, _readings, near):
            nearer = _town(reading, _earlier_parts, near) if _leads_far(exactly) else None
            return _in_part(nearer) if nearer and not _leads_far(nearer) else exactly
    if _is_elsewhere(parts[-1], near):
        return NotFound(Reason.ABROAD)
    for reading in (parts, *places):
        if exactly := _zip_or_town(reading, _earlier_parts, near):
            return _in_part(exactly)
    words = tuple(chain(*parts))
    inside = [] if state_named(words) else places_inside(words, near)
    if surely := only_place(words, inside):
        return _find(surely.name, near)
    guess = _guess(parts, places, near)
    if inside and isinstance(guess, NotFound) and guess.reason in _MENDED_BY_WORDS:
        return DidYouMean(tuple(dict.fromkeys(place.name for place in inside))[: DidYouMean.MOST])
    return guess


def _guess(parts: list[Words], places: list[list[Words]], near: Point) -> Outcome:
    for reading in places[-1:]:  # what is most likely meant by a sentence
        if (guess := _guess_zip_or_town(reading, near)) != NotFound(Reason.UNKNOWN):
            return guess
    return _guess_zip_or_town(parts, near)


def _leads_far(outcome: Outcome) -> bool:
    if isinstance(outcome, Found):
        return outcome.doubt is Doubt.FAR
    return isinstance(outcome, DidYouMean) and outcome.is_elsewhere


def _in_part(outcome: Outcome) -> Outcome:
    """The same, where it was not all of what was typed."""
    if isinstance(outcome, Found) and outcome.doubt is None:
        return replace(outcome, doubt=Doubt.IN_PART)
    return outcome


def _is_street(part: Words) -> bool:
    return part[0][0].isdigit()


def _is_elsewhere(words: Words, near: Point) -> bool:
    """Whether the words end in another country, and not in a town of the region that is called like one."""
    country = abroad_at_end(words)
    towns = towns_called(name_key(country)) if country else []
    return bool(country) and not any(is_of_region(town, near) for town in towns)


def _zip_or_town(parts: list[Words], ways: Ways, near: Point) -> Outcome | None:
    """The place of exactly this name or number."""
    words, number = split_number(parts[-1])
    if number:
        named = [*parts[:-1], words] if words else parts[:-1]
        return zip_beside_town(number, _town_in_talk(named, near))
    leading = find_leading_zip(tuple(chain(*parts)), lambda name: _town([name], _readings, near))
    return leading or _town(parts, ways, near)


def _town_in_talk(parts: list[Words], near: Point) -> Outcome | None:
    for reading in (parts, *without_talk(parts)) if parts else ():
        if town := _town(reading, _readings, near):
            return town
    return None


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
    for words, state in chain(_before_county(parts, near), ways(parts)):
        key = name_key(words)
        key = NICKNAMES.get(key, key)
        towns = towns_called(key, state) if state else namesakes(key, near)
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
        for length in range(min(LONGEST_TOWN, len(words) - 1), 0, -1):
            yield words[-length:], state


def _before_county(parts: list[Words], near: Point) -> Iterator[tuple[Words, str | None]]:
    """What stands before a comma and a county, in the states that have a county of that name."""
    words, state = split_state(parts[-1])
    named = [*parts[:-1], words] if words else parts[:-1]
    if len(named) > 1 and named[-1][-1] == "county":
        counties = towns_called(name_key(named[-1]), state)
        for there in sorted(counties, key=lambda town: -town.pull_on(near)):
            yield named[-2], there.state


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
    place = Place(best.name, *middle_of(best))
    if state:
        return Found(place)
    is_obvious = best.zip_count >= _BIG_CITY_ZIPS or (
        best.is_accepted and best.pull_on(near) >= _OBVIOUS_PULL
    )
    if state_named(words) and not is_obvious:
        return NotFound(Reason.STATE_ONLY)
    rivals = tuple(town.name for town in _rivals(best, towns, near)[:_MOST_ALSO])
    if is_of_region(best, near) or best.pull_on(near) >= _OBVIOUS_PULL:
        return Found(place, rivals, Doubt.NAMESAKE if rivals else None)
    if best.zip_count < _BIG_CITY_ZIPS:
        guesses = towns_like(words, None, near)
        if guesses and guesses[0] not in towns:
            names = [town.name for town in guesses[:_MOST_BESIDE_EXACT] if town not in towns]
            return DidYouMean((*names, best.name), is_elsewhere=True)
        if not best.has_own_zip or is_talk(words):
            return DidYouMean((*rivals[: DidYouMean.MOST - 1], best.name), is_elsewhere=True)
    return Found(place, rivals, Doubt.FAR)


def _rivals(best: Town, towns: list[Town], near: Point) -> list[Town]:
    """The namesakes that may well have been meant instead, those at home first.

    Beside a town of the region: others of the region with a tenth of its pull, and bigger ones with that
    much. Beside a far one, or one whose name the post office rejects: all that are bigger or pull so much.
    """
    is_local = is_of_region(best, near) and best.is_accepted
    least = best.pull_on(near) / 10
    rivals = []
    for town in towns:
        pulls, is_bigger = town.pull_on(near) >= least, town.zip_count > best.zip_count
        may_be_meant = pulls and (is_bigger or is_of_region(town, near)) if is_local else pulls or is_bigger
        if town != best and may_be_meant:
            rivals.append(town)
    home = home_state(near)
    return sorted(rivals, key=lambda town: (town.state != home, -town.pull_on(near)))


def _likeliest(towns: list[Town], near: Point) -> Town:
    best = max(towns, key=lambda town: town.pull_on(near))
    if best.miles_from(near) <= _STRONGEST_PULL_MILES:
        return best
    return max(towns, key=lambda town: (town.zip_count, town.pull_on(near)))
