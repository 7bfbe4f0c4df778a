"""Clinics in other people's formats: one module a format, all made from the same Chosen clinics.

To add a format: a module that writes it, and a line in FORMATS. The API and its description, the downloads
and the command follow by themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from locator.exports.chosen import Chosen, choose
from locator.exports.clinic_csv import csv_file
from locator.exports.fhir import fhir_file
from locator.exports.geojson import geojson_file
from locator.exports.hsds import hsds_file
from locator.exports.jsonld import jsonld_file
from locator.exports.xlsx import xlsx_file
from locator.words import N_, Message

__all__ = ["FORMATS", "GEOJSON", "TO_TAKE", "Chosen", "Format", "choose"]


@dataclass(frozen=True, slots=True)
class Format:
    """`name` is what the command calls it, `ending` how its files end, `write` makes the bytes of a file.

    People see `short_name` and `good_for` beside a download; `description` says in full what a file holds.
    """

    name: str
    ending: str
    media_type: str
    write: Callable[[Chosen], bytes]
    short_name: Message
    good_for: Message
    description: Message

    @property
    def address(self) -> str:
        """Where the API has the whole list as a file."""
        return f"/api/clinics.{self.ending}"


GEOJSON = Format(
    "geojson",
    "geojson",
    "application/geo+json",
    geojson_file,
    N_("GeoJSON"),
    N_("for maps"),
    N_("The clinics as GeoJSON (RFC 7946)"),
)
FORMATS = (
    Format(
        "csv",
        "csv",
        "text/csv; charset=utf-8; header=present",
        csv_file,
        N_("CSV"),
        N_("for any spreadsheet"),
        N_("The same clinics as a clinic file (CSV)"),
    ),
    Format(
        "xlsx",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        xlsx_file,
        N_("Excel"),
        N_("a workbook"),
        N_("The same clinics as an Excel workbook"),
    ),
    GEOJSON,
    Format(
        "fhir",
        "fhir.json",
        "application/fhir+json",
        fhir_file,
        N_("FHIR R4"),
        N_("for hospital and clinic systems"),
        N_("The same clinics as a FHIR R4 Bundle of Organization, Location and HealthcareService"),
    ),
    Format(
        "hsds",
        "hsds.json",
        "application/json",
        hsds_file,
        N_("HSDS 3"),
        N_("for 211 and other directories"),
        N_("The same clinics in HSDS 3: evaluation and procedure as services at locations"),
    ),
    Format(
        "jsonld",
        "jsonld",
        "application/ld+json",
        jsonld_file,
        N_("JSON-LD"),
        N_("for search engines"),
        N_("The same clinics as schema.org MedicalClinics"),
    ),
)
# Of them those that a person goes on with: in a spreadsheet, or on a map.
TO_TAKE = tuple(form for form in FORMATS if form.name in ("csv", "xlsx", "geojson"))
