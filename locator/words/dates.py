"""Dates and times as the language of the visit writes them."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache
from typing import Literal

from babel.dates import format_date, format_skeleton, format_time, get_day_names

from locator.words import _, language, locale


def long_date(day: date) -> str:
    """ "November 3, 2026"."""
    return _date(day, "long", language())


def short_date(day: date) -> str:
    """ "Nov 3, 2026"."""
    return _date(day, "medium", language())


@lru_cache(maxsize=4096)  # a page says the same few days again and again
def _date(day: date, style: Literal["long", "medium"], _language: str) -> str:
    return format_date(day, style, locale=locale())


def day_and_month(day: date) -> str:
    """ "Nov 3", where the year goes without saying."""
    return format_skeleton("MMMd", day, locale=locale())


def day_name(day_of_week: int) -> str:
    """ "Monday" for 0."""
    return str(get_day_names("wide", locale=locale())[day_of_week])


def day_names(day_of_week: int) -> str:
    """ "Mondays" for 0: every such day."""
    return _("%(weekday)ss", weekday=day_name(day_of_week))


def clock(at: time | datetime) -> str:
    """ "8 am", "4:30 pm", "noon"."""
    if (at.hour, at.minute) == (12, 0):
        return _("noon")
    if (at.hour, at.minute) == (0, 0):
        return _("midnight")
    return _clock(at.hour, at.minute, language())


@lru_cache(maxsize=4096)
def _clock(hour: int, minute: int, _language: str) -> str:
    said = format_time(time(hour, minute), "h:mm a" if minute else "h a", locale=locale())
    return said.lower().replace("\u202f", " ")
