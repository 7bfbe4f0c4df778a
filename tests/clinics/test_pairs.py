"""Where a patient can go: the ranking of the pairs, and what must be confirmed."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.clinics import EVALUATION, Answer, Need, Network, Standing, search
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


def test_after_the_answer_of_find_a_clinic_the_shortest_way_in_all_comes_first() -> None:
    some = network(
        {"clinic_id": "nearest", "miles_north": 1, "evaluates": YES_BY_PHONE, "performs": NO_BY_PHONE},
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
    assert told(found) == ["nearest>both", "both>both", "near>far"]
    assert [round(pair.miles or 0) for pair in found] == [6, 10, 32]
    assert [pair.is_one_stop for pair in found] == [False, True, False]


def test_how_sure_we_are_goes_before_miles_on_both_legs() -> None:
    some = network(
        {"clinic_id": "reported", "miles_north": 1, "evaluates": YES_ON_WEBSITE, "performs": YES_ON_WEBSITE},
        {"clinic_id": "sure", "miles_north": 20, "evaluates": YES_BY_PHONE, "performs": NO_BY_PHONE},
        {"clinic_id": "does", "miles_north": 30, "evaluates": NO_BY_PHONE, "performs": YES_BY_PHONE},
        {"clinic_id": "maybe", "miles_north": 0.5},
    )
    assert told(pairs(some)) == ["sure>does", "reported>reported", "maybe>does"]
    assert [pair.is_nearer for pair in pairs(some)] == [False, True, False]


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
    (asked,) = to_confirm(pair, None, None)
    assert (asked.doubt, asked.clinic.clinic_id) == (Doubt.SENDS_THERE, "a")
    assert "Ask if it can send the patient to Example surer." in question(asked, CONFIRM_DAYS)


def test_after_the_first_a_pair_that_goes_past_a_referral_comes_after_those_that_do_not() -> None:
    some = network(*PAST_AND_STRAIGHT)
    assert told(pairs(some)) == ["past>a", "straight>a", "past too>own"]
    assert [pair.goes_past_referral for pair in pairs(some)] == [True, False, False]


def test_of_two_ways_equally_long_the_one_to_a_single_clinic_comes_first() -> None:
    some = network(
        {"clinic_id": "0", "miles_north": 1, "evaluates": YES_BY_PHONE, "performs": NO_BY_PHONE},
        {"clinic_id": "a", "miles_north": 4, "evaluates": YES_BY_PHONE, "performs": NO_BY_PHONE},
        {"clinic_id": "b", "miles_north": 4, "evaluates": YES_BY_PHONE, "performs": YES_BY_PHONE},
    )
    assert told(pairs(some)) == ["0>b", "b>b"]


def test_while_nobody_performs_the_pairs_are_evaluations_and_whom_to_ask() -> None:
    some = network(
        {"clinic_id": "a", "miles_north": 2, "evaluates": YES_ON_WEBSITE},
        {"clinic_id": "b", "miles_north": 1, "evaluates": YES_ON_WEBSITE, "performs": NO_BY_PHONE},
    )
    found = pairs(some)
    assert told(found) == ["b>?", "a>?"]
    assert [[(item.doubt, item.service) for item in to_confirm(pair, None, None)] for pair in found] == [
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
    assert to_confirm(found[0], on, None) == ()
    assert [item.doubt for item in to_confirm(found[1], on, None)] == [Doubt.OPEN_THAT_DAY]


def test_a_call_asks_whether_what_is_listed_of_each_clinic_is_still_right_where_that_is_old() -> None:
    both = {"evaluates": YES_BY_PHONE, "performs": YES_BY_PHONE}
    old = {"listing_as_of": "2026-01-01"}
    (one_stop,) = pairs(network({"clinic_id": "a", **both, **old}))
    assert [item.doubt for item in to_confirm(one_stop, None, None)] == [Doubt.LISTING]
    two_stops = network(
        {"clinic_id": "a", "evaluates": YES_BY_PHONE, "performs": NO_BY_PHONE, **old},
        {"clinic_id": "b", "evaluates": NO_BY_PHONE, "performs": YES_ON_WEBSITE, **old},
    )
    asked = to_confirm(pairs(two_stops)[0], None, None)
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


PAST_AND_STRAIGHT = (
    {"clinic_id": "past", "miles_north": 2, "evaluates": YES_BY_PHONE, "performs": NO_BY_PHONE, "refers_to": "own"},
    {"clinic_id": "past too", "miles_north": 3, "evaluates": YES_BY_PHONE, "performs": NO_BY_PHONE, "refers_to": "own"},
    {"clinic_id": "straight", "miles_north": 9, "evaluates": YES_BY_PHONE, "performs": NO_BY_PHONE},
    {"clinic_id": "a", "miles_north": 4, "evaluates": NO_BY_PHONE, "performs": YES_BY_PHONE},
    {"clinic_id": "own", "miles_north": 9, "evaluates": NO_BY_PHONE, "performs": YES_ON_WEBSITE},
)  # fmt: skip
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
def test_the_pairs_are_of_clinics_that_may_evaluate_and_fewer_of_them_are_the_first(
    rows: list[dict[str, Any]], count: int
) -> None:
    some = made(rows)
    everyone = pairs(some, 100)
    assert pairs(some, count) == everyone[:count]
    standings = [p.evaluation.standing for p in everyone[1:] if not p.is_nearer]
    assert standings == sorted(standings)
    seen = search(some, Need.EVALUATION, HERE)
    may = [m for m in seen if m.standing is not Standing.TEMPORARILY_CLOSED]
    assert {p.evaluation.clinic.clinic_id for p in everyone} <= {m.clinic.clinic_id for m in may}
    if not any(p.procedure for p in everyone):
        assert len(everyone) == len(may)


@given(NETWORKS)
def test_the_first_way_is_always_the_answer_of_find_a_clinic(rows: list[dict[str, Any]]) -> None:
    some = made(rows)
    best, first = best_answer(some, HERE), next(iter(pairs(some)), None)
    if first and best.seen_at:
        assert first.evaluation.clinic is best.seen_at.clinic
    if first and best.done_at:
        assert first.procedure
        assert first.procedure.clinic is best.done_at.clinic
    if best.seen_at:
        assert first


@given(NETWORKS)
def test_every_way_is_another_one_and_two_at_most_lead_to_one_clinic(rows: list[dict[str, Any]]) -> None:
    found = pairs(made(rows), 100)
    assert len(set(told(found))) == len(found)
    there = [pair.procedure.clinic.clinic_id for pair in found if pair.procedure]
    assert max(Counter(there).values(), default=0) <= 2 + any(pair.is_nearer for pair in found)


@given(NETWORKS)
def test_ways_from_elsewhere_never_crowd_out_the_way_to_do_both_at_one_clinic(
    rows: list[dict[str, Any]],
) -> None:
    found = pairs(made(rows), 100)
    by = {pair.evaluation.clinic.clinic_id: pair for pair in found}
    for pair in found:
        there = pair.procedure.clinic if pair.procedure else None
        if there and there.fact(EVALUATION).value is Answer.YES:
            assert there.clinic_id in by


@given(NETWORKS)
def test_a_nearer_way_is_shorter_than_the_first_and_goes_to_one_clinic_less_sure(
    rows: list[dict[str, Any]],
) -> None:
    found = pairs(made(rows), 100)
    for way in (pair for pair in found if pair.is_nearer):
        first = found[0]
        assert way.miles is not None
        assert first.miles is None or way.miles < first.miles
        legs = ((way.evaluation, first.evaluation), (way.procedure, first.procedure))
        less_sure = {leg.clinic.clinic_id for leg, of in legs if leg and of and leg.standing > of.standing}
        assert len(less_sure) == 1


def test_when_the_nearest_who_performs_has_had_two_ways_the_next_one_has_its_turn() -> None:
    some = network(
        *(
            {"clinic_id": n, "miles_north": int(n), "evaluates": YES_BY_PHONE, "performs": NO_BY_PHONE}
            for n in "1234"
        ),
        {"clinic_id": "near", "miles_north": 30, "evaluates": NO_BY_PHONE, "performs": YES_BY_PHONE},
        {"clinic_id": "far", "miles_north": 60, "evaluates": NO_BY_PHONE, "performs": YES_BY_PHONE},
        {"clinic_id": "read", "miles_north": 20, "evaluates": NO_BY_PHONE, "performs": YES_ON_WEBSITE},
    )
    assert told(pairs(some)) == ["1>near", "1>read", "2>near", "3>far", "4>far"]
    assert [pair.is_nearer for pair in pairs(some)] == [False, True, False, False, False]


def test_nobody_is_sent_away_from_a_clinic_that_does_it_itself() -> None:
    some = network(
        *(
            {"clinic_id": n, "miles_north": int(n), "evaluates": YES_BY_PHONE, "performs": NO_BY_PHONE}
            for n in "12"
        ),
        {"clinic_id": "both", "miles_north": 30, "evaluates": YES_BY_PHONE, "performs": YES_BY_PHONE},
        {"clinic_id": "far", "miles_north": 60, "evaluates": NO_BY_PHONE, "performs": YES_BY_PHONE},
    )
    assert told(pairs(some)) == ["1>both", "both>both", "2>far"]


def test_a_far_clinic_that_does_both_has_a_way_of_its_own_though_many_are_nearer() -> None:
    some = network(
        *(
            {"clinic_id": str(n), "miles_north": n / 100, "evaluates": YES_BY_PHONE, "performs": NO_BY_PHONE}
            for n in range(1, 600)
        ),
        {"clinic_id": "both", "miles_north": 30, "evaluates": YES_BY_PHONE, "performs": YES_BY_PHONE},
        {"clinic_id": "far", "miles_north": 70, "evaluates": NO_BY_PHONE, "performs": YES_BY_PHONE},
    )
    assert told(pairs(some, 3)) == ["1>both", "both>both", "2>far"]


def test_a_nearer_way_to_a_clinic_that_does_both_leaves_it_a_way_of_its_own() -> None:
    some = network(
        {"clinic_id": "read", "miles_north": 1, "evaluates": YES_ON_WEBSITE, "performs": NO_BY_PHONE},
        {"clinic_id": "sure", "miles_north": 5, "evaluates": YES_BY_PHONE, "performs": NO_BY_PHONE},
        {"clinic_id": "both", "miles_north": 9, "evaluates": YES_BY_PHONE, "performs": YES_BY_PHONE},
    )
    assert told(pairs(some)) == ["sure>both", "read>both", "both>both"]


def test_a_day_of_the_procedure_leaves_out_who_is_closed_then_and_asks_where_that_is_not_known() -> None:
    some = network(
        {"clinic_id": "a", "miles_north": 1, "evaluates": YES_BY_PHONE, "performs": NO_BY_PHONE},
        {"clinic_id": "mon", "miles_north": 2, "performs": YES_BY_PHONE, "opening_hours": "Mo 08:00-17:00"},
        {"clinic_id": "ask", "miles_north": 9, "performs": YES_BY_PHONE},
    )
    thursday = coming(3, NOON.date())
    first = ranked_pairs(some, HERE, 10, done_on=thursday)[0]
    assert told([first]) == ["a>ask"]
    assert [(item.doubt, item.clinic.clinic_id, item.on) for item in to_confirm(first, None, thursday)] == [
        (Doubt.OPEN_THAT_DAY, "ask", thursday)
    ]


def test_where_those_who_perform_are_all_closed_or_too_far_there_is_no_way_and_nobody_unknown() -> None:
    some = network(
        {"clinic_id": "a", "miles_north": 1, "evaluates": YES_BY_PHONE, "performs": NO_BY_PHONE},
        {"clinic_id": "b", "miles_north": 30, "performs": YES_BY_PHONE, "opening_hours": "Mo 08:00-17:00"},
    )
    assert ranked_pairs(some, HERE, 10, done_on=coming(3, NOON.date())) == []
    assert ranked_pairs(some, HERE, 10, within=25) == []
    assert told(ranked_pairs(some, HERE, 10, within=50)) == ["a>b", "b>b"]


def test_within_so_many_miles_leaves_out_whose_place_is_not_known() -> None:
    some = network(
        {"clinic_id": "a", "miles_north": None, "evaluates": YES_BY_PHONE},
        {"clinic_id": "b", "miles_north": 9},
    )
    assert told(ranked_pairs(some, HERE, 10, within=10)) == ["b>?"]


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
    assert [question(item, 180) for item in to_confirm(pair, None, None)] == ([asked] if asked else [])
