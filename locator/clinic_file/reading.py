"""Read a clinic file and check it: bytes to text, text to rows, cells to tidy cells, then the checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa

from locator.clinic_file import checks, wording
from locator.clinic_file.decoding import decode
from locator.clinic_file.kinds import EXTRA
from locator.clinic_file.problems import Problem, RefusedError
from locator.clinic_file.schema import EXPLANATIONS, SCHEMA, Column, Needed
from locator.clinic_file.sheet import Sheet
from locator.clinic_file.table import Table, read_table
from locator.clinic_file.tidying import TidyColumn, tidy_column
from locator.clinics import COLUMNS, Clinics

# Most of the work is done outside Python's lock, so that two take half the time. More would wait for it.
THREADS = 2
WORTH_THREADS = 5_000  # rows

Thing = TypeVar("Thing")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Reading:
    """What came of reading a file: the clinics, or else why not. `rows` counts rows that are not blank."""

    clinics: Clinics | None
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    rows: int

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
        text = decode(data)
        del data  # a large file is not to be held in two forms
        table, doubts = read_table(text.utf8), text.doubts
        del text
    except RefusedError as refusal:
        return Reading(None, (refusal.problem,), (), 0)
    _give_back_memory()
    reading = _checked(table, doubts, today)
    _give_back_memory()
    return reading


def _give_back_memory() -> None:
    """Arrow keeps what it no longer needs for the next time: as much again as a large file."""
    pa.default_memory_pool().release_unused()


def _checked(table: Table, doubts: Iterable[Problem], today: date) -> Reading:
    table = _without_explanations(table)
    columns = _tidied(table)
    sheet = _sheet(columns, table, today)
    found = _each(lambda check: tuple(check(sheet)), (*checks.ERRORS, *checks.WARNINGS), len(sheet.numbers))
    wrong, strange = found[: len(checks.ERRORS)], found[len(checks.ERRORS) :]
    errors = [
        *table.header.errors,
        *table.problems,
        *chain.from_iterable(column.errors for column in columns.values()),
        *chain.from_iterable(wrong),
    ]
    warnings = [
        *doubts,
        *table.header.warnings,
        *chain.from_iterable(column.warnings for column in columns.values()),
        *chain.from_iterable(strange),
    ]
    rows = len(sheet.numbers) + table.passed_over
    if not rows:
        errors.append(Problem(None, "", "", wording.NO_CLINICS))
    return Reading(None if errors else _clinics(sheet), _in_order(errors), _in_order(warnings), rows)


def _each(work: Callable[[Thing], Made], things: Iterable[Thing], rows: int) -> list[Made]:
    """`work` done on each of `things`, several at once where there are many rows."""
    if rows < WORTH_THREADS:
        return [work(thing) for thing in things]
    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(work, things))


def _without_explanations(table: Table) -> Table:
    """The table without the row that explains the columns in our template, should it still be there."""
    ids = table.columns.get("clinic_id")
    if ids is None or not (ids == EXPLANATIONS["clinic_id"]).any():
        return table
    is_clinic = (ids != EXPLANATIONS["clinic_id"]).to_numpy(dtype=np.bool_)
    columns = {name: cells[is_clinic].reset_index(drop=True) for name, cells in table.columns.items()}
    return replace(table, columns=columns, numbers=table.numbers[is_clinic])


def _tidied(table: Table) -> dict[str, TidyColumn]:
    """Every column of the file, in its own order; contract columns that it lacks follow, blank.

    Takes the cells out of the table, so that a large file is not held twice.
    """
    known = {column.name: column for column in SCHEMA}
    columns = [known.get(name) or Column(name, EXTRA, meaning="") for name in table.columns]
    columns += [replace(column, needed=Needed.NOT) for column in SCHEMA if column.name not in table.columns]
    blank = pd.Series("", index=range(len(table.numbers)), dtype="str")

    def tidy(column: Column) -> TidyColumn:
        return tidy_column(column, table.columns.pop(column.name, blank), table.numbers)

    tidied = _each(tidy, columns, len(table.numbers))
    return {column.name: one for column, one in zip(columns, tidied, strict=True)}


def _sheet(columns: Mapping[str, TidyColumn], table: Table, today: date) -> Sheet:
    return Sheet(
        pd.DataFrame({name: column.cells for name, column in columns.items()}, copy=False),
        table.numbers,
        today,
        {name: column.changed for name, column in columns.items() if column.changed},
        {name: column.unreadable for name, column in columns.items()},
        table.cells_passed_over,
    )


def _clinics(sheet: Sheet) -> Clinics:
    """The clinics with a position each: their own, or else their ZIP's centre, which is approximate."""
    is_blank = np.isnan(sheet.latitude)
    latitude = np.where(is_blank, sheet.centres.latitude, sheet.latitude)
    longitude = np.where(is_blank, sheet.centres.longitude, sheet.longitude)
    return Clinics(sheet.frame, latitude, longitude, is_blank & ~np.isnan(latitude), sheet.centres.timezone)


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By row, then in the order of the columns; what is about the whole file comes last."""
    order = {column: place for place, column in enumerate(COLUMNS)}
    return tuple(sorted(problems, key=lambda one: (one.row is None, one.row or 0, order.get(one.column, -1))))
