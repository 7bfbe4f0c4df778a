"""The made-up clinics show everything that a real file can say, and cannot be taken for real ones."""

import csv
import re
from collections import Counter
from datetime import date

import numpy as np
import opening_hours
import pytest

from locator.clinics import COLUMNS, Answer, Certainty, Fact, Method, Status
from locator.places import miles_between, zip_table
from tests.served import EXAMPLE, network_in

TODAY = date(2026, 11, 21)
Row = dict[str, str]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    with EXAMPLE.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def facts(column: str) -> list[Fact]:
    return [clinic.facts[column] for clinic in network_in(EXAMPLE)]


def test_the_file_has_exactly_the_columns_of_a_clinic_file(rows: list[Row]) -> None:
    assert set(rows[0]) == set(COLUMNS)
    assert len(rows) == len({row["clinic_id"] for row in rows}) == 14


def test_nobody_can_take_a_made_up_clinic_for_a_real_one(rows: list[Row]) -> None:
    for row in rows:
        assert row["name"].startswith("Example ")
        assert "Example" in row["street"]
        assert row["listing_source"] == "made up for demonstration"
        for source in (row["evaluates_source"], row["performs_source"]):
            assert not source or "xample" in source
        for column in ("phone", "referral_phone", "referral_fax"):
            assert not row[column] or re.fullmatch(r"(612|651|763|952)-555-01\d\d( ext\. \d+)?", row[column])
        assert not row["website"] or re.match(r"https://www\.example\.(com|org)/", row["website"])


def test_every_phone_number_is_used_once(rows: list[Row]) -> None:
    numbers = Counter(
        row[column] for row in rows for column in ("phone", "referral_phone", "referral_fax") if row[column]
    )
    assert set(numbers.values()) == {1}
    assert all(row["phone"] for row in rows)


@pytest.mark.parametrize("fact", ["evaluates", "performs"])
def test_each_fact_occurs_as_every_answer_that_is_as_sure_as_can_be(fact: str) -> None:
    seen = {(learned.value, learned.certainty) for learned in facts(fact)}
    assert {
        (Answer.YES, Certainty.CONFIRMED),
        (Answer.YES, Certainty.REPORTED),
        (Answer.NO, Certainty.CONFIRMED),
        (None, Certainty.NOT_CONFIRMED),
    } <= seen
    assert any(learned.is_overdue for learned in facts(fact))


def test_facts_are_learned_in_every_way() -> None:
    assert {learned.method for learned in facts("evaluates")} == {*Method, None}


def test_nothing_was_learned_in_the_future_or_without_a_date(rows: list[Row]) -> None:
    for learned in facts("evaluates") + facts("performs"):
        assert (learned.value is None) == (learned.as_of is None) == (learned.method is None)
        assert learned.as_of is None or learned.as_of <= TODAY
    assert all(date.fromisoformat(row["listing_as_of"]) <= TODAY for row in rows)


def test_clinics_that_refer_on_name_places_that_may_perform_it(rows: list[Row]) -> None:
    performs = {row["clinic_id"]: row["performs"] for row in rows}
    referred = [row["refers_to"].split(";") for row in rows if row["refers_to"]]
    assert all(performs[clinic_id] != "no" for targets in referred for clinic_id in targets)
    assert any(len(targets) > 1 for targets in referred)
    assert any(row["performs"] == "no" and row["refers_to"] for row in rows)


def test_every_status_occurs(rows: list[Row]) -> None:
    assert {row["status"] for row in rows} == set(Status)


def test_positions_are_near_the_center_of_the_zip_code_and_one_is_left_to_it(rows: list[Row]) -> None:
    table = zip_table()
    at = table.lookup(np.array([row["zip"] for row in rows], dtype=object))
    for row, i in zip(rows, at, strict=True):
        assert row["city"] in (table.city[i], *table.other_names[i])
        assert row["state"] == table.state[i]
        if row["latitude"]:
            there = (float(row["latitude"]), float(row["longitude"]))
            assert miles_between(*there, float(table.latitude[i]), float(table.longitude[i])) < 2
    assert sum(not row["latitude"] and not row["longitude"] for row in rows) == 1


def test_hours_of_many_shapes_can_be_read(rows: list[Row]) -> None:
    hours = {row["opening_hours"] for row in rows}
    assert all(opening_hours.validate(text) for text in hours if text)
    assert {"", "24/7"} <= hours
    for shape in ("PH off", "Sa ", "-20:00", ","):
        assert any(shape in text for text in hours)


def test_two_clinics_share_a_building(rows: list[Row]) -> None:
    buildings = Counter(row["street"].split(",")[0] for row in rows)
    assert sorted(buildings.values())[-2:] == [1, 2]


def test_one_name_has_accents_an_apostrophe_and_an_ampersand(rows: list[Row]) -> None:
    assert any(re.search("[íñø].*’.*&|’.*[íñø].*&", row["name"]) for row in rows)


def test_extensions_faxes_and_notes_on_access_occur(rows: list[Row]) -> None:
    assert any("ext." in row["phone"] for row in rows)
    assert any(row["referral_phone"] and row["referral_fax"] for row in rows)
    notes = " ".join(row["access_notes"] for row in rows)
    assert all(word in notes for word in ("parking", "Step-free", "Spanish"))
