"""The words of opening hours: which stretches of text are days, spans of time, or "closed"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import Any

from locator.clinic_file import wording
from locator.clinic_file.problems import UnreadableError

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
HOLIDAYS = "PH"

DAY = 24 * 60
NOON = DAY // 2
LONGEST_DAY = 16 * 60  # minutes; a longer one is more likely a slip, as in "8am-5am"
LONGEST_NIGHT = 12 * 60

Span = tuple[int, int]  # minutes since midnight; an end before the start is on the next day


class Kind(Enum):
    """What a piece of the text is about."""

    DAYS = auto()
    SPANS = auto()
    CLOSED = auto()


Token = tuple[Kind, Sequence[Any]]  # the names of days, or spans of time


# One spelling for each thing: "-", ",", "am", "mo-fr", "ph", "off".
_SHORTER = (
    ("[‐‑‒–—−]", "-"),
    (r"\b(?:to|through|thru|until|till|til)\b", "-"),
    (r"\band\b|[&+/]", ","),
    (r"\b(?:12 ?)?noon\b", "12pm"),
    (r"\b(?:12 ?)?midnight\b", "12am"),
    (r"(?<=[0-9 ])([ap])\.? ?m\b\.?", r"\1m"),
    (r"\b24 ?(?:hours|hrs|h)\b", "00:00-24:00"),
    (r"\b(?:daily|every ?day|(?:7|seven) days(?: a week)?)\b", "mo-su"),
    (r"\bweekdays?\b", "mo-fr"),
    (r"\bweekends?\b", "sa-su"),
    (r"\b(?:(?:public|federal|legal|bank) )?holidays?\b", "ph"),
    (r"\bclosed\b", "off"),
    (r"\b(?:hours|hrs|open|from|on|the|each|every)\b", " "),
)
_DAY_WORDS = {
    "Mo": "mondays?|mon|mo|m",
    "Tu": "tuesdays?|tues?|tu|t",
    "We": "wednesdays?|weds?|we|w",
    "Th": "thursdays?|thurs?|thu|th",
    "Fr": "fridays?|fri|fr|f",
    "Sa": "saturdays?|sat|sa",
    "Su": "sundays?|sun|su",
    HOLIDAYS: "ph",
}
_ANY_DAY = f"(?:{'|'.join(_DAY_WORDS.values())})(?![a-z])"
_TIME = r"[0-9]{1,2}(?:[:.]?[0-9]{2})? ?(?:[ap]m?)?(?![a-z0-9])"
_LETTERS = "m|tu|th|t|w|f|sa|su"  # "MWF", "TTh"; but "MF" is as likely Monday to Friday
_TOKEN = re.compile(
    r"(?:[ ,;:|()]|-(?= ?[0-9]))*"
    rf"(?:(?P<first>{_ANY_DAY})\.?(?: ?- ?(?P<last>{_ANY_DAY})\.?)?"
    rf"|(?P<letters>(?!mf\b)(?:{_LETTERS}){{2,}})(?![a-z])"
    rf"|(?P<start>{_TIME}) ?- ?(?P<end>{_TIME})"
    r"|(?P<closed>off)\b|\Z)"
)
_CLOCK = re.compile(r"([0-9]{1,2})[:.]?([0-9]{2})? ?(?:([ap])m?)?")


def tokens_of(text: str) -> Iterator[Token]:
    """The days, spans and "closed" in `text`, in order; raises UnreadableError at anything else."""
    text = text.lower()
    for pattern, short in _SHORTER:
        text = re.sub(pattern, short, text)
    place = 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if not found:
            raise UnreadableError(wording.HOURS)
        place = found.end()
        if found["first"]:
            yield Kind.DAYS, _days_named(found["first"], found["last"])
        elif found["letters"]:
            yield Kind.DAYS, [_day(letter) for letter in re.findall(_LETTERS, found["letters"])]
        elif found["start"]:
            yield Kind.SPANS, [_span(_clock(found["start"]), _clock(found["end"]))]
        elif found["closed"]:
            yield Kind.CLOSED, []


def _day(word: str) -> str:
    return next(day for day, words in _DAY_WORDS.items() if re.fullmatch(words, word))


def _days_named(first: str, last: str | None) -> Sequence[str]:
    begin, end = _day(first), _day(last or first)
    if last and (HOLIDAYS in (begin, end) or begin == end):
        raise UnreadableError(wording.HOURS)
    days = (*DAYS, *DAYS, HOLIDAYS)
    return days[days.index(begin) : days.index(end, days.index(begin)) + 1]


def _span(starts: tuple[int, ...], ends: tuple[int, ...]) -> Span:
    """The one way to read a span whose start and end may each be in the morning or the afternoon.

    With no "am" or "pm" at all, a start from 6 to 11 is in the morning and one from 1 to 5 in the afternoon.
    Of what is possible then, the shortest is meant: "8-5pm" is 08:00-17:00.
    """
    if len(starts) == len(ends) == 2:
        starts = starts[:1] if starts[0] >= 6 * 60 else starts[1:]
    ends = tuple(end or DAY for end in ends)
    if (starts, ends) == ((0,), (DAY,)):
        return 0, DAY
    lengths = {end - start: (start, end) for start in starts for end in ends}
    possible = [length for length in lengths if 0 < length <= LONGEST_DAY]
    overnight = [length for length in lengths if 0 < length + DAY <= LONGEST_NIGHT]
    if possible:
        return lengths[min(possible)]
    if len(lengths) == len(overnight) == 1:
        return lengths[overnight[0]]
    raise UnreadableError(wording.HOURS)


def _clock(text: str) -> tuple[int, ...]:
    """The minutes since midnight that a time may mean, in order: two where "am" or "pm" is missing."""
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        raise UnreadableError(wording.HOURS)
    hour, minutes, half = int(found[1]), int(found[2] or 0), found[3]
    at = hour * 60 + minutes
    if minutes > 59 or at > DAY or (half and not 1 <= hour <= 12):
        raise UnreadableError(wording.HOURS)
    if half:
        return (at % NOON + (NOON if half == "p" else 0),)
    is_certain = hour >= 12 or found[1].startswith("0")
    return (at,) if is_certain else (at, at + NOON)
