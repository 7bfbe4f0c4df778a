"""What can come of looking for a place. The sentences for it live with the other wording."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why nothing was found. NO_POSITION: a real ZIP code that is on no map, such as a military one."""

    EMPTY = "empty"
    ZIP_LENGTH = "not five digits"
    UNKNOWN_ZIP = "no such ZIP code"
    NO_POSITION = "ZIP code without a known position"
    STATE_ONLY = "a state alone"
    POINT_OUT_OF_RANGE = "no such point"
    UNKNOWN = "no such place"


@dataclass(frozen=True, slots=True)
class Place:
    """Where distances are measured from, in WGS 84 degrees.

    `name` is short ("55369", "Maple Grove, MN"); `described` goes after "miles from" ("the centre of 55369").
    """

    name: str
    latitude: float
    longitude: float
    described: str


@dataclass(frozen=True, slots=True)
class Found:
    """The place, and the namesakes in other states that may well have been meant instead."""

    place: Place
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DidYouMean:
    """One to three names, likeliest first, each of which will be found when asked for."""

    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    """Nothing, and why."""

    reason: Reason


Outcome = Found | DidYouMean | NotFound
