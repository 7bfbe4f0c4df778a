"""Addresses in one cell: taken apart where all of it is certain, and else left with advice."""

from __future__ import annotations

import pytest

from locator.clinic_file import Problem, wording
from tests.clinic_file.made import listed, read, read_rows

BARE = {"city": "", "state": "", "zip": ""}


@pytest.mark.parametrize(
    ("typed", "street", "city", "zip_code"),
    [
        ("7700 France Ave S Ste 240, Edina, MN 55435", "7700 France Ave S Ste 240", "Edina", "55435"),
        ("7700 France Ave S, Ste 240, Edina, MN, 55435", "7700 France Ave S, Ste 240", "Edina", "55435"),
        (
            "9645 Grove Cir N\nMaple Grove, Minnesota 55369-1234",
            "9645 Grove Cir N",
            "Maple Grove",
            "55369-1234",
        ),
        ("800 E 28th St, Minneapolis MN 55407, USA", "800 E 28th St", "Minneapolis", "55407"),
        ("1 Main St, Saint Paul, mn 55101", "1 Main St", "Saint Paul", "55101"),
        ("1 Main St, St. Paul, Minn. 55101", "1 Main St", "St. Paul", "55101"),
    ],
)
def test_a_whole_address_in_one_cell_is_taken_apart(
    typed: str, street: str, city: str, zip_code: str
) -> None:
    reading = read_rows({**BARE, "street": typed})
    (clinic,) = listed(reading)
    assert (clinic.street, clinic.city, clinic.state, clinic.zip) == (street, city, "MN", zip_code)
    (warning,) = reading.warnings
    assert (warning.row, warning.column, warning.message) == (2, "street", wording.ADDRESS_SPLIT)


@pytest.mark.parametrize(
    "typed",
    [
        "7700 France Ave S Edina MN 55435",  # where does the street end?
        "7700 France Ave S, Boston, MN 55435",
        "7700 France Ave S, Edina, WI 55435",
        "7700 France Ave S, Edina, MN 00000",
        "Southdale Center, Edina, MN 55435",
    ],
)
def test_an_address_that_could_be_read_in_two_ways_gets_advice(typed: str) -> None:
    reading = read_rows({**BARE, "street": typed})
    assert [error.column for error in reading.errors] == ["city", "state", "zip"]
    assert [warning.message for warning in reading.warnings] == [wording.ADDRESS_IN_ONE_CELL]


def test_a_street_beside_its_city_is_left_alone() -> None:
    (clinic,) = listed(read_rows({"street": "1 Example Ave, Edina, MN 55435"}))
    assert (clinic.street, clinic.city) == ("1 Example Ave, Edina, MN 55435", "Maple Grove")


OPEN_STREET_MAP = b"clinic_id,name,addr:housenumber,addr:street,addr:city,addr:state,addr:postcode,phone,evaluates,performs\n"


def test_house_numbers_and_streets_as_openstreetmap_has_them_are_put_together_and_said_so() -> None:
    reading = read(OPEN_STREET_MAP + b"one,Example,9645,Grove Cir N,Maple Grove,MN,55369,763-555-0101,,\n")
    assert reading.errors == ()
    assert listed(reading)[0].street == "9645 Grove Cir N"
    assert reading.warnings == (Problem(1, "street", "", wording.STREET_JOINED),)


def test_a_house_number_alone_is_no_street() -> None:
    reading = read(OPEN_STREET_MAP + b"one,Example,9645,,Maple Grove,MN,55369,763-555-0101,,\n")
    assert [(error.row, error.column) for error in reading.errors] == [(2, "street")]
