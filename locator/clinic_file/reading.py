"""Read a clinic file and check it: bytes to text, text to rows, cells to tidy cells, then the checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

import numpy as np
import pandas as pd

from locator.clinic_file import checks, wording
from locator.clinic_file.decoding import decode
from locator.clinic_file.kinds import EXTRA
from locator.clinic_file.problems import Problem, RefusedError, first_of_each_kind
from locator.clinic_file.rows import Table, read_table
from locator.clinic_file.schema import SCHEMA, Column, Needed
from locator.clinic_file.sheet import Sheet, TidyColumn
from locator.clinics import COLUMNS, Clinics
from locator.words import N_

OWN = N_("A column of the list's own.")


@dataclass(frozen=True)
class Reading:
    """What came of reading a file: the clinics, or else why not.

    `rows` counts rows that are not blank; `table` has them as typed, None where the file was refused.
    """

    clinics: Clinics | None
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    rows: int
    table: Table | None = field(default=None, repr=False, compare=False)

    @property
    def ok(self) -> bool:
        """Whether the file could go live."""
        return not self.errors


def read_clinic_file(data: bytes, *, today: date) -> Reading:
    """Read and check a clinic file, given as its bytes; never raises, whatever they are.

    `today` is the date at the desk of whoever checks it; a fact cannot be younger. All problems are named at
    once. With an error there are no clinics: a file goes live whole or not at all.
    """
    try:
        text, doubts = decode(data)
        table = read_table(text)
    except RefusedError as refusal:
        return Reading(None, (refusal.problem,), (), 0)
    columns = _tidied(table, today)
    sheet = Sheet(columns, list(table.rows), today, frozenset(chain(*table.passed_over.values())))
    errors = chain(table.header.errors, table.problems, *(check(sheet) for check in checks.ERRORS))
    warnings = chain(doubts, table.header.warnings, *(check(sheet) for check in checks.WARNINGS))
    rows = len(table.rows) + len(table.passed_over)
    if not rows:
        errors = chain(errors, [Problem(None, "", "", wording.NO_CLINICS)])
    told = _in_order(errors)
    return Reading(None if told else _clinics(sheet), told, _in_order(warnings), rows, table)


def _tidied(table: Table, today: date) -> Mapping[str, TidyColumn]:
    """Every column of the file, in its own order; contract columns that it lacks follow, blank."""
    schema = [replace(column, kind=column.kind.on(today)) for column in SCHEMA]
    known, typed = {column.name: column for column in schema}, table.columns
    columns = [known.get(name) or Column(name, EXTRA, OWN) for name in typed]
    columns += [replace(column, needed=Needed.NOT) for column in schema if column.name not in typed]
    blank = [""] * len(table.rows)
    return {column.name: TidyColumn(column, typed.get(column.name, blank)) for column in columns}


def _clinics(sheet: Sheet) -> Clinics:
    """The clinics with a position each: their own, or else their ZIP's center, which is approximate."""
    frame = pd.DataFrame({name: column.cells for name, column in sheet.columns.items()}, dtype="str")
    is_blank = np.isnan(sheet.latitude)
    latitude = np.where(is_blank, sheet.center[0], sheet.latitude)
    longitude = np.where(is_blank, sheet.center[1], sheet.longitude)
    return Clinics(frame, latitude, longitude, is_blank & ~np.isnan(latitude), sheet.timezones())


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By row, then in the order of the columns; what is about the whole file comes last."""
    order = {column: place for place, column in enumerate(COLUMNS)}
    found = first_of_each_kind(problems)
    return tuple(sorted(found, key=lambda one: (one.row is None, one.row or 0, order.get(one.column, -1))))
