import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.places.distance import EARTH_RADIUS_MILES, miles_between

MINNEAPOLIS = (44.9778, -93.2650)
SAINT_PAUL = (44.9537, -93.0900)
CHICAGO = (41.8781, -87.6298)

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)


@pytest.mark.parametrize(
    ("here", "there", "miles"),
    [(MINNEAPOLIS, SAINT_PAUL, 8.7), (MINNEAPOLIS, CHICAGO, 355), (MINNEAPOLIS, MINNEAPOLIS, 0)],
)
def test_known_distances_come_out_right(
    here: tuple[float, float], there: tuple[float, float], miles: float
) -> None:
    assert miles_between(*here, *there) == pytest.approx(miles, rel=0.01)


def test_a_degree_of_latitude_is_a_360th_of_the_way_around() -> None:
    assert miles_between(44, -93, 45, -93) == pytest.approx(2 * math.pi * EARTH_RADIUS_MILES / 360)


def test_the_other_side_of_the_earth_is_half_the_way_around() -> None:
    for latitude in np.linspace(-90, 90, 181):
        assert miles_between(latitude, 10.0, -latitude, -170.0) == pytest.approx(math.pi * EARTH_RADIUS_MILES)


def test_the_date_line_is_no_barrier() -> None:
    assert miles_between(0, 179.9, 0, -179.9) == pytest.approx(miles_between(0, 0, 0, 0.2))


def test_one_point_is_measured_against_many_at_once() -> None:
    latitudes = np.array([SAINT_PAUL[0], CHICAGO[0], np.nan])
    longitudes = np.array([SAINT_PAUL[1], CHICAGO[1], 0.0])
    miles = miles_between(*MINNEAPOLIS, latitudes, longitudes)
    assert miles[0] == miles_between(*MINNEAPOLIS, *SAINT_PAUL)
    assert miles[1] == miles_between(*MINNEAPOLIS, *CHICAGO)
    assert np.isnan(miles[2])


@given(latitudes, longitudes, latitudes, longitudes)
def test_it_is_as_far_back_as_there_and_never_more_than_half_way_around(
    lat1: float, lon1: float, lat2: float, lon2: float
) -> None:
    there = miles_between(lat1, lon1, lat2, lon2)
    assert there == pytest.approx(miles_between(lat2, lon2, lat1, lon1), abs=1e-6)
    assert 0 <= there <= math.pi * EARTH_RADIUS_MILES * (1 + 1e-9)
