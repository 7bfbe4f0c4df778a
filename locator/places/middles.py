"""Where the middle of a town is: as GeoNames has it around the clinics, else between its ZIP codes."""

from __future__ import annotations

import json
from functools import cache

from locator.places.distance import miles_between
from locator.places.spelling import key_of_name
from locator.places.towns import Point, Town
from locator.settings import PROJECT

# The cities of the base map; data/base_map/SOURCES.md and scripts/cities.py say where they come from.
_CITIES = PROJECT / "data" / "base_map" / "cities.geojson"
# A city of the same name farther from the town's ZIP codes is another place.
_SAME_TOWN_MILES = 10.0


def middle_of(town: Town) -> Point:
    """Latitude and longitude of the middle of the town."""
    middle = (town.latitude, town.longitude)
    city = _cities().get((key_of_name(town.name.partition(", ")[0]), town.state), middle)
    return city if miles_between(*city, *middle) <= _SAME_TOWN_MILES else middle


@cache
def _cities() -> dict[tuple[str, str], Point]:
    features = json.loads(_CITIES.read_text(encoding="utf-8"))["features"]
    cities = {}
    for feature in features:
        longitude, latitude = feature["geometry"]["coordinates"]
        name, state = feature["properties"]["name"], feature["properties"]["state"]
        cities[key_of_name(name), state] = (latitude, longitude)
    return cities
