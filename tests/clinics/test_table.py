"""Which clinics the table shows, in what order, and how it is written."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from locator.cards import Showing
from locator.nearest import search
from locator.scheduling.table import Asked, Sort, Sureness, table
from locator.scheduling.table_html import table_html

from locator.clinics import Certainty, Clinics, Need
from tests.made_clinics import clinics

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)  # a Friday, noon in Chicago
LIMIT = 180
HERE = (45.0, -93.0)
PHONE_YES = {"value": "yes", "as_of": "2026-11-03", "method": "phone"}
OLD_YES = {"value": "yes", "as_of": "2026-01-03", "method": "staff"}
SITE_YES = {"value": "yes", "as_of": "2026-10-03", "method": "website"}
PHONE_NO = {"value": "no", "as_of": "2026-11-03", "method": "phone"}

MIXED = clinics(
    {"clinic_id": "e", "miles_north": 5, "evaluates": PHONE_YES, "performs": PHONE_NO, "opening_hours": "Th 08:00-16:30"},
    {"clinic_id": "d", "city": "Delano", "miles_north": 4, "evaluates": SITE_YES, "opening_hours": "Mo-Fr 08:00-17:00"},
    {"clinic_id": "c", "miles_north": 3, "evaluates": OLD_YES, "performs": SITE_YES},
    {"clinic_id": "b", "miles_north": None, "evaluates": PHONE_NO, "performs": PHONE_YES},
    {"clinic_id": "a", "miles_north": 1, "status": "closed", "evaluates": PHONE_YES, "performs": PHONE_YES},
)  # fmt: skip


def ids(asked: Asked, some: Clinics = MIXED, origin: tuple[float, float] | None = None) -> str:
    found = table(some, asked, origin, NOW, LIMIT)
    return "".join(row.clinic.clinic_id for row in found.first(len(found)))


def test_unasked_it_is_the_whole_network_by_name_with_closed_clinics_last() -> None:
    assert ids(Asked()) == "bcdea"


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        (Asked(need=Need.EVALUATION), "cde"),
        (Asked(need=Need.PROCEDURE), "bcd"),
        (Asked(sureness=Sureness.CONFIRMED), "bea"),
        (Asked(sureness=Sureness.REPORTED), "cd"),
        (Asked(sureness=Sureness.OVERDUE), "c"),
        (Asked(sureness=Sureness.NOT_CONFIRMED), "d"),
        (Asked(need=Need.PROCEDURE, sureness=Sureness.CONFIRMED), "b"),
        (Asked(need=Need.PROCEDURE, sureness=Sureness.OVERDUE), ""),
        (Asked(open_now=True), "d"),
        (Asked(day=3), "bcdea"),
        (Asked(day=5), "bca"),
        (Asked(find="delano"), "d"),
    ],
)
def test_it_is_narrowed_to_what_is_asked(asked: Asked, left: str) -> None:
    assert ids(asked) == left


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (Sort.NEAREST, "cdeba"),
        (Sort.EVALUATES, "ecdba"),
        (Sort.PERFORMS, "bcdea"),
        (Sort.LONGEST_UNCHECKED, "cdeba"),
        (Sort.OPEN_NOW, "dceba"),
    ],
)
def test_it_is_sorted_as_asked_and_then_by_miles(sort: Sort, order: str) -> None:
    assert ids(Asked(sort=sort), origin=HERE) == order


def test_without_a_place_the_nearest_are_sorted_by_name() -> None:
    assert ids(Asked(sort=Sort.NEAREST)) == "bcdea"


def test_a_row_has_its_miles_where_both_places_are_known() -> None:
    found = table(MIXED, Asked(), HERE, NOW, LIMIT).first(2)
    assert [row.miles and round(row.miles) for row in found] == [None, 3]


FACTS = st.sampled_from([{}, PHONE_YES, OLD_YES, SITE_YES, PHONE_NO])
ROWS = st.lists(st.fixed_dictionaries({"evaluates": FACTS, "performs": FACTS}), min_size=1, max_size=8)


@given(ROWS, st.sampled_from([Need.EVALUATION, Need.PROCEDURE, Need.EITHER]))
def test_a_need_leaves_the_same_clinics_as_the_search_does(rows: list[dict[str, Any]], need: Need) -> None:
    some = clinics(*({"clinic_id": str(n), **row} for n, row in enumerate(rows)))
    listed = search(some, need, None, NOW, LIMIT)
    assert sorted(ids(Asked(need=need), some)) == sorted(
        m.clinic.clinic_id for m in listed.first(len(listed))
    )


@given(ROWS)
def test_each_sureness_is_the_one_the_clinic_itself_has(rows: list[dict[str, Any]]) -> None:
    some = clinics(*({"clinic_id": str(n), **row} for n, row in enumerate(rows)))
    for fact, need in (("evaluates", Need.EVALUATION), ("performs", Need.PROCEDURE)):
        allowed = set(ids(Asked(need=need), some))
        for sureness in Sureness:
            expected = set()
            for clinic in some:
                known = getattr(clinic, fact)
                today = clinic.today(NOW)
                if sureness is Sureness.OVERDUE:
                    is_so = known.is_overdue(today, LIMIT)
                else:
                    is_so = known.certainty(today, LIMIT) is Certainty(sureness)
                if is_so and clinic.clinic_id in allowed:
                    expected.add(clinic.clinic_id)
            assert set(ids(Asked(need=need, sureness=sureness), some)) == expected


def written(some: Clinics, day: int | None = None, measured_from: str | None = None) -> str:
    found = table(some, Asked(), HERE if measured_from else None, NOW, LIMIT)
    return table_html(found.first(len(found)), Showing(some, NOW, LIMIT, measured_from=measured_from), day)


def test_every_fact_has_a_shape_a_word_and_how_sure_since_when() -> None:
    html = written(MIXED)
    for shape, word, detail in (
        ("✓", "Yes", "confirmed by phone 3 Nov 2026"),
        ("✓", "Yes", "overdue: last confirmed 3 Jan 2026 · call"),
        ("✓", "Yes", "website, 3 Oct 2026 · call to confirm"),
        ("?", "Not confirmed", "call to ask"),
        ("✕", "No", "confirmed by phone 3 Nov 2026"),
    ):
        assert f'{shape}</span><span><b>{word}</b> <span class="detail">{detail}' in html
    assert "Closed for good." in html


def test_of_a_clinic_that_is_closed_for_good_no_answer_is_left_standing() -> None:
    html = written(
        clinics({"clinic_id": "a", "evaluates": PHONE_YES, "performs": PHONE_YES, "status": "closed"})
    )
    assert html.count("Closed for good.") == 3
    assert "Yes" not in html


def test_phones_of_referrals_go_before_the_main_phone() -> None:
    html = written(
        clinics(
            {"clinic_id": "a", "referral_phone": "612-555-0102", "referral_fax": "612-555-0103"},
            {"clinic_id": "b"},
        )
    )
    assert 'href="tel:+16125550102"' in html
    assert "Fax 612-555-0103" in html
    assert html.count("main phone") == 1


def test_a_place_adds_miles_and_a_day_shows_its_hours() -> None:
    html = written(MIXED, day=3, measured_from="the centre of 55435")
    assert ">Miles</th>" in html
    assert ">Open on Thursdays</th>" in html
    assert "8 am to 4:30 pm" in html
    assert 'data-label="Miles"><div>Not known' in html


HOSTILE = "<img src=x onerror=alert(1)>\"'`${1}&amp;"


def test_nothing_from_the_file_becomes_markup() -> None:
    columns = ("name", "street", "city", "phone", "referral_phone", "referral_fax", "access_notes", "website")
    html = written(
        clinics({"clinic_id": "a", **dict.fromkeys(columns, HOSTILE), "refers_to": "a"}), measured_from="x"
    )
    assert "<img" not in html
    assert 'onerror=alert(1)&gt;"' not in html
