"""Clinics as GeoJSON (RFC 7946): what /api/clinics answers."""

from __future__ import annotations

from typing import Any

import numpy as np
import orjson

from locator.clinics import SERVICES, Fact, Network
from locator.exports.chosen import Chosen
from locator.words.places import described

DECIMALS = 7  # half an inch; RFC 7946, section 11.2, finds 6 enough for most uses
MILES_DECIMALS = 2


def geojson_file(chosen: Chosen) -> bytes:
    """A FeatureCollection, one Feature a clinic. UTF-8."""
    features = [
        chosen.network.once(_feature_to_distance, row) + _distance(miles)
        for row, miles in zip(chosen.rows.tolist(), chosen.miles.tolist(), strict=True)
    ]
    place = chosen.place
    about = {
        "type": "FeatureCollection",
        "measured_from": described(place) if place else None,
        "place": {"taken": place.name, "others": chosen.others} if place else None,
        # What OGC API Features (part 1) calls them.
        "numberMatched": chosen.matched,
        "numberReturned": len(chosen),
    }
    return b'%s,"features":[%s]}' % (orjson.dumps(about).removesuffix(b"}"), b",".join(features))


def fact_object(fact: Fact) -> dict[str, str | None]:
    """A fact as the API gives it."""
    return {
        "value": fact.value,
        "certainty": fact.certainty,
        "as_of": fact.as_of.isoformat() if fact.as_of else None,
        "method": fact.method,
        "source": fact.source or None,
    }


def rounded_miles(miles: float) -> float | None:
    """Miles as the API gives them, None for NaN."""
    return None if np.isnan(miles) else round(miles, MILES_DECIMALS)


def _feature_to_distance(network: Network, row: int) -> bytes:
    """A Feature up to the last of its properties, the distance: the same whatever is asked."""
    clinic, cells = network[row], network.file.cells(row)
    properties: dict[str, Any] = {column: text or None for column, text in cells.items()}
    for degrees in ("latitude", "longitude"):
        properties[degrees] = round(float(cells[degrees]), DECIMALS) if cells[degrees] else None
    properties["wait_weeks"] = clinic.availability.wait_weeks
    for service in SERVICES:
        properties[service.column] = fact_object(clinic.fact(service))
    properties["listing_is_old"] = clinic.listing.is_old
    properties["availability_is_old"] = clinic.availability.is_old if clinic.availability.is_known else None
    position = clinic.position
    properties["position_is_approximate"] = position.is_approximate if position else None
    properties.pop("distance_miles", None)  # should the file have a column of that name
    feature = {
        "type": "Feature",
        "id": clinic.clinic_id,
        "geometry": {
            "type": "Point",
            "coordinates": [round(position.longitude, DECIMALS), round(position.latitude, DECIMALS)],
        }
        if position
        else None,
        "properties": properties,
    }
    return orjson.dumps(feature).removesuffix(b"}}")


def _distance(miles: float) -> bytes:
    return b',"distance_miles":%s}}' % orjson.dumps(rounded_miles(miles))
