"""Clinics as a list of them stands on a page: the clinic file's columns, how sure we are, and the miles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import isnan, nan

import numpy as np
import pandas as pd

from locator.clinic_file import write_clinic_file
from locator.clinics import SERVICES, Clinics, Network
from locator.clinics.table import Row
from locator.exports.chosen import Chosen
from locator.exports.geojson import geojson_file
from locator.exports.xlsx import workbook
from locator.places import Place
from locator.words import N_, Message
from locator.words.places import near

MILES = "distance_miles"  # as the API calls it


def listed(network: Network, rows: Sequence[Row], place: Place | None) -> Chosen:
    """The clinics of these rows of the table, in their order."""
    miles = [nan if row.miles is None else row.miles for row in rows]
    places = np.array([row.clinic.row for row in rows], dtype=np.intp)
    return Chosen(network, places, np.array(miles), place, matched=len(rows))


def listed_csv(chosen: Chosen) -> bytes:
    """CSV that can be read as a clinic file too."""
    return write_clinic_file(_as_listed(chosen))


def listed_xlsx(chosen: Chosen) -> bytes:
    """The same as an Excel workbook."""
    return workbook(_as_listed(chosen))


# How such a file ends, what it is called, and what writes it.
LISTED: tuple[tuple[str, Message, Callable[[Chosen], bytes]], ...] = (
    ("csv", N_("CSV"), listed_csv),
    ("xlsx", N_("Excel"), listed_xlsx),
    ("geojson", N_("GeoJSON"), geojson_file),
)


def _as_listed(chosen: Chosen) -> Clinics:
    """The chosen clinics with columns that only this list has: how sure, and miles where there is a place."""
    told = {
        f"{service.column}_certainty": [str(clinic.fact(service).certainty) for clinic in chosen]
        for service in SERVICES
    }
    if chosen.place:
        told[MILES] = ["" if isnan(away) else f"{away:.1f}" for away in chosen.miles.tolist()]
        told["measured_from"] = [near(chosen.place)] * len(chosen)
    file = chosen.file
    return replace(
        file, frame=file.frame.assign(**{name: pd.Series(cells, dtype="str") for name, cells in told.items()})
    )
