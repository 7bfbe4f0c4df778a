"""Calendar reminders (iCalendar, RFC 5545) to ask a clinic again before what we know of it grows old."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from locator.clinics import Clinic
from locator.clinics.due import next_due
from locator.words import _
from locator.words.due import reminder_text, reminder_title

PRODUCT_ID = "-//Kyphoplasty clinic locator//Reminders//EN"
MORNING = timedelta(hours=9)  # after the midnight that begins the day


def reminders(clinics: Iterable[Clinic], now: datetime) -> bytes:
    """A calendar with an all-day event for each clinic on the day its first fact is last confirmed.

    Clinics without such a day are left out. A clinic's event keeps its UID, so that a calendar moves it when
    the clinic has been asked again. `now`, an aware datetime, says when the calendar was made.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT_ID)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Clinics to call"))
    for clinic in clinics:
        due = next_due(clinic)
        if due:
            calendar.add_component(_event(clinic, due, now))
    return bytes(calendar.to_ical())


def _event(clinic: Clinic, due: date, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{clinic.clinic_id}@kyphoplasty-clinic-locator")
    event.add("dtstamp", now)
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # a reminder takes up no time of the day
    event.add("summary", reminder_title(clinic))
    event.add("description", reminder_text(clinic))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", reminder_title(clinic))
    alarm.add("trigger", MORNING)
    event.add_component(alarm)
    return event
