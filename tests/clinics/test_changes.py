"""What would change if a file went live, and how it is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locator.clinics import COLUMNS, Clinics, Network
from locator.clinics.changes import loss, shared_names, what_would_change
from locator.templates import check
from locator.words.changes import change_sentence, changed_sentences, telling_name
from tests.made_clinics import CONFIRM_DAYS, NOON, clinics, network

Row = Mapping[str, Any]

DELANO = {"clinic_id": "delano", "name": "Example Spine – Delano", "city": "Delano"}
EDINA = {"clinic_id": "edina", "name": "Example Spine – Edina", "city": "Edina"}
CRYSTAL = {"clinic_id": "crystal", "name": "Example Spine – Crystal", "city": "Crystal"}
BY_PHONE = {"value": "yes", "as_of": "2026-11-19", "method": "phone", "source": "front desk"}
BY_WEBSITE = {"value": "yes", "method": "website"}


def sentences(live: list[Row], coming: list[Row]) -> list[str]:
    """Everything that would change, in words."""
    return told(network(*live), network(*coming))


def told(before: Network, after: Network) -> list[str]:
    found, shared = what_would_change(before, after, most=100), shared_names(before, after)
    return [
        *(change_sentence(telling_name(clinic, shared), None) for clinic in found.new),
        *(change_sentence(telling_name(clinic, shared), None, is_gone=True) for clinic in found.gone),
        *(line for changed in found.changed for line in changed_sentences(changed, shared)),
    ]


def test_a_fact_that_was_learned_is_told_with_how_and_when() -> None:
    assert sentences([DELANO], [{**DELANO, "performs": BY_PHONE}]) == [
        "Delano: performs: not confirmed → yes, by phone, Nov 19, 2026"
    ]


def test_a_new_clinic_and_one_that_is_gone_are_named() -> None:
    assert sentences([DELANO, EDINA], [EDINA, CRYSTAL]) == [
        "Crystal: new",
        "Delano: no longer in the list",
    ]


def test_a_fact_that_is_taken_back_or_turned_round_is_told() -> None:
    no = {**BY_PHONE, "value": "no"}
    assert sentences([{**DELANO, "evaluates": BY_WEBSITE}], [DELANO]) == [
        "Delano: evaluates: yes, from its website, no date → not confirmed"
    ]
    assert sentences([{**DELANO, "evaluates": BY_PHONE}], [{**DELANO, "evaluates": no}]) == [
        "Delano: evaluates: yes, by phone, Nov 19, 2026 → no, by phone, Nov 19, 2026"
    ]


def test_of_a_fact_that_has_only_another_source_the_source_is_told() -> None:
    other = {**BY_PHONE, "source": "nurse"}
    assert sentences([{**DELANO, "performs": BY_PHONE}], [{**DELANO, "performs": other}]) == [
        "Delano: performs source: front desk → nurse"
    ]


def test_a_date_beside_a_blank_answer_is_told_as_the_cell_it_is() -> None:
    assert sentences([DELANO], [{**DELANO, "performs": {"as_of": "2026-11-19"}}]) == [
        "Delano: performs as of: blank → Nov 19, 2026"
    ]


def test_any_other_cell_is_told_with_what_was_and_will_be_there() -> None:
    after = {**DELANO, "phone": "763-555-0199", "status": "temporarily closed", "listing_as_of": "2026-11-02"}
    assert sentences([DELANO], [after]) == [
        "Delano: phone: 612-555-0101 → 763-555-0199",
        "Delano: listing as of: Nov 1, 2026 → Nov 2, 2026",
        "Delano: status: open → temporarily closed",
    ]


def _judged(file: Clinics) -> Network:
    return Network(file, NOON, CONFIRM_DAYS)


def _at(latitude: str, longitude: str) -> Network:
    """Delano, at a position as it is written in the file."""
    made = clinics(DELANO)
    frame = made.frame.assign(latitude=latitude, longitude=longitude)
    is_blank = made.is_approximate | (latitude == "")
    degrees = [float(text or 45) for text in (latitude, longitude)]
    file = Clinics(
        frame, made.latitude * 0 + degrees[0], made.longitude * 0 + degrees[1], is_blank, made.timezone
    )
    return _judged(file)


def test_a_position_that_moves_is_told_with_how_far() -> None:
    assert told(_at("45.0361", "-93.7755"), _at("45.0400", "-93.7755")) == [
        "Delano: map position: 45.03610, -93.77550 → 45.04000, -93.77550 (0.3 miles away)"
    ]
    assert told(_at("", ""), _at("45.0400", "-93.7755")) == [
        "Delano: map position: the center of its ZIP code → 45.04000, -93.77550"
    ]


def test_zeros_that_a_spreadsheet_took_from_a_position_change_nothing() -> None:
    assert told(_at("45.1300", "-93.4840"), _at("45.13", "-93.484")) == []


def test_the_order_of_rows_and_of_columns_changes_nothing() -> None:
    before = network(DELANO, EDINA)
    file = clinics(EDINA, DELANO)
    file.frame = file.frame[list(reversed(COLUMNS))]
    after = _judged(file)
    found = what_would_change(before, after, most=10)
    assert not found
    assert check.changes(found, shared_names(before, after)) == (
        "<h2>What would change</h2><p>Nothing would change: the list that patients see says the same.</p>"
    )


def test_a_column_of_the_persons_own_that_appears_or_goes_is_told() -> None:
    before, file = network(DELANO), clinics(DELANO)
    file.frame = file.frame.assign(manager="Ann")
    after = _judged(file)
    assert told(before, after) == ["Delano: manager: blank → Ann"]
    assert told(after, before) == ["Delano: manager: Ann → blank"]


def test_clinics_of_one_city_are_told_by_their_full_names() -> None:
    other = {"clinic_id": "delano-2", "name": "Example Bone – Delano", "city": "Delano"}
    assert sentences([DELANO], [DELANO, other]) == ["Example Bone – Delano: new"]


def test_a_clinic_id_that_was_changed_by_mistake_can_be_seen() -> None:
    assert sentences([DELANO], [{**DELANO, "clinic_id": "delano-mn"}]) == [
        "Example Spine – Delano (delano-mn): new",
        "Example Spine – Delano (delano): no longer in the list",
    ]


def test_of_very_many_changes_the_first_are_told_and_all_are_counted() -> None:
    live = [{"clinic_id": f"old-{n}"} for n in range(7)] + [{"clinic_id": f"both-{n}"} for n in range(5)]
    coming = [{"clinic_id": f"both-{n}", "phone": "763-555-0199"} for n in range(5)]
    before, after = network(*live), network(*coming)
    found = what_would_change(before, after, most=2)
    assert (found.new_count, found.gone_count, found.changed_count) == (0, 7, 5)
    assert (len(found.gone), len(found.changed)) == (2, 2)
    shown = check.changes(found, shared_names(before, after))
    assert "7 no longer in the list, 5 changed." in shown
    assert "The first 4 of 12 clinics." in shown


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "a & b"])
def test_a_hostile_name_is_shown_and_not_run(name: str) -> None:
    before, after = network(), network({"clinic_id": "a", "name": name})
    shown = check.changes(what_would_change(before, after, most=5), shared_names(before, after))
    assert name not in shown
    assert "&lt;" in shown or "&amp;" in shown


CELLS = st.sampled_from(["", "a", "b"])
ROWS = st.dictionaries(
    st.sampled_from(["one", "two", "three", "four"]),
    st.fixed_dictionaries({"access_notes": CELLS, "street": CELLS}),
)


@settings(max_examples=40)
@given(before=ROWS, after=ROWS)
def test_every_clinic_is_new_gone_changed_or_the_same(
    before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]
) -> None:
    live = network(*({"clinic_id": key, **cells} for key, cells in before.items()))
    coming = network(*({"clinic_id": key, **cells} for key, cells in after.items()))
    found = what_would_change(live, coming, most=10)
    assert {clinic.clinic_id for clinic in found.new} == after.keys() - before.keys()
    assert {clinic.clinic_id for clinic in found.gone} == before.keys() - after.keys()
    assert {changed.clinic.clinic_id for changed in found.changed} == {
        key for key in before.keys() & after.keys() if before[key] != after[key]
    }


# --- what patients would lose ----------------------------------------------------------------------------
def of(*names: str, **cells: Any) -> Clinics:
    return clinics(*({"clinic_id": name, "name": name, **cells} for name in names))


def test_a_quarter_of_the_clinics_gone_at_once_is_a_heavy_loss_and_less_is_not() -> None:
    live = of(*"abcdefgh")
    heavy = loss(live, of(*"abcdef"))
    assert (heavy.is_heavy, heavy.found, heavy.gone) == (True, 8, ("g", "h"))
    assert not loss(live, of(*"abcdefg")).is_heavy
    assert loss(of("only"), of("other")).is_heavy


def test_losing_every_clinic_that_is_known_to_perform_is_heavy_though_all_are_still_listed() -> None:
    live = clinics(
        {"clinic_id": "a", "name": "a", "performs": BY_PHONE}, *({"clinic_id": c} for c in "bcdef")
    )
    lost = loss(live, of(*"abcdef"))
    assert lost.is_heavy
    assert [(service.column, names) for service, names in lost.nobody_left] == [("performs", ("a",))]
    moved = clinics(*({"clinic_id": c} for c in "abcde"), {"clinic_id": "f", "performs": BY_WEBSITE})
    assert not loss(live, moved).is_heavy
    assert not loss(of(*"abcdef"), of(*"abcdef")).is_heavy


def test_a_clinic_that_somebody_marked_closed_is_no_loss_nor_is_the_row_of_one_that_was_closed() -> None:
    live = of(*"ab", performs=BY_PHONE)
    assert not loss(live, of(*"ab", performs=BY_PHONE, status="closed")).is_heavy
    closed = clinics({"clinic_id": "a"}, *({"clinic_id": c, "status": "closed"} for c in "bcd"))
    assert not loss(closed, of("a")).is_heavy


def test_nothing_can_be_lost_where_there_was_nothing() -> None:
    assert not loss(clinics(), of("a")).is_heavy


IDS = st.frozensets(st.sampled_from("abcdefghij"), max_size=10)


@settings(max_examples=60)
@given(before=IDS, after=IDS, performing=IDS)
def test_a_loss_is_heavy_exactly_when_a_quarter_or_all_that_perform_are_gone(
    before: frozenset[str], after: frozenset[str], performing: frozenset[str]
) -> None:
    def made(ids: frozenset[str]) -> Clinics:
        return clinics(
            *({"clinic_id": one, "performs": BY_PHONE if one in performing else {}} for one in sorted(ids))
        )

    lost = loss(made(before), made(after))
    gone, had, has = before - after, before & performing, after & performing
    assert len(lost.gone) == len(gone)
    assert lost.is_heavy == ((bool(gone) and len(gone) / len(before) >= 0.25) or (bool(had) and not has))
    assert not loss(made(before), made(before | after)).is_heavy, "a file that only adds is never held"
