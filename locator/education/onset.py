"""When did it start? What a date says about calling a clinic, and how little it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from locator.education import wording

# "Generally for recent fractures, within about 8–12 weeks": source practice-kyphoplasty.
USUAL_FROM_WEEKS = 8
USUAL_TO_WEEKS = 12
# Older than this is taken for a slip of the finger, not for an answer.
LONGEST_YEARS = 100

SOURCES = ("practice-kyphoplasty", "palmowski-2020", "medicare-summary")


class Timing(StrEnum):
    """Where a date lies against the usual time for kyphoplasty."""

    FUTURE = "future"
    SOON = "soon"
    NOW = "now"
    LATE = "late"
    TOO_LONG_AGO = "too long ago"


@dataclass(frozen=True, slots=True)
class Onset:
    """The answer to "When did it start?": full weeks since then, words for it, limits, and source keys.

    For a date that cannot be meant, `limits` is empty and `sources` too: there is nothing to limit.
    """

    timing: Timing
    weeks: int
    message: str
    limits: str = ""
    sources: tuple[str, ...] = ()

    @property
    def is_answer(self) -> bool:
        """Whether the date could be used, rather than asked for again."""
        return self.timing not in (Timing.FUTURE, Timing.TOO_LONG_AGO)


def onset_message(onset: date, today: date) -> Onset:
    """What to tell a visitor whose pain began on `onset`; `today` is the date where the visitor is.

    Rule: recent fractures, within about 8 to 12 weeks (practice-kyphoplasty; that what a scan shows matters
    too: medicare-summary; that pain also fell in people treated later: palmowski-2020).
    """
    days = (today - onset).days
    weeks = days // 7
    if days < 0:
        return Onset(Timing.FUTURE, weeks, wording.ONSET_FUTURE)
    if days > LONGEST_YEARS * 365.25:
        return Onset(Timing.TOO_LONG_AGO, weeks, wording.ONSET_TOO_LONG_AGO.format(years=LONGEST_YEARS))
    if weeks < USUAL_FROM_WEEKS:
        timing, message = Timing.SOON, wording.ONSET_SOON
    elif days <= USUAL_TO_WEEKS * 7:
        timing, message = Timing.NOW, wording.ONSET_NOW
    else:
        timing, message = Timing.LATE, wording.ONSET_LATE
    return Onset(timing, weeks, message.format(when=how_long_ago(days)), wording.ONSET_LIMITS, SOURCES)


def how_long_ago(days: int) -> str:
    """Words such as "3 days ago", "About 5 weeks ago" or "About 2 years ago"; `days` from 0 up."""
    if days < 14:
        return {0: "Today", 1: "Yesterday"}.get(days, f"{days} days ago")
    if days < 183:
        return f"About {round(days / 7)} weeks ago"
    if days < 700:
        return f"About {round(days / 30.44)} months ago"
    return f"About {round(days / 365.25)} years ago"
