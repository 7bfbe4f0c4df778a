"""Whether a clinic is open at a moment, and when that changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from opening_hours import State

from locator.hours.week import on_day, parsed


@dataclass(frozen=True, slots=True)
class OpenNow:
    """Open; `until` is local time at the clinic, or None when it never closes.

    `holiday` names today's US holiday where the hours don't say what happens on one.
    """

    until: datetime | None
    holiday: str = ""


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
    change = hours.next_change(wall)
    if change and not is_open and not _is_sure(*hours.state(change)):
        change = None  # it may open then, or not
    until = change.replace(tzinfo=zone) if change else None
    day = local if is_open else until
    covers_holidays = "PH" in opening_hours or opening_hours.strip() == "24/7"
    holiday = "" if day is None or covers_holidays else _holidays(state, day.year).get(day.date(), "")
    return OpenNow(until, holiday) if is_open else ClosedNow(until, holiday)


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
