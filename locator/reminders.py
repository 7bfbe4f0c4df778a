"""Calendar reminders (iCalendar, RFC 5545) to ask a clinic again before what we know of it grows old."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

from locator.clinics.due import Reminder
from locator.words import _
from locator.words.due import reminder_text, reminder_title

PRODUCT_ID = "-//Kyphoplasty clinic locator//Reminders//EN"
MORNING = timedelta(hours=9)  # after the midnight that begins the day


def reminders(due: Iterable[Reminder], now: datetime) -> bytes:
    """A calendar with an all-day event for each call, on its day.

    A call keeps its UID, so that a calendar moves it when the clinics have been asked again. `now`, an aware
    datetime, says when the calendar was made.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT_ID)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Clinics to call"))
    for reminder in due:
        calendar.add_component(_event(reminder, now))
    return bytes(calendar.to_ical())


def _event(reminder: Reminder, now: datetime) -> Event:
    event = Event()
    first = min(clinic.clinic_id for clinic in reminder.clinics)  # whatever the order of the file
    event.add("uid", f"{first}@kyphoplasty-clinic-locator")
    event.add("dtstamp", now)
    event.add("dtstart", reminder.day)
    event.add("dtend", reminder.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # a reminder takes up no time of the day
    event.add("summary", reminder_title(reminder))
    event.add("description", reminder_text(reminder))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", reminder_title(reminder))
    alarm.add("trigger", MORNING)
    event.add_component(alarm)
    return event
