"""What the day on which the pain began means, in words."""

from __future__ import annotations

from locator.education.onset import LONGEST_YEARS, Onset, Timing
from locator.words import N_, _, ngettext

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
