"""Where an address is, asked of the US Census Bureau: for clinics only, never for a patient, and on request.

What it answers is described in "Geocoding Services Web Application Programming Interface", US Census Bureau,
July 2024: https://geocoding.geo.census.gov/geocoder/Geocoding_Services_API.html
"""

from __future__ import annotations

import json
import math
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

import httpx

from locator.clinic_file import FARTHEST_FROM_CENTER
from locator.clinics import Clinic, Position
from locator.places.distance import miles_between

CENSUS = "https://geocoding.geo.census.gov/geocoder"
MOST_ADDRESSES = 25

TIMEOUT = httpx.Timeout(10.0, connect=5.0)
WHOLE_SECONDS = 60.0
LARGEST_ANSWER = 1024 * 1024  # bytes; a usual one has a thousand
SAME_PLACE_MILES = 0.1

# Which suite it is changes nothing on the map, and the geocoder stumbles over some ways to write it.
_SUITE = re.compile(
    r"[,\s]+(?:#|(?:ste|suite|unit|apt|room|rm|fl|floor|bldg|building)\.?\s+#?(?:[a-z]?[0-9]|[a-z]\b)).*",
    re.IGNORECASE,
)


class Verdict(Enum):
    """What came of looking up one address."""

    FOUND = auto()
    TOO_FAR = auto()  # found, but too far from its ZIP's center, or that isn't known
    SEVERAL = auto()
    NOT_FOUND = auto()


class Trouble(Enum):
    """Why the geocoder could not be asked, or its answer not be used."""

    AWAY = auto()
    SLOW = auto()
    UNREADABLE = auto()


@dataclass(frozen=True, slots=True)
class Located:
    """What the geocoder says of one clinic.

    `position` (WGS 84 degrees) and `matched`, the address as the Census Bureau writes it, are there when one
    place was found; `miles` is its distance from the ZIP's center, None where that isn't known.
    """

    clinic: Clinic
    verdict: Verdict
    position: Position | None = None
    matched: str = ""
    miles: float | None = None


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What was found before all were asked, or before `trouble` ended it."""

    located: tuple[Located, ...]
    trouble: Trouble | None = None


class _TroubleError(Exception):
    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


def look_up(
    clinics: Sequence[Clinic],
    base_url: str,
    timeout: httpx.Timeout = TIMEOUT,
    whole_seconds: float = WHOLE_SECONDS,
) -> LookedUp:
    """Ask where the first MOST_ADDRESSES of `clinics` are, one after the other; `base_url` is CENSUS.

    A clinic's own position must be blank, so that `position` holds its ZIP's center or None. Ends after
    `whole_seconds`, or with the first answer that can't be had or understood; never raises.
    """
    deadline = time.monotonic() + whole_seconds
    located: list[Located] = []
    with httpx.Client(base_url=base_url, timeout=timeout, follow_redirects=False) as client:
        for clinic in clinics[:MOST_ADDRESSES]:
            try:
                located.append(_judged(clinic, _matches(_ask(client, _one_line(clinic), deadline))))
            except _TroubleError as error:
                return LookedUp(tuple(located), error.trouble)
    return LookedUp(tuple(located))


def _one_line(clinic: Clinic) -> str:
    street = _SUITE.sub("", clinic.street)
    return f"{street}, {clinic.city}, {clinic.state} {clinic.zip[:5]}"


def _ask(client: httpx.Client, address: str, deadline: float) -> bytes:
    """The answer as it came, or b"" where the geocoder can't take the address. Raises _TroubleError."""
    asked = {"address": address, "benchmark": "Public_AR_Current", "format": "json"}
    body = bytearray()
    try:
        with client.stream("GET", "locations/onelineaddress", params=asked) as answer:
            if answer.status_code == httpx.codes.BAD_REQUEST:  # an address without a street, or too long
                return b""
            if answer.status_code != httpx.codes.OK:
                raise _TroubleError(Trouble.AWAY)
            for part in answer.iter_bytes():
                body += part
                if time.monotonic() > deadline:
                    raise _TroubleError(Trouble.SLOW)
                if len(body) > LARGEST_ANSWER:
                    raise _TroubleError(Trouble.UNREADABLE)
    except httpx.TimeoutException:
        raise _TroubleError(Trouble.SLOW) from None
    except httpx.HTTPError:
        raise _TroubleError(Trouble.AWAY) from None
    return bytes(body)


def _matches(answer: bytes) -> list[tuple[Position, str]]:
    """Every place in an answer, with its address. Raises _TroubleError where it isn't as documented."""
    if not answer:
        return []
    try:
        matches = [
            (
                Position(float(match["coordinates"]["y"]), float(match["coordinates"]["x"])),
                str(match["matchedAddress"]),
            )
            for match in json.loads(answer)["result"]["addressMatches"]
        ]
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        raise _TroubleError(Trouble.UNREADABLE) from None
    if not all(_is_on_earth(position) for position, _ in matches):
        raise _TroubleError(Trouble.UNREADABLE)
    return matches


def _is_on_earth(position: Position) -> bool:
    degrees = (position.latitude, position.longitude)
    return all(map(math.isfinite, degrees)) and abs(degrees[0]) <= 90 and abs(degrees[1]) <= 180


def _judged(clinic: Clinic, matches: Sequence[tuple[Position, str]]) -> Located:
    if not matches:
        return Located(clinic, Verdict.NOT_FOUND)
    position, matched = matches[0]
    if any(_miles(position, other) > SAME_PLACE_MILES for other, _ in matches[1:]):
        return Located(clinic, Verdict.SEVERAL)
    if clinic.position is None:
        return Located(clinic, Verdict.TOO_FAR, position, matched)
    miles = _miles(position, clinic.position)
    verdict = Verdict.FOUND if miles <= FARTHEST_FROM_CENTER else Verdict.TOO_FAR
    return Located(clinic, verdict, position, matched, miles)


def _miles(one: Position, other: Position) -> float:
    return miles_between(one.latitude, one.longitude, other.latitude, other.longitude)
