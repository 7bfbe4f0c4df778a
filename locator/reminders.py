"""Calendar reminders (iCalendar, RFC 5545) to ask a clinic again before what we know of it grows old."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from locator import staff_wording
from locator.clinics import Clinic
from locator.overdue import next_due

PRODUCT_ID = "-//Kyphoplasty clinic locator//Reminders//EN"
MORNING = timedelta(hours=9)  # after the midnight that begins the day


def reminders(clinics: Iterable[Clinic], now: datetime, limit_days: int) -> bytes:
    """A calendar with an all-day event for each clinic on the day its first fact is last confirmed.

    That day is the date the fact was learnt plus `limit_days`. Clinics without such a day are left out. A
    clinic's event keeps its UID, so that a calendar moves it when the clinic has been asked again. `now`, an
    aware datetime, says when the calendar was made.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT_ID)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", staff_wording.CALENDAR_NAME)
    for clinic in clinics:
        due = next_due(clinic, limit_days)
        if due:
            calendar.add_component(_event(clinic, due, now, limit_days))
    return bytes(calendar.to_ical())


def _event(clinic: Clinic, due: date, now: datetime, limit_days: int) -> Event:
    event = Event()
    event.add("uid", f"{clinic.clinic_id}@kyphoplasty-clinic-locator")
    event.add("dtstamp", now)
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # a reminder takes up no time of the day
    event.add("summary", staff_wording.reminder_title(clinic))
    event.add("description", staff_wording.reminder_text(clinic, limit_days))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", staff_wording.reminder_title(clinic))
    alarm.add("trigger", MORNING)
    event.add_component(alarm)
    return event
