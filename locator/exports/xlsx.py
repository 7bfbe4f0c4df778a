"""Clinics as an Excel workbook in which nothing is a formula."""

from __future__ import annotations

import re
from io import BytesIO

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from locator.clinic_file.letters import FORMULA_START
from locator.exports.chosen import Chosen
from locator.exports.listed import MILES

NUMBERS = {"latitude", "longitude", "wait_weeks"}  # of the clinic file
_TEXT = "@"  # the format that keeps Excel from making numbers and dates of what is typed into the cell later
_NARROWEST, _WIDEST = 10, 60
_LOOKED_AT = 200  # rows by which the widths are chosen


def xlsx_file(chosen: Chosen) -> bytes:
    """A workbook with one sheet: the columns of the clinic file, numbers as such, all else as text."""
    frame = chosen.file.frame
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Clinics")
    sheet.freeze_panes = "A2"
    for place, column in enumerate(frame.columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _width(column, frame[column])
    sheet.append([_text_cell(sheet, column, Font(bold=True)) for column in frame.columns])
    # A column of the file's own may be called as that of the miles, and hold words.
    numbers = NUMBERS | ({MILES} & chosen.told.keys())
    is_number = [column in numbers for column in frame.columns]
    for row in frame.itertuples(index=False, name=None):
        sheet.append(
            [
                float(text) if number and text else _text_cell(sheet, text) if text else None
                for text, number in zip(row, is_number, strict=True)
            ]
        )
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _text_cell(sheet: WriteOnlyWorksheet, text: str, font: Font | None = None) -> Cell:
    """A cell that is text whatever it looks like, and stays so when somebody edits it in Excel."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    cell.number_format = _TEXT
    if re.match(FORMULA_START, text):
        cell.quotePrefix = True
    if font:
        cell.font = font
    return cell


def _width(column: str, cells: pd.Series[str]) -> int:
    longest = max(map(len, [column, *cells.head(_LOOKED_AT)]))
    return min(max(longest + 2, _NARROWEST), _WIDEST)
