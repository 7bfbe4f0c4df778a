"""Opening hours: whether a clinic is open at a moment or on a day, and its ordinary week."""

from locator.hours.now import ClosedNow, HoursNow, HoursUnknown, OpenNow, coming, hours_now, is_open_on
from locator.hours.week import Opening, says_more, weekly_openings

__all__ = [
    "ClosedNow",
    "HoursNow",
    "HoursUnknown",
    "OpenNow",
    "Opening",
    "coming",
    "hours_now",
    "is_open_on",
    "says_more",
    "weekly_openings",
]
