"""Excel workbooks as people save them, and those that are better left shut."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from locator.clinic_file import Problem, Reading, wording, workbook
from tests.clinic_file.made import CLINIC, FILES, listed, own_cells, read


def workbook_of(*rows: list[object], before: dict[str, list[list[object]]] | None = None) -> bytes:
    """A workbook with these rows on its last sheet, "Clinics", and those of `before` on sheets before it."""
    book = Workbook()
    for title, others in {**(before or {}), "Clinics": list(rows)}.items():
        sheet = book.create_sheet(title)
        for row in others:
            sheet.append(row)
    book.remove(book["Sheet"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, content: bytes = b"x") -> bytes:
    """The workbook with one more part in it."""
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return file.getvalue()


def messages(reading: Reading) -> list[object]:
    return [problem.message for problem in reading.errors]


HEADER = list[object](CLINIC)
ROW = list[object](CLINIC.values())


@pytest.mark.parametrize(
    "name", [path.name for path in FILES.glob("good-*.csv") if "utf-16" not in path.name]
)
def test_a_workbook_gives_the_same_clinics_as_the_csv_that_it_could_have_been_saved_as(name: str) -> None:
    reading = read((FILES / name).read_bytes())
    assert reading.table is not None
    rows = [list[object](reading.table.header.typed)]
    rows += [[cell or None for cell in cells] for cells in reading.table.rows.values()]
    assert list(listed(read(workbook_of(*rows)))) == list(listed(reading))


def test_values_of_excel_become_the_texts_that_a_person_would_have_typed() -> None:
    told = {
        "zip": 2139,
        "state": "MA",
        "city": "Boston",
        "phone": 7635550101.0,
        "latitude": 42.3647,
        "longitude": -71.1042,
        "evaluates": True,
        "evaluates_as_of": datetime(2026, 11, 3),  # noqa: DTZ001 (as Excel has it)
        "performs": False,
        "performs_as_of": 46329,
        "listing_as_of": date(2026, 11, 3),
        "own time": time(7, 30),
        "own number": 12.5,
        "own moment": datetime(2026, 11, 3, 9, 30),  # noqa: DTZ001
    }
    cells = {**CLINIC, **told}
    reading = read(workbook_of(list(cells), list(cells.values())))
    assert reading.errors == ()
    (clinic,) = listed(reading)
    assert (clinic.zip, clinic.phone) == ("02139", "763-555-0101")
    assert reading.clinics is not None
    row = reading.clinics.cells(0)
    assert [row["evaluates"], row["performs"]] == ["yes", "no"]
    assert {row[name] for name in ("evaluates_as_of", "performs_as_of", "listing_as_of")} == {"2026-11-03"}
    assert own_cells(reading) == {
        "own time": "07:30:00",
        "own number": "12.5",
        "own moment": "2026-11-03 09:30:00",
    }


def test_a_row_has_the_number_that_excel_shows_beside_it() -> None:
    bad = [*ROW[:6], "12345", *ROW[7:]]
    reading = read(workbook_of(["Our clinics"], [], HEADER, [], bad))
    assert [(error.row, error.column) for error in reading.errors] == [(5, "phone")]
    assert [(one.row, one.message) for one in reading.warnings] == [(1, wording.TITLES.with_(row=3))]


def test_the_first_sheet_with_our_columns_is_read_and_named() -> None:
    reading = read(workbook_of(HEADER, ROW, before={"Read me": [["Dear all,"]]}))
    assert reading.errors == ()
    assert reading.warnings == (Problem(None, "", "Clinics", wording.OTHER_SHEETS),)


def test_the_sheet_with_the_most_of_our_columns_is_read() -> None:
    contacts: list[list[object]] = [["name", "phone"], ["Billing", "763-555-0199"]]
    reading = read(workbook_of(HEADER, ROW, before={"Contacts": contacts}))
    assert reading.errors == ()
    assert [problem.value for problem in reading.warnings] == ["Clinics"]
    lacking = read(workbook_of(HEADER[:-1], ROW[:-1], before={"Contacts": contacts}))
    assert [problem.column for problem in lacking.errors] == ["performs"]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_with_our_columns_is_named_and_not_read(
    state: Literal["hidden", "veryHidden"],
) -> None:
    book = load_workbook(io.BytesIO(workbook_of(HEADER, ROW, before={"Read me": [["Dear all,"]]})))
    book["Clinics"].sheet_state = state
    file = io.BytesIO()
    book.save(file)
    assert read(file.getvalue()).errors == (Problem(None, "", "Clinics", wording.HIDDEN_SHEET),)


def test_a_formula_without_its_result_is_no_blank_cell() -> None:
    cells = {**CLINIC, "phone": '=CONCATENATE("763-","555-0101")', "own": "=1+1"}
    reading = read(workbook_of(list(cells), list(cells.values())))
    assert [(error.column, error.message) for error in reading.errors] == [
        ("phone", wording.FORMULA_WITHOUT_RESULT)
    ]


def test_a_workbook_without_our_columns_says_so() -> None:
    assert messages(read(workbook_of(["Dear all,"]))) == [wording.NO_SHEET]


def test_accents_lines_and_formulas_that_failed_are_as_in_a_csv_file() -> None:
    row = [*ROW[:1], "Café – “Maple Grove”", "1 Example Ave\nSuite 2", *ROW[3:]]
    (clinic,) = listed(read(workbook_of(HEADER, row)))
    assert (clinic.name, clinic.street) == ("Café – “Maple Grove”", "1 Example Ave Suite 2")
    failed = workbook_of(HEADER, [ROW[0], "#REF!", *ROW[2:]])
    assert messages(read(failed)) == [wording.FORMULA_ERROR]


GOOD = workbook_of(HEADER, ROW)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (with_part(GOOD, "xl/vbaProject.bin"), wording.MACROS),
        (with_part(GOOD, "xl/externalLinks/externalLink1.xml"), wording.LINKS),
        (with_part(GOOD, "xl/media/zeros.bin", bytes(20_000_000)), wording.TOO_LARGE_EXCEL),
        (GOOD[: len(GOOD) // 2], wording.DAMAGED_EXCEL),
        (GOOD.replace(b"xl/workbook.xml", b"xl/workbook.bin"), wording.BINARY_EXCEL),
    ],
    ids=["macros", "links", "bomb", "half", "binary"],
)
def test_what_should_not_be_opened_is_refused_with_what_to_do(data: bytes, message: object) -> None:
    reading = read(data)
    assert messages(reading) == [message]
    assert reading.clinics is None


def test_a_workbook_of_very_many_parts_is_refused_before_it_is_unpacked() -> None:
    file = io.BytesIO(GOOD)
    with zipfile.ZipFile(file, "a") as packed:
        for number in range(workbook.MOST_PARTS):
            packed.writestr(f"xl/media/{number}", b"")
    assert messages(read(file.getvalue())) == [wording.TOO_LARGE_EXCEL]


def test_an_old_workbook_and_one_with_a_password_are_told_apart() -> None:
    old = (FILES / "bad-old-excel-workbook.csv").read_bytes()
    assert messages(read(old)) == [wording.OLD_EXCEL]
    locked = old + "EncryptedPackage".encode("utf-16-le")
    assert messages(read(locked)) == [wording.LOCKED_EXCEL]


def test_a_sheet_that_names_a_row_without_end_is_refused_and_not_waited_for() -> None:
    damaged = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as good, zipfile.ZipFile(damaged, "w") as packed:
        for name in good.namelist():
            content = good.read(name)
            if name.startswith("xl/worksheets/"):
                content = content.replace(b'<row r="2"', b'<row r="999999999999"')
            packed.writestr(name, content)
    assert messages(read(damaged.getvalue())) == [wording.TOO_MANY_ROWS]


def test_an_xml_part_that_unfolds_without_end_is_refused() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha" * 10}">' for n in range(12))
    bomb = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as good, zipfile.ZipFile(bomb, "w") as packed:
        for name in good.namelist():
            content = good.read(name)
            if name == "xl/workbook.xml":
                content = f"<!DOCTYPE workbook [{entities}]><workbook>&a11;</workbook>".encode()
            packed.writestr(name, content)
    assert messages(read(bomb.getvalue())) == [wording.DAMAGED_EXCEL]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_damaged_workbook_gives_an_answer(data: st.DataObject) -> None:
    whole = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(whole)))
        whole[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    reading = read(bytes(whole))
    assert reading.ok is (reading.clinics is not None)
