"""Rows, cells and line ends: what a spreadsheet shows, and the number beside it."""

from __future__ import annotations

import csv
import io
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from locator.clinic_file import how_many, wording
from locator.clinic_file.problems import Problem
from tests.clinic_file.made import CLINIC, file_of, places, read, read_rows

CELL = st.text(
    alphabet=st.characters(codec="utf-8", exclude_characters="\0\x04"), max_size=8
) | st.sampled_from(("", '"', '""', "a,b", "a;b", "a\nb", "a\r\nb", "\r", " ", "'", '5" pipe', "é–“"))
SEPARATOR = st.sampled_from((",", ";", "\t"))


COLUMNS = ("clinic_id", "name", "street", "city")


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(2, 4))
    return draw(st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=6))


@given(table=tables(), separator=SEPARATOR, line_end=st.sampled_from(("\n", "\r\n", "\r")))
def test_cells_come_back_as_a_spreadsheet_wrote_them(
    table: list[list[str]], separator: str, line_end: str
) -> None:
    header = COLUMNS[: len(table[0])]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerows([header, *table])
    typed = read(text.getvalue().encode()).table
    assert typed is not None
    assert {number: typed.typed(number) for number in typed.rows} == {
        number: tuple(zip(header, row, strict=True))
        for number, row in enumerate(table, start=2)
        if any(map(str.strip, row))
    }


@settings(max_examples=500)
@given(
    text=st.text(alphabet=st.sampled_from('ab",;\n\r é'), min_size=1, max_size=40),
    separator=SEPARATOR,
    width=st.integers(2, 4),
)
def test_quotation_marks_are_taken_as_csv_has_them_or_never_close(
    text: str, separator: str, width: int
) -> None:
    whole = f"{separator.join(COLUMNS[:width])}\n{text}"
    rows = list(csv.reader(io.StringIO(whole, newline=""), delimiter=separator))
    reading = read(whole.encode())
    if reading.table is None:
        assert [(error.row, error.message) for error in reading.errors] == [(len(rows), wording.OPEN_QUOTE)]
        return
    for number, row in enumerate(rows, start=1):
        typed = [cell for _, cell in reading.table.typed(number)]
        assert typed[: len(row)] == (row if any(map(str.strip, row)) else [])


def test_a_large_file_with_lines_in_its_cells_is_read_whole() -> None:
    rows = [
        CLINIC | {"clinic_id": f"example-{i}", "street": f"{i} Example Ave\nSuite {i}"} for i in range(9_000)
    ]
    reading = read(file_of(*rows))
    assert reading.clinics is not None
    assert reading.clinics.frame["street"].tolist() == [f"{i} Example Ave Suite {i}" for i in range(9_000)]


def test_a_row_is_counted_as_a_spreadsheet_shows_it() -> None:
    data = file_of({"name": "Example\nClinic"}, {"clinic_id": "two", "phone": "1"}).replace(
        b"\r\n", b"\r\n\r\n,,,\r\n", 1
    )
    # The column names are row 1, two blank rows, a clinic whose name takes two lines, and then row 5.
    assert places(read(data).errors) == [(5, "phone")]


@pytest.mark.parametrize("extra", [1, 2, 30])
def test_a_row_with_too_many_cells_is_named_and_the_others_are_still_checked(extra: int) -> None:
    lines = file_of({}, {"clinic_id": "two", "phone": "1"}).decode().splitlines()
    lines[1] += "," * extra + "Suite 5"
    letter = get_column_letter(len(CLINIC) + 1)
    reading = read("\n".join(lines).encode())
    assert places(reading.errors) == [(2, ""), (3, "phone")]
    assert reading.errors[0].value == "Suite 5"
    assert f"column {letter}" in reading.errors[0].problem
    assert reading.rows == 2


def test_text_in_a_column_without_a_name_is_too_much_as_well() -> None:
    data = file_of({"": "stray"}, {"clinic_id": "two"})
    reading = read(data)
    assert reading.errors == (
        Problem(
            2, "", "stray", wording.NAMELESS_COLUMN.with_(row=1, letters=get_column_letter(len(CLINIC) + 1))
        ),
    )


def test_a_clinic_in_a_row_with_too_many_cells_still_counts_as_being_there() -> None:
    lines = file_of({"clinic_id": "two"}, {"refers_to": "two"}).decode().splitlines()
    lines[1] += ",stray"
    assert places(read("\n".join(lines).encode()).errors) == [(2, "")]


def test_cells_that_are_left_out_at_the_end_of_a_row_are_blank() -> None:
    data = file_of({"access_notes": "Step-free door"}, {"clinic_id": "two"}).replace(b",,,\r\n", b"\r\n")
    reading = read(data.replace(b",,\r\n", b"\r\n"))
    assert reading.errors == ()
    assert reading.rows == 2


def test_half_a_row_at_the_end_of_whole_ones_is_half_a_file() -> None:
    data = file_of({}, {"clinic_id": "two"})
    half = data[: data.rindex(b"763-")]
    assert read(half).errors[-1].message == wording.HALF_A_ROW


@settings(max_examples=40)
@given(st.data())
def test_a_file_cut_off_inside_its_last_row_never_goes_live(data: st.DataObject) -> None:
    whole = file_of(*({"clinic_id": f"example-{i}", "access_notes": "ring"} for i in range(3))).rstrip()
    cut = data.draw(st.integers(whole.rindex(b"\n") + 2, whole.rindex(b",")))
    assert not read(whole[:cut]).ok


@pytest.mark.parametrize("cell", ['"never closed', '"two ""quoted"" words'])
def test_a_quotation_mark_that_never_closes_names_the_row_where_it_opens(cell: str) -> None:
    lines = file_of({"access_notes": "x"}, {"clinic_id": "two", "access_notes": "y"}, {"clinic_id": "three"})
    with_mark = lines.decode().replace(",y\r\n", f",{cell}\r\n").encode()
    (error,) = read(with_mark).errors
    assert (error.row, error.message) == (3, wording.OPEN_QUOTE)


def test_a_cell_without_end_is_refused() -> None:
    data = file_of({}) + b'two,"' + b"x" * 140_000 + b"\r\n"
    assert read(data).errors == (Problem(3, "", "", wording.ENDLESS_CELL),)


@pytest.mark.parametrize("row", [b"a" + b"," * (len(CLINIC) - 1), b"a", b"a" + b"," * 99 + b"x"])
def test_more_rows_than_there_could_be_clinics_are_refused(row: bytes) -> None:
    data = ",".join(CLINIC).encode() + b"\n" + (row + b"\n") * 200_001
    assert read(data).errors == (Problem(None, "", "", wording.TOO_MANY_ROWS),)


def test_more_lines_than_a_spreadsheet_holds_are_refused() -> None:
    assert read(file_of({}) + b"\n" * 3_000_000).errors == (Problem(None, "", "", wording.TOO_MANY_ROWS),)


def test_more_cells_than_memory_should_hold_are_refused_before_the_other_rows_are_read() -> None:
    header = ",".join([*CLINIC, *(f"extra {i}" for i in range(190))]).encode()
    rows = (b"a" + b",a" * 198 + b"\n") * 120_000
    tracemalloc.start()
    reading = read(header + b"\n" + rows)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert reading.errors == (Problem(None, "", "", wording.TOO_MANY_CELLS),)
    assert peak < 3 * len(rows)


def test_cells_of_one_row_without_end_are_refused() -> None:
    assert read(file_of({}) + b"ab," * 6_000_001).errors == (Problem(None, "", "", wording.TOO_MANY_CELLS),)


def test_blank_cells_beyond_the_column_names_are_not_too_many() -> None:
    reading = read(",".join(CLINIC).encode() + b"\n" + (b"a" + b"," * 150 + b"\n") * 50_000)
    assert reading.rows == 50_000


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
def test_blank_lines_by_the_million_do_no_harm(line_end: bytes) -> None:
    reading = read(
        file_of({}) + line_end * 1_000_000 + file_of({"clinic_id": "two", "street": "2"}).split(b"\n")[1]
    )
    assert (reading.errors, reading.rows) == ((), 2)


def test_more_columns_than_anybody_needs_are_refused() -> None:
    header = [*CLINIC, *(f"extra {i}" for i in range(200))]
    assert read(",".join(header).encode()).errors == (Problem(1, "", "", wording.TOO_MANY_COLUMNS),)


def test_many_wrong_cells_do_not_make_an_endless_list() -> None:
    reading = read_rows(*({"clinic_id": f"example-{i}", "phone": f"no {i}"} for i in range(1_500)))
    assert len(reading.errors) == 1_001
    assert reading.errors[-1] == Problem(None, "phone", "", wording.MANY_MORE)
    assert how_many(reading.errors, "error") == "more than 1,000 errors"


def test_a_quotation_mark_alone_in_the_last_row_never_closes_either() -> None:
    (error,) = read(file_of({}) + b'"').errors
    assert (error.row, error.message) == (3, wording.OPEN_QUOTE)


def test_half_a_row_is_seen_below_a_row_with_too_many_cells() -> None:
    lines = file_of({}, {"clinic_id": "two"}).decode().splitlines()
    data = "\n".join([lines[0], f"{lines[1]},stray", lines[2][:9]]).encode()
    assert [error.message for error in read(data).errors] == [
        wording.NAMELESS_COLUMN.with_(row=1, letters=get_column_letter(len(CLINIC) + 1)),
        wording.HALF_A_ROW,
    ]


def test_a_quotation_mark_that_opens_among_the_column_names_is_named_too() -> None:
    (error,) = read(file_of({}).replace(b"phone", b'"phone', 1)).errors
    assert (error.row, error.message) == (1, wording.OPEN_QUOTE)


def test_a_row_without_our_names_shows_what_is_in_it_and_nothing_of_ours() -> None:
    (error,) = read(b'Dear "all').errors
    assert error == Problem(1, "", 'Dear "all', wording.NO_HEADER)
    (error,) = read(b'"Dear all').errors
    assert error == Problem(1, "", "Dear all", wording.NO_HEADER)


NUMBERED = file_of({}, {"clinic_id": "two", "phone": "763-555-0102"}).decode().splitlines()


@pytest.mark.parametrize("first", [0, 1])
def test_a_column_without_a_name_that_counts_the_rows_is_left_out_and_said_so(first: int) -> None:
    header, *rows = NUMBERED
    counted = [f",{header}", *(f"{number},{row}" for number, row in enumerate(rows, start=first))]
    reading = read("\n".join(counted).encode())
    assert reading.errors == ()
    assert reading.clinics is not None
    assert len(reading.clinics) == 2
    assert reading.warnings == (Problem(1, "", "", wording.ROW_NUMBERS.with_(letters="A")),)


def test_numbers_that_do_not_count_the_rows_are_asked_about() -> None:
    header, *rows = NUMBERED
    reading = read("\n".join([f",{header}", *(f"7,{row}" for row in rows)]).encode())
    assert [error.message for error in reading.errors] == [
        wording.NAMELESS_COLUMN.with_(row=1, letters="A")
    ] * 2


def test_a_text_without_a_column_name_is_told_in_which_row_the_names_stand() -> None:
    data = b"Our clinics\n\n" + file_of({"": "stray"})
    (error,) = read(data).errors
    assert (error.row, error.message.values[0]) == (4, ("row", 3))
