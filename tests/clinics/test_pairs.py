"""Where a patient can go: the ranking of the pairs, and what must be confirmed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.clinics import EVALUATION, Need, Network, Standing, search
from locator.clinics.best_answer import best_answer
from locator.clinics.confirming import Doubt, to_confirm
from locator.clinics.pairs import Pair, ranked_pairs
from locator.hours import coming
from locator.words.scheduling import question
from tests.made_clinics import (
    CONFIRM_DAYS,
    HERE,
    NO_BY_PHONE,
    NOON,
    YES_BY_PHONE,
    YES_ON_WEBSITE,
    YES_TOO_OLD,
    network,
)


def pairs(some: Network, count: int = 10, day: int | None = None) -> list[Pair]:
    on = None if day is None else coming(day, NOON.date())
    return ranked_pairs(some, HERE, count, on)


def told(found: list[Pair]) -> list[str]:
    return [
        f"{pair.evaluation.clinic.clinic_id}>{pair.procedure.clinic.clinic_id if pair.procedure else '?'}"
        for pair in found
    ]


def test_the_shortest_way_in_all_comes_first_among_the_equally_sure() -> None:
    some = network(
        {
            "clinic_id": "near",
            "miles_north": 2,
            "evaluates": YES_BY_PHONE,
            "performs": NO_BY_PHONE,
            "refers_to": "far",
        },
        {"clinic_id": "both", "miles_north": 5, "evaluates": YES_BY_PHONE, "performs": YES_BY_PHONE},
        {"clinic_id": "far", "miles_north": 30, "evaluates": NO_BY_PHONE, "performs": YES_BY_PHONE},
    )
    found = pairs(some)
    assert told(found) == ["both>both", "near>far"]
    assert [round(pair.miles or 0) for pair in found] == [10, 32]
    assert [pair.is_one_stop for pair in found] == [True, False]


def test_how_sure_we_are_goes_before_miles_on_both_legs() -> None:
    some = network(
        {"clinic_id": "reported", "miles_north": 1, "evaluates": YES_ON_WEBSITE, "performs": YES_ON_WEBSITE},
        {"clinic_id": "sure", "miles_north": 20, "evaluates": YES_BY_PHONE, "performs": NO_BY_PHONE},
        {"clinic_id": "does", "miles_north": 30, "evaluates": NO_BY_PHONE, "performs": YES_BY_PHONE},
        {"clinic_id": "maybe", "miles_north": 0.5},
    )
    assert told(pairs(some)) == ["sure>does", "reported>does", "maybe>does"]


def test_a_clinics_own_referral_goes_before_a_nearer_one_that_is_no_surer() -> None:
    some = network(
        {
            "clinic_id": "a",
            "miles_north": 2,
            "evaluates": YES_BY_PHONE,
            "performs": NO_BY_PHONE,
            "refers_to": "own",
        },
        {"clinic_id": "nearer", "miles_north": 3, "evaluates": NO_BY_PHONE, "performs": YES_BY_PHONE},
        {"clinic_id": "own", "miles_north": 9, "evaluates": NO_BY_PHONE, "performs": YES_BY_PHONE},
    )
    assert told(pairs(some)) == ["a>own"]


def test_a_pair_that_goes_past_the_clinics_own_referral_must_be_asked_about() -> None:
    some = network(
        {
            "clinic_id": "a",
            "miles_north": 2,
            "evaluates": YES_BY_PHONE,
            "performs": NO_BY_PHONE,
            "refers_to": "own",
        },
        {"clinic_id": "surer", "miles_north": 3, "evaluates": NO_BY_PHONE, "performs": YES_BY_PHONE},
        {"clinic_id": "own", "miles_north": 9, "evaluates": NO_BY_PHONE, "performs": YES_ON_WEBSITE},
    )
    (pair,) = pairs(some)
    assert told([pair]) == ["a>surer"]
    (asked,) = to_confirm(pair, None)
    assert (asked.doubt, asked.clinic.clinic_id) == (Doubt.SENDS_THERE, "a")
    assert "Ask if it can send the patient to Example surer." in question(asked, CONFIRM_DAYS, None)


def test_a_pair_that_goes_past_a_referral_comes_after_those_that_do_not() -> None:
    some = network(
        {
            "clinic_id": "past",
            "miles_north": 2,
            "evaluates": YES_BY_PHONE,
            "performs": NO_BY_PHONE,
            "refers_to": "own",
        },
        {"clinic_id": "both", "miles_north": 5, "evaluates": YES_BY_PHONE, "performs": YES_BY_PHONE},
        {"clinic_id": "own", "miles_north": 9, "evaluates": NO_BY_PHONE, "performs": YES_ON_WEBSITE},
    )
    assert told(pairs(some)) == ["both>both", "past>both"]
    assert [pair.goes_past_referral for pair in pairs(some)] == [False, True]


def test_of_two_ways_equally_long_the_one_to_a_single_clinic_comes_first() -> None:
    some = network(
        {"clinic_id": "a", "miles_north": 4, "evaluates": YES_BY_PHONE, "performs": NO_BY_PHONE},
        {"clinic_id": "b", "miles_north": 4, "evaluates": YES_BY_PHONE, "performs": YES_BY_PHONE},
    )
    assert told(pairs(some)) == ["b>b", "a>b"]


def test_while_nobody_performs_the_pairs_are_evaluations_and_whom_to_ask() -> None:
    some = network(
        {"clinic_id": "a", "miles_north": 2, "evaluates": YES_ON_WEBSITE},
        {"clinic_id": "b", "miles_north": 1, "evaluates": YES_ON_WEBSITE, "performs": NO_BY_PHONE},
    )
    found = pairs(some)
    assert told(found) == ["b>?", "a>?"]
    assert [[(item.doubt, item.service) for item in to_confirm(pair, None)] for pair in found] == [
        [(Doubt.FACT, EVALUATION), (Doubt.WHERE_DONE, None)],
        [(Doubt.FACT, EVALUATION), (Doubt.DONE_HERE, None)],
    ]


def test_clinics_that_are_closed_or_do_not_evaluate_are_never_named() -> None:
    some = network(
        {"clinic_id": "no", "evaluates": NO_BY_PHONE},
        {"clinic_id": "closed", "evaluates": YES_BY_PHONE, "performs": YES_BY_PHONE, "status": "closed"},
        {
            "clinic_id": "away",
            "evaluates": YES_BY_PHONE,
            "performs": YES_BY_PHONE,
            "status": "temporarily closed",
        },
    )
    assert pairs(some) == []


def test_a_day_leaves_out_who_is_closed_then_and_asks_about_hours_that_are_not_known() -> None:
    some = network(
        {
            "clinic_id": "a",
            "miles_north": 1,
            "evaluates": YES_BY_PHONE,
            "performs": YES_BY_PHONE,
            "opening_hours": "Mo 08:00-17:00",
        },
        {
            "clinic_id": "b",
            "miles_north": 2,
            "evaluates": YES_BY_PHONE,
            "performs": YES_BY_PHONE,
            "opening_hours": "Th 08:00-17:00",
        },
        {"clinic_id": "c", "miles_north": 3, "evaluates": YES_BY_PHONE, "performs": YES_BY_PHONE},
    )
    found = pairs(some, day=3)
    assert told(found) == ["b>b", "c>c"]
    on = coming(3, NOON.date())
    assert to_confirm(found[0], on) == ()
    assert [item.doubt for item in to_confirm(found[1], on)] == [Doubt.OPEN_THAT_DAY]


def test_a_call_asks_whether_what_is_listed_of_each_clinic_is_still_right_where_that_is_old() -> None:
    both = {"evaluates": YES_BY_PHONE, "performs": YES_BY_PHONE}
    old = {"listing_as_of": "2026-01-01"}
    (one_stop,) = pairs(network({"clinic_id": "a", **both, **old}))
    assert [item.doubt for item in to_confirm(one_stop, None)] == [Doubt.LISTING]
    two_stops = network(
        {"clinic_id": "a", "evaluates": YES_BY_PHONE, "performs": NO_BY_PHONE, **old},
        {"clinic_id": "b", "evaluates": NO_BY_PHONE, "performs": YES_ON_WEBSITE, **old},
    )
    asked = to_confirm(pairs(two_stops)[0], None)
    assert [(item.clinic.clinic_id, item.doubt) for item in asked] == [
        ("a", Doubt.LISTING),
        ("b", Doubt.FACT),
        ("b", Doubt.LISTING),
    ]


def test_a_clinic_without_a_place_comes_last_and_has_no_miles_in_all() -> None:
    some = network(
        {"clinic_id": "a", "miles_north": None, "evaluates": YES_BY_PHONE, "performs": YES_BY_PHONE},
        {"clinic_id": "b", "miles_north": 50, "evaluates": YES_BY_PHONE, "performs": YES_BY_PHONE},
    )
    found = pairs(some)
    assert told(found) == ["b>b", "a>a"]
    assert found[1].miles is None


FACTS = st.sampled_from([{}, YES_BY_PHONE, YES_TOO_OLD, YES_ON_WEBSITE, NO_BY_PHONE])
ROW = st.fixed_dictionaries(
    {
        "miles_north": st.sampled_from([None, 1, 2, 3, 5, 8, 13, 21]),
        "evaluates": FACTS,
        "performs": FACTS,
        "refers_to": st.sampled_from(["", "0", "1", "2;0"]),
        "status": st.sampled_from(["open", "open", "closed", "temporarily closed"]),
    }
)
NETWORKS = st.lists(ROW, min_size=1, max_size=7)


def made(rows: list[dict[str, Any]]) -> Network:
    return network(*({"clinic_id": str(n), **row} for n, row in enumerate(rows)))


@given(NETWORKS, st.integers(1, 7))
def test_the_pairs_are_those_of_looking_at_every_clinic(rows: list[dict[str, Any]], count: int) -> None:
    some = made(rows)
    assert pairs(some, count) == pairs(some, 100)[:count]
    everyone = pairs(some, 100)
    keys = [
        (p.evaluation.standing, p.goes_past_referral, float("inf") if p.miles is None else p.miles)
        for p in everyone
    ]
    assert keys == sorted(keys)
    seen = search(some, Need.EVALUATION, HERE)
    may = [m for m in seen.first(len(seen)) if m.standing is not Standing.TEMPORARILY_CLOSED]
    assert {m.clinic.clinic_id for m in may} == {p.evaluation.clinic.clinic_id for p in everyone}


@given(NETWORKS)
def test_whoever_is_named_on_find_a_clinic_is_paired_here_alike(rows: list[dict[str, Any]]) -> None:
    some = made(rows)
    best = best_answer(some, HERE)
    if best.seen_at and best.done_at:
        (pair,) = (p for p in pairs(some, 100) if p.evaluation.clinic == best.seen_at.clinic)
        assert pair.procedure is not None
        assert pair.procedure.clinic == best.done_at.clinic


@pytest.mark.parametrize(
    ("new_patients", "as_of", "asked"),
    [
        ("yes", "2026-11-03", ""),
        ("yes", "2026-01-03", "Ask if it takes new patients, and how long they wait."),
        ("yes", "", "Ask if it takes new patients, and how long they wait."),
        (
            "no",
            "2026-11-03",
            "Ask when it takes new patients again. New patients: not taken now (Nov 3, 2026).",
        ),
        ("", "", ""),
    ],
)
def test_it_is_asked_if_new_patients_are_taken_where_that_is_old_or_a_no(
    new_patients: str, as_of: str, asked: str
) -> None:
    yes = {"value": "yes", "as_of": "2026-11-03", "method": "phone"}
    some = network(
        {
            "clinic_id": "a",
            "evaluates": yes,
            "performs": yes,
            "new_patients": new_patients,
            "availability_as_of": as_of,
        }
    )
    (pair,) = ranked_pairs(some, HERE, 1)
    assert [question(item, 180, None) for item in to_confirm(pair, None)] == ([asked] if asked else [])
