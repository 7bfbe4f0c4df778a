"""Opening hours as days with times, for formats that know nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from opening_hours import OpeningHours, State, validate

_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)"
_DAYS = rf"{_DAY}(?:-{_DAY})?(?:, ?{_DAY}(?:-{_DAY})?)*"
_SPAN = r"\d{1,2}:\d{2} ?- ?\d{1,2}:\d{2}"
_TIMES = rf"(?:{_SPAN}(?:, ?{_SPAN})*|off|closed)"
_RULE = rf"(?:{_DAYS} {_TIMES}|{_SPAN}(?:, ?{_SPAN})*|24/7)"
# The same every week, holidays apart: no months, weeks, sunrise, comments or fallbacks.
_PLAIN = re.compile(rf"{_RULE}(?:; ?{_RULE})*", re.IGNORECASE)

_SUN = re.compile("sunrise|sunset|dawn|dusk", re.IGNORECASE)
_HOLIDAY = re.compile("PH|SH", re.IGNORECASE)

# From when until when, what is said of that time, and a comment or "".
Span = tuple[datetime, datetime | None, State, str]

_MONDAY = date(2025, 4, 7)  # of a week without a US holiday


@dataclass(frozen=True, slots=True)
class Opening:
    """Days on which it is open at the same times, Monday being 0. `closes` is None for midnight."""

    days: tuple[int, ...]
    opens: time
    closes: time | None

    @property
    def is_all_day(self) -> bool:
        """Whether it is open from midnight to midnight."""
        return self.opens == time.min and self.closes is None

    @property
    def closes_on_the_day(self) -> time:
        """When it closes, for formats that have no 24:00: the last minute of the day for midnight."""
        return self.closes or time(23, 59)


@lru_cache(maxsize=1024)
def weekly_openings(opening_hours: str) -> tuple[Opening, ...]:
    """The ordinary week in `opening_hours` (OpenStreetMap syntax), in the wall clock of the clinic.

    What runs past midnight is cut there. Empty where the hours are not known, or not the same every week.
    """
    hours = parsed(opening_hours) if _PLAIN.fullmatch(opening_hours) else None
    if hours is None:
        return ()
    days_of: dict[tuple[time, time | None], list[int]] = {}
    for day in range(7):
        for span in _open_spans(hours, _MONDAY + timedelta(days=day)):
            days_of.setdefault(span, []).append(day)
    return tuple(Opening(tuple(days), *span) for span, days in days_of.items())


def says_more(opening_hours: str) -> bool:
    """Whether the hours say more than their ordinary week: something of holidays, or of other weeks."""
    is_more = not weekly_openings(opening_hours) or _HOLIDAY.search(opening_hours) is not None
    return bool(opening_hours) and is_more


@lru_cache(maxsize=4096)  # many clinics keep the same hours
def parsed(opening_hours: str) -> OpeningHours | None:
    """Hours (OpenStreetMap syntax) that can be asked; None for a blank, or what is not in that syntax.

    Nor what goes by the sun: the library would take sunset as 7 pm, all year.
    """
    if not opening_hours or _SUN.search(opening_hours) or not validate(opening_hours):
        return None
    return OpeningHours(opening_hours, country="US")


def on_day(hours: OpeningHours, day: date) -> list[Span]:
    """What the hours say of that day (wall clock at the clinic), one after the other."""
    start = datetime.combine(day, time.min)
    return list(hours.intervals(start, start + timedelta(days=1)))


def _open_spans(hours: OpeningHours, day: date) -> list[tuple[time, time | None]]:
    """From when until when it is open on that day; None for midnight."""
    return [
        (opens.time(), None if closes is None or closes.date() > day else closes.time())
        for opens, closes, state, _comment in on_day(hours, day)
        if state == State.OPEN
    ]
