"""Clinics written back as a file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locator.clinic_file import template_file, wording, write_clinic_file
from locator.clinic_file.kinds import FORMULA_ERRORS
from locator.clinics import COLUMNS, Clinics
from tests.clinic_file.made import CLINIC, FILES, fact, file_of, judged, read

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30).filter(
    lambda text: text.strip() not in FORMULA_ERRORS
)
NAME = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=20).map(
    "Example {}".format
)
FACT = st.sampled_from(("", "yes", "No", "x", "?")).flatmap(
    lambda value: st.fixed_dictionaries(
        {
            "value": st.just(value),
            "as_of": st.sampled_from(("", "2026-11-03", "11/3/26", "3-Nov-26")),
            "method": st.sampled_from(("", "Phone", "staff", "web site", "directory")),
            "source": TEXT,
        }
    )
)


@st.composite
def rows(draw: st.DrawFn, number: int) -> dict[str, str]:
    """A clinic without errors, in all the ways that people write one."""
    row = CLINIC | {
        "clinic_id": draw(st.sampled_from((f"Example {number}", f"example-{number}"))),
        "name": draw(NAME),
        "street": f"{number} Example Ave",
        "zip": draw(st.sampled_from(("55369", "55369-1234", "553691234"))),
        "phone": draw(st.sampled_from(("763-555-0101", "(763) 555-0101 x12", "763.555.0101"))),
        "opening_hours": draw(
            st.sampled_from(("", "Mo-Fr 08:00-17:00", "M-Th 7-7, F 8-4:30", '"by appointment"'))
        ),
        "website": draw(st.sampled_from(("", "www.example.org", "https://example.org/a?b=c,d"))),
        "status": draw(st.sampled_from(("", "Open", "closed", "temporarily closed"))),
        "access_notes": draw(TEXT),
        "=private": draw(TEXT),
    }
    row |= draw(
        st.sampled_from(({"latitude": "", "longitude": ""}, {"latitude": "45,13", "longitude": "93.484 W"}))
    )
    for name in ("evaluates", "performs"):
        answer = draw(FACT)
        row |= {name: answer.pop("value")} | {f"{name}_{part}": text for part, text in answer.items()}
    return row


def clinics_of(data: bytes) -> Clinics:
    reading = read(data)
    assert reading.errors == ()
    assert reading.clinics is not None
    return reading.clinics


def assert_same(clinics: Clinics, others: Clinics) -> None:
    pd.testing.assert_frame_equal(clinics.frame, others.frame)
    np.testing.assert_array_equal(clinics.latitude, others.latitude)
    np.testing.assert_array_equal(clinics.longitude, others.longitude)
    np.testing.assert_array_equal(clinics.is_approximate, others.is_approximate)
    np.testing.assert_array_equal(clinics.timezone, others.timezone)
    assert list(judged(clinics)) == list(judged(others))


@settings(max_examples=25)
@given(st.integers(1, 3).flatmap(lambda count: st.tuples(*(rows(number) for number in range(count)))))
def test_a_file_written_back_gives_the_same_facts(made: tuple[dict[str, str], ...]) -> None:
    clinics = clinics_of(file_of(*made))
    assert_same(clinics_of(write_clinic_file(clinics)), clinics)


@pytest.mark.parametrize("path", sorted(FILES.glob("good-*.csv")), ids=lambda path: path.stem)
def test_every_good_file_written_back_gives_the_same_facts_and_no_doubts(path: Path) -> None:
    clinics = clinics_of(path.read_bytes())
    written = write_clinic_file(clinics)
    assert_same(clinics_of(written), clinics)
    assert read(written).warnings == ()


def test_a_tidied_file_is_opened_by_excel_with_its_accents() -> None:
    assert write_clinic_file(clinics_of(file_of({"name": "Café"}))).startswith(b"\xef\xbb\xbfclinic_id,")


def test_a_column_of_the_persons_own_stays_where_it_was() -> None:
    written = write_clinic_file(clinics_of(file_of({"notes": "a,b", "website": "https://example.org"})))
    header = written.decode("utf-8-sig").splitlines()[0].split(",")
    assert header[: len(CLINIC) + 2] == [*CLINIC, "notes", "website"]
    assert set(header) == {*COLUMNS, "notes"}


def test_a_spreadsheet_runs_nothing_of_what_is_written() -> None:
    danger = {
        "name": "=1+1",
        "access_notes": "@SUM(A1)",
        "own": "-2+3",
        "=own": "+1+1",
        "latitude": "",
        "longitude": "",
    }
    row = danger | fact("performs", "yes") | {"performs_source": "=cmd|' /C calc'!A0"}
    written = write_clinic_file(clinics_of(file_of(row))).decode("utf-8-sig")
    cells = [cell for line in csv.reader(io.StringIO(written, newline="")) for cell in line]
    assert "'=1+1" in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_a_negative_number_stays_a_number() -> None:
    written = write_clinic_file(
        clinics_of(file_of({"latitude": "45.13", "longitude": "-93.484", "own": "-5"}))
    )
    assert b"45.13,-93.484,-5" in written


def test_the_template_explains_each_column_and_holds_no_clinic() -> None:
    header, explanations = csv.reader(io.StringIO(template_file().decode("utf-8-sig"), newline=""))
    assert header == list(COLUMNS)
    assert all(explanations)
    reading = read(template_file())
    assert [problem.message for problem in reading.errors] == [wording.NO_CLINICS]
    assert reading.rows == 0


def test_the_explanations_of_the_template_may_stay_above_the_clinics() -> None:
    row = ",".join(CLINIC.get(column, "") for column in COLUMNS).encode()
    reading = read(template_file() + row + b"\r\n")
    assert reading.errors == ()
    assert reading.rows == 1


def test_the_rows_below_the_explanations_keep_their_numbers() -> None:
    row = ",".join({**CLINIC, "phone": "1"}.get(column, "") for column in COLUMNS).encode()
    assert [problem.row for problem in read(template_file() + row).errors] == [3]
