"""What is said to a scheduler about the table and the ways."""

from __future__ import annotations

from datetime import date

from locator.clinics import PROCEDURE
from locator.clinics.table import Order
from locator.words.scheduling import announced, nobody_on, table_count


def test_the_count_says_what_is_left_how_it_is_sorted_and_if_not_all_of_it_is_on_screen() -> None:
    assert table_count(8, 8, 14, Order.NAME) == "8 of 14 clinics · sorted by: name"
    assert table_count(50, 1200, 3000, PROCEDURE) == (
        "1,200 of 3,000 clinics · sorted by: performs: surest first · the first 50 are shown"
    )


def test_what_changes_is_said_aloud_the_ways_first() -> None:
    assert announced(0, "8 of 8 clinics") == "8 of 8 clinics"
    assert announced(3, "8 of 8 clinics") == "Options for this patient: 3, best first. 8 of 8 clinics"


def test_a_day_on_which_nobody_is_open_is_named_as_every_such_day() -> None:
    assert nobody_on(date(2026, 11, 22)) == (
        "No clinic that may evaluate is listed as open on Sundays. Try another day."
    )
