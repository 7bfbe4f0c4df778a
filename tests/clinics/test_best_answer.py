"""Which clinic is named first: where to be seen, and where the procedure is done."""

from __future__ import annotations

from locator.clinics import Match
from locator.clinics.best_answer import best_answer
from tests.made_clinics import HERE, NO_BY_PHONE, YES_BY_PHONE, YES_ON_WEBSITE, network


def test_the_answer_follows_the_clinics_own_referral_among_equally_sure_ones() -> None:
    some = network(
        {"clinic_id": "seen", "evaluates": YES_BY_PHONE, "performs": NO_BY_PHONE, "refers_to": "far"},
        {"clinic_id": "near", "miles_north": 3, "performs": YES_BY_PHONE, "evaluates": NO_BY_PHONE},
        {"clinic_id": "far", "miles_north": 9, "performs": YES_BY_PHONE, "evaluates": NO_BY_PHONE},
    )
    best = best_answer(some, HERE)
    assert best.seen_at is not None
    assert best.done_at is not None
    assert (best.seen_at.clinic.clinic_id, best.done_at.clinic.clinic_id) == ("seen", "far")


def test_a_confirmed_performer_beats_a_referral_that_is_only_reported() -> None:
    some = network(
        {"clinic_id": "seen", "evaluates": YES_BY_PHONE, "refers_to": "reported"},
        {"clinic_id": "reported", "miles_north": 3, "performs": YES_ON_WEBSITE},
        {"clinic_id": "sure", "miles_north": 9, "performs": YES_BY_PHONE},
    )
    best = best_answer(some, HERE)
    assert best.done_at is not None
    assert best.done_at.clinic.clinic_id == "sure"
    assert best.nearer_done_at is not None
    assert best.nearer_done_at.clinic.clinic_id == "reported"


def test_where_nobody_is_known_to_perform_the_answer_names_nobody_but_whom_to_ask() -> None:
    some = network({"clinic_id": "a", "evaluates": YES_ON_WEBSITE}, {"clinic_id": "b"})
    best = best_answer(some, HERE)
    assert best.done_at is None
    assert best.evaluators == 1
    assert best.ask.clinic_id == "a"


def test_a_clinic_closed_for_now_is_never_the_answer() -> None:
    some = network({"clinic_id": "a", "evaluates": YES_BY_PHONE, "status": "temporarily closed"})
    assert best_answer(some, HERE).seen_at is None


def test_a_less_sure_clinic_that_is_hardly_nearer_is_not_worth_another_call() -> None:
    def nearer(miles: float) -> Match | None:
        some = network(
            {"clinic_id": "sure", "miles_north": 9, "performs": YES_BY_PHONE},
            {"clinic_id": "reported", "miles_north": miles, "performs": YES_ON_WEBSITE},
        )
        return best_answer(some, HERE).nearer_done_at

    assert nearer(8) is not None
    assert nearer(8.5) is None
