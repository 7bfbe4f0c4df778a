"""Opening hours as people write them, tidied into the OpenStreetMap form that computers read.

"Mon-Fri 8am-5pm", "M-Th 7-7, F 8-4:30" and "Mon 8-12, 1-5" are understood. What has that form already is kept
as typed. What could mean two things is refused: a patient would stand before a locked door.
"""

from __future__ import annotations

import re

import opening_hours

from locator.clinic_file import wording
from locator.clinic_file.hours_week import week_of, written
from locator.clinic_file.hours_words import tokens_of
from locator.clinic_file.letters import clean
from locator.clinic_file.problems import UnreadableError
from locator.words import Message

LONGEST = 255  # characters; OpenStreetMap's own limit for a value
EARLIEST_HOUR = 6  # few clinics open sooner, and many people leave out "pm"
BY_APPOINTMENT = '"by appointment"'

_SPAN = re.compile(r"([0-9]{1,2}):([0-9]{2}) ?- ?([0-9]{1,2}):([0-9]{2})")
_DAYS_WITH_TIMES = re.compile("([A-Za-z][A-Za-z, -]*) [0-9]")


def tidy_hours(text: str) -> str:
    """The hours in OpenStreetMap form; raises UnreadableError where they can't be read with certainty."""
    typed = text.rstrip("; ")
    if is_osm(typed):
        return typed
    if re.fullmatch(r"by appointment(?: only)?\.?", typed.lower()):
        return BY_APPOINTMENT
    tidied = written(week_of(tokens_of(typed)))
    if len(tidied) > LONGEST or not is_osm(tidied):
        raise UnreadableError(wording.HOURS)
    return tidied


def is_osm(text: str) -> bool:
    """Whether `text` is in OpenStreetMap's opening_hours syntax."""
    return bool(text) and opening_hours.validate(text)


def doubt_hours(typed: str, tidied: str) -> Message | None:
    """What to look at again, or None: what we made of it, or what is right in form but rarely meant."""
    if tidied != clean(typed).rstrip("; "):
        return wording.READ_AS.with_(tidied=tidied)
    rules = [rule.strip() for rule in re.sub('"[^"]*"', "", tidied).split(";")]
    days = [found[1] for rule in rules if (found := _DAYS_WITH_TIMES.match(rule))]
    spans = [tuple(map(int, span)) for rule in rules for span in _SPAN.findall(rule)]
    if any(_runs_past_midnight(*span) for span in spans):
        return wording.HOURS_PAST_MIDNIGHT
    if any(start_hour < EARLIEST_HOUR and end_hour != 24 for start_hour, _, end_hour, _ in spans):
        return wording.HOURS_AT_NIGHT
    if any(re.fullmatch("[A-Za-z, -]+", rule) and not re.search("off|closed", rule) for rule in rules):
        return wording.HOURS_WITHOUT_TIMES
    if any(_SPAN.match(rule) for rule in rules):
        return wording.HOURS_WITHOUT_DAYS
    return wording.HOURS_TWICE if len(set(days)) < len(days) else None


def _runs_past_midnight(start_hour: int, start_minute: int, end_hour: int, end_minute: int) -> bool:
    start, end = (start_hour, start_minute), (end_hour, end_minute)
    return end <= start and end != (0, 0)
