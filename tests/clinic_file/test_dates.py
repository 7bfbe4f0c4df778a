"""Dates as spreadsheets and people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.clinic_file import wording
from locator.clinic_file.dates import tidy_date
from locator.clinic_file.problems import UnreadableError
from tests.clinic_file.made import TODAY, places, read_rows

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
    assert tidy_date(form.format(day), date(2099, 12, 31)) == day.isoformat()


@pytest.mark.parametrize(
    "typed",
    [
        "3rd Nov 2026",
        "Nov 3rd, 2026",
        "November 3 2026",
        "Sept. 3, 2026".replace("Sept.", "Nov."),
        "Tue, Nov 3, 2026",
        "Nov 3, 2026, 2:05 PM",
        "11/3/2026, 14:05",
        "November 3, 2026 at 2:05 PM",
    ],
)
def test_a_date_is_read_with_its_frills(typed: str) -> None:
    assert tidy_date(typed, TODAY) == "2026-11-03"


def test_september_has_two_short_names() -> None:
    assert tidy_date("Sep 3, 2026", TODAY) == tidy_date("Sept. 3, 2026", TODAY) == "2026-09-03"


@pytest.mark.parametrize(
    "typed",
    ["19/11/2026", "2026-02-30", "13/13/2026", "11/3", "Nov-26", "2026", "36525", "73051", "463290", "yesterday", "3.11.2026",
     "1999-12-31", "11/3-2026", "11/3/99", "3-Nov-98", "Ma 3, 2026", "Smarch 3, 2026", "2026-11-03 or so", "٣/١١/٢٠٢٦"],
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


def test_two_digits_of_a_year_are_no_later_than_next_year() -> None:
    assert [tidy_date(f"1/2/{year}", TODAY) for year in ("00", "26", "27")] == [
        "2000-01-02", "2026-01-02", "2027-01-02",
    ]  # fmt: skip
    with pytest.raises(UnreadableError):
        tidy_date("1/2/28", TODAY)


@pytest.mark.parametrize("day_first", ["20/10/2026", "20.10.2026", "20-10-26"])
def test_a_date_that_begins_with_its_day_casts_doubt_on_others_of_the_file(day_first: str) -> None:
    dates = ("03/11/2026", day_first, "11/11/2026", "Nov 3, 2026", "2026-03-11", "10/20/2026")
    rows = [{"clinic_id": str(number), "listing_as_of": day} for number, day in enumerate(dates)]
    assert [(error.row, error.message) for error in read_rows(*rows).errors] == [
        (2, wording.DAY_OR_MONTH.with_(one="2026-03-11", other="2026-11-03")),
        (3, wording.DATE),
    ]
    two_columns = {"listing_as_of": day_first, "availability_as_of": "3-11-26", "new_patients": "yes"}
    assert places(read_rows(two_columns).errors) == [(2, "listing_as_of"), (2, "availability_as_of")]


def test_a_date_in_numbers_is_month_first_where_none_begins_with_its_day() -> None:
    assert read_rows({"listing_as_of": "03/11/2026"}).errors == ()
