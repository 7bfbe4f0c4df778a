"""What can come of looking for a place. The sentences for it live with the other wording."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Reason(StrEnum):
    """Why nothing was found. NO_POSITION: a real ZIP code that is on no map, such as a military one."""

    EMPTY = "empty"
    ZIP_LENGTH = "not five digits"
    UNKNOWN_ZIP = "no such ZIP code"
    NO_POSITION = "ZIP code without a known position"
    STATE_ONLY = "a state alone"
    ABROAD = "a place in another country"
    POINT_OUT_OF_RANGE = "no such point"
    UNKNOWN = "no such place"


class PlaceKind(StrEnum):
    """What miles are measured from: the center of a ZIP code or town, a point, the visitor's position."""

    CENTER = "center"
    POINT = "point"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class Place:
    """Where distances are measured from, in WGS 84 degrees.

    `name` is short ("55369", "Maple Grove, MN"). `center_of` names what it is the center of, where that is
    something else: the town of a ZIP code whose own center is not known.
    """

    name: str
    latitude: float
    longitude: float
    kind: PlaceKind = PlaceKind.CENTER
    center_of: str = ""

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.latitude, self.longitude


class Doubt(StrEnum):
    """Why the place that was taken may not be the one that was meant."""

    NAMESAKE = "another of that name may be meant"
    FAR = "its name alone led far away"
    TOWN_ELSEWHERE = "the town beside the ZIP code is elsewhere"
    IN_PART = "not all of the words were understood"


@dataclass(frozen=True, slots=True)
class Found:
    """The place; the places that may well have been meant instead; and why it may not be the one meant.

    `town` is where a ZIP code is, said only where another town stood beside it.
    """

    place: Place
    also: tuple[str, ...] = ()
    doubt: Doubt | None = None
    town: str = ""


@dataclass(frozen=True, slots=True)
class DidYouMean:
    """One to MOST names, likeliest first, each of which will be found when asked for.

    `is_elsewhere`: a place of just that name is known, but it is so far away that it must be asked about.
    """

    MOST: ClassVar[int] = 3

    suggestions: tuple[str, ...]
    is_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class NotFound:
    """Nothing, and why."""

    reason: Reason


Outcome = Found | DidYouMean | NotFound
