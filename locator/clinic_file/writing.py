"""Clinics written back as a file: tidied, for a person to open in a spreadsheet and go on with."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from locator.clinic_file.letters import FORMULA_START
from locator.clinic_file.rows import Table
from locator.clinic_file.schema import explanations
from locator.clinic_file.sheet import Sheet
from locator.clinics import Clinics

# Without a byte-order mark Excel takes UTF-8 for Windows-1252, shows "–" as "â€“", and saves it so.
_ENCODING = "utf-8-sig"

_NUMBER = r"[+-]?[0-9]+(?:\.[0-9]+)?"


def write_clinic_file(clinics: Clinics) -> bytes:
    """The clinics as CSV; reading it gives the same facts. The person's own columns stay where they were."""
    return _csv(clinics.frame)


def write_tidied_so_far(table: Table, sheet: Sheet) -> bytes:
    """What was read of a file that can't go live yet, as CSV: tidied, and as typed where it can't be read.

    Rows that were passed over are there too, and text without a column name stays without one.
    """
    numbers = sorted({*table.rows, *table.passed_over})
    tidy = {number: place for place, number in enumerate(table.rows)}
    typed = {**table.rows, **table.passed_over}
    names = table.header.names
    place_of = {name: names.index(name) for name in names if name} | dict(table.header.also)
    columns: list[tuple[str, list[str]]] = []
    for name, column in sheet.columns.items():
        cells = [
            column.kept(tidy[number]) if number in tidy else _cell(typed[number], place_of.get(name))
            for number in numbers
        ]
        columns.append((name, cells))
    # Columns that are there twice, or have no name: nothing that somebody typed is lost.
    widest = max(map(len, typed.values()), default=0)
    for place in sorted({*range(widest)} - {*place_of.values(), *table.counting}):
        cells = [_cell(typed[number], place) for number in numbers]
        if any(map(str.strip, cells)):
            columns.append((table.header.typed[place] if place < len(names) else "", cells))
    frame = pd.DataFrame(dict(enumerate(cells for _, cells in columns)), dtype="str")
    return _csv(frame.set_axis([name for name, _ in columns], axis="columns"))


def _cell(cells: Sequence[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""


def template_file() -> bytes:
    """An empty clinic file as CSV: the column names, and a row that says what each is for.

    That row may stay: reading passes it over.
    """
    return _csv(pd.DataFrame([explanations()]))


def _csv(frame: pd.DataFrame) -> bytes:
    names = _as_text(pd.Series(frame.columns, dtype="str")).to_list()
    places = range(frame.shape[1])  # not the names: two columns of a person's own file may have one
    safe = pd.DataFrame({place: _as_text(frame.iloc[:, place]) for place in places}, copy=False)
    return safe.set_axis(names, axis="columns").to_csv(index=False, lineterminator="\r\n").encode(_ENCODING)


def _as_text(cells: pd.Series[str]) -> pd.Series[str]:
    """Cells that a spreadsheet would run as a formula, marked as text by an apostrophe that reading drops."""
    is_formula = cells.str.match(FORMULA_START) & ~cells.str.fullmatch(_NUMBER)
    return cells.mask(is_formula, "'" + cells) if is_formula.any() else cells
