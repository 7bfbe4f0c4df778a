"""When did it start? What a date says about calling a clinic, and how little it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from locator.words import N_, _, ngettext

# "Generally for recent fractures, within about 8–12 weeks": source practice-kyphoplasty.
USUAL_FROM_WEEKS = 8
USUAL_TO_WEEKS = 12
# Older than this is taken for a slip of the finger, not for an answer.
LONGEST_YEARS = 100

# The rule; that most people get better without it: acr-2018; that Medicare here stops at 12 weeks:
# ngs-answers-2020; what was found in people treated later: vertos-5.
SOURCES = ("practice-kyphoplasty", "acr-2018", "ngs-answers-2020", "vertos-5")


class Timing(StrEnum):
    """Where a date lies against the usual time for kyphoplasty."""

    FUTURE = "future"
    SOON = "soon"
    NOW = "now"
    LATE = "late"
    TOO_LONG_AGO = "too long ago"


_SAID = {
    Timing.FUTURE: N_("That date is in the future. Please check it."),
    Timing.SOON: N_("%(when)s. Kyphoplasty is usually done within about 8–12 weeks, so call soon."),
    Timing.NOW: N_("%(when)s. Kyphoplasty is usually done within about 8–12 weeks, so call this week."),
    Timing.LATE: N_(
        "%(when)s. Kyphoplasty is usually done within about 8–12 weeks. "
        "But some people are treated later, so it is still worth a call."
    ),
    Timing.TOO_LONG_AGO: N_("That date is more than %(years)s years ago. Please check it."),
}


@dataclass(frozen=True, slots=True)
class Onset:
    """The answer to "When did it start?": how many days ago the pain began, and what that means."""

    days: int

    @property
    def timing(self) -> Timing:
        """Rule: recent fractures, within about 8 to 12 weeks (practice-kyphoplasty)."""
        if self.days < 0:
            return Timing.FUTURE
        if self.days > LONGEST_YEARS * 365.25:
            return Timing.TOO_LONG_AGO
        if self.days < USUAL_FROM_WEEKS * 7:
            return Timing.SOON
        return Timing.NOW if self.days <= USUAL_TO_WEEKS * 7 else Timing.LATE

    @property
    def is_answer(self) -> bool:
        """Whether the date could be used, rather than asked for again."""
        return self.timing not in (Timing.FUTURE, Timing.TOO_LONG_AGO)


def onset(began: date, today: date) -> Onset:
    """What `began` means; `today` is the date where the visitor is."""
    return Onset((today - began).days)


def today_at(now: datetime, minutes_behind_utc: int | None) -> date:
    """The date where the visitor is: `now` is aware, the minutes are what the browser told, if it did."""
    return (now.astimezone(UTC) - timedelta(minutes=minutes_behind_utc or 0)).date()


def about(onset: Onset) -> str:
    """How long ago it was and what is usual, or why the date can't be meant."""
    return _(_SAID[onset.timing].text, when=how_long_ago(max(onset.days, 0)), years=LONGEST_YEARS)


def how_long_ago(days: int) -> str:
    """ "Today", "3 days ago", "About 5 weeks ago" or "About 2 years ago"; `days` from 0 up."""
    if days == 0:
        return _("Today")
    if days == 1:
        return _("Yesterday")
    if days < 14:
        return ngettext("%(n)s day ago", "%(n)s days ago", days)
    if days < 183:
        return ngettext("About %(n)s week ago", "About %(n)s weeks ago", round(days / 7))
    if days < 700:
        return ngettext("About %(n)s month ago", "About %(n)s months ago", round(days / 30.44))
    return ngettext("About %(n)s year ago", "About %(n)s years ago", round(days / 365.25))
