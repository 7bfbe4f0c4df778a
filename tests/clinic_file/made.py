"""Made-up clinic files for the tests, and short ways to read them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path

from locator.clinic_file import Problem, Reading, read_clinic_file
from locator.clinics import COLUMNS, Clinic, Clinics, Network

TODAY = date(2026, 11, 21)
FILES = Path(__file__).parents[1] / "files"

# One clinic of which everything needed is known, and nothing to warn of.
CLINIC = {
    "clinic_id": "example-one",
    "name": "Example Clinic",
    "street": "1 Example Ave N",
    "city": "Maple Grove",
    "state": "MN",
    "zip": "55369",
    "phone": "763-555-0101",
    "evaluates": "",
    "performs": "",
}
CONFIRMED = {"as_of": "2026-11-03", "method": "phone", "source": "front desk"}


def fact(name: str, value: str) -> dict[str, str]:
    """The four cells of a confirmed fact: fact("performs", "yes")."""
    return {name: value} | {f"{name}_{part}": text for part, text in CONFIRMED.items()}


def file_of(*rows: Mapping[str, str]) -> bytes:
    """A clinic file of CLINIC with the cells of each of `rows` in place of its own; "" where there are none."""
    filled = [{**CLINIC, **row} for row in rows]
    columns = list(dict.fromkeys(column for row in filled for column in row))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    writer.writerows(filled)
    return text.getvalue().encode()


def read(data: bytes) -> Reading:
    """The file read on TODAY."""
    return read_clinic_file(data, today=TODAY)


def read_rows(*rows: Mapping[str, str]) -> Reading:
    """A file of these rows, read on TODAY."""
    return read(file_of(*rows))


def clinic_of(**cells: str) -> Clinic:
    """The only clinic of a file with these cells, which must be without errors."""
    reading = read_rows(cells)
    assert reading.errors == ()
    assert reading.clinics is not None
    return listed(reading)[0]


def listed(reading: Reading) -> Network:
    """The clinics of a file without errors, as they stand on TODAY."""
    assert reading.clinics is not None
    return judged(reading.clinics)


def judged(clinics: Clinics) -> Network:
    """The clinics as they stand on TODAY."""
    return Network(clinics, datetime.combine(TODAY, time(18), UTC), 180)


def own_cells(reading: Reading) -> dict[str, str]:
    """The cells of the first clinic in columns of the person's own."""
    assert reading.clinics is not None
    return {name: text for name, text in reading.clinics.cells(0).items() if name not in COLUMNS}


def errors_of(*rows: Mapping[str, str]) -> list[tuple[int | None, str]]:
    """Row and column of each error in a file of these rows."""
    return places(read_rows(*rows).errors)


def warnings_of(*rows: Mapping[str, str]) -> list[tuple[int | None, str]]:
    """Row and column of each warning in a file of these rows, which must be without errors."""
    reading = read_rows(*rows)
    assert reading.errors == ()
    return places(reading.warnings)


def places(problems: tuple[Problem, ...]) -> list[tuple[int | None, str]]:
    """Row and column of each problem."""
    return [(problem.row, problem.column) for problem in problems]
