from zoneinfo import available_timezones

import numpy as np
import pytest

from locator.places import zip_table
from locator.places.distance import miles_between
from locator.places.states import codes_by_name


def row_of(text: str) -> int:
    return int(zip_table().lookup(np.array([text], dtype=object))[0])


def test_every_us_zip_code_is_there_once() -> None:
    assert len(zip_table().zip) > 42_000
    assert len(np.unique(zip_table().zip)) == len(zip_table().zip)


def test_a_zip_code_leads_to_its_town_center_and_time_zone() -> None:
    row = row_of("55369")
    table = zip_table()
    assert (table.zip[row], table.city[row], table.state[row]) == ("55369", "Osseo", "MN")
    assert "Maple Grove" in table.other_names[row]
    assert table.timezone[row] == "America/Chicago"
    assert miles_between(table.latitude[row], table.longitude[row], 45.13, -93.46) < 1


@pytest.mark.parametrize("text", ["55369-1234", "553691234"])
def test_zip_plus_four_leads_to_the_same_row(text: str) -> None:
    assert row_of(text) == row_of("55369")


def test_a_leading_zero_is_part_of_the_zip_code() -> None:
    assert zip_table().state[row_of("02134")] == "MA"
    assert row_of("2134") == -1


@pytest.mark.parametrize(
    "text", ["", "00000", "5536", "553690", "55369-12", "5536x", " 55369", "55369 ", "nan", "５５３６９"]
)
def test_what_is_no_zip_code_has_no_row(text: str) -> None:
    assert row_of(text) == -1


def test_many_are_looked_up_at_once_in_their_order() -> None:
    rows = zip_table().lookup(np.array(["55435", "junk", "55369", "55435"], dtype=object))
    assert rows.dtype == np.int64
    assert zip_table().zip[rows[[0, 2, 3]]].tolist() == ["55435", "55369", "55435"]
    assert rows[1] == -1
    assert zip_table().lookup(np.empty(0, dtype=object)).shape == (0,)


def test_an_unknown_center_is_not_a_number_rather_than_a_point_in_the_ocean() -> None:
    assert np.isnan(zip_table().latitude[row_of("09012")])
    assert not np.any(zip_table().latitude == 0)
    assert np.array_equal(np.isnan(zip_table().latitude), np.isnan(zip_table().longitude))


def test_nobody_can_change_the_table_that_all_share() -> None:
    with pytest.raises(ValueError, match="read-only"):
        zip_table().latitude[0] = 0


def test_every_state_of_the_table_is_a_known_state() -> None:
    known = set(codes_by_name().values())
    assert {*zip_table().state.tolist(), "MN", "DC", "PR", "AE"} <= known
    assert not {"XX", "mn", ""} & known


def test_every_time_zone_is_one_that_a_clock_can_be_set_to() -> None:
    assert set(np.unique(zip_table().timezone).tolist()) - {""} <= available_timezones()
