"""Read a clinic file and check it: bytes to text, text to rows, cells to tidy cells, then the checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

import numpy as np
import pandas as pd

from locator.clinic_file import checks, wording, workbook
from locator.clinic_file.completing import completed
from locator.clinic_file.decoding import decode
from locator.clinic_file.header import Matching, names_known
from locator.clinic_file.kinds import DATE, EXTRA
from locator.clinic_file.problems import Problem, RefusedError, first_of_each_kind
from locator.clinic_file.rows import Table, read_table
from locator.clinic_file.schema import SCHEMA, Column, Needed
from locator.clinic_file.sheet import Sheet, TidyColumn
from locator.clinics import COLUMNS, Clinics
from locator.words import N_

LARGEST = 50 * 1024 * 1024  # bytes of a file

OWN = N_("A column of the list's own.")


@dataclass(frozen=True)
class Reading:
    """What came of reading a file: the clinics, or else why not.

    `rows` counts rows that are not blank; `table` has them as typed and `sheet` tidied, None where the file
    was refused.
    """

    clinics: Clinics | None
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    rows: int
    table: Table | None = field(default=None, repr=False, compare=False)
    sheet: Sheet | None = field(default=None, repr=False, compare=False)

    @property
    def ok(self) -> bool:
        """Whether the file could go live."""
        return not self.errors


def read_clinic_file(data: bytes, *, today: date) -> Reading:
    """Read and check a clinic file (CSV or .xlsx), given as its bytes; never raises, whatever they are.

    `today` is the date at the desk of whoever checks it; a fact cannot be younger. Of its columns only names
    that can mean nothing else are taken. All problems are named at once. With an error there are no clinics:
    a file goes live whole or not at all.
    """
    try:
        table = table_in(data)
    except RefusedError as refusal:
        return refused(refusal)
    return read_rows(table, today=today)


def refused(refusal: RefusedError) -> Reading:
    """What came of a file without a table."""
    return Reading(None, (refusal.problem,), (), 0)


def read_rows(table: Table, *, today: date, matching: Matching | None = None) -> Reading:
    """Tidy and check the rows of a file. `matching` is what a person who looks on says of its columns."""
    if matching is not None:
        table = table.matched(matching)
    typed, doubts = completed(table, matching)
    columns = _tidied(typed, len(table.rows), today)
    sheet = Sheet(columns, list(table.rows), today, frozenset(chain(*table.passed_over.values())))
    # A column that is missing is no error once it was filled in.
    filled = typed.keys() - table.columns.keys()
    of_header = [error for error in table.header.errors if error.column not in filled]
    strange = {problem.row: problem for problem in checks.not_clinics(sheet)}
    wrong, doubted = (
        [one for check in every for one in check(sheet) if one.row not in strange]
        for every in (checks.ERRORS, checks.WARNINGS)
    )
    errors = chain(of_header, table.problems, strange.values(), wrong)
    warnings = chain(table.doubts, table.header.warnings, doubts, doubted)
    rows = len(table.rows) + len(table.passed_over)
    if not rows:
        errors = chain(errors, [Problem(None, "", "", wording.NO_CLINICS)])
    told = _in_order(errors)
    return Reading(None if told else _clinics(sheet), told, _in_order(warnings), rows, table, sheet)


def table_in(data: bytes) -> Table:
    """The table in a file. Raises RefusedError where there is none."""
    if len(data) > LARGEST:
        raise RefusedError(wording.TOO_LARGE)
    if not data.startswith(workbook.ZIP_START):
        text, doubts = decode(data)
        return _doubted(read_table(text), doubts)
    return _table_of_workbook(data)


def _table_of_workbook(data: bytes) -> Table:
    """The first sheet with all columns that a file must have, or else the one with the most of ours."""
    best: Table | None = None
    for sheet in workbook.sheets_of(data):
        if sheet.is_hidden and best:
            break
        try:
            table = _doubted(read_table(sheet.text, workbook.SEPARATOR), sheet.doubts)
        except RefusedError as refusal:
            if refusal.problem.message != wording.NO_HEADER:
                raise
            continue
        if sheet.is_hidden:
            raise RefusedError(wording.HIDDEN_SHEET, value=sheet.title)
        if not table.header.errors:
            return table
        if best is None or names_known(table.header.typed) > names_known(best.header.typed):
            best = table
    if best is None:
        raise RefusedError(wording.NO_SHEET)
    return best


def _doubted(table: Table, doubts: tuple[Problem, ...]) -> Table:
    return replace(table, doubts=doubts + table.doubts)


def _tidied(typed: Mapping[str, Sequence[str]], rows: int, today: date) -> Mapping[str, TidyColumn]:
    """Every column of the file, in its own order; contract columns that it lacks follow, blank."""
    dates = DATE.on(today)  # one for all columns of dates, which have many days in common
    schema = [replace(column, kind=dates) if column.kind is DATE else column for column in SCHEMA]
    known = {column.name: column for column in schema}
    columns = [known.get(name) or Column(name, EXTRA, OWN) for name in typed]
    columns += [replace(column, needed=Needed.NOT) for column in schema if column.name not in typed]
    blank = [""] * rows
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
