"""Column names as people write them."""

from __future__ import annotations

import pytest

from locator.clinic_file import Problem, wording
from locator.clinic_file.header import read_header
from locator.clinics import COLUMNS
from tests.clinic_file.made import errors_of, file_of, read, read_rows

NEEDED = ("clinic_id", "name", "street", "city", "state", "zip", "phone", "evaluates", "performs")


@pytest.mark.parametrize("column", COLUMNS)
def test_a_column_is_known_however_its_name_is_spelled(column: str) -> None:
    spellings = (
        column,
        column.upper(),
        f" {column.replace('_', ' ').title()} ",
        f"{column.replace('_', '-')}?",
    )
    for spelling in spellings:
        assert read_header([spelling], 1).names == (column,)


@pytest.mark.parametrize(
    ("typed", "column"),
    [("ZIP Code", "zip"), ("Evaluates?", "evaluates"), ("Clinic ID", "clinic_id"), (" Phone ", "phone"),
     ("Lat", "latitude"), ("Long", "longitude"), ("Lng", "longitude"), ("Phone Number", "phone"),
     ("Street Address", "street"), ("Hours of operation", "opening_hours"), ("URL", "website"),
     ("street1", "street"), ("Street Address 1", "street"), ("City/Town", "city"),
     ("WEB_URL", "website"), ("addr:city", "city"), ("addr:state", "state"), ("addr:postcode", "zip")],
)  # fmt: skip
def test_other_names_for_a_column_are_known(typed: str, column: str) -> None:
    assert read_header([typed], 1).names == (column,)


def test_names_that_may_mean_something_private_are_left_alone() -> None:
    assert read_header(["Notes", "Fax", "Contact", "Contact Phone", "Hospital Name"], 1).names == (
        "Notes",
        "Fax",
        "Contact",
        "Contact Phone",
        "Hospital Name",
    )


def test_every_missing_column_is_named() -> None:
    errors = read_header(["website", "internal code"], 1).errors
    assert [error.column for error in errors] == list(NEEDED)
    assert all(error.row == 1 for error in errors)


@pytest.mark.parametrize(
    ("typed", "column"),
    [("fone", "phone"), ("ID", "clinic_id"), ("Clinc ID", "clinic_id"), ("Preforms?", "performs"),
     ("Address", "street"), ("Town", "city"), ("evaluation", "evaluates"), ("ST", "state"), ("Contact", "phone"),
     ("Locality", "city"), ("Region", "state"), ("postal", "zip"), ("Phone Number (main)", "phone"), ("Does procedure", "performs"), ("Clinic ZIP Code", "zip")],
)  # fmt: skip
def test_a_missing_column_names_the_nearest_one_that_is_there(typed: str, column: str) -> None:
    others = [name for name in NEEDED if name != column]
    assert read_header([*others, "shoe size", typed], 1).errors == (
        Problem(1, column, typed, wording.COLUMN_MISNAMED.with_(column=column, nearest=typed)),
    )


def test_a_column_that_looks_like_nothing_is_not_suggested() -> None:
    others = [name for name in NEEDED if name != "phone"]
    assert read_header([*others, "shoe size"], 1).errors == (
        Problem(1, "phone", "", wording.COLUMN_MISSING.with_(column="phone")),
    )


@pytest.mark.parametrize(
    ("typed", "column"), [("county", "city"), ("Facility", "city"), ("Operator", "performs")]
)
def test_a_column_that_is_something_else_is_not_suggested(typed: str, column: str) -> None:
    others = [name for name in NEEDED if name != column]
    assert read_header([*others, typed], 1).errors == (
        Problem(1, column, "", wording.COLUMN_MISSING.with_(column=column)),
    )


def test_the_likelier_of_two_names_is_suggested_wherever_it_stands() -> None:
    others = [name for name in NEEDED if name != "street"]
    (error,) = read_header(["location", *others, "address"], 1).errors
    assert error.message == wording.COLUMN_MISNAMED.with_(column="street", nearest="address")


def test_address_beside_street_address_is_asked_about_for_either_may_be_the_clinics() -> None:
    others = [name for name in NEEDED if name != "street"]
    assert read_header([*others, "Street Address", "Address"], 1).errors == (
        Problem(1, "street", "Address", wording.COLUMN_TWICE),
    )
    assert read_header([*NEEDED, "Address"], 1).errors == ()


@pytest.mark.parametrize("typed", ["zip", "ZIP Code", "Zip?", " zipcode "])
def test_the_same_column_twice_is_an_error(typed: str) -> None:
    assert read_header([*NEEDED, typed], 1).errors == (
        Problem(1, "zip", typed.strip(), wording.COLUMN_TWICE),
    )


def test_a_column_of_the_persons_own_twice_is_an_error_too() -> None:
    assert read_header([*NEEDED, "code", "code"], 1).errors == (
        Problem(1, "code", "code", wording.COLUMN_TWICE),
    )


def test_a_slip_in_the_name_of_a_column_that_need_not_be_there_is_asked_about() -> None:
    header = read_header([*NEEDED, "performs_asof_", "opening hour", "code"], 1)
    assert header.names[-3:] == ("performs_as_of", "opening hour", "code")
    assert header.warnings == (
        Problem(1, "opening hour", "opening hour", wording.COLUMN_LIKE.with_(column="opening_hours")),
    )


def test_titles_above_the_column_names_are_left_out_and_said_so() -> None:
    reading = read(b"Our clinics,,,\nFall 2026\n\n" + file_of({}, {"clinic_id": "two", "phone": "1"}))
    assert [(error.row, error.column) for error in reading.errors] == [(6, "phone")]
    assert reading.warnings[0] == Problem(1, "", "Our clinics", wording.TITLES.with_(row=4))


def test_a_file_without_column_names_is_not_searched_to_its_end() -> None:
    rows = b"".join(b"x,y,z\n" for _ in range(20))
    assert [error.message for error in read(rows + file_of({})).errors] == [wording.NO_HEADER]


@pytest.mark.parametrize(
    ("typed", "column"),
    [
        ("Status (open/closed)", "status"),
        ("Open or closed?", "status"),
        ("Latitude (WGS84)", "latitude"),
        ("Longitude (WGS 84, decimal degrees)", "longitude"),
        ("Hours (local time)", "opening_hours"),
        ("Hours open", "opening_hours"),
        ("Refers to (clinic IDs)", "refers_to"),
        ("Languages spoken (codes)", "languages"),
        ("ZIP [required]", "zip"),
        ("Evaluates (yes/no)", "evaluates"),
        ("performs_as_of (yyyy-mm-dd)", "performs_as_of"),
    ],
)
def test_a_name_of_ours_with_its_form_in_brackets_is_ours(typed: str, column: str) -> None:
    assert read_header([typed], 1).names == (column,)


@pytest.mark.parametrize(
    "typed", ["Phone (after hours)", "Status (referrals)", "Name (contact person)", "Hours (fluoroscopy)"]
)
def test_brackets_that_may_make_it_something_else_leave_a_name_alone(typed: str) -> None:
    assert read_header([*NEEDED, typed], 1).names[-1] == typed


def test_a_name_in_brackets_beside_the_same_without_is_left_alone() -> None:
    header = read_header([*NEEDED, "Phone (US)"], 1)
    assert (header.names[-1], header.errors) == ("Phone (US)", ())


@pytest.mark.parametrize(
    ("typed", "column"),
    [
        ("Clinic status", "status"),
        ("Current Status", "status"),
        ("Closed?", "status"),
        ("Latitude of door", "latitude"),
        ("Hours (M-F)", "opening_hours"),
        ("Fax", "referral_fax"),
        ("Referrals", "refers_to"),
        ("Accepting patients", "new_patients"),
        ("Wheelchair accessible", "step_free"),
        ("Languages at desk", "languages"),
        ("Wait (weeks or so)", "wait_weeks"),
        ("Phone menu", "phone_steps"),
        ("Parking lot", "access_notes"),
    ],
)
def test_a_column_that_looks_like_ours_and_is_not_used_is_named(typed: str, column: str) -> None:
    assert read_header([*NEEDED, typed], 1).warnings == (
        Problem(1, typed, typed, wording.COLUMN_LIKE.with_(column=column)),
    )
    assert read_header([*NEEDED, column, typed], 1).warnings == ()


@pytest.mark.parametrize(
    "typed", ["Notes", "internal code", "Contact", "Region", "Operator", "Last updated by"]
)
def test_a_column_that_looks_like_none_of_ours_is_no_problem(typed: str) -> None:
    assert read_header([*NEEDED, typed], 1).warnings == ()


@pytest.mark.parametrize(
    ("name", "cell"),
    [("Clinic status", "Closed"), ("Current status", "closed (moved away)"), ("Closed?", "yes"),
     ("Is open", "No"), ("Status of the clinic", "temporarily closed")],
)  # fmt: skip
def test_a_clinic_that_only_another_column_calls_closed_does_not_go_live_as_open(
    name: str, cell: str
) -> None:
    reading = read_rows({name: "open"}, {"clinic_id": "two", "street": "2 Example Ave", name: cell})
    assert reading.errors == (Problem(3, name, cell, wording.CLOSED_ELSEWHERE),)
    told = read_rows({name: cell, "status": "open"})
    assert told.errors == ()
    assert errors_of({name: cell, "status": ""}) == [(2, name)]


@pytest.mark.parametrize(
    ("name", "cell"),
    [("Clinic status", "open"), ("Clinic status", ""), ("Closed?", "no"), ("Notes", "closed")],
)
def test_a_clinic_that_no_column_calls_closed_is_open(name: str, cell: str) -> None:
    assert errors_of({name: cell}) == []
