"""The export for Excel."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from locator.clinics import Clinics
from tests.exports.test_clinic_csv import HOSTILE
from tests.made_clinics import clinics
from tests.served import EXAMPLE, REAL, clinics_in, exported


def sheet_of(some: Clinics) -> Worksheet:
    book = load_workbook(BytesIO(exported("xlsx", some)))
    assert book.sheetnames == ["Clinics"]
    sheet = book["Clinics"]
    assert isinstance(sheet, Worksheet)
    return sheet


@pytest.mark.parametrize("file", [REAL, EXAMPLE], ids=["real", "example"])
def test_it_holds_what_the_file_holds(file: Path) -> None:
    frame = clinics_in(file).frame
    head, *rows = sheet_of(clinics_in(file)).iter_rows(values_only=True)
    assert list(head) == list(frame.columns)
    assert len(rows) == len(frame)
    for row, cells in zip(rows, frame.to_dict("records"), strict=True):
        for value, (column, text) in zip(row, cells.items(), strict=True):
            if column in ("latitude", "longitude", "wait_weeks") and text:
                assert value == float(text)
            else:
                assert value == (text or None)


def test_all_but_degrees_is_text_so_that_no_zip_loses_its_zeros() -> None:
    sheet = sheet_of(clinics({"clinic_id": "a", "zip": "00501", "listing_as_of": "2026-01-02"}))
    by_column = {str(head.value): cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    for column in ("zip", "phone", "listing_as_of", "clinic_id"):
        assert by_column[column].data_type == "s"
        assert by_column[column].number_format == "@"
    assert by_column["zip"].value == "00501"


def test_a_column_of_the_files_own_that_is_called_as_ours_may_hold_words() -> None:
    head, row, *_ = EXAMPLE.read_text("utf-8").splitlines()
    sheet = sheet_of(clinics_in(f"{head},distance_miles\n{row},about 5\n".encode()))
    assert [cell.value for cell in list(sheet.columns)[-1]] == ["distance_miles", "about 5"]


@pytest.mark.parametrize("text", [*HOSTILE, "#REF!", "TRUE"])
def test_nothing_is_a_formula_also_after_it_was_edited(text: str) -> None:
    sheet = sheet_of(clinics({"clinic_id": "a", "name": text, "access_notes": text}))
    by_column = {str(head.value): cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    for column in ("name", "access_notes"):
        assert by_column[column].value == text
        assert by_column[column].data_type == "s"
        assert by_column[column].quotePrefix is text.startswith(("=", "+", "-", "@"))


def test_the_column_names_stay_in_sight_and_the_columns_can_be_read() -> None:
    sheet = sheet_of(clinics_in(EXAMPLE))
    assert sheet.freeze_panes == "A2"
    assert all(cell.font.bold for cell in sheet[1])
    letters = map(get_column_letter, range(1, sheet.max_column + 1))
    widths = [sheet.column_dimensions[letter].width for letter in letters]
    assert min(widths) >= 10
    assert max(widths) <= 60


def test_a_letter_that_excel_cannot_hold_is_left_out() -> None:
    assert sheet_of(clinics({"clinic_id": "a", "name": "Ed\x01ina"}))["B2"].value == "Edina"
