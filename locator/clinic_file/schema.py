"""The columns of the clinic file. To add one, add a line here and to locator.clinics.COLUMNS."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import chain

from locator.clinic_file import kinds
from locator.clinic_file.kinds import Kind
from locator.clinics import SERVICES, Service
from locator.words import N_, Message, speaking
from locator.words.language import PSEUDO_LANGUAGE, languages
from locator.words.services import words_for


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
    meaning: Message
    needed: Needed = Needed.NOT
    if_blank: str = ""  # what a blank cell stands for


def _columns_of(service: Service) -> tuple[Column, ...]:
    fact, needed = service.column, Needed.NOT if service.is_optional else Needed.COLUMN
    return (
        Column(fact, kinds.YES_NO, words_for(service).column_meaning, needed),
        Column(f"{fact}_as_of", kinds.DATE, N_("The date you learned that: 2026-11-03")),
        Column(f"{fact}_method", kinds.METHOD, N_("How you learned it: phone, staff, website or directory")),
        Column(f"{fact}_source", kinds.TEXT, N_("Who said so, or the web address: front desk")),
    )


SCHEMA = (
    Column("clinic_id", kinds.SLUG, N_("A short name that no other clinic has: maple-grove"), Needed.CELL),
    Column("name", kinds.NAME, N_("The clinic's name as patients know it"), Needed.CELL),
    Column("street", kinds.NAME, N_("Street and suite: 9645 Grove Cir N Ste 200"), Needed.CELL),
    Column("city", kinds.NAME, N_("City: Maple Grove"), Needed.CELL),
    Column("state", kinds.STATE, N_("State in two letters: MN"), Needed.CELL),
    Column("zip", kinds.ZIP, N_("ZIP code: 55369 or 55369-1234"), Needed.CELL),
    Column("phone", kinds.PHONE, N_("The phone that patients call: 763-201-8191"), Needed.CELL),
    Column("latitude", kinds.LATITUDE, N_("Degrees north: 45.1300. Leave both blank if you don't know")),
    Column("longitude", kinds.LONGITUDE, N_("Degrees east, so with a minus sign in the US: -93.4840")),
    Column("referral_phone", kinds.PHONE, N_("The phone for offices that send patients")),
    Column("referral_fax", kinds.PHONE, N_("The fax for offices that send patients")),
    Column("website", kinds.WEBSITE, N_("The clinic's own page: https://example.org")),
    Column("opening_hours", kinds.HOURS, N_("Hours: Mo-Th 07:00-19:00; Fr 07:00-17:00; PH off")),
    *chain.from_iterable(map(_columns_of, SERVICES)),
    Column("refers_to", kinds.SLUGS, N_("Where people evaluated here have it done: clinic_id;clinic_id")),
    Column("listing_as_of", kinds.DATE, N_("The date you learned address, phone and hours: 2026-11-03")),
    Column("listing_source", kinds.TEXT, N_("Where you learned address, phone and hours")),
    Column("status", kinds.STATUS, N_("open, temporarily closed or closed"), if_blank="open"),
    Column("access_notes", kinds.TEXT, N_("Parking and entrance")),
    Column("languages", kinds.LANGUAGES, N_("Languages that staff speak: en;es;hmn;so")),
    Column("step_free", kinds.YES_NO, N_("Can people get in without a step? yes, no or blank")),
    Column("phone_steps", kinds.TEXT, N_("What to press and say on the phone: press 2, ask for Edina")),
    Column("referral_needs", kinds.TEXT, N_("What a referral must hold, and how to send it")),
    Column("new_patients", kinds.YES_NO, N_("Are new patients taken now? yes, no or blank")),
    Column("wait_weeks", kinds.WEEKS, N_("Weeks until the first visit, as a whole number: 3")),
    Column("availability_as_of", kinds.DATE, N_("The date you learned new_patients and wait_weeks")),
    Column("npi", kinds.NPI, N_("The clinic's National Provider Identifier: ten digits")),
)


def explanations() -> dict[str, str]:
    """What each column is for, by its name: the second row of the template."""
    return {column.name: str(column.meaning) for column in SCHEMA}


@cache
def explained_ids() -> frozenset[str]:
    """What stands in that row under clinic_id, in every language in which a template can be made."""
    found = set()
    for tag in (*languages(), PSEUDO_LANGUAGE):
        with speaking(tag):
            found.add(explanations()["clinic_id"])
    return frozenset(found)


def table_schema() -> dict[str, object]:
    """The columns as a Frictionless Table Schema (version 1), which describes a tidied file."""
    return {
        "fields": [_field(column) for column in SCHEMA],
        "missingValues": [""],
        "primaryKey": "clinic_id",
    }


def _field(column: Column) -> dict[str, object]:
    field = {"name": column.name, "description": str(column.meaning), **column.kind.described}
    if column.needed is Needed.CELL:
        constraints = field.get("constraints")
        field["constraints"] = {**(constraints if isinstance(constraints, dict) else {}), "required": True}
    return field
