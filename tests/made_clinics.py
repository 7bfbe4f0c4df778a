"""Clinics made up for a test: say what matters, the rest is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pandas as pd

from locator.clinics import COLUMNS, Clinics, Network

NOON = datetime(2026, 11, 21, 18, tzinfo=UTC)  # in Chicago
CONFIRM_DAYS = 180
HERE = (45.0, -93.0)
YES_BY_PHONE = {"value": "yes", "as_of": "2026-11-01", "method": "phone"}
YES_TOO_OLD = {"value": "yes", "as_of": "2026-01-01", "method": "phone"}
YES_ON_WEBSITE = {"value": "yes", "method": "website"}
HOSTILE = "<img src=x onerror=alert(1)>\"'`${1}&amp;"
NO_BY_PHONE = {"value": "no", "as_of": "2026-11-01", "method": "phone"}

MILES_IN_A_DEGREE_NORTH = 69.09
PLAIN = {
    "street": "1 Example Way",
    "city": "Edina",
    "state": "MN",
    "zip": "55435",
    "phone": "612-555-0101",
    "status": "open",
    "listing_as_of": "2026-11-01",
}


def network(*rows: Mapping[str, Any], now: datetime = NOON, confirm_days: int = CONFIRM_DAYS) -> Network:
    """Such clinics as they stand at a moment."""
    return Network(clinics(*rows), now, confirm_days)


def clinics(*rows: Mapping[str, Any]) -> Clinics:
    """The file of such clinics, each `miles_north` (None: nowhere) of 45 N, 93 W.

    A fact is given as {"value", "as_of", "method", "source"}, what is left out being blank.
    """
    latitude = [_latitude(row.get("miles_north", 0)) for row in rows]
    return Clinics(
        pd.DataFrame([_cells(row) for row in rows], columns=list(COLUMNS), dtype=str).fillna(""),
        latitude=np.array(latitude, dtype=float),
        longitude=np.array([-93.0 if value is not None else np.nan for value in latitude], dtype=float),
        is_approximate=np.array([row.get("is_approximate", False) for row in rows], dtype=bool),
        timezone=np.array([row.get("timezone", "America/Chicago") for row in rows], dtype=object),
    )


def _latitude(miles_north: float | None) -> float | None:
    return None if miles_north is None else 45.0 + miles_north / MILES_IN_A_DEGREE_NORTH


def _cells(row: Mapping[str, Any]) -> dict[str, str]:
    cells = {**PLAIN, "name": f"Example {row['clinic_id']}"}
    for column, value in row.items():
        if isinstance(value, Mapping):
            cells |= {column if part == "value" else f"{column}_{part}": text for part, text in value.items()}
        elif column in COLUMNS:
            cells[column] = str(value)
    return cells
