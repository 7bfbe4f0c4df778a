"""One file for each way in which a real file goes wrong, or comes out of a spreadsheet looking odd."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from locator.clinic_file import Problem, wording
from tests.clinic_file.made import FILES, read

GOOD = sorted(FILES.glob("good-*.csv"))

BAD = {
    "bad-blank.csv": [Problem(None, "", "", wording.EMPTY)],
    "bad-column-missing.csv": [
        Problem(1, "phone", "fone", wording.COLUMN_MISNAMED.with_(column="phone", nearest="fone"))
    ],
    "bad-column-twice.csv": [Problem(1, "phone", "Phone", wording.COLUMN_TWICE)],
    "bad-comma-in-an-address.csv": [
        Problem(2, "", "Step-free door", wording.NAMELESS_COLUMN.with_(row=1, letters="T"))
    ],
    "bad-cut-off-in-a-letter.csv": [Problem(None, "", "", wording.CUT_OFF)],
    "bad-cut-off-in-a-row.csv": [
        Problem(
            3,
            "",
            "example-boston Example Clinic “Boston” 2 Example St Boston MA 02139 617-555",
            wording.HALF_A_ROW,
        )
    ],
    "bad-empty.csv": [Problem(None, "", "", wording.EMPTY)],
    "bad-excel-workbook.csv": [Problem(None, "", "", wording.DAMAGED_EXCEL)],
    "bad-letters-of-no-encoding.csv": [Problem(None, "", "", wording.DAMAGED)],
    "bad-no-column-names.csv": [
        Problem(
            1,
            "",
            "example-cafe,Example Café – Maple Grove,1 Example Ave N,Maple Grove,MN,55369,763-555-0101,45.1300,-…",
            wording.NO_HEADER,
        )
    ],
    "bad-not-a-table.csv": [Problem(1, "", "Dear all,", wording.NO_HEADER)],
    "bad-old-excel-workbook.csv": [Problem(None, "", "", wording.OLD_EXCEL)],
    "bad-only-column-names.csv": [Problem(None, "", "", wording.NO_CLINICS)],
    "bad-open-quotation-mark.csv": [
        Problem(
            3,
            "",
            "2 Example St,Boston,MA,02139,617-555-0102,42.3647,-71.1042,Mo-Th 07:00-19:00; Fr 07:00-17:00,yes,20…",
            wording.OPEN_QUOTE,
        )
    ],
    "bad-open-quotation-mark-in-the-last-cell.csv": [Problem(3, "", "Ring the bell", wording.OPEN_QUOTE)],
    "bad-opendocument.csv": [Problem(None, "", "", wording.OPEN_DOCUMENT)],
    "bad-pdf.csv": [Problem(None, "", "", wording.PDF)],
    "bad-picture.csv": [Problem(None, "", "", wording.PICTURE)],
    "bad-utf-16-cut-off.csv": [Problem(None, "", "", wording.CUT_OFF)],
    "bad-web-page.csv": [Problem(None, "", "", wording.WEB_PAGE)],
    "bad-word-document.csv": [Problem(None, "", "", wording.WORD)],
    "bad-zero-bytes.csv": [Problem(None, "", "", wording.NUL)],
    "bad-zip.csv": [Problem(None, "", "", wording.ZIP_FILE)],
}


def tidy_table(name: str) -> pd.DataFrame:
    clinics = read((FILES / name).read_bytes()).clinics
    assert clinics is not None
    return clinics.frame


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_the_same_clinics_are_read_however_a_spreadsheet_saved_them(path: Path) -> None:
    reading = read(path.read_bytes())
    assert reading.errors == ()
    assert reading.rows == 2
    pd.testing.assert_frame_equal(tidy_table(path.name), tidy_table("good-utf-8.csv"))


@pytest.mark.parametrize("name", BAD)
def test_each_way_a_file_goes_wrong_is_named_with_what_to_do(name: str) -> None:
    reading = read((FILES / name).read_bytes())
    assert list(reading.errors) == BAD[name]
    assert reading.clinics is None
    assert not reading.ok


def test_every_bad_file_is_looked_at() -> None:
    assert {path.name for path in FILES.glob("bad-*.csv")} == set(BAD)


def test_what_was_made_of_garbled_accents_is_shown_for_confirmation() -> None:
    reading = read((FILES / "good-accents-garbled-by-excel.csv").read_bytes())
    assert [problem.message for problem in reading.warnings] == [
        wording.READ_AS.with_(tidied="Example Café – Maple Grove"),
        wording.READ_AS.with_(tidied="Example Clinic “Boston”"),
    ]


def test_hours_as_people_write_them_are_shown_for_confirmation() -> None:
    reading = read((FILES / "good-cells-as-people-write-them.csv").read_bytes())
    assert [(problem.row, problem.value, problem.message) for problem in reading.warnings] == [
        (2, "Mon-Fri 8am-5pm", wording.READ_AS.with_(tidied="Mo-Fr 08:00-17:00")),
        (3, "M-Th 7-7, F 7-5", wording.READ_AS.with_(tidied="Mo-Th 07:00-19:00; Fr 07:00-17:00")),
    ]


@pytest.mark.parametrize(
    "name", [path.name for path in GOOD if "garbled" not in path.name and "cells" not in path.name]
)
def test_a_file_without_anything_odd_in_its_cells_gives_no_warning(name: str) -> None:
    assert read((FILES / name).read_bytes()).warnings == ()
