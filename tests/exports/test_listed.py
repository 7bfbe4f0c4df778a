"""The clinics that a page lists, to take along: with how sure we are and the miles."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import orjson
from openpyxl import load_workbook

from locator.clinics.table import Filters, Order, table
from locator.exports.chosen import Chosen
from locator.exports.clinic_csv import csv_file
from locator.exports.geojson import geojson_file
from locator.exports.listed import listed
from locator.exports.xlsx import xlsx_file
from locator.places import Place
from tests.made_clinics import HERE, NO_BY_PHONE, NOON, YES_BY_PHONE, YES_ON_WEBSITE, network

SOME = network(
    {"clinic_id": "a", "miles_north": 9, "evaluates": YES_BY_PHONE, "performs": YES_ON_WEBSITE},
    {"clinic_id": "b", "miles_north": 3, "evaluates": NO_BY_PHONE},
    {"clinic_id": "c", "miles_north": None},
)


def shown(place: Place | None, filters: Filters | None = None) -> Chosen:
    return listed(SOME, table(SOME, filters or Filters(), place.point if place else None, NOON), place)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"))))


def test_each_row_says_how_sure_and_how_far_from_where() -> None:
    told = rows(csv_file(shown(Place("55369", *HERE))))
    assert [(row["clinic_id"], row["evaluates_certainty"], row["performs_certainty"]) for row in told] == [
        ("a", "confirmed", "reported"), ("b", "confirmed", "not confirmed"), ("c", "not confirmed", "not confirmed"),
    ]  # fmt: skip
    assert [(row["distance_miles"], row["measured_from"]) for row in told] == [
        ("9.0", "55369"), ("3.0", "55369"), ("", "55369"),
    ]  # fmt: skip


def test_it_holds_what_the_filters_leave_and_no_miles_without_a_place() -> None:
    (row,) = rows(csv_file(shown(None, Filters(find="example b"))))
    assert row["clinic_id"] == "b"
    assert "distance_miles" not in row


def test_the_workbook_says_the_same_and_its_miles_are_numbers() -> None:
    sheet = load_workbook(BytesIO(xlsx_file(shown(Place("55369", *HERE)))))["Clinics"]
    head, first, *_ = sheet.iter_rows(values_only=True)
    told = dict(zip(head, first, strict=True))
    assert (told["clinic_id"], told["performs_certainty"], told["distance_miles"]) == ("a", "reported", 9.0)


def test_as_geojson_it_holds_all_that_the_filters_leave_however_many() -> None:
    many = network(*({"clinic_id": str(n), "miles_north": n / 100} for n in range(1, 1102)))
    here = Place("55369", *HERE)
    told = orjson.loads(
        geojson_file(listed(many, table(many, Filters(order=Order.NEAREST), HERE, NOON), here))
    )
    assert [feature["id"] for feature in told["features"]] == [str(n) for n in range(1, 1102)]
    assert told["features"][100]["properties"]["distance_miles"] == 1.01
    assert (told["numberMatched"], told["numberReturned"], told["place"]["taken"]) == (1101, 1101, "55369")
