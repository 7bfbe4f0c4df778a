"""Opening hours in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from locator.clinics import Clinic
from locator.words.hours import clinic_hours, hours_line, hours_on, ordinary_week, week_in_words
from tests.made_clinics import network

THURSDAYS = "Th 08:00-16:30"


@pytest.mark.parametrize(
    ("opening_hours", "words"),
    [
        ("Mo-Th 07:00-19:00; Fr 07:00-17:00; PH off", "Monday to Thursday 7 am to 7 pm, Friday 7 am to 5 pm"),
        (THURSDAYS, "Thursday 8 am to 4:30 pm"),
        ("Sa,Su 10:00-12:00", "Saturday and Sunday 10 am to noon"),
        (
            "Tu,Th 09:00-12:00,13:00-18:30",
            "Tuesday 9 am to noon and 1 pm to 6:30 pm, Thursday 9 am to noon and 1 pm to 6:30 pm",
        ),
        (
            "Mo 13:00-17:00; Tu 08:00-12:00,13:00-17:00",
            "Monday 1 pm to 5 pm, Tuesday 8 am to noon and 1 pm to 5 pm",
        ),
        ("24/7", "every day all day"),
        ("Mo 18:00-24:00", "Monday 6 pm to midnight"),
        ("", ""),
        ("Jan-Mar Mo 08:00-12:00", ""),
        ("nonsense", ""),
    ],
)
def test_a_week_is_said_in_words(opening_hours: str, words: str) -> None:
    assert week_in_words(opening_hours) == words


def made(opening_hours: str, listing_as_of: str = "2026-11-01") -> Clinic:
    return network({"clinic_id": "a", "opening_hours": opening_hours, "listing_as_of": listing_as_of})[0]


def test_one_day_is_said_in_words_and_a_closed_one_not_at_all() -> None:
    assert (hours_on(made(THURSDAYS), 3), hours_on(made(THURSDAYS), 4)) == ("8 am to 4:30 pm", "")


@pytest.mark.parametrize("listed", ["2026-01-02", ""])
def test_of_an_old_listing_or_one_without_a_date_hours_are_what_is_usual(listed: str) -> None:
    clinic = made(THURSDAYS, listed)
    assert hours_on(clinic, 3) == "Usually 8 am to 4:30 pm · call first"
    assert hours_on(clinic, 4) == ""
    assert hours_line(clinic, None) == "Usually Thursday 8 am to 4:30 pm · call first"
    assert hours_line(clinic, date(2026, 11, 26)) == "Usually Thursdays 8 am to 4:30 pm · call first"
    assert ordinary_week(clinic) == "Usually open Thursday 8 am to 4:30 pm · call first. Holidays may differ."


def test_of_a_listing_that_is_not_old_they_are_said_plainly() -> None:
    clinic = made(THURSDAYS)
    assert hours_line(clinic, None) == "Thursday 8 am to 4:30 pm"
    assert hours_line(clinic, date(2026, 11, 26)) == "Thursdays 8 am to 4:30 pm"
    assert hours_line(made("24/7"), None) == "Every day all day"


def test_hours_that_are_not_known_are_not_called_usual() -> None:
    assert hours_line(made("", ""), None) == ordinary_week(made("", "")) == "Hours not known. Please call."


def test_two_clinics_that_close_at_the_same_moment_each_say_it_by_their_own_clock() -> None:
    chicago, new_york = network(
        {"clinic_id": "a", "opening_hours": "Fr 08:00-15:30", "listing_as_of": "2026-11-01"},
        {
            "clinic_id": "b",
            "opening_hours": "Fr 09:00-16:30",
            "listing_as_of": "2026-11-01",
            "timezone": "America/New_York",
        },
    )
    now = datetime(2026, 11, 20, 18, tzinfo=UTC)
    assert clinic_hours(chicago, now) == "Open until 3:30 pm today."
    assert clinic_hours(new_york, now) == "Open until 4:30 pm today."
