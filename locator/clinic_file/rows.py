"""The rows of a CSV text, read in one go where they are regular and one by one where they are not."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import IO, cast

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from locator.clinic_file import wording
from locator.clinic_file.problems import Problem, RefusedError, problems_at, shown

MOST_ROWS = 200_000  # far more than there are spine clinics; a page must not wait for a file of a million
MOST_LINES = 1_048_576  # what a spreadsheet holds, blank rows and all

# A row of our own after the last one. If a quotation mark swallows it, that mark never closes.
_END = "\x04"
_AT_ONCE = 5_000  # rows made into columns at a time: a million small texts take more room than columns
_STEP = 1 << 16  # bytes looked at together


@dataclass(frozen=True)
class Rows:
    """The rows that can be read, and what is wrong with those that are passed over.

    `frame` has a column of text for each cell of row 1, numbered from 0. `numbers` runs alongside: what a
    spreadsheet shows beside each row. `passed_over` holds the cells of each other row that is not blank.
    """

    frame: pd.DataFrame
    numbers: npt.NDArray[np.int64]
    problems: tuple[Problem, ...] = ()
    passed_over: tuple[frozenset[str], ...] = ()

    def without(
        self,
        left_out: npt.NDArray[np.bool_],
        problems: Iterable[Problem] = (),
        passed_over: Iterable[Sequence[str]] = (),
    ) -> Rows:
        """The rows for which `left_out` is False; the problems and cells of the others."""
        return Rows(
            self.frame[~left_out].reset_index(drop=True),
            self.numbers[~left_out],
            (*self.problems, *problems),
            (*self.passed_over, *map(frozenset, passed_over)),
        )


def read_rows(text: bytes, separator: str, header_row: int, width: int, lines: int) -> Rows:
    """The rows below `header_row`, each with `width` cells; blank rows may be among them.

    A row with fewer cells ends in blank ones. A row with more has a problem, and is passed over. `lines` is
    what `line_ends` says of the text. Raises RefusedError where a quotation mark never closes.
    """
    # A blank line takes the quick reader as much room as a full row, and there may be very many of them.
    is_quick = header_row == 1 and lines <= 2 * MOST_ROWS
    rows = _read_regular(text, separator, width) if is_quick else None
    return rows or _read_irregular(text, separator, header_row, width)


def line_ends(text: bytes) -> int:
    """How many bytes end a line; a carriage return and a line feed count as two."""
    letters = np.frombuffer(text, np.uint8)
    steps = (letters[start : start + _STEP] for start in range(0, len(letters), _STEP))
    return sum(int(np.count_nonzero((step == ord("\n")) | (step == ord("\r")))) for step in steps)


def _read_regular(text: bytes, separator: str, width: int) -> Rows | None:
    """All rows at once; None where a row has more or fewer cells, or a quotation mark stays open.

    Both readers take quotation marks alike. This one is 20 times as fast, and most files are regular.
    """
    cells = _parsed(text, separator, width)
    if cells is not None and not _is_closed(text, separator, cells):
        line_end = b"" if text.endswith((b"\n", b"\r")) else b"\n"
        end = _END.encode() + separator.encode() * (width - 1)
        cells = _parsed(b"".join((text, line_end, end)), separator, width)
        if cells is None or cells.column(0)[-1].as_py() != _END:
            return None
        cells = cells.slice(0, len(cells) - 1)
    if cells is None:
        return None
    cells = cells.slice(1)
    return Rows(_frame(cells), np.arange(2, len(cells) + 2))


def _parsed(text: bytes, separator: str, width: int) -> pa.Table | None:
    names = [str(place) for place in range(width)]
    try:
        return arrow_csv.read_csv(
            cast(IO[bytes], pa.BufferReader(text)),  # read where it stands, not copied
            arrow_csv.ReadOptions(column_names=names),
            arrow_csv.ParseOptions(delimiter=separator, newlines_in_values=True, ignore_empty_lines=False),
            arrow_csv.ConvertOptions(
                check_utf8=False,
                column_types=dict.fromkeys(names, pa.large_string()),
                null_values=[],
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        return None


def _is_closed(text: bytes, separator: str, cells: pa.Table) -> bool:
    """Whether the last row surely ends outside quotation marks. A large text need not be copied then."""
    last_cells = cells.slice(len(cells) - 1).to_pylist()[0].values()
    if any("\n" in cell or "\r" in cell for cell in last_cells):
        return False
    before_its_end = len(text) - 2
    last_line = text[max(text.rfind(end, 0, before_its_end) for end in (b"\n", b"\r")) + 1 :]
    try:
        return len(list(records(last_line, separator))) == 1
    except RefusedError:
        return False


def _read_irregular(text: bytes, separator: str, header_row: int, width: int) -> Rows:
    batches: list[pa.Table] = []
    batch: list[list[str]] = []
    numbers: list[int] = []
    lengths: list[int] = []
    too_long: list[tuple[int, str]] = []
    passed_over: list[frozenset[str]] = []
    for number, cells in records(text, separator):
        if number <= header_row or is_blank(cells):
            continue
        if len(numbers) + len(too_long) > MOST_ROWS:
            break  # whoever asked for the rows refuses so many
        if not is_blank(cells[width:]):
            too_long.append((number, shown(" ".join(filter(None, cells[width:])))))
            passed_over.append(frozenset(cells))
            continue
        if len(batch) == _AT_ONCE:
            batches.append(_columns(batch, width))
            batch = []
        batch.append(cells[:width] + [""] * (width - len(cells)))
        numbers.append(number)
        lengths.append(len(cells))
    batches.append(_columns(batch, width))
    rows = Rows(
        _frame(pa.concat_tables(batches)),
        np.array(numbers, dtype=np.int64),
        tuple(too_many_cells(too_long, width)),
        tuple(passed_over),
    )
    return _without_half_a_row(rows) if _stops_early(text, lengths, width) else rows


def too_many_cells(rows: Sequence[tuple[int, str]], width: int) -> Iterator[Problem]:
    """A problem for each row, given as its number and the text that stands beyond cell `width`."""
    numbers = [number for number, _ in rows]
    return problems_at(numbers, "", lambda place: (rows[place][1], wording.too_many_cells(width)))


def records(text: bytes, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each row of a CSV text, blank or not, with the number that a spreadsheet shows beside it.

    Raises RefusedError where a quotation mark never closes.
    """
    lines = io.TextIOWrapper(io.BytesIO(text), "utf-8", newline="")
    number, cells = 0, [_END]
    try:
        for number, following in enumerate(csv.reader(chain(lines, [_END]), delimiter=separator), start=1):
            if number > 1:
                yield number - 1, cells
            cells = following
    except csv.Error:
        raise RefusedError(wording.ENDLESS_CELL, number + 1) from None
    if cells != [_END]:
        raise RefusedError(wording.OPEN_QUOTE, number, cells[-1].removesuffix(_END).strip())


def is_blank(cells: Sequence[str]) -> bool:
    """Whether there is nothing in any of the cells."""
    return not any(cell.strip() for cell in cells)


def _columns(batch: list[list[str]], width: int) -> pa.Table:
    columns = list(zip(*batch, strict=True)) or [()] * width
    return pa.table({str(place): pa.array(cells, pa.large_string()) for place, cells in enumerate(columns)})


def _stops_early(text: bytes, lengths: Sequence[int], width: int) -> bool:
    """Whether the last row alone lacks cells and its line end: half a file, not a person's short row."""
    return len(lengths) > 1 and lengths[-1] < width <= min(lengths[:-1]) and not text.endswith((b"\n", b"\r"))


def _without_half_a_row(rows: Rows) -> Rows:
    is_last = np.arange(len(rows.numbers)) == len(rows.numbers) - 1
    cells = [str(cell) for cell in rows.frame.iloc[-1]]
    problem = Problem(int(rows.numbers[-1]), "", shown(" ".join(filter(None, cells))), wording.HALF_A_ROW)
    return rows.without(is_last, [problem], [cells])


def _frame(cells: pa.Table) -> pd.DataFrame:
    frame: pd.DataFrame = cells.to_pandas()
    frame.columns = pd.RangeIndex(frame.shape[1])
    return frame
