"""Where the clinics send people for the procedure."""

from __future__ import annotations

import pytest

from locator.clinic_file import Problem, wording
from tests.clinic_file.made import clinic_of, fact, listed, read_rows

PERFORMS = {"clinic_id": "two", "street": "2 Example Ave"} | fact("performs", "yes")


def test_a_referral_to_a_clinic_that_performs_is_no_problem() -> None:
    reading = read_rows({"refers_to": "two"}, PERFORMS)
    assert (reading.errors, reading.warnings) == ((), ())
    assert reading.clinics is not None
    assert listed(reading)[0].refers_to == ("two",)


def test_a_referral_to_a_clinic_that_is_not_there_is_an_error() -> None:
    (error,) = read_rows({"refers_to": "two;nowhere"}, PERFORMS).errors
    assert error == Problem(2, "refers_to", "nowhere", wording.REFERS_TO_NOBODY.with_(target="nowhere"))


def test_a_misspelled_referral_names_the_clinic_that_may_be_meant() -> None:
    (error,) = read_rows(
        {"clinic_id": "two", "refers_to": "exampel-one"}, {"street": "x"} | fact("performs", "yes")
    ).errors
    assert error.message == wording.REFERS_TO_ANOTHER.with_(target="exampel-one", nearest="example-one")


def test_a_referral_to_a_clinic_that_says_no_is_an_error() -> None:
    (error,) = read_rows({"refers_to": "two"}, PERFORMS | {"performs": "no"}).errors
    assert error == Problem(2, "refers_to", "two", wording.REFERS_TO_NO.with_(target="two"))


def test_a_clinic_that_refers_to_itself_is_an_error() -> None:
    (error,) = read_rows(fact("performs", "yes") | {"refers_to": "example-one"}).errors
    assert error == Problem(2, "refers_to", "example-one", wording.REFERS_TO_ITSELF)


def test_a_referral_to_a_clinic_not_known_to_perform_is_asked_about() -> None:
    (warning,) = read_rows({"refers_to": "two"}, {"clinic_id": "two", "street": "x"}).warnings
    assert warning == Problem(2, "refers_to", "two", wording.REFERS_TO_UNKNOWN.with_(target="two"))


@pytest.mark.parametrize("status", ["closed", "temporarily closed"])
def test_a_referral_to_a_closed_clinic_is_asked_about(status: str) -> None:
    (warning,) = read_rows({"refers_to": "two"}, PERFORMS | {"status": status}).warnings
    assert warning == Problem(2, "refers_to", "two", wording.REFERS_TO_CLOSED.with_(target="two"))


def test_a_clinic_named_twice_is_asked_about() -> None:
    (warning,) = read_rows({"refers_to": "two;two"}, PERFORMS).warnings
    assert warning == Problem(2, "refers_to", "two", wording.REFERS_TWICE.with_(target="two"))


def test_clinics_that_refer_to_each_other_are_fine() -> None:
    first = fact("performs", "yes") | {"refers_to": "two"}
    assert read_rows(first, PERFORMS | {"refers_to": "example-one"}).ok


def test_a_referral_is_written_as_people_do() -> None:
    assert clinic_of(refers_to="").refers_to == ()
    reading = read_rows(
        {"refers_to": "Two, Three"}, PERFORMS, PERFORMS | {"clinic_id": "three", "street": "3"}
    )
    assert reading.clinics is not None
    assert listed(reading)[0].refers_to == ("two", "three")


@pytest.mark.parametrize(
    ("name", "cell"), [('South "Back" Café', 'South "Back" Café'), ("Example Edina", "Example Edina")]
)
def test_a_clinic_named_by_its_name_gives_its_id(name: str, cell: str) -> None:
    other = {"clinic_id": "south", "name": name, "street": "2 Example Ave"} | fact("performs", "yes")
    (error,) = read_rows({"refers_to": cell}, other).errors
    assert (error.column, error.message) == ("refers_to", wording.REFERS_BY_NAME.with_(ids="south"))
