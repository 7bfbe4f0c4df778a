"""Opening hours on a day of the week, right now, and in words for paper."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.scheduling.hours import closed_on, coming, day_in_words, open_now, week_in_words
from tests.made_clinics import clinics

FRIDAY_NOON = datetime(2026, 11, 20, 18, tzinfo=UTC)  # in Chicago
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
        ("24/7", "every day all day"),
        ("Mo 18:00-24:00", "Monday 6 pm to midnight"),
        ("", ""),
        ("Jan-Mar Mo 08:00-12:00", ""),
        ("nonsense", ""),
    ],
)
def test_a_week_is_said_in_words(opening_hours: str, words: str) -> None:
    assert week_in_words(opening_hours) == words


def test_one_day_is_said_in_words_and_a_closed_one_not_at_all() -> None:
    assert (day_in_words(THURSDAYS, 3), day_in_words(THURSDAYS, 4)) == ("8 am to 4:30 pm", "")


def test_a_coming_day_of_the_week_is_never_thanksgiving() -> None:
    assert coming(3, date(2026, 11, 21)) == date(2026, 12, 3)
    assert coming(4, date(2026, 11, 20)) == date(2026, 11, 20)


@given(st.integers(0, 6), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_the_coming_day_is_that_day_of_the_week_and_soon(day_of_week: int, today: date) -> None:
    day = coming(day_of_week, today)
    assert day.weekday() == day_of_week
    assert today <= day <= today + timedelta(days=27)


def test_only_clinics_known_to_be_closed_that_day_are_said_to_be() -> None:
    some = clinics(
        {"clinic_id": "a", "opening_hours": THURSDAYS},
        {"clinic_id": "b", "opening_hours": "Mo-Fr 08:00-17:00; PH off"},
        {"clinic_id": "c"},
    )
    assert closed_on(some, coming(4, FRIDAY_NOON.date())).tolist() == [True, False, False]


def test_open_now_means_known_to_be_open_by_the_clinics_own_clock() -> None:
    some = clinics(
        {"clinic_id": "a", "opening_hours": "Fr 11:30-12:30"},
        {"clinic_id": "b", "opening_hours": "Fr 11:30-12:30", "timezone": "America/New_York"},
        {"clinic_id": "c"},
        {"clinic_id": "d", "opening_hours": "24/7", "status": "temporarily closed"},
        {"clinic_id": "e", "opening_hours": "24/7", "status": "closed"},
    )
    assert open_now(some, FRIDAY_NOON).tolist() == [True, False, False, False, False]
