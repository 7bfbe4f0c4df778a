"""Whether a clinic is open at a moment, and when that changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from opening_hours import State

from locator.hours.week import open_spans, parsed


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
    state_now, comment = hours.state(wall)
    if comment or state_now == State.UNKNOWN:
        return HoursUnknown()
    change = hours.next_change(wall)
    until = change.replace(tzinfo=zone) if change else None
    is_open = state_now == State.OPEN
    day = local if is_open else until
    covers_holidays = "PH" in opening_hours or opening_hours.strip() == "24/7"
    holiday = "" if day is None or covers_holidays else _holidays(state, day.year).get(day.date(), "")
    return OpenNow(until, holiday) if is_open else ClosedNow(until, holiday)


@lru_cache(maxsize=4096)
def is_open_on(opening_hours: str, day: date) -> bool | None:
    """Whether a clinic is open at any time on that day (wall clock at the clinic); None when not known."""
    hours = parsed(opening_hours)
    return None if hours is None else bool(open_spans(hours, day))


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
