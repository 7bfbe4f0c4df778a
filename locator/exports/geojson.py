"""Clinics as GeoJSON (RFC 7946): what /api/clinics answers."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import orjson

from locator.clinics import MOST_KEPT, Clinics
from locator.exports.chosen import Chosen
from locator.ranking import Ranking

DECIMALS = 7  # half an inch; RFC 7946, section 11.2, finds 6 enough for most uses
MILES_DECIMALS = 2

# Features by row without their distance, ready-made for as long as the verdicts in them hold.
_kept: WeakKeyDictionary[Ranking, dict[int, bytes]] = WeakKeyDictionary()


def geojson_file(chosen: Chosen) -> bytes:
    """A FeatureCollection, one Feature a clinic. UTF-8."""
    ranking = chosen.ranking
    kept = _kept.setdefault(ranking, {})
    features = []
    for row, miles in zip(chosen.rows.tolist(), chosen.miles.tolist(), strict=True):
        start = kept.get(row)
        if start is None:
            start = _feature_to_distance(chosen.clinics, ranking, row)
            if len(kept) < MOST_KEPT:
                kept[row] = start
        features.append(start + _distance(miles))
    return b'{"type":"FeatureCollection","measured_from":%s,"features":[%s]}' % (
        orjson.dumps(chosen.measured_from),
        b",".join(features),
    )


def fact_object(cells: dict[str, str], fact: str, certainty: str) -> dict[str, str | None]:
    """The fact named "evaluates" or "performs" as the API gives it; `cells` are the clinic's as tidy text."""
    return {
        "value": cells[fact] or None,
        "certainty": certainty,
        "as_of": cells[f"{fact}_as_of"] or None,
        "method": cells[f"{fact}_method"] or None,
        "source": cells[f"{fact}_source"] or None,
    }


def rounded_miles(miles: float) -> float | None:
    """Miles as the API gives them, None for NaN."""
    return None if np.isnan(miles) else round(miles, MILES_DECIMALS)


def _feature_to_distance(clinics: Clinics, ranking: Ranking, row: int) -> bytes:
    """A Feature up to the last of its properties, the distance."""
    cells = clinics.cells(row)
    properties: dict[str, Any] = {column: text or None for column, text in cells.items()}
    for degrees in ("latitude", "longitude"):
        properties[degrees] = round(float(cells[degrees]), DECIMALS) if cells[degrees] else None
    for fact in ("evaluates", "performs"):
        properties[fact] = fact_object(cells, fact, ranking.certainty[fact][row])
    longitude, latitude = float(clinics.longitude[row]), float(clinics.latitude[row])
    has_position = not np.isnan(latitude)
    properties["position_is_approximate"] = bool(clinics.is_approximate[row]) if has_position else None
    properties.pop("distance_miles", None)  # should the file have a column of that name
    point = {"type": "Point", "coordinates": [round(longitude, DECIMALS), round(latitude, DECIMALS)]}
    feature = {
        "type": "Feature",
        "id": cells["clinic_id"],
        "geometry": point if has_position else None,
        "properties": properties,
    }
    return orjson.dumps(feature).removesuffix(b"}}")


def _distance(miles: float) -> bytes:
    return b',"distance_miles":%s}}' % orjson.dumps(rounded_miles(miles))
