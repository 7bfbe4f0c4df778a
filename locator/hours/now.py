"""Whether a clinic is open at a moment, and when that changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from opening_hours import OpeningHours, State

from locator.hours.week import on_day, parsed


@dataclass(frozen=True, slots=True)
class OpenNow:
    """Open; `until` is local time at the clinic, or None when it never closes, or when nobody says when.

    `holiday` names today's US holiday where the hours don't say what happens on one. `has_open_end` says that
    it closes at a time that the hours leave open.
    """

    until: datetime | None
    holiday: str = ""
    has_open_end: bool = False


@dataclass(frozen=True, slots=True)
class ClosedNow:
    """Closed; `until` is local time at the clinic, or None when no opening is foreseen.

    `holiday` names the US holiday on the day of that opening where the hours don't say what happens on one.
    """

    until: datetime | None
    holiday: str = ""


@dataclass(frozen=True, slots=True)
class HoursUnknown:
    """The file does not say, or not in a way that can be relied on."""


# "08:00+", or "08:00-18:00+" where it may close later; the library takes it as midnight, or as 18:00.
_OPEN_END = re.compile(r"\d:\d\d ?(?:- ?(\d?\d:\d\d) ?)?\+")

HoursNow = OpenNow | ClosedNow | HoursUnknown


@lru_cache(maxsize=4096)  # many clinics keep the same hours
def hours_now(opening_hours: str, timezone: str, state: str, now: datetime) -> HoursNow:
    """How a clinic's hours stand at `now`.

    `opening_hours` is OpenStreetMap syntax (wiki.openstreetmap.org/wiki/Key:opening_hours), `timezone` an
    IANA name, `state` two letters (for its holidays), `now` an aware datetime.
    """
    hours = parsed(opening_hours)
    if hours is None:
        return HoursUnknown()
    zone = ZoneInfo(timezone)
    local = now.astimezone(zone)
    wall = local.replace(tzinfo=None)  # the library answers in the wall clock it is asked in
    said, comment = hours.state(wall)
    if not _is_sure(said, comment):
        return HoursUnknown()
    is_open = said == State.OPEN
    if not is_open and _may_still_be_open(hours, wall, opening_hours):
        return HoursUnknown()
    change = hours.next_change(wall)
    if change and not is_open and not _is_sure(*hours.state(change)):
        change = None  # it may open then, or not
    until = change.replace(tzinfo=zone) if change else None
    day = local if is_open else until
    covers_holidays = "PH" in opening_hours or opening_hours.strip() == "24/7"
    holiday = "" if day is None or covers_holidays else _holidays(state, day.year).get(day.date(), "")
    if not is_open:
        return ClosedNow(until, holiday)
    if change and f"{change:%H:%M}" in _open_ends(opening_hours):
        return OpenNow(None, holiday, has_open_end=True)
    return OpenNow(until, holiday)


def _may_still_be_open(hours: OpeningHours, wall: datetime, opening_hours: str) -> bool:
    """Whether it was open today until a time after which it may have stayed open."""
    ends = _open_ends(opening_hours)
    return bool(ends) and any(
        state == State.OPEN and until and until <= wall and f"{until:%H:%M}" in ends
        for _from, until, state, _comment in on_day(hours, wall.date())
    )


def _open_ends(opening_hours: str) -> set[str]:
    """The times at which the library lets a span end that has no sure end: "18:00"."""
    return {(end or "00:00").zfill(5) for end in _OPEN_END.findall(opening_hours)}


@lru_cache(maxsize=4096)
def is_open_on(opening_hours: str, day: date) -> bool | None:
    """Whether a clinic is open at any time on that day (wall clock at the clinic); None when not known."""
    hours = parsed(opening_hours)
    if hours is None:
        return None
    said = on_day(hours, day)
    sure = [state for _from, _until, state, comment in said if _is_sure(state, comment)]
    if State.OPEN in sure:
        return True
    return False if len(sure) == len(said) else None


def _is_sure(state: State, comment: str) -> bool:
    """Whether it can be relied on: a comment may say anything, such as "by appointment"."""
    return state != State.UNKNOWN and not comment


def coming(day_of_week: int, today: date) -> date:
    """The next such day (Monday is 0) from `today` on that is no federal holiday, when many clinics close."""
    day = today + timedelta(days=(day_of_week - today.weekday()) % 7)
    while day in _holidays("", day.year):
        day += timedelta(days=7)
    return day


@lru_cache(maxsize=64)
def _holidays(state: str, year: int) -> holidays.HolidayBase:
    known = state if state in holidays.list_supported_countries()["US"] else None
    return holidays.country_holidays("US", subdiv=known, years=year)
