"""Which clinics are listed for a need, in what order, and which is named first."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from locator.clinics import Need
from locator.nearest import Result, Standing, best_answer, search
from tests.made_clinics import clinics

NOON = datetime(2026, 11, 21, 18, tzinfo=UTC)
HERE = (45.0, -93.0)
YES_BY_PHONE = {"value": "yes", "as_of": "2026-11-01", "method": "phone"}
YES_TOO_OLD = {"value": "yes", "as_of": "2026-01-01", "method": "phone"}
YES_ON_WEBSITE = {"value": "yes", "method": "website"}
NO_BY_PHONE = {"value": "no", "as_of": "2026-11-01", "method": "phone"}


def ids(result: Result) -> list[str]:
    return [match.clinic.clinic_id for match in result.first(len(result))]


def test_a_confirmed_yes_comes_before_a_nearer_reported_one_and_both_before_an_unknown_one() -> None:
    some = clinics(
        {"clinic_id": "unknown", "miles_north": 1},
        {"clinic_id": "reported", "miles_north": 2, "performs": YES_ON_WEBSITE},
        {"clinic_id": "overdue", "miles_north": 3, "performs": YES_TOO_OLD},
        {"clinic_id": "confirmed", "miles_north": 9, "performs": YES_BY_PHONE},
    )
    result = search(some, Need.PROCEDURE, HERE, NOON, 180)
    assert ids(result) == ["confirmed", "reported", "overdue", "unknown"]
    assert [match.standing for match in result.first(4)] == [
        Standing.CONFIRMED,
        Standing.REPORTED,
        Standing.REPORTED,
        Standing.POSSIBLE,
    ]


@pytest.mark.parametrize("how_learnt", [NO_BY_PHONE, {"value": "no"}])
def test_a_no_is_never_listed_for_that_need(how_learnt: dict[str, str]) -> None:
    some = clinics({"clinic_id": "no", "performs": how_learnt, "evaluates": YES_BY_PHONE})
    assert ids(search(some, Need.PROCEDURE, HERE, NOON, 180)) == []
    assert ids(search(some, Need.EVALUATION, HERE, NOON, 180)) == ["no"]
    assert ids(search(some, Need.EITHER, HERE, NOON, 180)) == ["no"]


def test_a_clinic_that_does_neither_is_not_listed_for_either() -> None:
    some = clinics({"clinic_id": "neither", "performs": NO_BY_PHONE, "evaluates": NO_BY_PHONE})
    assert ids(search(some, Need.EITHER, HERE, NOON, 180)) == []


def test_closed_clinics_are_left_out_and_those_closed_for_now_come_last() -> None:
    some = clinics(
        {"clinic_id": "gone", "status": "closed", "evaluates": YES_BY_PHONE},
        {"clinic_id": "paused", "status": "temporarily closed", "evaluates": YES_BY_PHONE},
        {"clinic_id": "there", "miles_north": 50},
    )
    assert ids(search(some, Need.EVALUATION, HERE, NOON, 180)) == ["there", "paused"]


def test_without_a_place_the_list_is_by_name_and_has_no_miles() -> None:
    some = clinics({"clinic_id": "b", "name": "Birch"}, {"clinic_id": "a", "name": "Aspen"})
    result = search(some, Need.EITHER, None, NOON, 180)
    assert ids(result) == ["a", "b"]
    assert [match.miles for match in result.first(2)] == [None, None]


def test_a_clinic_without_any_position_is_listed_last_and_counted() -> None:
    some = clinics(
        {"clinic_id": "nowhere", "miles_north": None},
        {"clinic_id": "about-there", "miles_north": 5, "is_approximate": True},
        {"clinic_id": "there", "miles_north": 9},
    )
    result = search(some, Need.EITHER, HERE, NOON, 180)
    assert ids(result) == ["about-there", "there", "nowhere"]
    assert result.without_exact_position == 2


def test_numbers_run_from_one_in_the_order_of_the_list() -> None:
    some = clinics({"clinic_id": "a", "miles_north": 2}, {"clinic_id": "b", "miles_north": 1})
    result = search(some, Need.EITHER, HERE, NOON, 180)
    assert [(match.number, match.clinic.clinic_id) for match in result.first(2)] == [(1, "b"), (2, "a")]
    assert result.match_of("a") == result.match(1)
    assert result.match_of("missing") is None


def test_a_fact_grows_old_at_midnight_where_the_clinic_is() -> None:
    some = clinics({"clinic_id": "a", "performs": {"value": "yes", "as_of": "2026-05-25", "method": "phone"}})
    # 180 days after 25 May is 21 November, the last day on which it counts; Chicago is six hours behind.
    before = datetime(2026, 11, 22, 5, 59, tzinfo=UTC)
    after = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
    assert search(some, Need.PROCEDURE, None, before, 180).match(0).standing is Standing.CONFIRMED
    assert search(some, Need.PROCEDURE, None, after, 180).match(0).standing is Standing.REPORTED


def test_the_answer_follows_the_clinics_own_referral_among_equally_sure_ones() -> None:
    some = clinics(
        {"clinic_id": "seen", "evaluates": YES_BY_PHONE, "performs": NO_BY_PHONE, "refers_to": "far"},
        {"clinic_id": "near", "miles_north": 3, "performs": YES_BY_PHONE, "evaluates": NO_BY_PHONE},
        {"clinic_id": "far", "miles_north": 9, "performs": YES_BY_PHONE, "evaluates": NO_BY_PHONE},
    )
    best = best_answer(some, HERE, NOON, 180)
    assert best.seen_at is not None
    assert best.done_at is not None
    assert (best.seen_at.clinic.clinic_id, best.done_at.clinic.clinic_id) == ("seen", "far")


def test_a_confirmed_performer_beats_a_referral_that_is_only_reported() -> None:
    some = clinics(
        {"clinic_id": "seen", "evaluates": YES_BY_PHONE, "refers_to": "reported"},
        {"clinic_id": "reported", "miles_north": 3, "performs": YES_ON_WEBSITE},
        {"clinic_id": "sure", "miles_north": 9, "performs": YES_BY_PHONE},
    )
    best = best_answer(some, HERE, NOON, 180)
    assert best.done_at is not None
    assert best.done_at.clinic.clinic_id == "sure"
    assert best.nearer_done_at is not None
    assert best.nearer_done_at.clinic.clinic_id == "reported"


def test_where_nobody_is_known_to_perform_the_answer_names_nobody_but_whom_to_ask() -> None:
    some = clinics({"clinic_id": "a", "evaluates": YES_ON_WEBSITE}, {"clinic_id": "b"})
    best = best_answer(some, HERE, NOON, 180)
    assert best.done_at is None
    assert best.evaluators == 1
    assert best.ask.clinic_id == "a"


def test_a_clinic_closed_for_now_is_never_the_answer() -> None:
    some = clinics({"clinic_id": "a", "evaluates": YES_BY_PHONE, "status": "temporarily closed"})
    assert best_answer(some, HERE, NOON, 180).seen_at is None
