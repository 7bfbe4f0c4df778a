"""Excel workbooks (.xlsx): each sheet as the CSV text that Excel would have saved, to be read like any other.

A workbook is a zip of XML parts. Nothing in it is run or followed: values alone are taken.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from locator.clinic_file import wording
from locator.clinic_file.kinds import NO_RESULT
from locator.clinic_file.problems import Problem, RefusedError, shown
from locator.clinic_file.rows import MOST_CELLS, MOST_LINES

ZIP_START = b"PK\x03\x04"
SEPARATOR = ","

# Bounds that hold before anything is unpacked, and while it is read. A list of 10,000 clinics takes 15 MB.
MOST_PARTS = 1_000
MOST_UNPACKED = 150 * 1024 * 1024  # bytes, by what the zip says of itself; it gives no more than that
MOST_TIMES_SMALLER = 200  # a sheet is XML, which shrinks to a tenth
ALWAYS_UNPACKED = 10 * 1024 * 1024
MOST_SHEETS = 30  # looked at for our columns

_EXCEL = b"xl/"  # the folder that its parts are in; names are not packed
_OTHERS = (
    (b"xl/workbook.bin", wording.BINARY_EXCEL),
    (b"word/document", wording.WORD),
    (b"opendocument.spreadsheet", wording.OPEN_DOCUMENT),
    (b"Index/Document", wording.NUMBERS),
)


# A formula's cell as XML has it where no program has worked out the result; that of a text may be blank.
_WITHOUT_RESULT = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"(?![^>]*t="str")[^>]*><f[^>]*?(?:/>|>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>'
)
_CHUNK = 1024 * 1024
_MOST_WITHOUT_RESULT = 100_000


@dataclass(frozen=True)
class BookSheet:
    """A sheet as CSV in UTF-8, with SEPARATOR between the cells; rows keep their numbers, blank ones too.

    `doubts` are what to look at again: which sheet of several it is.
    """

    title: str
    text: bytes
    is_hidden: bool
    doubts: tuple[Problem, ...]


def sheets_of(data: bytes) -> Iterator[BookSheet]:
    """The sheets of a workbook, first to last, and then those that are hidden.

    Raises RefusedError where it is not an Excel workbook, can't be read, or should not be.
    """
    if other := next((message for name, message in _OTHERS if name in data), None):
        raise RefusedError(other)
    if _EXCEL not in data:
        raise RefusedError(wording.ZIP_FILE)
    try:
        _refuse_what_should_not_be_read(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about drop-down lists and colors, which we don't need
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        every = [sheet for sheet in book.worksheets if isinstance(sheet, ReadOnlyWorksheet)]
        visible = [sheet for sheet in every if sheet.sheet_state == "visible"]
        hidden = [sheet for sheet in every if sheet.sheet_state != "visible"]
        for place, sheet in enumerate((visible + hidden)[:MOST_SHEETS]):
            doubt = Problem(None, "", shown(sheet.title), wording.OTHER_SHEETS)
            doubts = (doubt,) if len(visible) > 1 else ()
            yield BookSheet(sheet.title, _as_csv(sheet), place >= len(visible), doubts)
    except RefusedError:
        raise
    except Exception:  # noqa: BLE001 (whatever a damaged file makes zipfile, the parser or openpyxl raise)
        raise RefusedError(wording.DAMAGED_EXCEL) from None


def _refuse_what_should_not_be_read(data: bytes) -> None:
    with ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
    unpacked = sum(part.file_size for part in parts)
    is_bomb = unpacked > max(MOST_TIMES_SMALLER * len(data), ALWAYS_UNPACKED)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or is_bomb:
        raise RefusedError(wording.TOO_LARGE_EXCEL)
    names = [part.filename.lower() for part in parts]
    if any(name.endswith("vbaproject.bin") for name in names):
        raise RefusedError(wording.MACROS)
    if any(name.startswith("xl/externallinks/") for name in names):
        raise RefusedError(wording.LINKS)


def _as_csv(sheet: ReadOnlyWorksheet) -> bytes:
    sheet.reset_dimensions()  # what a program says of its own sheet is often wrong, and would cut it off
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=SEPARATOR)
    lacking = _without_result(sheet)
    cell_count = 0
    rows: Iterator[tuple[object, ...]] = sheet.iter_rows(values_only=True)  # type: ignore[misc]
    for number, row in enumerate(rows, start=1):
        cell_count += len(row)
        if number > MOST_LINES:
            raise RefusedError(wording.TOO_MANY_ROWS)
        if cell_count > MOST_CELLS:
            raise RefusedError(wording.TOO_MANY_CELLS)
        cells = [_as_text(value) for value in row]
        for place in lacking.get(number, ()):
            if place <= len(cells):
                cells[place - 1] = cells[place - 1] or NO_RESULT
        while cells and not cells[-1]:
            cells.pop()
        writer.writerow(cells)
    return text.getvalue().encode("utf-8", "replace")


def _without_result(sheet: ReadOnlyWorksheet) -> dict[int, list[int]]:
    """By row, the columns (from 1) of cells that hold a formula of which the file has no result."""
    found: dict[int, list[int]] = {}
    left = b""
    # openpyxl reads formulas or their results, not both at once.
    with sheet._get_source() as part:  # type: ignore[attr-defined]
        while len(found) < _MOST_WITHOUT_RESULT and (chunk := part.read(_CHUNK)):
            text = left + chunk
            for cell in _WITHOUT_RESULT.finditer(text):
                row, column = coordinate_to_tuple(cell[1].decode())
                found.setdefault(row, []).append(column)
            left = text[max(text.rfind(b"<c "), len(text) - _CHUNK) :]
    return found


def _as_text(value: object) -> str:
    """A cell's value as a CSV cell would have it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):  # Excel has no other numbers: a ZIP is 55369.0
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
