"""The columns of the clinic file. To add one, add a line here and to locator.clinics.COLUMNS."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from itertools import chain

from locator.clinic_file import kinds
from locator.clinic_file.kinds import Kind
from locator.clinics import SERVICES, Service


class Needed(Enum):
    """What a file must have of a column."""

    NOT = auto()
    COLUMN = auto()  # the column must be there; its cells may be blank
    CELL = auto()  # every clinic must have it


@dataclass(frozen=True)
class Column:
    """One column: its name in the file, what its cells hold, and what it is for, in plain words."""

    name: str
    kind: Kind
    meaning: str
    needed: Needed = Needed.NOT
    if_blank: str = ""  # what a blank cell stands for


_QUESTIONS = {
    "evaluates": "Can people be evaluated for kyphoplasty here? yes, no or blank",
    "performs": "Is kyphoplasty done here? yes, no or blank",
}


def _columns_of(service: Service) -> tuple[Column, ...]:
    fact = service.column
    return (
        Column(fact, kinds.YES_NO, _QUESTIONS[fact], Needed.COLUMN),
        Column(f"{fact}_as_of", kinds.DATE, "The date you learned that: 2026-11-03"),
        Column(f"{fact}_method", kinds.METHOD, "How you learned it: phone, staff, website or directory"),
        Column(f"{fact}_source", kinds.TEXT, "Who said so, or the web address: front desk"),
    )


SCHEMA = (
    Column("clinic_id", kinds.SLUG, "A short name that no other clinic has: maple-grove", Needed.CELL),
    Column("name", kinds.NAME, "The clinic's name as patients know it", Needed.CELL),
    Column("street", kinds.NAME, "Street and suite: 9645 Grove Cir N Ste 200", Needed.CELL),
    Column("city", kinds.NAME, "City: Maple Grove", Needed.CELL),
    Column("state", kinds.STATE, "State in two letters: MN", Needed.CELL),
    Column("zip", kinds.ZIP, "ZIP code: 55369 or 55369-1234", Needed.CELL),
    Column("phone", kinds.PHONE, "The phone that patients call: 763-201-8191", Needed.CELL),
    Column("latitude", kinds.LATITUDE, "Degrees north: 45.1300. Leave both blank if you don't know"),
    Column("longitude", kinds.LONGITUDE, "Degrees east, so with a minus sign in the US: -93.4840"),
    Column("referral_phone", kinds.PHONE, "The phone for offices that send patients"),
    Column("referral_fax", kinds.PHONE, "The fax for offices that send patients"),
    Column("website", kinds.WEBSITE, "The clinic's own page: https://example.org"),
    Column("opening_hours", kinds.HOURS, "Hours: Mo-Th 07:00-19:00; Fr 07:00-17:00; PH off"),
    *chain.from_iterable(map(_columns_of, SERVICES)),
    Column("refers_to", kinds.SLUGS, "Where people evaluated here have it done: clinic_id;clinic_id"),
    Column("listing_as_of", kinds.DATE, "The date you learned address, phone and hours: 2026-11-03"),
    Column("listing_source", kinds.TEXT, "Where you learned address, phone and hours"),
    Column("status", kinds.STATUS, "open, temporarily closed or closed", if_blank="open"),
    Column("access_notes", kinds.TEXT, "Parking, entrance, languages, step-free door"),
)

# What each column is for, by its name: the second row of the template.
EXPLANATIONS = {column.name: column.meaning for column in SCHEMA}


def table_schema() -> dict[str, object]:
    """The columns as a Frictionless Table Schema (version 1), which describes a tidied file."""
    return {
        "fields": [_field(column) for column in SCHEMA],
        "missingValues": [""],
        "primaryKey": "clinic_id",
    }


def _field(column: Column) -> dict[str, object]:
    field = {"name": column.name, "description": column.meaning, **column.kind.described}
    if column.needed is Needed.CELL:
        constraints = field.get("constraints")
        field["constraints"] = {**(constraints if isinstance(constraints, dict) else {}), "required": True}
    return field
