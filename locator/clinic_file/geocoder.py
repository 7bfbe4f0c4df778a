"""Where an address is, asked of the US Census Bureau: for clinics only, never for a patient, and on request.

What it answers is described in "Geocoding Services Web Application Programming Interface", US Census Bureau,
July 2024: https://geocoding.geo.census.gov/geocoder/Geocoding_Services_API.html
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping, Sequence
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
    trouble = None
    try:
        with httpx.Client(base_url=base_url, timeout=timeout, follow_redirects=False) as client:
            for clinic in clinics[:MOST_ADDRESSES]:
                located.append(_judged(clinic, _ask(client, _one_line(clinic), deadline)))
    except httpx.TimeoutException:
        trouble = Trouble.SLOW
    except httpx.HTTPError:
        trouble = Trouble.AWAY
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        trouble = Trouble.UNREADABLE
    return LookedUp(tuple(located), trouble)


def _one_line(clinic: Clinic) -> str:
    street = _SUITE.sub("", clinic.street)
    return f"{street}, {clinic.city}, {clinic.state} {clinic.zip[:5]}"


def _ask(client: httpx.Client, address: str, deadline: float) -> list[tuple[Position, str]]:
    """Every place that has the address, as the geocoder writes it; none where it can't take the address.

    Raises httpx.HTTPError, or what comes of reading an answer that isn't as documented.
    """
    asked = {"address": address, "benchmark": "Public_AR_Current", "format": "json"}
    body = bytearray()
    with client.stream("GET", "locations/onelineaddress", params=asked) as answer:
        if answer.status_code == httpx.codes.BAD_REQUEST:  # an address without a street, or too long
            return []
        answer.raise_for_status()
        for part in answer.iter_bytes():
            body += part
            if time.monotonic() > deadline:
                raise httpx.ReadTimeout("the whole took too long")
            if len(body) > LARGEST_ANSWER:
                raise ValueError("too long an answer")
    matches = json.loads(body)["result"]["addressMatches"]
    return [(_position(match["coordinates"]), str(match["matchedAddress"])) for match in matches]


def _position(coordinates: Mapping[str, float]) -> Position:
    position = Position(float(coordinates["y"]), float(coordinates["x"]))
    if not (abs(position.latitude) <= 90 and abs(position.longitude) <= 180):  # nor is NaN
        raise ValueError("not on earth")
    return position


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
