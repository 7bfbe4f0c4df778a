"""Which clinics are listed for a need, and in what order."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from locator.clinics import Need, Result, Standing, search
from tests.made_clinics import HERE, NO_BY_PHONE, YES_BY_PHONE, YES_ON_WEBSITE, YES_TOO_OLD, network


def ids(result: Result) -> list[str]:
    return [match.clinic.clinic_id for match in result.first(len(result))]


def test_a_confirmed_yes_comes_before_a_nearer_reported_one_and_both_before_an_unknown_one() -> None:
    some = network(
        {"clinic_id": "unknown", "miles_north": 1},
        {"clinic_id": "reported", "miles_north": 2, "performs": YES_ON_WEBSITE},
        {"clinic_id": "overdue", "miles_north": 3, "performs": YES_TOO_OLD},
        {"clinic_id": "confirmed", "miles_north": 9, "performs": YES_BY_PHONE},
    )
    result = search(some, Need.PROCEDURE, HERE)
    assert ids(result) == ["confirmed", "reported", "overdue", "unknown"]
    assert [match.standing for match in result.first(4)] == [
        Standing.CONFIRMED,
        Standing.REPORTED,
        Standing.REPORTED,
        Standing.POSSIBLE,
    ]


@pytest.mark.parametrize("how_learned", [NO_BY_PHONE, {"value": "no"}])
def test_a_no_is_never_listed_for_that_need(how_learned: dict[str, str]) -> None:
    some = network({"clinic_id": "no", "performs": how_learned, "evaluates": YES_BY_PHONE})
    assert ids(search(some, Need.PROCEDURE, HERE)) == []
    assert ids(search(some, Need.EVALUATION, HERE)) == ["no"]
    assert ids(search(some, Need.EITHER, HERE)) == ["no"]


def test_a_clinic_that_does_neither_is_not_listed_for_either() -> None:
    some = network({"clinic_id": "neither", "performs": NO_BY_PHONE, "evaluates": NO_BY_PHONE})
    assert ids(search(some, Need.EITHER, HERE)) == []


def test_closed_clinics_are_left_out_and_those_closed_for_now_come_last() -> None:
    some = network(
        {"clinic_id": "gone", "status": "closed", "evaluates": YES_BY_PHONE},
        {"clinic_id": "paused", "status": "temporarily closed", "evaluates": YES_BY_PHONE},
        {"clinic_id": "there", "miles_north": 50},
    )
    assert ids(search(some, Need.EVALUATION, HERE)) == ["there", "paused"]


def test_without_a_place_the_list_is_by_name_and_has_no_miles() -> None:
    some = network({"clinic_id": "b", "name": "Birch"}, {"clinic_id": "a", "name": "Aspen"})
    result = search(some, Need.EITHER, None)
    assert ids(result) == ["a", "b"]
    assert [match.miles for match in result.first(2)] == [None, None]


def test_a_clinic_without_any_position_is_listed_last_and_counted() -> None:
    some = network(
        {"clinic_id": "nowhere", "miles_north": None},
        {"clinic_id": "about-there", "miles_north": 5, "is_approximate": True},
        {"clinic_id": "there", "miles_north": 9},
    )
    result = search(some, Need.EITHER, HERE)
    assert ids(result) == ["about-there", "there", "nowhere"]
    assert result.without_exact_position == 2


def test_numbers_run_from_one_in_the_order_of_the_list() -> None:
    some = network({"clinic_id": "a", "miles_north": 2}, {"clinic_id": "b", "miles_north": 1})
    result = search(some, Need.EITHER, HERE)
    assert [(match.number, match.clinic.clinic_id) for match in result.first(2)] == [(1, "b"), (2, "a")]
    assert result.match_of("a") == result.first(2)[1]
    assert result.match_of("missing") is None


def test_a_fact_grows_old_at_midnight_where_the_clinic_is() -> None:
    row = {"clinic_id": "a", "performs": {"value": "yes", "as_of": "2026-05-25", "method": "phone"}}
    # 180 days after May 25 is November 21, the last day on which it counts; Chicago is six hours behind.
    before = network(row, now=datetime(2026, 11, 22, 5, 59, tzinfo=UTC))
    after = network(row, now=datetime(2026, 11, 22, 6, 0, tzinfo=UTC))
    assert search(before, Need.PROCEDURE, None).first(1)[0].standing is Standing.CONFIRMED
    assert search(after, Need.PROCEDURE, None).first(1)[0].standing is Standing.REPORTED
