"""A week of opening hours, put together from days and spans, and written in OpenStreetMap form."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise, zip_longest

from locator.clinic_file import wording
from locator.clinic_file.hours_words import DAYS, HOLIDAYS, Span, Token
from locator.clinic_file.problems import UnreadableError

Week = dict[str, tuple[Span, ...]]  # by day; no span at all means closed


def week_of(tokens: Iterable[Token]) -> Week:
    """What happens on each day named; raises UnreadableError where days and times do not pair up.

    Days may stand before their times or after them: "Sat closed", "closed Sat", "8am-5pm Mon-Fri".
    """
    groups: list[Token] = []  # days that follow each other are one, and so are spans, but not "closed"
    for token in tokens:
        last = groups[-1] if groups else Token()
        if last.days and token.days:
            groups[-1] = Token(days=last.days + token.days)
        elif last.spans and token.spans:
            groups[-1] = Token(spans=_joined(last.spans, token.spans))
        else:
            groups.append(token)
    week: Week = {}
    for one, other in zip_longest(groups[::2], groups[1::2], fillvalue=Token()):
        if bool(one.days) == bool(other.days):
            raise UnreadableError(wording.HOURS)
        spans = one.spans or other.spans
        for day in one.days or other.days:
            week[day] = _joined(week[day], spans) if day in week else spans
    if len(groups) % 2 or not any(week.values()):
        raise UnreadableError(wording.HOURS)
    return week


def _joined(earlier: tuple[Span, ...], later: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans of one day, which must follow each other and not say "closed" as well."""
    spans = earlier + later
    if not (earlier and later) or any(before[1] > after[0] for before, after in pairwise(spans)):
        raise UnreadableError(wording.HOURS)
    if any(end < start for start, end in spans[:-1]):
        raise UnreadableError(wording.HOURS)
    return spans


def written(week: Week) -> str:
    """The week in OpenStreetMap form, days that are alike together: "Mo-Th 07:00-19:00; Fr 08:00-16:30"."""
    alike: dict[tuple[Span, ...], list[str]] = {}
    for day in DAYS:
        if day in week:
            alike.setdefault(week[day], []).append(day)
    rules = [f"{_days(days)} {_times(spans)}" for spans, days in alike.items()]
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


def _times(spans: tuple[Span, ...]) -> str:
    return ",".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans) or "off"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
