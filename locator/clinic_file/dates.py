"""Dates as spreadsheets and people write them in the US."""

from __future__ import annotations

import re
from datetime import date

from locator.clinic_file import wording
from locator.clinic_file.problems import UnreadableError

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_TIME_OF_DAY = re.compile(
    r"[t ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)? ?(?:[ap]m|z|[+-][0-9]{2}:?[0-9]{2})?$"
)
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]? ")
_DAY, _MONTH, _YEAR = "(?P<day>[0-9]{1,2})", "(?P<month>[0-9]{1,2})", "(?P<year>(?:20)?[0-9]{2})"
_NAME = "(?P<name>[a-z]{3,9})"
_FORMS = tuple(
    map(
        re.compile,
        (
            f"(?P<year>20[0-9]{{2}})[-/]{_MONTH}[-/]{_DAY}",  # 2026-11-03
            f"{_MONTH}([-/]){_DAY}\\2{_YEAR}",  # 11/3/2026, 11/3/26
            f"{_DAY}(?:st|nd|rd|th)?[- ]{_NAME}\\.?,?[- ]{_YEAR}",  # 3-Nov-26, 3 November 2026
            f"{_NAME}\\.?[- ]{_DAY}(?:st|nd|rd|th)?,?[- ]{_YEAR}",  # Nov 3, 2026
        ),
    )
)


def tidy_date(text: str) -> str:
    """The date in ISO form. Numbers alone are month first, as in the US; two digits of a year are 20xx.

    Raises UnreadableError for anything else, such as a day before the month or a year before 2000.
    """
    text = _WEEKDAY.sub("", _TIME_OF_DAY.sub("", text.lower()))
    for form in _FORMS:
        if found := form.fullmatch(text):
            parts = found.groupdict()
            month = _month_named(parts["name"]) if parts.get("name") else int(parts["month"])
            try:
                return date(2000 + int(parts["year"][-2:]), month, int(parts["day"])).isoformat()
            except ValueError:
                break
    raise UnreadableError(wording.DATE)


def _month_named(name: str) -> int:
    """1 to 12, or 0, which no date has: "nov", "november", "sept"."""
    return next((number for number, month in enumerate(MONTHS, start=1) if month.startswith(name)), 0)
