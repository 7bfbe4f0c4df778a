"""From text to a table: which row holds the column names, and the rows below it that are not blank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from locator.clinic_file import wording
from locator.clinic_file.header import Header, names_known, read_header
from locator.clinic_file.problems import Problem, RefusedError, shown
from locator.clinic_file.rows import (
    MOST_LINES,
    MOST_ROWS,
    Rows,
    is_blank,
    line_ends,
    read_rows,
    records,
    too_many_cells,
)

MOST_COLUMNS = 200

_SEPARATORS = (",", ";", "\t", "|")
_SEPARATOR_LINE = re.compile(rb'"?sep=([,;\t|])"?(?:\r\n|\r|\n)', re.IGNORECASE)  # Excel's; no row shows it


@dataclass(frozen=True)
class Table:
    """The rows below the column names that are not blank.

    `columns` holds the text as typed, for each different name in `header`. `numbers` runs alongside, which is
    what a spreadsheet shows beside each row. Rows with `problems` are in neither: `passed_over` says how many
    there are, and `cells_passed_over` holds their cells.
    """

    header: Header
    columns: dict[str, pd.Series[str]]
    numbers: npt.NDArray[np.int64]
    problems: tuple[Problem, ...]
    passed_over: int
    cells_passed_over: frozenset[str]


def read_table(text: bytes) -> Table:
    """The table in `text` (UTF-8 without a byte-order mark). Raises RefusedError where there is none."""
    lines = line_ends(text)
    if lines > 2 * MOST_LINES:
        raise RefusedError(wording.TOO_MANY_ROWS)
    text, separator, cells, row = find_header(text)
    header = read_header(cells, row)
    rows = _without_blank(read_rows(text, separator, row, len(cells), lines))
    if len(rows.numbers) + len(rows.passed_over) > MOST_ROWS:
        raise RefusedError(wording.TOO_MANY_ROWS)
    return _named(header, rows)


def find_header(text: bytes) -> tuple[bytes, str, list[str], int]:
    """The text without Excel's "sep=" line; the separator; the first row that isn't blank, and its number.

    Without such a line the separator is the one that finds most of our columns. Raises RefusedError where
    that row does not hold the column names.
    """
    separators: Sequence[str] = _SEPARATORS
    if line := _SEPARATOR_LINE.match(text):
        separators, text = [line[1].decode()], text[line.end() :]
    known, _, separator, cells, row = max(_first_row(text, one) for one in separators)
    # A row of a file without column names may hold one or two by chance: "phone", "website".
    if not known or (known < 3 and known < len(list(filter(None, cells)))):
        raise RefusedError(wording.NO_HEADER, row, separator.join(cells[:MOST_COLUMNS]))
    while len(cells) > 1 and not cells[-1].strip():  # cells that have a format alone
        cells.pop()
    if len(cells) > MOST_COLUMNS:
        raise RefusedError(wording.TOO_MANY_COLUMNS, row)
    return text, separator, cells, row


def _first_row(text: bytes, separator: str) -> tuple[int, int, str, list[str], int]:
    try:
        row, cells = next((row, cells) for row, cells in records(text, separator) if not is_blank(cells))
    except (StopIteration, RefusedError):
        # Read with the wrong separator, a quotation mark may seem to stay open.
        row, cells = 1, []
    return names_known(cells[:MOST_COLUMNS]), len(cells), separator, cells, row


def _without_blank(rows: Rows) -> Rows:
    blank = _is_blank(rows.frame[0])
    for place in rows.frame.columns[1:]:
        if not blank.any():
            return rows
        blank[blank] = _is_blank(rows.frame[place][blank])
    return rows.without(blank)


def _named(header: Header, rows: Rows) -> Table:
    """The columns under their names. A row with text under no name has too many cells, and is passed over."""
    for place, name in enumerate(header.names):
        stray = ~_is_blank(rows.frame[place]) if not name else np.zeros(0, dtype=np.bool_)
        if stray.any():
            found = list(zip(rows.numbers[stray].tolist(), map(shown, rows.frame[place][stray]), strict=True))
            rows = rows.without(stray, too_many_cells(found, place), rows.frame[stray].to_numpy())
    places = {name: place for place, name in reversed(list(enumerate(header.names))) if name}
    columns = {header.names[place]: rows.frame[place] for place in sorted(places.values())}
    cells = frozenset().union(*rows.passed_over)
    return Table(header, columns, rows.numbers, rows.problems, len(rows.passed_over), cells)


def _is_blank(cells: pd.Series[str]) -> npt.NDArray[np.bool_]:
    return (cells.str.strip() == "").to_numpy(dtype=np.bool_, copy=True)
