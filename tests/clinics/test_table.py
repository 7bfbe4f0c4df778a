"""Which clinics the table shows, and in what order."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.clinics import EVALUATION, PROCEDURE, Certainty, Intake, Need, Network, Service, search
from locator.clinics.table import Filters, Order, Sureness, table
from tests import made_clinics
from tests.made_clinics import HERE

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)  # a Friday, noon in Chicago
PHONE_YES = {"value": "yes", "as_of": "2026-11-03", "method": "phone"}
OLD_YES = {"value": "yes", "as_of": "2026-01-03", "method": "staff"}
SITE_YES = {"value": "yes", "as_of": "2026-10-03", "method": "website"}
PHONE_NO = {"value": "no", "as_of": "2026-11-03", "method": "phone"}

network = partial(made_clinics.network, now=NOW)

MIXED = network(
    {"clinic_id": "e", "miles_north": 5, "evaluates": PHONE_YES, "performs": PHONE_NO, "opening_hours": "Th 08:00-16:30"},
    {"clinic_id": "d", "city": "Delano", "miles_north": 4, "evaluates": SITE_YES, "opening_hours": "Mo-Fr 08:00-17:00"},
    {"clinic_id": "c", "miles_north": 3, "evaluates": OLD_YES, "performs": SITE_YES},
    {"clinic_id": "b", "miles_north": None, "evaluates": PHONE_NO, "performs": PHONE_YES},
    {"clinic_id": "a", "miles_north": 1, "status": "closed", "evaluates": PHONE_YES, "performs": PHONE_YES},
)  # fmt: skip


def ids(asked: Filters, some: Network = MIXED, origin: tuple[float, float] | None = None) -> str:
    return "".join(row.clinic.clinic_id for row in table(some, asked, origin, NOW))


def test_unasked_it_is_the_whole_network_by_name_with_closed_clinics_last() -> None:
    assert ids(Filters()) == "bcdea"


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        (Filters(need=Need.EVALUATION), "cde"),
        (Filters(need=Need.PROCEDURE), "bcd"),
        (Filters(sureness=Sureness.CONFIRMED), "bea"),
        (Filters(sureness=Sureness.REPORTED), "cd"),
        (Filters(sureness=Sureness.OVERDUE), "c"),
        (Filters(sureness=Sureness.NOT_CONFIRMED), "d"),
        (Filters(need=Need.PROCEDURE, sureness=Sureness.CONFIRMED), "b"),
        (Filters(need=Need.PROCEDURE, sureness=Sureness.OVERDUE), ""),
        (Filters(open_now=True), "d"),
        (Filters(day=3), "bcde"),
        (Filters(day=5), "bc"),
        (Filters(within=4.5), "cda"),
        (Filters(within=4.5, day=3), "cd"),
        (Filters(find="delano"), "d"),
    ],
)
def test_it_is_narrowed_to_what_is_asked(asked: Filters, left: str) -> None:
    assert ids(asked, origin=HERE if asked.within else None) == left


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.NEAREST, "cdeba"),
        (EVALUATION, "ecdba"),
        (PROCEDURE, "bcdea"),
        (Order.LONGEST_UNCHECKED, "cdeba"),
        (Order.OPEN_NOW, "dceba"),
    ],
)
def test_it_is_sorted_as_asked_and_then_by_miles(order: Order | Service, expected: str) -> None:
    assert ids(Filters(order=order), origin=HERE) == expected


def test_those_open_on_friday_for_the_procedure_come_surest_first_and_then_nearest() -> None:
    some = network(
        {"clinic_id": "far", "miles_north": 9, "performs": PHONE_YES, "opening_hours": "Fr 08:00-16:00"},
        {"clinic_id": "near", "miles_north": 3, "performs": PHONE_YES, "opening_hours": "Fr 08:00-16:00"},
        {"clinic_id": "read", "miles_north": 1, "performs": SITE_YES},
        {"clinic_id": "away", "performs": PHONE_YES, "status": "temporarily closed"},
        {"clinic_id": "gone", "performs": PHONE_YES, "status": "closed"},
        {"clinic_id": "thursdays", "performs": PHONE_YES, "opening_hours": "Th 08:00-16:00"},
    )
    asked = Filters(need=Need.PROCEDURE, day=4, order=PROCEDURE)
    assert [row.clinic.clinic_id for row in table(some, asked, HERE, NOW)] == ["near", "far", "read"]


def test_miles_narrow_nothing_down_while_there_is_no_place() -> None:
    assert ids(Filters(within=1)) == "bcdea"


def test_without_a_place_the_nearest_are_sorted_by_name() -> None:
    assert ids(Filters(order=Order.NEAREST)) == "bcdea"


def test_a_row_has_its_miles_where_both_places_are_known() -> None:
    found = table(MIXED, Filters(), HERE, NOW)[:2]
    assert [row.miles and round(row.miles) for row in found] == [None, 3]


FACTS = st.sampled_from([{}, PHONE_YES, OLD_YES, SITE_YES, PHONE_NO])
ROWS = st.lists(st.fixed_dictionaries({"evaluates": FACTS, "performs": FACTS}), min_size=1, max_size=8)


@given(ROWS, st.sampled_from([Need.EVALUATION, Need.PROCEDURE, Need.EITHER]))
def test_a_need_leaves_the_same_clinics_as_the_search_does(rows: list[dict[str, Any]], need: Need) -> None:
    some = network(*({"clinic_id": str(n), **row} for n, row in enumerate(rows)))
    listed = search(some, need, None)
    assert sorted(ids(Filters(need=need), some)) == sorted(
        m.clinic.clinic_id for m in listed.first(len(listed))
    )


@given(ROWS)
def test_each_sureness_is_the_one_the_clinic_itself_has(rows: list[dict[str, Any]]) -> None:
    some = network(*({"clinic_id": str(n), **row} for n, row in enumerate(rows)))
    for service in (EVALUATION, PROCEDURE):
        allowed = set(ids(Filters(need=service.need), some))
        for sureness in Sureness:
            expected = set()
            for clinic in some:
                known = clinic.fact(service)
                if sureness is Sureness.OVERDUE:
                    is_so = known.is_overdue
                else:
                    is_so = known.certainty is Certainty(sureness)
                if is_so and clinic.clinic_id in allowed:
                    expected.add(clinic.clinic_id)
            assert set(ids(Filters(need=service.need, sureness=sureness), some)) == expected


def test_only_clinics_known_to_be_closed_that_day_are_left_out() -> None:
    some = network(
        {"clinic_id": "a", "opening_hours": "Th 08:00-16:30"},
        {"clinic_id": "b", "opening_hours": "Mo-Fr 08:00-17:00; PH off"},
        {"clinic_id": "c"},
    )
    assert ids(Filters(day=4), some) == "bc"


def test_who_is_usually_open_is_open_now_after_those_who_surely_are() -> None:
    some = network(
        {"clinic_id": "a", "opening_hours": "Mo-Fr 08:00-17:00", "listing_as_of": "2026-01-02"},
        {"clinic_id": "b", "opening_hours": "Mo-Fr 08:00-17:00"},
        {"clinic_id": "c", "opening_hours": "Th 08:00-17:00", "listing_as_of": "2026-01-02"},
    )
    assert ids(Filters(open_now=True), some) == "ab"
    assert ids(Filters(order=Order.OPEN_NOW), some) == "bac"


def test_open_now_means_known_to_be_open_by_the_clinics_own_clock() -> None:
    some = network(
        {"clinic_id": "a", "opening_hours": "Fr 11:30-12:30"},
        {"clinic_id": "b", "opening_hours": "Fr 11:30-12:30", "timezone": "America/New_York"},
        {"clinic_id": "c"},
        {"clinic_id": "d", "opening_hours": "24/7", "status": "temporarily closed"},
        {"clinic_id": "e", "opening_hours": "24/7", "status": "closed"},
    )
    assert ids(Filters(open_now=True), some) == "a"


SPEAKING = network(
    {"clinic_id": "a", "languages": "en;so", "new_patients": "yes", "availability_as_of": "2026-11-03"},
    {"clinic_id": "b", "languages": "so", "new_patients": "no", "availability_as_of": "2026-11-03"},
    {"clinic_id": "c", "languages": "en", "new_patients": "yes", "availability_as_of": "2026-09-03"},
    {"clinic_id": "d"},
)


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        (Filters(language="so"), "ab"),
        (Filters(language="es"), ""),
        (Filters(intake=Intake.YES), "a"),
        (Filters(intake=Intake.NO), "b"),
        (Filters(intake=Intake.ASK), "c"),
        (Filters(language="en", intake=Intake.ASK), "c"),
    ],
)
def test_only_clinics_that_said_so_are_left_for_a_language_or_new_patients(asked: Filters, left: str) -> None:
    assert ids(asked, SPEAKING) == left
