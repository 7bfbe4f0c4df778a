"""What is kept of a file that was checked: its problems, their rows, and the hours to be confirmed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.clinic_file import Alike, Problem
from locator.clinic_file.checked_file import CheckedFile, check_file, with_positions
from locator.clinics import Position
from locator.templates import render
from locator.words import N_
from pages.parts.problem_table import as_frame
from tests.clinic_file.made import listed, read_rows

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)
LIVE = listed(read_rows({}))
HEADER = "clinic_id,Name,street,city,state,ZIP Code,phone,evaluates,performs,Hours"
ROW = "{id},Example {id},1 Main St,Edina,MN,55435,{phone},,,{hours}"


def checked_file(data: bytes) -> CheckedFile:
    return check_file("x", data, LIVE, NOW)


def row_of(file: CheckedFile, chosen: Alike) -> str:
    return render("check_row.html", file=file, chosen=chosen, most=50)


def file(*rows: str, separator: str = ",") -> bytes:
    return "\n".join([HEADER, *rows]).replace(",", separator).encode()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_row_is_shown_as_typed_under_our_column_names(separator: str) -> None:
    data = file("", "edina,Example,1 Main St,Edina,MN,5543,12345,,,x,more", separator=separator)
    checked = checked_file(data)
    assert checked.cells_in(3)[5:7] == (("zip", "5543"), ("phone", "12345"))
    assert checked.cells_in(3)[-2:] == (("opening_hours", "x"), ("", "more"))
    assert checked.cells_in(9) == ()


def test_a_line_that_names_the_separator_for_excel_is_no_row() -> None:
    checked = checked_file(b"sep=;\r\n" + file("edina,Example", separator=";"))
    assert checked.cells_in(2)[:2] == (("clinic_id", "edina"), ("name", "Example"))


def test_a_cell_with_line_breaks_does_not_shift_the_rows_below_it() -> None:
    checked = checked_file(file('a,"Two\nlines",x', "b,One,y"))
    assert checked.cells_in(3)[0] == ("clinic_id", "b")


@given(data=st.binary(max_size=300), row=st.integers(-2, 9))
def test_rows_of_any_bytes_are_found_or_not_and_nothing_is_raised(data: bytes, row: int) -> None:
    checked = checked_file(data)
    assert isinstance(checked.cells_in(row), tuple)
    assert checked.lines


def test_the_column_names_are_a_row_that_can_be_shown() -> None:
    checked = checked_file(file("").replace(b"phone", b"fone"))
    (line,) = (line for line in checked.listed if line.first.column == "phone")
    assert ("fone", "fone") in checked.cells_in(line.first.row)


def test_errors_come_before_warnings_and_each_knows_its_kind() -> None:
    hours = ROW.format(id="a", phone="612-555-0101", hours="Mon-Fri 8am-5pm")
    checked = checked_file(file(hours, ROW.format(id="b", phone="123", hours="")))
    assert [line.first.column for line in checked.listed] == ["phone", "opening_hours"]
    assert [checked.is_error(place) for place in (0, 1)] == [True, False]
    assert as_frame(checked)["kind"].tolist() == ["Error", "Warning"]


def test_the_same_hours_are_to_be_confirmed_once_for_all_clinics_that_have_them() -> None:
    rows = [ROW.format(id=f"Clinic {n}", phone="612-555-0101", hours="Mon-Fri 8am-5pm") for n in range(3)]
    (hours,) = checked_file(file(*rows)).tidied_hours()
    assert (hours.typed, hours.read) == ("Mon-Fri 8am-5pm", "Mo-Fr 08:00-17:00")
    assert [clinic.clinic_id for clinic in hours.clinics] == ["clinic-0", "clinic-1", "clinic-2"]


def test_a_problem_of_the_whole_file_is_shown_without_a_row() -> None:
    checked = checked_file(b"clinic_id,name,street,city,state,zip,phone,evaluates\n")
    for line in checked.listed:
        assert line.first.problem.split(":")[0] in row_of(checked, line)
    whole = row_of(checked, Alike((Problem(None, "", "", N_("All of it.")),)))
    assert whole == '<section class="file-row"><p>All of it.</p></section>'


def test_accepted_positions_make_another_network_judged_on_the_same_dates() -> None:
    row = "edina,Example,7700 France Ave S,Edina,MN,55435,612-555-0101,,,"
    network = checked_file(file(row)).network
    assert network is not None
    assert network[0].exact_position is None
    moved = with_positions(network, ("edina", Position(44.8633, -93.3272)))
    assert moved[0].exact_position == Position(44.8633, -93.3272)
    assert network[0].exact_position is None
    assert (moved[0].today, moved.until) == (network[0].today, network.until)
