"""Clinics in other people's formats: one module a format, all made from the same Chosen clinics."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from locator.exports.chosen import Chosen, choose
from locator.exports.csv import csv_file
from locator.exports.fhir import fhir_file
from locator.exports.geojson import geojson_file
from locator.exports.hsds import hsds_file
from locator.exports.jsonld import jsonld_file
from locator.exports.xlsx import xlsx_file

__all__ = ["FORMATS", "GEOJSON", "Chosen", "Format", "choose"]


@dataclass(frozen=True, slots=True)
class Format:
    """`name` is what the command calls it, `ending` how its files end, `write` makes the bytes of a file."""

    name: str
    ending: str
    media_type: str
    write: Callable[[Chosen], bytes]


GEOJSON = Format("geojson", "geojson", "application/geo+json", geojson_file)
FORMATS = (
    Format("csv", "csv", "text/csv; charset=utf-8; header=present", csv_file),
    Format("xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_file),
    GEOJSON,
    Format("fhir", "fhir.json", "application/fhir+json", fhir_file),
    Format("hsds", "hsds.json", "application/json", hsds_file),
    Format("jsonld", "jsonld", "application/ld+json", jsonld_file),
)
