"""Finding clinics by a part of what is known of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.clinics.finding import found_by, plain
from locator.clinics.table import Filters, table
from tests.made_clinics import NOON, network

THREE = network(
    {
        "clinic_id": "a",
        "name": "Example Clínica – O’Peña & Søn",
        "street": "77 France Ave S",
        "phone": "763-201-8191",
        "referral_fax": "952-555-0153",
    },
    {
        "clinic_id": "b",
        "name": "Example B",
        "city": "Maple Grove",
        "zip": "55369",
        "phone": "651-555-0111 ext. 4",
    },
    {"clinic_id": "c", "name": "example a", "referral_phone": "612-555-0102", "phone": "218-555-0100"},
)


def found(text: str) -> str:
    return "".join(clinic.clinic_id for clinic in found_by(THREE, text))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("clinica", "a"),
        ("OPENA", "a"),
        ("o'peña", "a"),
        ("grove maple", "b"),
        ("france", "a"),
        ("55369", "b"),
        ("55369-1234", "b"),
        ("5543", "ac"),
        ("example", "abc"),
        ("example france", "a"),
        ("nowhere", ""),
        ("", "abc"),
        ("  ", "abc"),
        (".*", ""),
        ("%", ""),
    ],
)
def test_a_clinic_is_found_by_any_part_of_name_street_city_or_zip(text: str, ids: str) -> None:
    assert found(text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [("St Paul", "a"), ("st. paul", "a"), ("saint paul", "a"), ("saint", "ab"), ("Mt Olivet", "b"), ("St", "ab"),
     ("main st", "a"), ("north mount olivet", "b"), ("saint 55101", "a"), ("fort paul", "")],
)  # fmt: skip
def test_what_people_shorten_is_found_in_either_spelling(text: str, ids: str) -> None:
    some = network(
        {"clinic_id": "a", "name": "Clinic", "street": "1 Main St", "city": "Saint Paul", "zip": "55101"},
        {"clinic_id": "b", "name": "St. Olaf", "street": "1 N Mt Olivet Rd", "city": "Edina", "zip": "55435"},
    )
    assert "".join(clinic.clinic_id for clinic in found_by(some, text)) == ids


@pytest.mark.parametrize(
    "phone",
    [
        "763-201-8191",
        "(763) 201-8191",
        "763.201.8191",
        "7632018191",
        "+1 763 201 8191",
        "1-763-201-8191",
        "201-8191",
        "8191",
    ],
)
def test_a_phone_is_found_in_any_form_and_by_any_part(phone: str) -> None:
    assert found(phone) == "a"


def test_a_fax_and_a_referral_phone_are_found_too_and_an_extension_does_not_hide_a_phone() -> None:
    assert (found("952 555 0153"), found("612-555-0102"), found("651-555-0111")) == ("a", "c", "b")


def test_digits_of_two_different_phones_are_not_taken_for_one() -> None:
    assert found("01002181") == ""


def test_names_are_ranked_as_people_read_them() -> None:
    assert [row.clinic.clinic_id for row in table(THREE, Filters(), None, NOON)] == ["c", "b", "a"]


@given(st.text())
def test_any_text_can_be_sought_and_plain_text_stays_plain(text: str) -> None:
    assert set(found_by(THREE, text)) <= set(THREE)
    assert plain(plain(text)) == plain(text)
