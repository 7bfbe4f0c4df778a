"""What is checked across the cells of a file."""

from __future__ import annotations

from datetime import timedelta

import pytest

from locator.clinic_file import Problem, wording
from locator.clinics import COLUMNS, Status
from tests.clinic_file.made import (
    CLINIC,
    TODAY,
    clinic_of,
    errors_of,
    fact,
    listed,
    own_cells,
    places,
    read,
    read_rows,
    warnings_of,
)

NEEDED = ("clinic_id", "name", "street", "city", "state", "zip", "phone")


def test_the_eight_real_clinics_could_go_live() -> None:
    with open("data/clinics.csv", "rb") as file:  # noqa: PTH123
        reading = read(file.read())
    assert reading.errors == ()
    assert reading.rows == 8
    assert reading.clinics is not None
    assert len(reading.clinics) == 8


def test_a_clinic_of_which_all_that_is_needed_is_known_gives_no_problem() -> None:
    reading = read_rows(CLINIC)
    assert (reading.errors, reading.warnings, reading.rows, reading.ok) == ((), (), 1, True)


@pytest.mark.parametrize("column", NEEDED)
@pytest.mark.parametrize("cell", ["", "  ", "\u200b"])
def test_a_cell_that_every_clinic_needs_must_not_be_blank(column: str, cell: str) -> None:
    reading = read_rows({column: cell})
    assert reading.errors == (Problem(2, column, "", wording.blank(column)),)


@pytest.mark.parametrize("cell", ["", "n/a", "-", "unknown"])
def test_a_clinic_without_a_phone_is_refused(cell: str) -> None:
    (error,) = read_rows({"phone": cell}).errors
    assert (error.row, error.column) == (2, "phone")
    assert "without a phone can't be listed" in error.problem


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("clinic_id", "a/b"), ("state", "Minnnesota"), ("zip", "5536"), ("phone", "555-0101"),
        ("referral_phone", "12"), ("referral_fax", "none yet"), ("website", "ftp://example.org"),
        ("opening_hours", "mornings"), ("evaluates", "perhaps"), ("evaluates_as_of", "soon"),
        ("evaluates_method", "rumor"), ("performs", "2"), ("performs_as_of", "19/11/2026"),
        ("performs_method", "?!"), ("refers_to", "ex@mple"), ("listing_as_of", "2026-02-30"), ("status", "moved"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_is_named_by_row_column_and_value(column: str, cell: str) -> None:
    reading = read_rows({}, {"clinic_id": "two", "street": "2 Example Ave N"} | {column: cell})
    assert [(error.row, error.column, error.value) for error in reading.errors] == [(3, column, cell)]
    assert reading.warnings == ()
    assert reading.clinics is None


def test_all_problems_are_named_at_once_in_the_order_of_the_file() -> None:
    assert errors_of(
        {"phone": "1", "zip": "2", "website": "x"}, {"clinic_id": "", "performs": "perhaps"}, {"state": "XX"}
    ) == [
        (2, "zip"),
        (2, "phone"),
        (2, "website"),
        (3, "clinic_id"),
        (3, "performs"),
        (4, "clinic_id"),
        (4, "state"),
    ]


def test_a_clinic_id_twice_names_the_row_that_had_it_first() -> None:
    reading = read_rows({}, {"clinic_id": "two"}, {"clinic_id": "Example One"})
    assert reading.errors == (Problem(4, "clinic_id", "Example One", wording.SAME_ID.with_(row=2)),)


@pytest.mark.parametrize("column", [column for column in COLUMNS if column.endswith("_as_of")])
def test_a_fact_cannot_have_been_learned_tomorrow(column: str) -> None:
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    facts = fact("evaluates", "yes") | fact("performs", "yes")
    assert errors_of(facts | {column: tomorrow}) == [(2, column)]
    assert errors_of(facts | {column: TODAY.isoformat()}) == []


@pytest.mark.parametrize("name", ["evaluates", "performs"])
@pytest.mark.parametrize(
    ("missing", "columns"),
    [(("as_of",), "{0}_as_of"), (("as_of", "method"), "{0}_as_of and {0}_method"), (("source",), "{0}_source"),
     (("as_of", "method", "source"), "{0}_as_of, {0}_method and {0}_source")],
)  # fmt: skip
def test_a_fact_of_which_the_origin_is_not_said_is_asked_about(
    name: str, missing: tuple[str, ...], columns: str
) -> None:
    (warning,) = read_rows(fact(name, "yes") | {f"{name}_{part}": "" for part in missing}).warnings
    assert (warning.row, warning.column, warning.value) == (2, name, "yes")
    assert warning.problem.endswith(f": fill in {columns.format(name)}.")
    assert ("told to call" in warning.problem) is (missing != ("source",))


@pytest.mark.parametrize("part", ["as_of", "method"])
def test_a_date_or_method_without_a_yes_or_no_is_asked_about(part: str) -> None:
    assert warnings_of({f"performs_{part}": {"as_of": "2026-11-03", "method": "phone"}[part]}) == [
        (2, f"performs_{part}")
    ]


def test_a_source_without_a_yes_or_no_may_say_who_did_not_know() -> None:
    assert warnings_of({"performs_source": "front desk did not know"}) == []


def test_two_clinics_on_the_same_phone_and_address_are_asked_about() -> None:
    reading = read_rows({}, {"clinic_id": "two", "street": "1 example ave. N"})
    assert reading.warnings == (
        Problem(3, "street", "1 example ave. N", wording.SAME_PHONE_AND_ADDRESS.with_(row=2)),
    )


@pytest.mark.parametrize(
    "other", [{"phone": "763-555-0102"}, {"street": "2 Example Ave N"}, {"zip": "55311", "city": "Osseo"}]
)
def test_one_phone_for_many_addresses_is_usual(other: dict[str, str]) -> None:
    assert warnings_of({}, {"clinic_id": "two"} | other) == []


def test_a_zip_that_nobody_knows_is_asked_about() -> None:
    assert warnings_of({"zip": "00000"}) == [(2, "zip")]


def test_a_zip_that_nobody_knows_leaves_a_clinic_without_a_place() -> None:
    placed = {"zip": "00000", "latitude": "45.13", "longitude": "-93.484"}
    assert [problem.message for problem in read_rows(placed).warnings] == [wording.ZIP_NOT_KNOWN]
    (warning,) = read_rows({"zip": "00000"}).warnings
    assert warning == Problem(2, "zip", "00000", wording.ZIP_NOT_KNOWN_AND_NO_POSITION)


@pytest.mark.parametrize(
    ("cells", "column", "typed"),
    [
        ({"listing_as_of": " 12/1/26 "}, "listing_as_of", "12/1/26"),
        ({"state": "Wisconsin"}, "state", "Wisconsin"),
        ({"latitude": "45,13 N", "longitude": "93.484"}, "longitude", "45,13 N, 93.484"),
        ({"evaluates": "Y"}, "evaluates", "Y"),
    ],
)
def test_a_problem_shows_what_was_typed(cells: dict[str, str], column: str, typed: str) -> None:
    reading = read_rows(cells)
    (problem,) = (*reading.errors, *reading.warnings)
    assert (problem.column, problem.value) == (column, typed)


def test_a_zip_of_another_state_is_asked_about() -> None:
    reading = read_rows({"state": "WI"})
    assert reading.warnings == (Problem(2, "state", "WI", wording.ZIP_IN_STATE.with_(state="MN")),)


def test_a_blank_status_is_open() -> None:
    assert clinic_of(status="").status is Status.OPEN
    assert read_rows({"status": ""}).clinics is not None


def test_what_a_spreadsheet_would_run_is_only_text() -> None:
    reading = read_rows(
        {"name": '=HYPERLINK("https://example.org")', "access_notes": "@home", "code": "+1+1"}
    )
    clinic = listed(reading)[0]
    assert (clinic.name, clinic.access_notes) == ('=HYPERLINK("https://example.org")', "@home")
    assert own_cells(reading) == {"code": "+1+1"}


def test_a_column_of_the_persons_own_is_kept_and_is_no_problem() -> None:
    reading = read_rows({"internal code": "A-7", "notes": "two\nlines"})
    assert reading.warnings == ()
    assert reading.clinics is not None
    assert own_cells(reading) == {"internal code": "A-7", "notes": "two\nlines"}


def test_a_file_without_any_column_that_need_not_be_there_has_them_blank() -> None:
    reading = read_rows(CLINIC)
    assert reading.clinics is not None
    assert list(reading.clinics.frame.columns[: len(CLINIC)]) == list(CLINIC)
    assert set(reading.clinics.frame.columns) == set(COLUMNS)


def test_nothing_is_said_of_a_fact_whose_answer_is_already_an_error() -> None:
    reading = read_rows(fact("performs", "perhaps"))
    assert places(reading.errors) == [(2, "performs")]
    assert reading.warnings == ()


def test_new_patients_or_waits_without_a_day_are_asked_about() -> None:
    assert warnings_of({"new_patients": "yes"}) == [(2, "new_patients")]
    assert warnings_of({"wait_weeks": "3"}) == [(2, "wait_weeks")]
    assert warnings_of({"new_patients": "yes", "wait_weeks": "3", "availability_as_of": "2026-11-03"}) == []
    assert warnings_of({"availability_as_of": "2026-11-03"}) == [(2, "availability_as_of")]


def test_a_wait_where_nobody_is_taken_is_asked_about() -> None:
    row = {"new_patients": "no", "wait_weeks": "3", "availability_as_of": "2026-11-03"}
    assert warnings_of(row) == [(2, "wait_weeks")]


BLANK = dict.fromkeys(CLINIC, "")


@pytest.mark.parametrize(
    "row",
    [{"clinic_id": "Total", "name": "3 clinics"}, {"clinic_id": "* confirmed by phone"}, {"name": "Wisconsin"},
     {"clinic_id": "Billing", "name": "763-201-9999"}, {"evaluates": "yes = evaluates"}],
)  # fmt: skip
def test_a_row_that_is_hardly_a_clinic_has_one_problem(row: dict[str, str]) -> None:
    (error,) = read_rows({}, BLANK | row).errors
    assert (error.row, error.column, error.value) == (3, "", " ".join(row.values()))
    assert "if it is not a clinic, delete it" in error.problem


def test_column_names_that_stand_there_once_more_are_one_problem() -> None:
    again = {name: name for name in (*CLINIC, "listing_as_of")}
    (error,) = read_rows({"listing_as_of": "2026-11-03"}, again | {"phone": "Phone Number"}).errors
    assert (error.row, error.message) == (3, wording.NAMES_AGAIN)


def test_a_clinic_that_lacks_less_than_half_is_told_each_blank_cell() -> None:
    assert errors_of({"city": "", "zip": "", "phone": ""}) == [(2, "city"), (2, "zip"), (2, "phone")]
