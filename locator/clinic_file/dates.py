"""Dates as spreadsheets and people write them in the US."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from locator.clinic_file import wording
from locator.clinic_file.letters import clean
from locator.clinic_file.problems import UnreadableError
from locator.words import Message

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_WEEKDAY = "(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]? )?"
_CLOCK = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
_TIME_OF_DAY = rf"(?:(?:t|,? (?:at )?){_CLOCK} ?(?:[ap]m|z|[+-][0-9]{{2}}:?[0-9]{{2}})?)?"
_DAY, _MONTH, _YEAR = "(?P<day>[0-9]{1,2})", "(?P<month>[0-9]{1,2})", "(?P<year>(?:20)?[0-9]{2})"
_NAME = "(?P<name>[a-z]{3,9})"
_OF_MONTH = "(?:st|nd|rd|th)?"


def _form(pattern: str) -> re.Pattern[str]:
    """The day of the week may stand before a date, the time of day after it."""
    return re.compile(f"{_WEEKDAY}{pattern}{_TIME_OF_DAY}")


_FORMS = (
    _form(f"(?P<year>20[0-9]{{2}})[-/]{_MONTH}[-/]{_DAY}"),  # 2026-11-03
    _form(f"{_MONTH}([-/]){_DAY}\\2{_YEAR}"),  # 11/3/2026, 11/3/26
    _form(f"{_DAY}{_OF_MONTH}[- ]{_NAME}\\.?,?[- ]{_YEAR}"),  # 3-Nov-26, 3 November 2026
    _form(f"{_NAME}\\.?[- ]{_DAY}{_OF_MONTH},?[- ]{_YEAR}"),  # Nov 3, 2026
)
# "Nov-26" is left out: Excel shows November 2026 so.
_WITHOUT_YEAR = (_form(f"{_DAY}{_OF_MONTH}[- ]{_NAME}\\.?"), _form(f"{_NAME}\\.? {_DAY}{_OF_MONTH}"))
_IN_NUMBERS = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2(?:20)?[0-9]{2}")
LONGEST_MONTH = 31  # days
_LEAP_YEARS_APART = 8  # at most: 1896 and 1904
# A spreadsheet counts days from here, and shows the count where a cell has lost its format.
_DAY_ZERO = date(1899, 12, 30)
_SERIAL = _form(r"([1-9][0-9]{4})(?:\.[0-9]+)?")
_CENTURY = (date(2000, 1, 1), date(2099, 12, 31))


def tidy_date(text: str, today: date) -> str:
    """The date in ISO form. Numbers alone are month first, as in the US; two digits of a year are 20xx
    up to next year, and 19xx after that.

    A day without a year is the last one up to `today`. A spreadsheet's count of days is a date too. Raises
    UnreadableError for anything else, such as a day before the month or a year before 2000.
    """
    text = text.lower()
    day = _whole(text, today) or _counted(text) or _latest(text, today)
    if day is None:
        raise UnreadableError(wording.DATE)
    return day.isoformat()


def doubt_date(typed: str, tidied: str) -> Message | None:
    """A wish to look at a date again that was not typed whole."""
    if typed == tidied:
        return None
    text = clean(typed).lower()
    if _SERIAL.fullmatch(text):
        return wording.READ_AS.with_(tidied=tidied)
    if any(form.fullmatch(text) for form in _WITHOUT_YEAR):
        return wording.YEAR_TAKEN.with_(year=tidied[:4], tidied=tidied)
    return None


def day_first(text: str) -> bool:
    """Whether a date in numbers can only begin with its day, as in most of the world: "20/10/2026"."""
    found = _IN_NUMBERS.fullmatch(clean(text))
    return bool(found and int(found[3]) <= len(MONTHS) < int(found[1]) <= LONGEST_MONTH)


def other_reading(typed: str, tidied: str) -> str:
    """The date that one in numbers would be if it began with its day; "" where it can't or is the same."""
    year, month, day = tidied.split("-")
    may_be = _IN_NUMBERS.fullmatch(clean(typed)) and int(day) <= len(MONTHS) and day != month
    return f"{year}-{day}-{month}" if may_be else ""


def _whole(text: str, today: date) -> date | None:
    for form in _FORMS:
        if found := form.fullmatch(text):
            parts = found.groupdict()
            year = 2000 + int(parts["year"][-2:])
            is_past = len(parts["year"]) == 2 and year > today.year + 1
            return None if is_past else _day(year, parts)
    return None


def _counted(text: str) -> date | None:
    found = _SERIAL.fullmatch(text)
    day = _DAY_ZERO + timedelta(days=int(found[1])) if found else None
    return day if day and _CENTURY[0] <= day <= _CENTURY[1] else None


def _latest(text: str, today: date) -> date | None:
    """The last such day up to today, of a text that names no year."""
    for form in _WITHOUT_YEAR:
        if found := form.fullmatch(text):
            years = range(today.year, today.year - _LEAP_YEARS_APART - 1, -1)
            days = (_day(year, found.groupdict()) for year in years)
            return next((day for day in days if day and day <= today), None)
    return None


def _day(year: int, parts: Mapping[str, str]) -> date | None:
    """The day of that year, or None where it has none such: "nov", "november" and "sept" name a month."""
    name = parts.get("name")
    if name:
        month = next((number for number, month in enumerate(MONTHS, 1) if month.startswith(name)), 0)
    else:
        month = int(parts["month"])
    try:
        return date(year, month, int(parts["day"]))
    except ValueError:
        return None
