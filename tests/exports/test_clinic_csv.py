"""The export that is a clinic file again."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locator.clinic_file.letters import clean
from locator.clinics import COLUMNS, Clinic, Clinics, Network
from locator.settings import Settings
from tests.made_clinics import clinics
from tests.served import EXAMPLE, NOW, REAL, Served, clinics_in, exported

# What a spreadsheet runs when it opens a CSV (OWASP, "CSV Injection").
HOSTILE = (
    "=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("https://evil.example","Edina")', "+1+1", "-1+1",
    "@SUM(1+1)", "-93.48 W", "+1 (763) 201-8191", "=", "-", "--", "'=1+1", "'1='=", "=1,=2", '="=1"',
)  # fmt: skip
RUNS = re.compile(r"[=+\-@＝＋－＠\t\r]")  # the wide ones in a Japanese Excel
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def judged(file: Clinics) -> list[Clinic]:
    return list(Network(file, NOW, Settings().confirm_days))


def cells_of(data: bytes) -> list[str]:
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [cell for row in rows for cell in row]


@pytest.mark.parametrize("file", [REAL, EXAMPLE], ids=["real", "example"])
def test_the_files_that_ship_come_out_as_they_went_in(file: Path) -> None:
    data = exported("csv", clinics_in(file))
    assert data.decode("utf-8-sig").replace("\r\n", "\n") == file.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("file", [REAL, EXAMPLE], ids=["real", "example"])
def test_reading_it_gives_the_same_facts(file: Path) -> None:
    before = clinics_in(file)
    after = clinics_in(exported("csv", before))
    assert judged(after) == judged(before)
    pd.testing.assert_frame_equal(after.frame, before.frame)


def test_columns_of_the_files_own_are_not_lost() -> None:
    head, first, *_ = REAL.read_text(encoding="utf-8-sig").splitlines()
    own = "\n".join([f"Door code,{head},=2+2", f"0042,{first},-1+1"]).encode()
    after = clinics_in(exported("csv", clinics_in(own)))
    cells = after.cells(0)
    assert {name: cells[name] for name in cells.keys() - set(COLUMNS)} == {
        "Door code": "0042",
        "=2+2": "-1+1",
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula_and_reading_undoes_what_keeps_it_from_being_one(text: str) -> None:
    before = clinics(
        {"clinic_id": "a", "name": f"{text} Clinic", "access_notes": text, "listing_source": text}
    )
    data = exported("csv", before)
    assert not [cell for cell in cells_of(data) if RUNS.match(cell) and not NUMBER.fullmatch(cell)]
    assert judged(clinics_in(data))[0].access_notes == clean(text)


@settings(max_examples=40)
@given(
    st.text(alphabet=st.sampled_from("=+-@＝－'\" 1a,;|\tü"), min_size=1, max_size=12).map(clean).filter(bool)
)
def test_whatever_a_cell_begins_with_it_runs_nothing_and_comes_back(text: str) -> None:
    data = exported("csv", clinics({"clinic_id": "a", "access_notes": text}))
    assert not [cell for cell in cells_of(data) if RUNS.match(cell) and not NUMBER.fullmatch(cell)]
    assert judged(clinics_in(data))[0].access_notes == text


def test_degrees_and_phones_stay_as_they_are() -> None:
    cells = cells_of(exported("csv", clinics_in(REAL)))
    assert "-93.4840" in cells
    assert "763-201-8191" in cells


def test_near_a_place_only_the_order_changes() -> None:
    answer = Served(clinics_in(REAL)).client().get("/api/clinics.csv?near=55337&limit=2")
    assert [clinic.clinic_id for clinic in judged(clinics_in(answer.content))] == ["burnsville", "edina"]
