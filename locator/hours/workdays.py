"""The days on which offices answer the phone: no weekends, no US federal holidays."""

from __future__ import annotations

from datetime import date
from functools import cache

import holidays


def next_workday(day: date) -> date:
    """The first workday after that day."""
    return _federal().get_nth_working_day(day, 1)


def workday_by(day: date) -> date:
    """That day, or else the last workday before it."""
    return day if _federal().is_working_day(day) else _federal().get_nth_working_day(day, -1)


@cache
def _federal() -> holidays.HolidayBase:
    return holidays.country_holidays("US")  # with the days on which they are observed
