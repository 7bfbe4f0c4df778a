"""Opening hours in words."""

from __future__ import annotations

import pytest

from locator.words.hours import day_in_words, week_in_words

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
