"""Dates as spreadsheets and people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.clinic_file import wording
from locator.clinic_file.dates import tidy_date
from locator.clinic_file.problems import UnreadableError
from tests.clinic_file.made import TODAY, read_rows

THIS_CENTURY = st.dates(date(2000, 1, 1), date(2099, 12, 31))
FORMS = (
    "{0:%Y-%m-%d}", "{0.year}-{0.month}-{0.day}", "{0:%Y/%m/%d}", "{0:%m/%d/%Y}", "{0.month}/{0.day}/{0.year}",
    "{0.month}/{0.day}/{0:%y}", "{0:%m-%d-%Y}", "{0:%d-%b-%y}", "{0.day}-{0:%b-%Y}", "{0.day} {0:%B %Y}",
    "{0:%B} {0.day}, {0.year}", "{0:%b} {0.day} {0.year}", "{0:%A, %B} {0.day}, {0.year}",
    "{0:%Y-%m-%d} 00:00:00", "{0:%Y-%m-%d}T09:30:00Z", "{0.month}/{0.day}/{0.year} 0:00", "{0:%m/%d/%Y} 9:30 AM",
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@given(day=THIS_CENTURY)
def test_a_date_is_read_in_every_form_that_excel_and_people_use(form: str, day: date) -> None:
    assert tidy_date(form.format(day), TODAY) == day.isoformat()


@pytest.mark.parametrize(
    "typed",
    [
        "3rd Nov 2026",
        "Nov 3rd, 2026",
        "November 3 2026",
        "Sept. 3, 2026".replace("Sept.", "Nov."),
        "Tue, Nov 3, 2026",
    ],
)
def test_a_date_is_read_with_its_frills(typed: str) -> None:
    assert tidy_date(typed, TODAY) == "2026-11-03"


def test_september_has_two_short_names() -> None:
    assert tidy_date("Sep 3, 2026", TODAY) == tidy_date("Sept. 3, 2026", TODAY) == "2026-09-03"


@pytest.mark.parametrize(
    "typed",
    ["19/11/2026", "2026-02-30", "13/13/2026", "11/3", "Nov-26", "2026", "36525", "73051", "463290", "yesterday", "3.11.2026",
     "1999-12-31", "11/3-2026", "Ma 3, 2026", "Smarch 3, 2026", "2026-11-03 or so", "٣/١١/٢٠٢٦"],
)  # fmt: skip
def test_a_date_that_could_mean_another_day_or_none_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableError, match="date can't be read"):
        tidy_date(typed, TODAY)


@given(day=THIS_CENTURY)
def test_a_spreadsheets_count_of_days_is_the_date_that_it_would_show(day: date) -> None:
    count = (day - date(1899, 12, 30)).days
    assert tidy_date(str(count), TODAY) == tidy_date(f"{count}.375", TODAY) == day.isoformat()


@pytest.mark.parametrize(
    ("typed", "read"),
    [("Nov 3", "2026-11-03"), ("3-Nov", "2026-11-03"), ("November 21st", "2026-11-21"),
     ("Tue, Nov 3", "2026-11-03"), ("Nov 22", "2025-11-22"), ("Dec. 8", "2025-12-08"), ("29-Feb", "2024-02-29")],
)  # fmt: skip
def test_a_day_without_a_year_is_the_last_one_that_is_not_to_come(typed: str, read: str) -> None:
    assert tidy_date(typed, TODAY) == read


@pytest.mark.parametrize(
    ("typed", "doubt"),
    [("Nov 22", wording.YEAR_TAKEN.with_(year="2025", tidied="2025-11-22")),
     ("46329", wording.READ_AS.with_(tidied="2026-11-03")), ("11/3/2026", None)],
)  # fmt: skip
def test_a_date_that_was_not_typed_whole_is_read_and_asked_about(typed: str, doubt: object) -> None:
    reading = read_rows({"listing_as_of": typed})
    assert reading.errors == ()
    assert [problem.message for problem in reading.warnings] == ([doubt] if doubt else [])
