"""The base map that ships: valid GeoJSON (RFC 7946) that covers the metro and every clinic."""

import csv
import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from locator.places import Found, find_place
from locator.settings import PROJECT
from scripts.city_labels import chosen_labels
from scripts.make_base_map import (
    County,
    Ring,
    around_metro,
    city_feature,
    clinic_cities,
    county_feature,
    read_counties,
    written,
)

DATA = PROJECT / "data"
BASE_MAP = DATA / "base_map"
METRO = {"Anoka", "Carver", "Dakota", "Hennepin", "Ramsey", "Scott", "Washington"}
Features = list[dict[str, Any]]


def features(name: str) -> Features:
    collection = json.loads((BASE_MAP / f"{name}.geojson").read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    return list(collection["features"])


@pytest.fixture(scope="module")
def counties() -> Features:
    return features("counties")


@pytest.fixture(scope="module")
def cities() -> Features:
    return features("cities")


@pytest.fixture(scope="module")
def clinics() -> list[dict[str, str]]:
    with (DATA / "clinics.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def polygons(feature: dict[str, Any]) -> list[list[Ring]]:
    coordinates = feature["geometry"]["coordinates"]
    return list(coordinates) if feature["geometry"]["type"] == "MultiPolygon" else [coordinates]


def doubled_area(ring: Ring) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))


def is_inside(longitude: float, latitude: float, ring: Ring) -> bool:
    crossings = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > latitude) != (y2 > latitude):
            crossings += longitude < x1 + (latitude - y1) / (y2 - y1) * (x2 - x1)
    return crossings % 2 == 1


def points(features: Features) -> Iterator[tuple[float, float]]:
    for feature in features:
        if feature["geometry"]["type"] == "Point":
            yield feature["geometry"]["coordinates"]
        else:
            yield from (point for polygon in polygons(feature) for ring in polygon for point in ring)


def test_the_seven_metro_counties_are_there_and_marked(counties: Features) -> None:
    metro = [county["properties"] for county in counties if county["properties"]["metro"]]
    assert sorted(county["name"] for county in metro) == sorted(METRO)
    assert {county["state"] for county in metro} == {"MN"}


def test_their_neighbors_in_both_states_are_there(counties: Features) -> None:
    names = {(county["properties"]["name"], county["properties"]["state"]) for county in counties}
    assert {
        ("Wright", "MN"),
        ("Sherburne", "MN"),
        ("Rice", "MN"),
        ("St. Croix", "WI"),
        ("Pierce", "WI"),
    } <= names
    assert len(names) == len(counties)


def test_rings_are_closed_and_wound_by_the_right_hand_rule(counties: Features) -> None:
    for county in counties:
        for outer, *holes in polygons(county):
            for ring in (outer, *holes):
                assert ring[0] == ring[-1]
                assert len(ring) >= 4
                assert all(here != there for here, there in pairwise(ring))
            assert doubled_area(outer) > 0
            assert all(doubled_area(hole) < 0 for hole in holes)


def test_every_point_is_in_the_region_and_rounded(counties: Features, cities: Features) -> None:
    for longitude, latitude in points(counties + cities):
        assert -96 < longitude < -91
        assert 43 < latitude < 47
        assert (round(longitude, 4), round(latitude, 4)) == (longitude, latitude)


def test_every_clinic_lies_in_one_county_of_the_map(
    counties: Features, clinics: list[dict[str, str]]
) -> None:
    for clinic in clinics:
        around = [
            county["properties"]["name"]
            for county in counties
            if any(
                is_inside(float(clinic["longitude"]), float(clinic["latitude"]), outer)
                for outer, *_ in polygons(county)
            )
        ]
        assert len(around) == 1, f"{clinic['name']} is in {around}"


def test_minneapolis_and_saint_paul_are_always_named(cities: Features) -> None:
    always = {city["properties"]["name"] for city in cities if city["properties"]["rank"] == 1}
    assert always == {"Minneapolis", "Saint Paul"}
    assert {city["properties"]["rank"] for city in cities} == {1, 2, 3}


def test_every_city_with_a_clinic_is_named_early(cities: Features, clinics: list[dict[str, str]]) -> None:
    early = {city["properties"]["name"] for city in cities if city["properties"]["rank"] <= 2}
    assert {clinic["city"] for clinic in clinics} <= early


def test_a_city_is_named_once_and_where_it_is(cities: Features) -> None:
    names = [(city["properties"]["name"], city["properties"]["state"]) for city in cities]
    assert len(set(names)) == len(names)
    for name, state in names:
        found = find_place(f"{name}, {state}", near=(44.95, -93.35))
        assert isinstance(found, Found)
        longitude, latitude = dict(zip(names, points(cities), strict=True))[name, state]
        # Names that would touch are moved apart by up to a line of text.
        assert abs(found.place.latitude - latitude) < 0.05
        assert abs(found.place.longitude - longitude) < 0.0002


def test_the_two_names_in_the_middle_do_not_touch(cities: Features) -> None:
    minneapolis, saint_paul = points([city for city in cities if city["properties"]["rank"] == 1])
    assert minneapolis[1] - saint_paul[1] > 0.02


def test_the_files_are_what_the_script_makes_of_the_clinics_of_today(counties: Features) -> None:
    read = [
        County(
            county["properties"]["name"],
            county["properties"]["state"],
            [[[(x, y) for x, y in ring] for ring in polygon] for polygon in polygons(county)],
            frozenset(),
        )
        for county in counties
    ]
    labels = chosen_labels({(county.name, county.state): county.middle for county in read}, clinic_cities())
    for name, again in (("counties", map(county_feature, read)), ("cities", map(city_feature, labels))):
        assert (BASE_MAP / f"{name}.geojson").read_bytes() == written(again).encode()


# Three counties in a row, each a square; the middle line of each pair is one arc, walked both ways.
TOPOLOGY = {
    "transform": {"scale": [0.1, 0.1], "translate": [-94, 45]},
    "arcs": [
        [[10, 0], [0, 10]],
        [[10, 10], [-10, 0], [0, -10], [10, 0]],
        [[20, 0], [0, 10]],
        [[10, 0], [10, 0]],
        [[20, 10], [-10, 0]],
        [[20, 0], [10, 0], [0, 10], [-10, 0]],
    ],
    "objects": {
        "counties": {
            "geometries": [
                {"id": "27003", "type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "Anoka"}},
                {
                    "id": "27025",
                    "type": "Polygon",
                    "arcs": [[3, 2, 4, ~0]],
                    "properties": {"name": "Chisago"},
                },
                {"id": "55095", "type": "MultiPolygon", "arcs": [[[5, ~2]]], "properties": {"name": "Polk"}},
                {"id": "19001", "type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "Adair"}},
            ]
        }
    },
}


def test_topojson_lines_are_joined_into_rings() -> None:
    anoka, chisago, polk = read_counties(json.dumps(TOPOLOGY).encode())
    assert anoka.polygons == [[[(-93, 45), (-93, 46), (-94, 46), (-94, 45), (-93, 45)]]]
    assert chisago.polygons == [[[(-93, 45), (-92, 45), (-92, 46), (-93, 46), (-93, 45)]]]
    assert polk.polygons == [[[(-92, 45), (-91, 45), (-91, 46), (-92, 46), (-92, 45)]]]
    assert (anoka.is_metro, chisago.is_metro, polk.state) == (True, False, "WI")
    assert chisago.middle == (-92.5, 45.5)


def test_neighbors_are_the_counties_that_share_a_line_and_those_that_share_one_with_them() -> None:
    counties = read_counties(json.dumps(TOPOLOGY).encode())
    assert [county.name for county in around_metro(counties)] == ["Anoka", "Chisago", "Polk"]
    assert around_metro(counties[1:]) == []


def test_the_base_map_is_small_enough_for_a_phone() -> None:
    assert sum(path.stat().st_size for path in BASE_MAP.iterdir()) < 80_000
