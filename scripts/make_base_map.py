"""Makes the base map, data/base_map/counties.geojson and cities.geojson: the same bytes on every run.

County lines: the U.S. Census Bureau's cartographic boundaries of 2017 (public domain), from the npm package
us-atlas 3.0.1 (ISC). City names and their places: the ZIP table. Run `python -m scripts.make_base_map`
(it needs npm), or name the package's counties-10m.json behind that; again when a clinic opens in a new city.
"""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from scripts.city_labels import Label, chosen_labels

PROJECT = Path(__file__).resolve().parent.parent
OUT = PROJECT / "data" / "base_map"
CLINICS = PROJECT / "data" / "clinics.csv"
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

    @property
    def middle(self) -> tuple[float, float]:
        """Longitude and latitude of the middle of its bounds, where the map writes its name."""
        longitudes, latitudes = zip(
            *(point for polygon in self.polygons for point in polygon[0]), strict=True
        )
        return (min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2


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


def city_feature(label: Label) -> Feature:
    """A GeoJSON point where the city's name stands."""
    return {
        "type": "Feature",
        "properties": {"name": label.name, "state": label.state, "rank": label.rank},
        "geometry": {
            "type": "Point",
            "coordinates": [round(degrees, DECIMALS) for degrees in label.longitude_latitude],
        },
    }


def written(features: Iterable[Feature]) -> str:
    """A GeoJSON feature collection with a line for each feature, so that a change can be read."""
    lines = ",\n".join(json.dumps(feature, separators=(",", ":"), ensure_ascii=False) for feature in features)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'


def clinic_cities() -> set[tuple[str, str]]:
    """City and state of every clinic that ships."""
    with CLINICS.open(encoding="utf-8-sig", newline="") as file:
        return {(row["city"], row["state"]) for row in csv.DictReader(file)}


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


def main(arguments: list[str]) -> None:
    """Write both files, from the county file named in `arguments` or else from npm."""
    topojson = Path(arguments[0]).read_bytes() if arguments else fetched_topojson()
    if hashlib.sha256(topojson).hexdigest() != COUNTIES_SHA256:
        sys.exit(f"This is not the {COUNTIES_FILE} of {PACKAGE}.")
    counties = around_metro(read_counties(topojson))
    labels = chosen_labels(
        {(county.name, county.state): county.middle for county in counties}, clinic_cities()
    )
    OUT.mkdir(parents=True, exist_ok=True)
    for name, features in (
        ("counties", map(county_feature, counties)),
        ("cities", map(city_feature, labels)),
    ):
        (OUT / f"{name}.geojson").write_text(written(features), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
