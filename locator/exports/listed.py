"""Clinics as a list of them stands on a page: the clinic file's columns, how sure we are, and the miles."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan

import numpy as np

from locator.clinics import SERVICES, Network
from locator.clinics.table import Row
from locator.exports.chosen import Chosen
from locator.places import Place
from locator.words.places import near

MILES = "distance_miles"  # as the API calls it


def listed(network: Network, rows: Sequence[Row], place: Place | None) -> Chosen:
    """The clinics of these rows of the table, in their order."""
    told = {
        f"{service.column}_certainty": [str(row.clinic.fact(service).certainty) for row in rows]
        for service in SERVICES
    }
    if place:
        told[MILES] = ["" if row.miles is None else f"{row.miles:.1f}" for row in rows]
        told["measured_from"] = [near(place)] * len(rows)
    miles = [nan if row.miles is None else row.miles for row in rows]
    places = np.array([row.clinic.row for row in rows], dtype=np.intp)
    return Chosen(network, places, np.array(miles), place, matched=len(rows), told=told)
