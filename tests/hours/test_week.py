"""Opening hours as an ordinary week."""

from __future__ import annotations

from datetime import time

import pytest

from locator.hours import Opening, says_more, weekly_openings

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
WORKDAYS = (0, 1, 2, 3, 4)


@pytest.mark.parametrize(
    ("hours", "openings"),
    [
        ("Mo-Fr 08:00-17:00", [Opening(WORKDAYS, time(8), time(17))]),
        ("Mo-Fr 08:00-17:00; PH off", [Opening(WORKDAYS, time(8), time(17))]),
        (
            "Mo-Th 07:00-19:00; Fr 08:00-16:30",
            [Opening((0, 1, 2, 3), time(7), time(19)), Opening((4,), time(8), time(16, 30))],
        ),
        (
            "Tu,Th 09:00-12:00,13:00-18:30",
            [Opening((1, 3), time(9), time(12)), Opening((1, 3), time(13), time(18, 30))],
        ),
        ("Mo-Fr 08:00-17:00; We off", [Opening((0, 1, 3, 4), time(8), time(17))]),
        ("24/7", [Opening(EVERY_DAY, time(0), None)]),
        ("08:00-24:00", [Opening(EVERY_DAY, time(8), None)]),
        ("Mo 22:00-02:00", [Opening((0,), time(22), None), Opening((1,), time(0), time(2))]),
    ],
)
def test_hours_that_are_the_same_every_week(hours: str, openings: list[Opening]) -> None:
    assert list(weekly_openings(hours)) == openings


@pytest.mark.parametrize(
    "hours",
    [
        "", "nonsense", "Mo[1] 08:00-12:00", "week 1-53/2 Mo 08:00-12:00", "Dec 08:00-12:00",
        "Mo-Fr sunrise-sunset", 'Mo-Fr 08:00-17:00 "by appointment"', "Mo-Fr 08:00+",
        'Mo-Fr 08:00-12:00 || "call"', "Mo-Fr 08:00-17:00; Dec 25 off", "Mo-Fr 25:00-26:00",
    ],
)  # fmt: skip
def test_hours_that_are_not(hours: str) -> None:
    assert weekly_openings(hours) == ()


def test_what_a_week_leaves_out_is_known() -> None:
    assert not says_more("Mo-Fr 08:00-17:00")
    assert says_more("Mo-Fr 08:00-17:00; PH off")
    assert says_more("Mo[1] 08:00-12:00")
    assert not says_more("")
    assert not says_more("Th 08:00-16:30")
