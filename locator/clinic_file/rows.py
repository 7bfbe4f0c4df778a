"""The rows of a CSV text: which one holds the column names, and those below it that are not blank."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, pairwise, zip_longest

from openpyxl.utils import get_column_letter

from locator.clinic_file import wording
from locator.clinic_file.header import Header, Matching, are_names, names_known, read_header
from locator.clinic_file.letters import clean
from locator.clinic_file.problems import Problem, RefusedError, shown
from locator.clinic_file.schema import explained_ids

MOST_ROWS = 200_000  # far more than there are spine clinics; a page must not wait for a file of a million
MOST_LINES = 1_048_576  # what a spreadsheet holds, blank rows and all
MOST_COLUMNS = 200
MOST_TITLES = 15  # rows that are not blank above the column names
MOST_CELLS = 6_000_000  # a hundred thousand rows of sixty columns; memory must not run out

SEPARATORS = ",;\t|"
_SEPARATOR_LINE = re.compile(rb'"?sep=([,;\t|])"?(?:\r\n|\r|\n)', re.IGNORECASE)  # Excel's; no row shows it

# In both cells of a row of our own after the last one. A quotation mark that never closes makes them one.
_END = "\x04"

Cells = tuple[str, ...]
Row = tuple[int, list[str]]  # the number that a spreadsheet shows beside it, and its cells


@dataclass(frozen=True)
class Table:
    """The rows that are not blank, as typed, each by the number that a spreadsheet shows beside it.

    `rows` has those below the column names, with a cell for each of them. Rows with `problems` are in
    `passed_over` instead, whole. `counting` has the places of nameless columns that only count the rows.
    `doubts` are what to look at again, of the file rather than of a clinic.
    """

    header: Header
    rows: Mapping[int, Cells]
    problems: Sequence[Problem]
    passed_over: Mapping[int, Cells]
    counting: Sequence[int] = ()
    doubts: tuple[Problem, ...] = ()

    def matched(self, matching: Matching | None) -> Table:
        """The same rows under the columns that they stand for as a person matched them."""
        return replace(self, header=read_header(self.header.typed, self.header.row, matching))

    @cached_property
    def columns(self) -> dict[str, Sequence[str]]:
        """The cells of each column by its name; of two with one name, the first."""
        names = self.header.names
        places = {name: names.index(name) for name in names if name} | dict(self.header.also)
        cells = list(zip(*self.rows.values(), strict=False)) or [()] * len(names)  # some end in blank cells
        return {name: cells[place] for name, place in places.items()}

    def typed(self, row: int | None) -> tuple[tuple[str, str], ...]:
        """The column that each cell of a row is in ("" for none), and its text, cut where it is too long."""
        of_names = self.header.typed if row == self.header.row else ()
        cells = self.rows.get(row or 0) or self.passed_over.get(row or 0) or of_names
        names = map(shown, self.header.names if cells else ())
        return tuple(zip_longest(names, map(shown, cells), fillvalue=""))


def read_table(text: bytes, separators: str = SEPARATORS) -> Table:
    """The table in `text` (UTF-8 without a byte-order mark).

    The separator is the one that Excel's "sep=" line names, or else the one of `separators` that finds most
    of our columns. What stands above the column names is passed over. A row with fewer cells than the column
    names ends in blank ones. A row with text where there is no column name has a problem, and is passed over.
    Raises RefusedError where there is no table.
    """
    if text.count(b"\n") + text.count(b"\r") > 2 * MOST_LINES:
        raise RefusedError(wording.TOO_MANY_ROWS)
    if line := _SEPARATOR_LINE.match(text):
        separators, text = line[1].decode(), text[line.end() :]
    tops = {one: _top(text, one) for one in separators}
    found = {one: _names_row(top) for one, top in tops.items()}
    separator = max(found, key=lambda one: (names_known(found[one][1][:MOST_COLUMNS]), len(found[one][1])))
    header = _header(*found[separator], separator)
    rows = _below(header, text, separator)
    last, may_be_cut = max(rows, default=0), len(rows) > 1 and not text.endswith((b"\n", b"\r"))
    width = len(header.names)
    counting = [place for place, name in enumerate(header.names) if not name and _count(rows, place)]
    problems = list(_nameless(header, rows, counting))
    passed_over = {row: rows.pop(row) for row in {problem.row for problem in problems} if row}
    if may_be_cut and [row for row, cells in rows.items() if len(cells) < width] == [last]:
        # The last row alone lacks cells: half a file, not a person's short row.
        cells = passed_over[last] = rows.pop(last)
        problems.append(Problem(last, "", shown(" ".join(filter(None, cells))), wording.HALF_A_ROW))
    whole = {row: cells + ("",) * (width - len(cells)) for row, cells in rows.items()}
    doubts = (*_titles(header, tops[separator]), *_row_numbers(header, counting))
    return Table(header, whole, problems, passed_over, counting, doubts)


def _rows(text: bytes, separator: str) -> Iterator[Row]:
    """Every row, blank or not.

    Raises RefusedError where one line alone has too many cells, or after a quotation mark that never closes.
    """
    end = f"{_END}{separator}{_END}"

    def lines() -> Iterator[str]:
        for line in chain(io.TextIOWrapper(io.BytesIO(text), "utf-8", newline=""), [end]):
            if line.count(separator) > MOST_CELLS:
                raise RefusedError(wording.TOO_MANY_CELLS)
            yield line

    number, cells = 0, list[str]()
    try:
        for number, cells in enumerate(csv.reader(lines(), delimiter=separator), start=1):
            if cells != [_END, _END]:
                yield number, cells
    except csv.Error:
        raise RefusedError(wording.ENDLESS_CELL, number + 1) from None
    if cells != [_END, _END]:
        raise RefusedError(wording.OPEN_QUOTE, number, cells[-1].removesuffix(end).strip())


def _top(text: bytes, separator: str) -> list[Row]:
    """The first rows that are not blank: column names, and titles above them."""
    rows = list[Row]()
    try:
        for row in _rows(text, separator):
            if any(map(str.strip, row[1])):
                rows.append(row)
            if len(rows) > MOST_TITLES:
                break
    except RefusedError:  # read with the wrong separator, a cell may seem to have no end
        pass
    return rows


def _names_row(top: list[Row]) -> Row:
    """The row with the most of our names, or else the first one; one without cells where there is none."""
    rows = [row for row in top if are_names(row[1][:MOST_COLUMNS])] or top[:1]
    return max(rows, key=lambda row: names_known(row[1][:MOST_COLUMNS]), default=(1, []))


def _titles(header: Header, top: list[Row]) -> Iterator[Problem]:
    """A word about the rows that stand above the header."""
    number, cells = top[0]
    if number != header.row:
        title = shown(clean(" ".join(filter(None, cells))))
        yield Problem(number, "", title, wording.TITLES.with_(row=header.row))


def _header(number: int, cells: list[str], separator: str) -> Header:
    """What the cells of that row stand for. Raises RefusedError where they are no column names."""
    if not are_names(cells[:MOST_COLUMNS]):
        typed = separator.join(cells[:MOST_COLUMNS]).partition(_END)[0]
        raise RefusedError(wording.NO_HEADER, number, typed)
    while len(cells) > 1 and not cells[-1].strip():  # cells that have a format alone
        cells.pop()
    if len(cells) > MOST_COLUMNS:
        raise RefusedError(wording.TOO_MANY_COLUMNS, number)
    return read_header(cells, number)


def _below(header: Header, text: bytes, separator: str) -> dict[int, Cells]:
    """The rows below the column names that are not blank. Raises RefusedError where there are too many."""
    rows: dict[int, Cells] = {}
    cell_count, width = 0, len(header.names)
    id_place = header.names.index("clinic_id") if "clinic_id" in header.names else 0
    explained = explained_ids()
    for number, cells in _rows(text, separator):
        if number <= header.row or not any(map(str.strip, cells)):
            continue
        # A blank cell below a column name takes room as well, one beyond them does not.
        cell_count += max(width, len(cells) - cells.count("")) if len(cells) > width else width
        if len(rows) == MOST_ROWS:
            raise RefusedError(wording.TOO_MANY_ROWS)
        if cell_count > MOST_CELLS:
            raise RefusedError(wording.TOO_MANY_CELLS)
        # What explains the columns in our template may still stand above the clinics.
        if explained.isdisjoint(cells[id_place : id_place + 1]):
            rows[number] = tuple(cells)
    return rows


def _row_numbers(header: Header, counting: Sequence[int]) -> Iterator[Problem]:
    """A word about each column without a name that only counts the rows, as pandas and R write them."""
    for place in counting:
        letters = get_column_letter(place + 1)
        yield Problem(header.row, "", "", wording.ROW_NUMBERS.with_(letters=letters))


def _count(rows: Mapping[int, Cells], place: int) -> bool:
    """Whether the cells there are whole numbers, each larger than the one above."""
    cells = [row[place] if place < len(row) else "" for row in rows.values()]
    numbers = [int(cell) for cell in cells if re.fullmatch("[0-9]{1,7}", cell)]
    return len(numbers) == len(cells) > 1 and all(one < other for one, other in pairwise(numbers))


def _nameless(header: Header, rows: Mapping[int, Cells], counting: Sequence[int]) -> Iterator[Problem]:
    """Rows with text that no column name is above, but for the places that only count the rows."""
    width = len(header.names)
    nameless = [place for place, name in enumerate(header.names) if not name and place not in counting]
    for number, cells in rows.items():
        strays = {place: cells[place] for place in nameless if place < len(cells)} if nameless else {}
        if len(cells) > width:
            strays = {width: " ".join(filter(None, cells[width:])), **strays}
        for place, text in strays.items():
            if text.strip():
                message = wording.NAMELESS_COLUMN.with_(row=header.row, letters=get_column_letter(place + 1))
                yield Problem(number, "", shown(text), message)
                break
