"""Is the position in the file where the clinic is?"""

from __future__ import annotations

import pytest

from locator.clinic_file import Problem, wording
from locator.clinics import Position
from locator.words import Message
from tests.clinic_file.made import clinic_of, errors_of, read_rows, warnings_of

IN_PLACE = {"latitude": "45.1300", "longitude": "-93.4840"}  # 2.7 miles from the center of 55369 at most


def message_of(latitude: str, longitude: str, zip_code: str = "55369") -> tuple[str, str, Message]:
    """Column, value and message of the one error about this position."""
    (error,) = read_rows({"latitude": latitude, "longitude": longitude, "zip": zip_code}).errors
    return error.column, error.value, error.message


def test_a_position_near_its_zip_is_kept_to_the_digit() -> None:
    assert clinic_of(**IN_PLACE).position == Position(45.13, -93.484)


def test_latitude_and_longitude_swapped_are_said_to_be() -> None:
    assert message_of("-93.4840", "45.1300") == ("latitude", "-93.4840, 45.1300", wording.SWAPPED)


def test_a_lost_minus_sign_is_said_to_be_lost() -> None:
    assert message_of("45.1300", "93.4840") == ("longitude", "45.1300, 93.4840", wording.MINUS_LOST)


def test_both_at_once_are_said_to_be_both() -> None:
    assert message_of("93.4840", "45.1300")[2] == wording.SWAPPED_AND_MINUS_LOST


def test_a_minus_sign_too_many_is_named() -> None:
    assert message_of("-45.1300", "-93.4840")[:1] == ("latitude",)
    assert message_of("-45.1300", "-93.4840")[2] == wording.MINUS_TOO_MANY
    assert message_of("-45.1300", "93.4840")[2] == wording.BOTH_SIGNS


def test_a_position_in_another_state_says_how_far_away_it_is() -> None:
    assert message_of("36.1627", "-86.7816")[2] == wording.FAR_FROM_ZIP.with_(
        miles=wording.Amount(711), zip_code="55369"
    )


@pytest.mark.parametrize(("latitude", "is_error"), [("45.46", False), ("45.50", True)])
def test_twenty_five_miles_from_the_center_of_the_zip_is_the_limit(latitude: str, is_error: bool) -> None:
    assert bool(errors_of({"latitude": latitude, "longitude": "-93.4840"})) is is_error


def test_a_position_with_an_unknown_zip_need_only_be_in_the_us() -> None:
    unknown = {"zip": "00000"}
    assert errors_of(IN_PLACE | unknown) == []
    assert message_of("51.5", "-0.1", "00000")[2] == wording.OUTSIDE_US
    assert message_of("-93.484", "45.13", "00000")[2] == wording.SWAPPED
    assert message_of("45.13", "93.484", "00000")[2] == wording.MINUS_LOST


@pytest.mark.parametrize(
    ("zip_code", "state", "latitude", "longitude"),
    [("96910", "GU", "13.4745", "144.7504"), ("96799", "AS", "-14.2710", "-170.7025"), ("99501", "AK", "61.2181", "-149.9003"),
     ("00901", "PR", "18.4655", "-66.1057")],
)  # fmt: skip
def test_a_position_far_from_the_mainland_is_in_the_us_too(
    zip_code: str, state: str, latitude: str, longitude: str
) -> None:
    position = {"latitude": latitude, "longitude": longitude, "state": state}
    assert errors_of(position | {"zip": zip_code}, position | {"zip": "00000", "clinic_id": "two"}) == []


@pytest.mark.parametrize(("given", "missing"), [("latitude", "longitude"), ("longitude", "latitude")])
def test_only_one_of_latitude_and_longitude_is_an_error(given: str, missing: str) -> None:
    (error,) = read_rows({given: IN_PLACE[given], missing: ""}).errors
    assert error == Problem(2, missing, "", wording.HALF_A_POSITION)


def test_a_latitude_that_cannot_be_read_is_one_error_and_not_two() -> None:
    assert errors_of(IN_PLACE | {"latitude": "north"}) == [(2, "latitude")]


def test_a_blank_position_is_the_center_of_the_zip_and_approximate() -> None:
    position = clinic_of(latitude="", longitude="").position
    assert position is not None
    assert position.is_approximate
    assert (round(position.latitude), round(position.longitude)) == (45, -93)


def test_a_blank_position_with_an_unknown_zip_is_no_position() -> None:
    assert clinic_of(zip="00000").position is None
    assert warnings_of({"zip": "00000"}) == [(2, "zip")]


@pytest.mark.parametrize(
    ("zip_code", "state", "zone"),
    [("55369", "MN", "America/Chicago"), ("02139", "MA", "America/New_York"), ("55369-1234", "MN", "America/Chicago"),
     ("00000", "MN", "America/Chicago"), ("96813", "HI", "Pacific/Honolulu")],
)  # fmt: skip
def test_the_time_zone_is_the_zips(zip_code: str, state: str, zone: str) -> None:
    assert clinic_of(zip=zip_code, state=state).timezone == zone


def test_a_position_with_an_unknown_zip_must_be_in_its_state() -> None:
    outside = wording.OUTSIDE_STATE.with_(state="MN")
    assert message_of("25.76", "-80.19", "55999") == ("latitude", "25.76, -80.19", outside)
    assert errors_of(IN_PLACE | {"zip": "55999"}) == []
    assert errors_of({"zip": "99999", "state": "AK", "latitude": "51.88", "longitude": "-176.65"}) == []
