"""Chooses which city names the base map shows, and from which zoom on, so that no two names touch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from math import asinh, atan, degrees, ldexp, pi, radians, sinh, tan

from locator.places.spelling import key_of_name
from locator.places.towns import accepted_names, town_keys, towns_called
from locator.places.zip_table import zip_table

# In and around the metro only Minneapolis and Saint Paul are that big.
ALWAYS_SHOWN_ZIPS = 20
# The zoom from which the map shows a rank: there its names must not touch those already placed.
ZOOM_OF_RANK = {1: 9, 2: 9, 3: 10}
# From how many ZIP codes on a town is named, and from what share of them: one that may be addressed to two
# towns counts half for each.
LEAST_ZIPS = {2: 2, 3: 1}
LEAST_SHARE = {2: 1.0, 3: 0.3}
# About how big the map writes, in pixels.
LINE_HEIGHT = 18
LETTER_WIDTH = {1: 9, 2: 7, 3: 7}
COUNTY_LETTER_WIDTH = 9
WORLD_WIDTH = 256  # at zoom 0

Degrees = tuple[float, float]
NameAndState = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the map. The middle of its text is in Web Mercator pixels of zoom 0."""

    name: str
    state: str
    rank: int
    x: float
    y: float
    letter_width: int
    zip_count: int = 0
    is_first_choice: bool = False
    share: float = 0

    def touches(self, other: Label, zoom: int) -> bool:
        """Whether the two texts overlap on a map of that zoom."""
        across, down = ldexp(abs(self.x - other.x), zoom), ldexp(abs(self.y - other.y), zoom)
        return across < (self.width + other.width) / 2 and down < LINE_HEIGHT

    @property
    def width(self) -> int:
        """Pixels that the text takes."""
        return len(self.name) * self.letter_width

    @property
    def longitude_latitude(self) -> Degrees:
        """The middle of the text in WGS 84 degrees (inverse of the Web Mercator projection)."""
        north = pi * (1 - 2 * self.y / WORLD_WIDTH)
        return self.x / WORLD_WIDTH * 360 - 180, degrees(atan(sinh(north)))


def chosen_labels(counties: Mapping[NameAndState, Degrees], needed: set[NameAndState]) -> list[Label]:
    """The cities to name in these counties, the most important first.

    `counties` gives the longitude and latitude at which the map writes each one's own name, which is kept
    clear. The cities of `needed` are always chosen, at rank 2 or better.
    """
    towns = sorted(_towns(set(counties)), key=_importance)
    labels = _moved_apart([town for town in towns if town.rank == 1 or (town.name, town.state) in needed])
    county_names = [
        Label(name, state, 0, *_on_map(*middle), COUNTY_LETTER_WIDTH)
        for (name, state), middle in counties.items()
    ]
    for rank, zoom in ((2, ZOOM_OF_RANK[2]), (3, ZOOM_OF_RANK[3])):
        for town in towns:
            is_big_enough = town.zip_count >= LEAST_ZIPS[rank] and town.share >= LEAST_SHARE[rank]
            if is_big_enough and not any(label.touches(town, zoom) for label in labels + county_names):
                labels.append(replace(town, rank=rank))
    return labels


def _importance(town: Label) -> tuple[object, ...]:
    """Sorts the most important town first; of two names for one, the longer is the one written out."""
    return -town.zip_count, not town.is_first_choice, -town.share, -len(town.name), town.name, town.state


def _towns(counties: set[NameAndState]) -> Iterator[Label]:
    """A label for every town that has an ordinary ZIP code in one of the counties."""
    table = zip_table()
    county_keys = {(key_of_name(f"{name} County"), state) for name, state in counties}
    states = {state for _, state in counties}
    for key, rows_by_state in accepted_names().items():
        for state in states & rows_by_state.keys():
            rows = [
                row for row in rows_by_state[state] if table.kind[row] == "STANDARD" and table.in_use[row]
            ]
            here = {(key_of_name(str(table.county[row])), state) for row in rows} & county_keys
            if here and (key, state) not in county_keys:
                town = towns_called(key, state)[0]
                rank = 1 if town.zip_count >= ALWAYS_SHOWN_ZIPS else 2
                share = sum(1 / len(town_keys(row)) for row in rows)
                yield Label(
                    town.name.removesuffix(f", {state}"),
                    state,
                    rank,
                    *_on_map(town.longitude, town.latitude),
                    LETTER_WIDTH[rank],
                    len(rows),
                    any(key_of_name(str(table.city[row])) == key for row in rows),
                    share,
                )


def _on_map(longitude: float, latitude: float) -> tuple[float, float]:
    """Pixels east and south of the map's corner at zoom 0 (Web Mercator, EPSG:3857)."""
    north = asinh(tan(radians(latitude)))
    return (longitude + 180) / 360 * WORLD_WIDTH, (1 - north / pi) / 2 * WORLD_WIDTH


def _moved_apart(labels: list[Label]) -> list[Label]:
    """The labels, with those that touch each other moved half a line each, one north and one south.

    Minneapolis and Saint Paul stand so close that their names would run into each other.
    """
    labels = list(labels)
    for i, j in combinations(range(len(labels)), 2):
        zoom = ZOOM_OF_RANK[max(labels[i].rank, labels[j].rank)]
        if labels[i].touches(labels[j], zoom):
            north, south = (i, j) if labels[i].y <= labels[j].y else (j, i)
            middle = (labels[i].y + labels[j].y) / 2
            labels[north] = replace(labels[north], y=middle - LINE_HEIGHT / 2 / 2**zoom)
            labels[south] = replace(labels[south], y=middle + LINE_HEIGHT / 2 / 2**zoom)
    return labels
