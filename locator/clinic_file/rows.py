"""The rows of a CSV text: which one holds the column names, and those below it that are not blank."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from locator.clinic_file import wording
from locator.clinic_file.header import Header, names_known, read_header
from locator.clinic_file.problems import MOST_OF_A_KIND, Problem, RefusedError, first_of, shown
from locator.clinic_file.schema import explained_ids

MOST_ROWS = 200_000  # far more than there are spine clinics; a page must not wait for a file of a million
MOST_LINES = 1_048_576  # what a spreadsheet holds, blank rows and all
MOST_COLUMNS = 200
MOST_CELLS = 6_000_000  # a hundred thousand rows of sixty columns; memory must not run out

_SEPARATORS = (",", ";", "\t", "|")
_SEPARATOR_LINE = re.compile(rb'"?sep=([,;\t|])"?(?:\r\n|\r|\n)', re.IGNORECASE)  # Excel's; no row shows it

# In both cells of a row of our own after the last one. A quotation mark that never closes makes them one.
_END = "\x04"

Row = tuple[int, list[str]]  # the number that a spreadsheet shows beside it, and its cells


@dataclass(frozen=True)
class Table:
    """The rows below the column names that are not blank.

    `columns` holds the text as typed, for each different name in `header`. `numbers` runs alongside, which is
    what a spreadsheet shows beside each row. Rows with `problems` are in neither: `passed_over` says how many
    there are, and `cells_passed_over` holds their cells.
    """

    header: Header
    columns: dict[str, list[str]]
    numbers: list[int]
    problems: tuple[Problem, ...]
    passed_over: int
    cells_passed_over: frozenset[str]


@dataclass(frozen=True)
class NamesRow:
    """The row that holds the column names, as typed; what separates cells; the text that it is a row of."""

    text: bytes
    separator: str
    number: int
    cells: list[str]

    def rows(self) -> Iterator[Row]:
        """Every row of the text, blank or not, from the first."""
        return _rows(self.text, self.separator)


def find_names(text: bytes) -> NamesRow:
    """The first row of `text` (UTF-8 without a byte-order mark) that isn't blank.

    The separator is the one that Excel's "sep=" line names, or else the one that finds most of our columns.
    Raises RefusedError where that row does not hold the column names.
    """
    separators: Sequence[str] = _SEPARATORS
    if line := _SEPARATOR_LINE.match(text):
        separators, text = [line[1].decode()], text[line.end() :]
    found = max((_first_row(text, one) for one in separators), key=lambda row: (_known(row), len(row.cells)))
    known, cells = _known(found), found.cells
    # A row of a file without column names may hold one or two by chance: "phone", "website".
    if not known or (known < 3 and known < len(list(filter(None, cells)))):
        raise RefusedError(wording.NO_HEADER, found.number, found.separator.join(cells[:MOST_COLUMNS]))
    while len(cells) > 1 and not cells[-1].strip():  # cells that have a format alone
        cells.pop()
    if len(cells) > MOST_COLUMNS:
        raise RefusedError(wording.TOO_MANY_COLUMNS, found.number)
    return found


def read_table(text: bytes) -> Table:
    """The table in `text` (UTF-8 without a byte-order mark).

    A row with fewer cells than row 1 ends in blank ones. A row with text where row 1 has no name has a
    problem, and is passed over. Raises RefusedError where there is no table.
    """
    if text.count(b"\n") + text.count(b"\r") > 2 * MOST_LINES:
        raise RefusedError(wording.TOO_MANY_ROWS)
    names = find_names(text)
    sorting = _Sorting(read_header(names.cells, names.number))
    for number, cells in names.rows():
        if number > names.number and any(map(str.strip, cells)):
            sorting.add(number, cells)
    if not text.endswith((b"\n", b"\r")):
        sorting.set_half_a_row_aside()
    return sorting.table()


class _Sorting:
    """Rows on their way into columns; those with text where there is no column name are set aside."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self.width = len(header.names)
        self.nameless = [place for place, name in enumerate(header.names) if not name]
        self.id_place = header.names.index("clinic_id") if "clinic_id" in header.names else self.width
        self.cells: list[str] = []  # of one row after the other, each of them `width`
        self.numbers: list[int] = []
        self.rows = 0
        self.cell_count = 0
        self.last_row = 0
        self.short_rows: list[int] = []
        self.problems: dict[int, list[Problem]] = defaultdict(list)  # by the place of the text, -1 for none
        self.passed_over = 0
        self.cells_passed_over: set[str] = set()

    def add(self, number: int, cells: list[str]) -> None:
        """Take in a row that is not blank; raises RefusedError where there are too many."""
        self.rows += 1
        # A blank cell below a column name takes room as well, one beyond them does not.
        self.cell_count += max(self.width, len(cells) - cells.count(""))
        if self.rows > MOST_ROWS:
            raise RefusedError(wording.TOO_MANY_ROWS)
        if self.cell_count > MOST_CELLS:
            raise RefusedError(wording.TOO_MANY_CELLS)
        self.last_row = number
        if not explained_ids().isdisjoint(cells[self.id_place : self.id_place + 1]):
            return  # of our template, and left above the clinics
        lacking = self.width - len(cells)
        if lacking < 0 or self.nameless:
            place, text = _without_name(cells, self.nameless, self.width)
            if text:
                letters = wording.column_letters(place)
                message = wording.NAMELESS_COLUMN.with_(letters=letters)
                self.set_aside(Problem(number, "", shown(text), message), place, cells)
                return
        if lacking > 0:
            self.short_rows.append(number)
            cells += [""] * lacking
        self.numbers.append(number)
        self.cells += cells if lacking >= 0 else cells[: self.width]

    def set_aside(self, problem: Problem, place: int, cells: list[str]) -> None:
        """Pass a row over because of a problem in the column at `place`."""
        if len(self.problems[place]) <= MOST_OF_A_KIND:
            self.problems[place].append(problem)
        self.passed_over += 1
        self.cells_passed_over.update(cells)

    def set_half_a_row_aside(self) -> None:
        """Set the last row aside if it alone lacks cells: half a file, not a person's short row."""
        if self.rows > 1 and self.short_rows == [self.last_row]:
            cells = self.cells[-self.width :]
            del self.cells[-self.width :]
            text = shown(" ".join(filter(None, cells)))
            self.set_aside(Problem(self.numbers.pop(), "", text, wording.HALF_A_ROW), -1, cells)

    def table(self) -> Table:
        """What the rows came to."""
        names = self.header.names
        columns = {name: self.cells[names.index(name) :: self.width] for name in names if name}
        problems = tuple(chain.from_iterable(map(first_of, self.problems.values())))
        cells = frozenset(self.cells_passed_over)
        return Table(self.header, columns, self.numbers, problems, self.passed_over, cells)


def _rows(text: bytes, separator: str) -> Iterator[Row]:
    """Raises RefusedError where a quotation mark never closes, or one row alone has too many cells."""
    end = f"{_END}{separator}{_END}"
    separators = 0  # in the row that is being read

    def lines() -> Iterator[str]:
        nonlocal separators
        for line in chain(io.TextIOWrapper(io.BytesIO(text), "utf-8", newline=""), [end]):
            separators += line.count(separator)
            if separators > MOST_CELLS:
                raise RefusedError(wording.TOO_MANY_CELLS)
            yield line

    number, cells = 0, list[str]()
    try:
        for number, following in enumerate(csv.reader(lines(), delimiter=separator), start=1):
            if number > 1:
                yield number - 1, cells
            cells, separators = following, 0
    except csv.Error:
        raise RefusedError(wording.ENDLESS_CELL, number + 1) from None
    if cells != [_END, _END]:
        raise RefusedError(wording.OPEN_QUOTE, number, cells[-1].removesuffix(end).strip())


def _first_row(text: bytes, separator: str) -> NamesRow:
    try:
        number, cells = next(row for row in _rows(text, separator) if any(map(str.strip, row[1])))
    except (StopIteration, RefusedError):
        # Read with the wrong separator, a quotation mark may seem to stay open.
        number, cells = 1, []
    return NamesRow(text, separator, number, cells)


def _known(row: NamesRow) -> int:
    return names_known(row.cells[:MOST_COLUMNS])


def _without_name(cells: Sequence[str], nameless: Sequence[int], width: int) -> tuple[int, str]:
    """Where in a row text stands that no column name is above, and that text; "" if there is none."""
    beyond = " ".join(filter(None, cells[width:]))
    if beyond.strip():
        return width, beyond
    stray = ((place, cells[place]) for place in nameless if place < len(cells) and cells[place].strip())
    return next(stray, (width, ""))
