"""Towns and counties, made from the ZIP codes that carry their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from locator.places.distance import miles_between
from locator.places.spelling import in_capitals, key_of_name
from locator.places.zip_table import zip_table

# Within this distance a town's pull no longer grows: every suburb counts as near.
NEAR_MILES = 10.0
# People drive so far to a clinic; a town within it may be meant whatever state it is in.
REGION_MILES = 150.0
# What a place with post office boxes only, or with a name that the post office rejects, weighs against a
# place of one ordinary ZIP code.
_WITHOUT_DELIVERY = 0.25

Point = tuple[float, float]
Rows = Sequence[int]
TownRows = Mapping[str, Mapping[str, Rows]]


@dataclass(frozen=True, slots=True)
class Town:
    """A town or county: its name with the state, its center in WGS 84 degrees, its ordinary ZIP codes."""

    name: str
    state: str
    latitude: float
    longitude: float
    zip_count: int
    has_own_zip: bool  # an ordinary ZIP code that is named after it
    is_accepted: bool  # by the post office, as a name to write

    def miles_from(self, point: Point) -> float:
        """Straight-line miles to a point given as latitude, longitude."""
        return miles_between(self.latitude, self.longitude, *point)

    def pull_on(self, point: Point) -> float:
        """How likely someone at the point means this town: its size over the distance squared.

        Source: W. J. Reilly, "The Law of Retail Gravitation" (1931), with ZIP codes for people.
        """
        size = max(self.zip_count, _WITHOUT_DELIVERY) if self.is_accepted else _WITHOUT_DELIVERY
        return size / max(self.miles_from(point), NEAR_MILES) ** 2


@cache
def accepted_names() -> TownRows:
    """Rows of the ZIP table by name key and state, for every name the post office accepts and each county."""
    table = zip_table()
    names = zip(table.city.tolist(), table.county.tolist(), table.other_names, strict=True)
    return _rows_by_name((city, county, *others) for city, county, others in names)


@cache
def rejected_names() -> TownRows:
    """The same for names that the post office knows but does not want written."""
    return _rows_by_name(zip_table().rejected_names)


def _rows_by_name(names_of_row: Iterable[Iterable[str]]) -> TownRows:
    rows: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    states = zip_table().state.tolist()
    located = (~np.isnan(zip_table().latitude)).tolist()
    for row, names in enumerate(names_of_row):
        if located[row]:
            for key in dict.fromkeys(key_of_name(name) for name in names if name):
                rows[key][states[row]].append(row)
    return {key: dict(by_state) for key, by_state in rows.items()}


@lru_cache(maxsize=1_000)
def home_state(near: Point) -> str:
    """The state of the ZIP code whose center is nearest to the point."""
    table = zip_table()
    return str(table.state[int(np.nanargmin(miles_between(*near, table.latitude, table.longitude)))])


def is_of_region(town: Town, near: Point) -> bool:
    """Whether people go from there to the point: it is in the same state, or not too far to drive."""
    return town.state == home_state(near) or town.miles_from(near) <= REGION_MILES


def namesakes(key: str, near: Point) -> list[Town]:
    """The towns of that name key in all states, and one at home whose name the post office rejects."""
    towns = towns_called(key)
    home = home_state(near)
    rows = rejected_names().get(key, {}).get(home)
    if rows and all(town.state != home for town in towns):
        towns.append(_town(key, home, tuple(rows), is_accepted=False))
    return towns


def towns_called(key: str, state: str | None = None) -> list[Town]:
    """The towns of that name key, of one state or of all; names the post office rejects only if no other."""
    for names, is_accepted in ((accepted_names(), True), (rejected_names(), False)):
        by_state = names.get(key, {})
        towns = [
            _town(key, s, tuple(rows), is_accepted) for s, rows in by_state.items() if state in (None, s)
        ]
        if towns:
            return towns
    return []


@lru_cache(maxsize=2_000)
def _town(key: str, state: str, rows: tuple[int, ...], is_accepted: bool) -> Town:
    table = zip_table()
    ordinary = [row for row in rows if table.kind[row] == "STANDARD" and table.in_use[row]]
    center = _central_rows(key, ordinary) or list(rows)
    return Town(
        name=f"{in_capitals(_spelling(key, rows))}, {state}",
        state=state,
        latitude=float(table.latitude[center].mean()),
        longitude=float(table.longitude[center].mean()),
        zip_count=len(ordinary),
        has_own_zip=any(key_of_name(str(table.city[row])) == key for row in ordinary),
        is_accepted=is_accepted,
    )


def _central_rows(key: str, ordinary: Rows) -> list[int]:
    """The ordinary ZIPs that say best where the town is: its own, else those named after it, else all.

    A big town's name is good in its suburbs too: with those, Minneapolis would lie in Golden Valley.
    """
    table = zip_table()
    own = [row for row in ordinary if town_keys(row) == {key}]
    named_after = [row for row in ordinary if key_of_name(str(table.city[row])) == key]
    return own or named_after or list(ordinary)


def town_keys(row: int) -> set[str]:
    """The name keys of the towns that a row of the ZIP table may be addressed to."""
    table = zip_table()
    return {key_of_name(name) for name in (str(table.city[row]), *table.other_names[row])}


def _spelling(key: str, rows: Rows) -> str:
    """How to write the name: as the post office's first choice, else the longest, which is written out."""
    table = zip_table()
    first_choices = [str(table.city[row]) for row in rows if key_of_name(str(table.city[row])) == key]
    others = (
        name
        for row in rows
        for name in (*table.other_names[row], *table.rejected_names[row], str(table.county[row]))
        if key_of_name(name) == key
    )
    return max(first_choices or others, key=lambda name: (len(name), name))
