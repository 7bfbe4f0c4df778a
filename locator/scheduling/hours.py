"""Opening hours as a scheduler asks about them: on a day of the week, right now, and in words for paper."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays
import numpy as np
import numpy.typing as npt
import pandas as pd

from locator.clinics import Clinics, Status
from locator.exports.week import weekly_openings
from locator.opening_hours import OpenNow, hours_now, is_open_on
from locator.wording import clock

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Mask = npt.NDArray[np.bool_]


def coming(day_of_week: int, today: date) -> date:
    """The next such day (Monday is 0) from `today` on that is no federal holiday, when many clinics close."""
    day = today + timedelta(days=(day_of_week - today.weekday()) % 7)
    while day in _federal_holidays(day.year):
        day += timedelta(days=7)
    return day


@lru_cache(maxsize=8)
def _federal_holidays(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("US", years=year)


def closed_on(clinics: Clinics, day: date) -> Mask:
    """Which clinics are known to be closed all of that day; those whose hours are not known are not."""
    codes, distinct = pd.factorize(clinics.frame["opening_hours"].to_numpy(dtype=object))
    start = datetime.combine(day, time.min)
    closed = np.array([is_open_on(str(hours), start) is False for hours in distinct], dtype=bool)
    return np.asarray(closed[codes], dtype=bool)


def open_now(clinics: Clinics, now: datetime) -> Mask:
    """Which clinics are known to be open at `now`, an aware datetime."""
    asked = clinics.frame[["opening_hours", "state"]].assign(timezone=clinics.timezone)
    # A file of any size holds few different hours, so each is read once.
    codes, distinct = pd.MultiIndex.from_frame(asked).factorize()
    answers = [
        isinstance(hours_now(hours, timezone, state, now), OpenNow) for hours, state, timezone in distinct
    ]
    is_open = np.array(answers, dtype=bool)[codes]
    return np.asarray(is_open & (clinics.frame["status"].to_numpy(dtype=object) == Status.OPEN), dtype=bool)


def week_in_words(opening_hours: str) -> str:
    """ "Monday to Thursday 7 am to 7 pm, Friday 7 am to 5 pm"; "" where not known or not so every week."""
    by_day = _by_day(opening_hours)
    stretches: list[tuple[int, int, str]] = []
    for day, times in by_day.items():
        if stretches and stretches[-1][1] == day - 1 and stretches[-1][2] == times:
            stretches[-1] = (stretches[-1][0], day, times)
        else:
            stretches.append((day, day, times))
    return ", ".join(f"{_days(first, last)} {times}" for first, last, times in stretches)


def day_in_words(opening_hours: str, day_of_week: int) -> str:
    """ "8 am to 4:30 pm": the hours on that day of an ordinary week; "" where closed or not known."""
    return _by_day(opening_hours).get(day_of_week, "")


def _by_day(opening_hours: str) -> dict[int, str]:
    times: dict[int, list[str]] = {}
    for opening in weekly_openings(opening_hours):
        for day in opening.days:
            closes = opening.closes or time.min
            said = "all day" if opening.is_all_day else f"{_clock(opening.opens)} to {_clock(closes)}"
            times.setdefault(day, []).append(said)
    return {day: " and ".join(times[day]) for day in sorted(times)}


def _clock(of_day: time) -> str:
    return clock(datetime.combine(date.min, of_day))


def _days(first: int, last: int) -> str:
    if (first, last) == (0, 6):
        return "every day"
    if first == last:
        return DAY_NAMES[first]
    return f"{DAY_NAMES[first]} {'and' if last == first + 1 else 'to'} {DAY_NAMES[last]}"
