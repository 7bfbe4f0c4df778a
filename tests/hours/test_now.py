"""Open now, until when, and what a holiday does, in the clinic's own time zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.hours import ClosedNow, HoursUnknown, OpenNow, coming, hours_now, is_open_on
from locator.words.hours import clinic_hours
from tests.made_clinics import network

CHICAGO = ZoneInfo("America/Chicago")
WEEKDAYS = "Mo-Fr 08:00-17:00"


def local(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=CHICAGO)


def sentence(hours: str, now: datetime, listed: date | None = None) -> str:
    """What is said of a clinic listed on that day, or a moment ago."""
    listing_as_of = str(listed or now.date())
    (clinic,) = network({"clinic_id": "a", "opening_hours": hours, "listing_as_of": listing_as_of}, now=now)
    return clinic_hours(clinic, now)


@pytest.mark.parametrize(
    ("hours", "now", "expected"),
    [
        (WEEKDAYS, local(11, 20, 9), "Open until 5 pm today."),
        (WEEKDAYS, local(11, 20, 17), "Closed now. Opens Monday at 8 am."),
        (WEEKDAYS, local(11, 23, 7), "Closed now. Opens today at 8 am."),
        (WEEKDAYS, local(11, 23, 18), "Closed now. Opens tomorrow at 8 am."),
        ("Mo-Th 08:00-16:30", local(11, 23, 9), "Open until 4:30 pm today."),
        ("Th 08:00-16:30", local(11, 20, 9), "Closed now. Call first: Thursday is Thanksgiving Day."),
        ("Mo-Fr 08:00-12:00,13:00-17:00", local(11, 20, 12, 30), "Closed now. Opens today at 1 pm."),
        ("24/7", local(11, 26, 3), "Open now, day and night."),
        ("Mo-Fr 08:00-24:00", local(11, 20, 12), "Open until midnight tonight."),
        ("Mo-Fr 00:00-24:00", local(11, 19, 12), "Open until midnight tomorrow."),
        ("Mo-Th 00:00-24:00", local(11, 16, 12), "Open until midnight Thursday."),
        ("Sa 00:00-12:00", local(11, 20, 12), "Closed now. Opens tonight at midnight."),
        ("Mo-Fr 20:00-02:00", local(11, 20, 21), "Open until 2 am tomorrow."),
        ("Mo-Fr 08:00+", local(11, 20, 12), "Open now. Call for the closing time."),
        ("Mo-Fr 08:00+", local(11, 20, 7), "Closed now. Opens today at 8 am."),
        ("Mo-Fr 08:00-18:00+", local(11, 20, 12), "Open now. Call for the closing time."),
        ("Mo-Fr 8:00-9:00+", local(11, 20, 12), "Hours not known. Please call."),
        ("Mo-Fr 08:00-18:00+", local(11, 21, 12), "Closed now. Opens Monday at 8 am."),
        ("Mo-Th 08:00-17:00; Fr 08:00+", local(11, 19, 12), "Open until 5 pm today."),
        ("Mo-Fr 08:00-sunset", local(11, 20, 17), "Hours not known. Please call."),
        ("", local(11, 20, 9), "Hours not known. Please call."),
        ("ring the bell", local(11, 20, 9), "Hours not known. Please call."),
    ],
)  # fmt: skip
def test_hours_are_said_in_a_sentence(hours: str, now: datetime, expected: str) -> None:
    assert sentence(hours, now) == expected


def test_on_a_holiday_that_the_hours_do_not_mention_the_reader_is_told_to_call() -> None:
    assert (
        sentence(WEEKDAYS, local(11, 26, 9))
        == "Usually open until 5 pm. Call first: today is Thanksgiving Day."
    )


@pytest.mark.parametrize(
    ("hours", "now", "expected"),
    [
        (WEEKDAYS, local(11, 20, 9), "Usually open until 5 pm · call first."),
        (WEEKDAYS, local(11, 20, 17), "Usually closed now · call first. Usually opens Monday at 8 am."),
        ("Mo-Su 20:00-02:00", local(11, 20, 21), "Usually open until 2 am tomorrow · call first."),
        ("24/7", local(11, 20, 3), "Usually open day and night · call first."),
        ("Mo-Fr 08:00-24:00", local(11, 20, 12), "Usually open until midnight tonight · call first."),
        ("Mo-Fr 08:00+", local(11, 20, 12), "Usually open now · call first."),
        ("Mo-Fr 08:00+", local(11, 26, 12), "Usually open now. Call first: today is Thanksgiving Day."),
        (WEEKDAYS, local(11, 26, 9), "Usually open until 5 pm. Call first: today is Thanksgiving Day."),
        (WEEKDAYS, local(11, 25, 18), "Usually closed now. Call first: tomorrow is Thanksgiving Day."),
        ("2020 Mo-Fr 08:00-17:00", local(11, 20, 9), "Usually closed now · call first."),
        ("", local(11, 20, 9), "Hours not known. Please call."),
    ],
)  # fmt: skip
def test_hours_of_an_old_listing_are_what_is_usual(hours: str, now: datetime, expected: str) -> None:
    assert sentence(hours, now, listed=date(2026, 5, 1)) == expected


def test_a_listing_grows_old_the_day_after_its_last_like_a_fact() -> None:
    listed = date(2026, 5, 24)  # 180 days before November 20
    assert sentence(WEEKDAYS, local(11, 20, 9), listed) == "Open until 5 pm today."
    assert sentence(WEEKDAYS, local(11, 23, 9), listed) == "Usually open until 5 pm · call first."


def test_hours_that_mention_holidays_are_believed() -> None:
    assert sentence(f"{WEEKDAYS}; PH off", local(11, 26, 9)) == "Closed now. Opens tomorrow at 8 am."


def test_the_clock_on_the_clinics_wall_counts_not_the_servers() -> None:
    ten_in_chicago = local(11, 20, 10)
    assert isinstance(hours_now("Mo-Fr 08:00-09:30", "America/Los_Angeles", "CA", ten_in_chicago), OpenNow)
    assert isinstance(hours_now("Mo-Fr 08:00-09:30", "America/Chicago", "MN", ten_in_chicago), ClosedNow)


def test_hours_by_appointment_are_not_taken_for_open() -> None:
    assert hours_now('Mo-Fr 08:00-17:00 "by appointment"', "America/Chicago", "MN", local(11, 20, 9)) == (
        HoursUnknown()
    )


def test_whether_a_clinic_opens_on_a_day() -> None:
    assert is_open_on("Th 08:00-16:30", date(2026, 11, 19)) is True
    assert is_open_on("Th 08:00-16:30", date(2026, 11, 20)) is False
    assert is_open_on("", date(2026, 11, 20)) is None


@pytest.mark.parametrize(
    "hours", ['Mo-Fr 08:00-17:00 "by appointment"', "Mo-Fr unknown", '"ask"', 'Fr off "often"']
)
def test_a_day_of_which_the_hours_are_not_sure_is_not_known(hours: str) -> None:
    assert is_open_on(hours, date(2026, 11, 20)) is None


def test_a_day_that_is_sure_in_part_is_known() -> None:
    assert is_open_on('Fr 08:00-12:00, Fr 13:00-17:00 "by appointment"', date(2026, 11, 20)) is True
    assert is_open_on('Mo-Th 08:00-17:00 "by appointment"', date(2026, 11, 20)) is False


@pytest.mark.parametrize("hours", ["Mo-Fr unknown", 'Mo-Fr 08:00-17:00 "by appointment"'])
def test_no_opening_is_promised_that_is_not_sure(hours: str) -> None:
    assert sentence(hours, local(11, 22, 12)) == "Closed now. Please call for hours."


@given(st.text(max_size=60), st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)))  # noqa: DTZ001
def test_no_hours_and_no_moment_can_make_it_fail(hours: str, moment: datetime) -> None:
    assert sentence(hours, moment.replace(tzinfo=CHICAGO)).endswith(".")


def test_a_coming_day_of_the_week_is_never_thanksgiving() -> None:
    assert coming(3, date(2026, 11, 21)) == date(2026, 12, 3)
    assert coming(4, date(2026, 11, 20)) == date(2026, 11, 20)


@given(st.integers(0, 6), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_the_coming_day_is_that_day_of_the_week_and_soon(day_of_week: int, today: date) -> None:
    day = coming(day_of_week, today)
    assert day.weekday() == day_of_week
    assert today <= day <= today + timedelta(days=27)
