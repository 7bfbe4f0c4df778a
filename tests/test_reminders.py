"""Calendar reminders, as a calendar reads them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

from locator.clinics.due import reminders_due
from locator.reminders import reminders
from tests.made_clinics import CONFIRM_DAYS, network

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
DELANO = {
    "clinic_id": "delano",
    "name": "Example Spine – Delano, “Süd”; 2nd floor",
    "referral_phone": "612-555-0102",
    "evaluates": {"value": "yes", "as_of": "2026-11-01", "method": "phone", "source": "front desk"},
    "performs": {"value": "no", "as_of": "2026-10-01", "method": "staff", "source": "nurse, second line"},
}
UNCONFIRMED = {"clinic_id": "edina", "evaluates": {"value": "yes", "method": "website"}}


def events(*rows: Mapping[str, Any], now: datetime = NOW) -> list[Event]:
    calendar = Calendar.from_ical(reminders(reminders_due(network(*rows, now=now), 50), now))
    return [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]


def test_a_reminder_is_an_all_day_event_14_days_before_the_first_fact_runs_out() -> None:
    (event,) = events(DELANO)
    assert event.decoded("dtstart") == date(2026, 10, 1) + timedelta(days=CONFIRM_DAYS - 14)
    assert event.decoded("dtend") == event.decoded("dtstart") + timedelta(days=1)
    assert not isinstance(event.decoded("dtstart"), datetime)


def test_a_reminder_says_whom_to_call_and_what_to_ask() -> None:
    (event,) = events(DELANO)
    assert (
        str(event["summary"]) == "Call Example Spine – Delano, “Süd”; 2nd floor: is what we say still right?"
    )
    text = str(event["description"])
    assert "Phone: 612-555-0101\nReferral phone: 612-555-0102\n" in text
    assert "Is kyphoplasty done here? We have: no, by its staff, Oct 1, 2026 (nurse, second line)" in text
    assert "confirmed until April 30, 2027" in text


def test_the_same_clinic_keeps_its_uid_when_it_has_been_asked_again() -> None:
    asked_again = {**DELANO, "performs": {"value": "no", "as_of": "2026-11-19", "method": "phone"}}
    (before,), (after,) = events(DELANO), events(asked_again, now=NOW + timedelta(days=30))
    assert before["uid"] == after["uid"]
    assert before.decoded("dtstart") < after.decoded("dtstart")


def test_every_clinic_has_a_uid_of_its_own() -> None:
    both = events(DELANO, {**DELANO, "clinic_id": "delano-2", "phone": "612-555-0103"})
    assert len({str(event["uid"]) for event in both}) == 2


def test_a_clinic_that_never_confirmed_anything_is_called_on_the_next_workday() -> None:
    (event,) = events(UNCONFIRMED)
    assert event.decoded("dtstart") == date(2026, 11, 23)  # NOW is a Friday
    assert "We have: yes, from its website, no date." in str(event["description"])


def test_an_overdue_reminder_rings_ahead_not_in_the_past() -> None:
    (event,) = events(DELANO, now=NOW + timedelta(days=300))
    assert event.decoded("dtstart") == date(2027, 9, 17)


def test_clinics_that_share_a_phone_are_one_event_that_names_each() -> None:
    third = {"clinic_id": "fargo", "name": "Example Spine – Fargo"}
    (event,) = events(UNCONFIRMED, DELANO, third)
    assert str(event["summary"]).endswith(" and 1 more: is what we say still right?")
    text = str(event["description"])
    assert text.count("Phone: 612-555-0101") == 1
    assert text.index("Example edina\n") < text.index("Example Spine – Delano") < text.index("Fargo")
    assert events(third, DELANO, UNCONFIRMED)[0]["uid"] == event["uid"]


def test_the_calendar_is_whole_and_each_line_ends_as_the_standard_says() -> None:
    text = reminders(reminders_due(network(DELANO, UNCONFIRMED, now=NOW), 50), NOW)
    assert text.startswith(b"BEGIN:VCALENDAR\r\n")
    assert text.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    calendar = Calendar.from_ical(text)
    assert (str(calendar["version"]), str(calendar["method"])) == ("2.0", "PUBLISH")
    assert calendar["prodid"]


def test_a_reminder_rings_in_the_morning_and_takes_up_no_time() -> None:
    (event,) = events(DELANO)
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=9)
    assert str(event["transp"]) == "TRANSPARENT"
