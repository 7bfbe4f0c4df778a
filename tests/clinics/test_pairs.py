"""Where a patient can go: the ranking of the pairs, what must be confirmed, and how they are told."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from locator.cards import Showing
from locator.nearest import Match, Standing, best_answer, search
from locator.scheduling.asking import Asking
from locator.scheduling.confirming import Doubt, to_confirm
from locator.scheduling.hours import coming
from locator.scheduling.page_html import about_pairs
from locator.scheduling.pair_text import pair_text
from locator.scheduling.pairs import Pair, ranked_pairs
from locator.scheduling.pairs_html import pairs_html, sheet_href
from locator.scheduling.wording import question

from locator.clinics import Clinics, Need
from locator.places import Place
from tests.made_clinics import clinics
from tests.test_scheduling_table import HOSTILE

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)  # a Friday, noon in Chicago
LIMIT = 180
HERE = (45.0, -93.0)
PLACE = Place("55369", *HERE, "the centre of 55369")
YES = {"value": "yes", "as_of": "2026-11-03", "method": "phone"}
OLD_YES = {"value": "yes", "as_of": "2026-03-10", "method": "phone"}
SITE_YES = {"value": "yes", "method": "website"}
NO = {"value": "no", "as_of": "2026-11-03", "method": "phone"}


def pairs(some: Clinics, count: int = 10, day: int | None = None) -> list[Pair]:
    on = None if day is None else coming(day, NOW.date())
    return ranked_pairs(some, HERE, NOW, LIMIT, count, on)


def told(found: list[Pair]) -> list[str]:
    return [
        f"{pair.evaluation.clinic.clinic_id}>{pair.procedure.clinic.clinic_id if pair.procedure else '?'}"
        for pair in found
    ]


def asking(some: Clinics, day: int | None = None, *, is_example: bool = False) -> Asking:
    showing = Showing(some, NOW, LIMIT, measured_from=PLACE.described)
    return Asking(showing, PLACE, None if day is None else coming(day, NOW.date()), is_example)


def test_the_shortest_way_in_all_comes_first_among_the_equally_sure() -> None:
    some = clinics(
        {"clinic_id": "near", "miles_north": 2, "evaluates": YES, "performs": NO, "refers_to": "far"},
        {"clinic_id": "both", "miles_north": 5, "evaluates": YES, "performs": YES},
        {"clinic_id": "far", "miles_north": 30, "evaluates": NO, "performs": YES},
    )
    found = pairs(some)
    assert told(found) == ["both>both", "near>far"]
    assert [round(pair.miles or 0) for pair in found] == [10, 32]
    assert [pair.is_one_stop for pair in found] == [True, False]


def test_how_sure_we_are_goes_before_miles_on_both_legs() -> None:
    some = clinics(
        {"clinic_id": "reported", "miles_north": 1, "evaluates": SITE_YES, "performs": SITE_YES},
        {"clinic_id": "sure", "miles_north": 20, "evaluates": YES, "performs": NO},
        {"clinic_id": "does", "miles_north": 30, "evaluates": NO, "performs": YES},
        {"clinic_id": "maybe", "miles_north": 0.5},
    )
    assert told(pairs(some)) == ["sure>does", "reported>does", "maybe>does"]


def test_a_clinics_own_referral_goes_before_a_nearer_one_that_is_no_surer() -> None:
    some = clinics(
        {"clinic_id": "a", "miles_north": 2, "evaluates": YES, "performs": NO, "refers_to": "own"},
        {"clinic_id": "nearer", "miles_north": 3, "evaluates": NO, "performs": YES},
        {"clinic_id": "own", "miles_north": 9, "evaluates": NO, "performs": YES},
    )
    assert told(pairs(some)) == ["a>own"]


def test_a_pair_that_goes_past_the_clinics_own_referral_must_be_asked_about() -> None:
    some = clinics(
        {"clinic_id": "a", "miles_north": 2, "evaluates": YES, "performs": NO, "refers_to": "own"},
        {"clinic_id": "surer", "miles_north": 3, "evaluates": NO, "performs": YES},
        {"clinic_id": "own", "miles_north": 9, "evaluates": NO, "performs": SITE_YES},
    )
    (pair,) = pairs(some)
    assert told([pair]) == ["a>surer"]
    (asked,) = to_confirm(pair, None)
    assert (asked.doubt, asked.clinic.clinic_id) == (Doubt.SENDS_THERE, "a")
    assert "Ask if it can send the patient to Example surer." in question(asked, 180, None)


def test_a_pair_that_goes_past_a_referral_comes_after_those_that_do_not() -> None:
    some = clinics(
        {"clinic_id": "past", "miles_north": 2, "evaluates": YES, "performs": NO, "refers_to": "own"},
        {"clinic_id": "both", "miles_north": 5, "evaluates": YES, "performs": YES},
        {"clinic_id": "own", "miles_north": 9, "evaluates": NO, "performs": SITE_YES},
    )
    assert told(pairs(some)) == ["both>both", "past>both"]
    assert [pair.goes_past_referral for pair in pairs(some)] == [False, True]


def test_of_two_ways_equally_long_the_one_to_a_single_clinic_comes_first() -> None:
    some = clinics(
        {"clinic_id": "a", "miles_north": 4, "evaluates": YES, "performs": NO},
        {"clinic_id": "b", "miles_north": 4, "evaluates": YES, "performs": YES},
    )
    assert told(pairs(some)) == ["b>b", "a>b"]


def test_while_nobody_performs_the_pairs_are_evaluations_and_whom_to_ask() -> None:
    some = clinics(
        {"clinic_id": "a", "miles_north": 2, "evaluates": SITE_YES},
        {"clinic_id": "b", "miles_north": 1, "evaluates": SITE_YES, "performs": NO},
    )
    found = pairs(some)
    assert told(found) == ["b>?", "a>?"]
    assert [[item.doubt for item in to_confirm(pair, None)] for pair in found] == [
        [Doubt.EVALUATES, Doubt.WHERE_DONE],
        [Doubt.EVALUATES, Doubt.DONE_HERE],
    ]


def test_clinics_that_are_closed_or_do_not_evaluate_are_never_named() -> None:
    some = clinics(
        {"clinic_id": "no", "evaluates": NO},
        {"clinic_id": "closed", "evaluates": YES, "performs": YES, "status": "closed"},
        {"clinic_id": "away", "evaluates": YES, "performs": YES, "status": "temporarily closed"},
    )
    assert pairs(some) == []


def test_a_day_leaves_out_who_is_closed_then_and_asks_about_hours_that_are_not_known() -> None:
    some = clinics(
        {
            "clinic_id": "a",
            "miles_north": 1,
            "evaluates": YES,
            "performs": YES,
            "opening_hours": "Mo 08:00-17:00",
        },
        {
            "clinic_id": "b",
            "miles_north": 2,
            "evaluates": YES,
            "performs": YES,
            "opening_hours": "Th 08:00-17:00",
        },
        {"clinic_id": "c", "miles_north": 3, "evaluates": YES, "performs": YES},
    )
    found = pairs(some, day=3)
    assert told(found) == ["b>b", "c>c"]
    on = coming(3, NOW.date())
    assert to_confirm(found[0], on) == ()
    assert [item.doubt for item in to_confirm(found[1], on)] == [Doubt.OPEN_THAT_DAY]


def test_a_clinic_without_a_place_comes_last_and_has_no_miles_in_all() -> None:
    some = clinics(
        {"clinic_id": "a", "miles_north": None, "evaluates": YES, "performs": YES},
        {"clinic_id": "b", "miles_north": 50, "evaluates": YES, "performs": YES},
    )
    found = pairs(some)
    assert told(found) == ["b>b", "a>a"]
    assert found[1].miles is None


FACTS = st.sampled_from([{}, YES, OLD_YES, SITE_YES, NO])
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


def network(rows: list[dict[str, Any]]) -> Clinics:
    return clinics(*({"clinic_id": str(n), **row} for n, row in enumerate(rows)))


@given(NETWORKS, st.integers(1, 7))
def test_the_pairs_are_those_of_looking_at_every_clinic(rows: list[dict[str, Any]], count: int) -> None:
    some = network(rows)
    assert pairs(some, count) == pairs(some, 100)[:count]
    everyone = pairs(some, 100)
    keys = [
        (p.evaluation.standing, p.goes_past_referral, float("inf") if p.miles is None else p.miles)
        for p in everyone
    ]
    assert keys == sorted(keys)
    seen = search(some, Need.EVALUATION, HERE, NOW, LIMIT)
    may = [m for m in seen.first(len(seen)) if m.standing is not Standing.TEMPORARILY_CLOSED]
    assert {m.clinic.clinic_id for m in may} == {p.evaluation.clinic.clinic_id for p in everyone}


@given(NETWORKS)
def test_whoever_is_named_on_find_a_clinic_is_paired_here_alike(rows: list[dict[str, Any]]) -> None:
    some = network(rows)
    best = best_answer(some, HERE, NOW, LIMIT)
    if best.seen_at and best.done_at:
        (pair,) = (p for p in pairs(some, 100) if p.evaluation.clinic == best.seen_at.clinic)
        assert pair.procedure is not None
        assert pair.procedure.clinic == best.done_at.clinic


TWO_STOPS = clinics(
    {
        "clinic_id": "a", "name": "Alpha – Edina", "miles_north": 4, "evaluates": OLD_YES, "performs": NO,
        "refers_to": "b", "opening_hours": "Mo-Th 07:00-19:00; Fr 07:00-17:00",
    },
    {
        "clinic_id": "b", "name": "Beta", "miles_north": 9, "evaluates": NO, "performs": YES,
        "referral_phone": "612-555-0102", "referral_fax": "612-555-0103",
    },
)  # fmt: skip


def test_the_copied_text_holds_all_that_a_message_needs_and_nothing_about_the_patient() -> None:
    (pair,) = pairs(TWO_STOPS)
    assert pair_text(pair, asking(TWO_STOPS, is_example=True)) == (
        "Kyphoplasty: where to go\n"
        "\n"
        "EVALUATION\n"
        "Alpha – Edina\n"
        "1 Example Way, Edina, MN 55435\n"
        "Phone: 612-555-0101\n"
        "4.0 miles\n"
        "Evaluates patients for kyphoplasty · call to confirm\n"
        "Sends people for the procedure to Beta.\n"
        "Monday to Thursday 7 am to 7 pm, Friday 7 am to 5 pm\n"
        "\n"
        "PROCEDURE\n"
        "Beta\n"
        "1 Example Way, Edina, MN 55435\n"
        "Referrals: 612-555-0102\n"
        "Phone: 612-555-0101\n"
        "Referral fax: 612-555-0103\n"
        "9.0 miles\n"
        "Performs kyphoplasty · confirmed by phone 3 Nov 2026\n"
        "Hours not known. Please call.\n"
        "\n"
        "CONFIRM BY PHONE\n"
        "612-555-0101 Edina:\n"
        "- Ask if it still evaluates patients for kyphoplasty. Checked by phone on 10 March 2026. "
        "That is more than 180 days ago.\n"
        "\n"
        "13 miles in all\n"
        "Miles are one way, in a straight line from the place that was searched.\n"
        "As listed on 20 November 2026.\n"
        "Example data — these are not real clinics"
    )


def test_the_text_says_plainly_when_nobody_is_known_to_perform() -> None:
    some = clinics({"clinic_id": "a", "evaluates": SITE_YES})
    text = pair_text(pairs(some)[0], asking(some))
    assert "PROCEDURE\nNo clinic has told us that it does the procedure. Ask when you call." in text
    assert (
        "- Ask if it evaluates patients for kyphoplasty. From the clinic's website; it has no date." in text
    )
    assert "- Ask where the procedure is done: there, or elsewhere. Nobody has told us yet." in text
    assert "Example data" not in text


def test_where_all_is_confirmed_the_text_says_that_nothing_is_left_to_ask() -> None:
    some = clinics({"clinic_id": "a", "evaluates": YES, "performs": YES})
    text = pair_text(pairs(some)[0], asking(some))
    assert "EVALUATION AND PROCEDURE" in text
    assert "CONFIRM BY PHONE\nNothing: someone at each clinic confirmed it in the last 180 days." in text


def test_each_pair_shows_both_legs_the_miles_in_all_and_what_to_ask() -> None:
    html = pairs_html(pairs(TWO_STOPS), asking(TWO_STOPS))
    for said in (
        "Evaluation at Edina, procedure at Beta",
        "Evaluation · 4.0 miles",
        "Procedure · 9.0 miles",
        "13 miles in all",
        "Ask if it still evaluates patients for kyphoplasty.",
        'href="tel:+16125550102"',
    ):
        assert said in html


def test_a_nearer_clinic_that_is_less_sure_is_named_once_with_its_phone() -> None:
    some = clinics(
        {"clinic_id": "sure", "miles_north": 20, "evaluates": YES, "performs": YES},
        {"clinic_id": "near", "miles_north": 2, "evaluates": SITE_YES, "performs": SITE_YES},
    )
    said = about_pairs(pairs(some), best_answer(some, HERE, NOW, LIMIT), asking(some), "")
    nearer = "Nearer, but call to confirm that it evaluates and performs: Example near, 2.0 miles away,"
    assert f'<p class="said">{nearer} <a href="tel:+16125550101">612-555-0101</a>.</p>' in said


def test_the_sheets_address_holds_the_two_clinics_and_the_place() -> None:
    (pair,) = pairs(TWO_STOPS)
    assert sheet_href(pair, PLACE) == "/sheet?evaluation=a&procedure=b&near=55369"
    assert sheet_href(Pair(pair.evaluation), None) == "/sheet?evaluation=a"


def test_nothing_from_the_file_becomes_markup() -> None:
    columns = ("name", "street", "city", "phone", "referral_phone", "referral_fax")
    some = clinics(
        {"clinic_id": "a", **dict.fromkeys(columns, HOSTILE), "refers_to": "a", "evaluates": SITE_YES}
    )
    match = Match(1, some[0], 1.0, Standing.REPORTED)
    for pair in (Pair(match), Pair(match, match)):
        assert "<img" not in pairs_html([pair], asking(some))
