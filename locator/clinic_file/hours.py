"""Opening hours as people write them, tidied into the OpenStreetMap form that computers read.

"Mon-Fri 8am-5pm", "M-Th 7-7, F 8-4:30" and "Mon 8-12, 1-5" are understood. What has that form already is kept
as typed, but for "Mo-Fr 8:00-5:00", which is read like any other. What could mean two things is refused: a
patient would stand before a locked door.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

import opening_hours

from locator.clinic_file import wording
from locator.clinic_file.hours_words import DAY, DAYS, HOLIDAYS, NOON, Kind, Span, Token, tokens_of
from locator.clinic_file.letters import clean
from locator.clinic_file.problems import UnreadableError
from locator.words import Message

LONGEST = 255  # characters; OpenStreetMap's own limit for a value
EARLIEST_HOUR = 6  # few clinics open sooner, and many people leave out "pm"
LONGEST_OVERNIGHT = 14 * 60  # minutes; where a longer span runs past midnight, "pm" may have been left out
BY_APPOINTMENT = '"by appointment"'

Week = dict[str, list[Span]]  # by day; no span at all means closed

_SPAN = re.compile(r"([0-9]{1,2}):([0-9]{2}) ?- ?([0-9]{1,2}):([0-9]{2})")
_QUOTED = re.compile('"[^"]*"')
_DAYS_WITH_TIMES = re.compile("([A-Za-z][A-Za-z, -]*) [0-9]")


def tidy_hours(text: str) -> str:
    """The hours in OpenStreetMap form; raises UnreadableError where they can't be read with certainty."""
    typed = text.rstrip("; ")
    if is_osm(typed) and not any(map(_lacks_pm, _spans_in(typed))):
        return typed
    if re.fullmatch(r"by appointment(?: only)?\.?", typed.lower()):
        return BY_APPOINTMENT
    tidied = _written(_week_of(tokens_of(typed)))
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
    rules = [rule.strip() for rule in _QUOTED.sub("", tidied).split(";")]
    days = [found[1] for rule in rules if (found := _DAYS_WITH_TIMES.match(rule))]
    spans = _spans_in(tidied)
    if any(0 != end <= start for start, end in spans):
        return wording.HOURS_PAST_MIDNIGHT
    if any(start < EARLIEST_HOUR * 60 and end != DAY for start, end in spans):
        return wording.HOURS_AT_NIGHT
    bare = [rule.lower() for rule in rules if re.fullmatch("[A-Za-z, -]+", rule)]
    if len(bare) == len(rules) and all(re.search("off|closed", rule) for rule in bare):
        return wording.HOURS_NEVER
    if any("unknown" in rule for rule in bare):
        return wording.HOURS_UNKNOWN
    if not all(re.search("off|closed|sunrise|sunset|dawn|dusk", rule) for rule in bare):
        return wording.HOURS_WITHOUT_TIMES
    if any(_SPAN.match(rule) for rule in rules):
        return wording.HOURS_WITHOUT_DAYS
    return wording.HOURS_TWICE if len(set(days)) < len(days) else None


def _spans_in(text: str) -> list[Span]:
    """Each span of time in OpenStreetMap form, but for comments; "24:00" ends a day, "00:00" the next one."""
    found = ([int(part) for part in span] for span in _SPAN.findall(_QUOTED.sub("", text)))
    return [(start * 60 + minute, end * 60 + last_minute) for start, minute, end, last_minute in found]


def _lacks_pm(span: Span) -> bool:
    """Whether an end that runs past midnight may as well be in the afternoon: "8:00-5:00"."""
    start, end = span
    return 0 < end <= start < end + NOON and end + DAY - start > LONGEST_OVERNIGHT


def _week_of(tokens: Iterable[Token]) -> Week:
    """What happens on each day named; raises UnreadableError where days and times do not pair up.

    Days may stand before their times or after them: "Sat closed", "closed Sat", "8am-5pm Mon-Fri".
    """
    groups = [
        (kind, [each for _, found in group for each in found])
        for kind, group in groupby(tokens, itemgetter(0))
    ]
    week: Week = {}
    for one, other in zip(groups[::2], groups[1::2], strict=False):
        (kind, days), (_, spans) = (one, other) if one[0] is Kind.DAYS else (other, one)
        is_said_twice = len(set(days)) < len(days) or any(day in week and not week[day] for day in days)
        if kind is not Kind.DAYS or is_said_twice or (not spans and not week.keys().isdisjoint(days)):
            raise UnreadableError(wording.HOURS)
        for day in days:
            week.setdefault(day, []).extend(spans)
    if len(groups) % 2 or not any(week.values()) or not all(map(_follow_each_other, week.values())):
        raise UnreadableError(wording.HOURS)
    return week


def _follow_each_other(spans: Sequence[Span]) -> bool:
    return all(start <= end <= following for (start, end), (following, _) in pairwise(spans))


def _written(week: Week) -> str:
    """The week in OpenStreetMap form, days that are alike together: "Mo-Th 07:00-19:00; Fr 08:00-16:30"."""
    alike: dict[str, list[str]] = {}
    for day in DAYS:
        if day in week:
            alike.setdefault(_times(week[day]), []).append(day)
    rules = [f"{_days(days)} {times}" for times, days in alike.items()]
    if HOLIDAYS in week:  # apart from the days: a rule of its own is what every program understands
        rules.append(f"{HOLIDAYS} {_times(week[HOLIDAYS])}")
    return "; ".join(rules)


def _days(days: list[str]) -> str:
    """Days in order of the week, three or more in a row as "Mo-We"."""
    runs: list[list[str]] = []
    for day in days:
        if runs and DAYS.index(day) == DAYS.index(runs[-1][-1]) + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ",".join(run) for run in runs)


def _times(spans: Sequence[Span]) -> str:
    clocks = (f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}" for start, end in spans)
    return ",".join(clocks) or "off"
