"""The rows of a CSV text: which one holds the column names, and those below it that are not blank."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from locator.clinic_file import wording
from locator.clinic_file.header import Header, names_known, read_header
from locator.clinic_file.problems import Problem, RefusedError, problems_at, shown
from locator.clinic_file.schema import EXPLANATIONS

MOST_ROWS = 200_000  # far more than there are spine clinics; a page must not wait for a file of a million
MOST_LINES = 1_048_576  # what a spreadsheet holds, blank rows and all
MOST_COLUMNS = 200

_SEPARATORS = (",", ";", "\t", "|")
_SEPARATOR_LINE = re.compile(rb'"?sep=([,;\t|])"?(?:\r\n|\r|\n)', re.IGNORECASE)  # Excel's; no row shows it

# Stands in both cells of a row of our own after the last one. A quotation mark that never closes makes them one.
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
    header = read_header(names.cells, names.number)
    below = (row for row in names.rows() if row[0] > names.number and any(map(str.strip, row[1])))
    rows = list(islice(below, MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise RefusedError(wording.TOO_MANY_ROWS)
    problems: list[Problem] = []
    passed_over: list[list[str]] = []
    if not text.endswith((b"\n", b"\r")) and _stops_early(rows, len(header.names)):
        number, cells = rows.pop()
        problems.append(Problem(number, "", shown(" ".join(filter(None, cells))), wording.HALF_A_ROW))
        passed_over.append(cells)
    kept, too_long = _told_apart(rows, header.names)
    for place, found in too_long.items():
        problems += _too_many_cells(place, found)
        passed_over += [cells for _, cells, _ in found]
    columns: dict[str, list[str]] = {}
    for place, name in enumerate(header.names):
        if name and name not in columns:
            columns[name] = [cells[place] for _, cells in kept]
    numbers = [number for number, _ in kept]
    cells_passed_over = frozenset(chain.from_iterable(passed_over))
    return Table(header, columns, numbers, tuple(problems), len(passed_over), cells_passed_over)


def _rows(text: bytes, separator: str) -> Iterator[Row]:
    """Raises RefusedError where a quotation mark never closes."""
    lines = io.TextIOWrapper(io.BytesIO(text), "utf-8", newline="")
    end = f"{_END}{separator}{_END}"
    number, cells = 0, list[str]()
    try:
        for number, following in enumerate(csv.reader(chain(lines, [end]), delimiter=separator), start=1):
            if number > 1:
                yield number - 1, cells
            cells = following
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


def _stops_early(rows: Sequence[Row], width: int) -> bool:
    """Whether the last row alone lacks cells: half a file, not a person's short row."""
    lengths = [len(cells) for _, cells in rows]
    return len(lengths) > 1 and lengths[-1] < width <= min(lengths[:-1])


TooLong = tuple[int, list[str], str]  # a row, and what stands in it where row 1 has no name


def _told_apart(rows: list[Row], names: Sequence[str]) -> tuple[list[Row], dict[int, list[TooLong]]]:
    """The rows to keep, made as long as `names`, and the others by the place of the text that is too much.

    The explanations in our template, should they still be there, are in neither.
    """
    nameless = [place for place, name in enumerate(names) if not name]
    id_place = names.index("clinic_id") if "clinic_id" in names else len(names)
    width = len(names)
    kept: list[Row] = []
    too_long: dict[int, list[TooLong]] = defaultdict(list)
    for number, cells in rows:
        if len(cells) > width or nameless:
            place, text = _without_name(cells, nameless, width)
            if text:
                too_long[place].append((number, cells, text))
                continue
            del cells[width:]
        cells += [""] * (width - len(cells))
        if cells[id_place : id_place + 1] != [EXPLANATIONS["clinic_id"]]:
            kept.append((number, cells))
    return kept, too_long


def _without_name(cells: Sequence[str], nameless: Sequence[int], width: int) -> tuple[int, str]:
    """Where in a row text stands that no column name is above, and that text; "" if there is none."""
    beyond = " ".join(filter(None, cells[width:]))
    if beyond.strip():
        return width, beyond
    stray = ((place, cells[place]) for place in nameless if place < len(cells) and cells[place].strip())
    return next(stray, (width, ""))


def _too_many_cells(place: int, rows: Sequence[TooLong]) -> Iterator[Problem]:
    message = wording.too_many_cells(place)
    return problems_at([number for number, _, _ in rows], "", lambda i: (rows[i][2], message))
