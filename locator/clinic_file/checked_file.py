"""A clinic file that someone asked us to check: what is kept of it for the visit, which is not its bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from locator.clinic_file import Problem, Reading, read_clinic_file
from locator.clinic_file.cells import tidy_slug
from locator.clinic_file.decoding import decode
from locator.clinic_file.header import read_header
from locator.clinic_file.letters import clean
from locator.clinic_file.problems import RefusedError, shown
from locator.clinic_file.rows import find_names
from locator.clinics import Clinic, Network, Position

Cells = tuple[tuple[str, str], ...]

MOST_PROBLEMS = 500  # listed; nobody reads on, and a page must not wait for the rest


@dataclass(frozen=True, slots=True)
class TidiedHours:
    """Opening hours that we wrote in the form that computers read, and the clinics that have them."""

    typed: str
    read: str
    clinics: tuple[Clinic, ...]


@dataclass(frozen=True)
class CheckedFile:
    """`name` is what to call the file, `key` names its bytes.

    `network` has its clinics as they stood when it was checked, None where it could not go live. `listed`
    holds the first MOST_PROBLEMS problems, errors before warnings, and `rows` the cells of the rows that they
    and the doubts about opening hours are in.
    """

    name: str
    key: str
    reading: Reading
    network: Network | None
    listed: tuple[Problem, ...]
    rows: Mapping[int, Cells]

    @property
    def problem_count(self) -> int:
        """How many errors and warnings there are, listed or not."""
        return len(self.reading.errors) + len(self.reading.warnings)

    @property
    def is_refused(self) -> bool:
        """Whether it can't be read at all, so that the one error is all there is to say."""
        return not self.reading.rows and self.problem_count == 1

    def is_error(self, place: int) -> bool:
        """Whether the listed problem at that place, from 0, keeps the file from going live."""
        return place < len(self.reading.errors)

    def problems_in(self, row: int) -> tuple[Problem, ...]:
        """Everything listed about one row."""
        return tuple(problem for problem in self.listed if problem.row == row)

    def tidied_hours(self) -> tuple[TidiedHours, ...]:
        """The opening hours that we wrote in another form, each once, for a person to confirm."""
        if self.network is None:
            return ()
        found: dict[tuple[str, str], list[Clinic]] = {}
        for problem in _about_hours(self.reading):
            typed_id = dict(self.rows.get(problem.row or 0, ())).get("clinic_id", "")
            clinic = self.network.by_id(tidy_slug(clean(typed_id))) if typed_id else None
            if clinic and clinic.opening_hours != problem.value:
                found.setdefault((problem.value, clinic.opening_hours), []).append(clinic)
        return tuple(TidiedHours(typed, read, tuple(clinics)) for (typed, read), clinics in found.items())


def _about_hours(reading: Reading) -> list[Problem]:
    return [problem for problem in reading.warnings if problem.column == "opening_hours"]


def check_file(name: str, data: bytes, now: datetime, confirm_days: int) -> CheckedFile:
    """Read and check a clinic file; never raises.

    `now`, an aware datetime, bears the date at the desk of whoever checks it. A fact stays confirmed for
    `confirm_days`.
    """
    reading = read_clinic_file(data, today=now.date())
    network = Network(reading.clinics, now, confirm_days) if reading.clinics else None
    listed = (reading.errors + reading.warnings)[:MOST_PROBLEMS]
    told = [*listed, *_about_hours(reading)]
    rows = rows_as_typed(data, {problem.row for problem in told if problem.row is not None})
    return CheckedFile(name, hashlib.sha256(data).hexdigest()[:16], reading, network, listed, rows)


def with_positions(network: Network, *accepted: tuple[str, Position]) -> Network:
    """The network with these positions, by clinic_id, in place of its own; judged on the same dates.

    Raises KeyError for a clinic_id that is not there.
    """
    return Network(network.file.with_positions(dict(accepted)), network.since, network.confirm_days)


def rows_as_typed(data: bytes, wanted: Collection[int]) -> Mapping[int, Cells]:
    """The rows with these spreadsheet numbers: the column that each cell is in ("" for none), and its text.

    Columns that we know have our names for them. Long texts are cut. A row that can't be read is left out;
    never raises.
    """
    found: dict[int, Cells] = {}
    try:
        names = find_names(decode(data).utf8)
        header = [shown(name) for name in read_header(names.cells, names.number).names]
        for number, cells in names.rows():
            if number > max(wanted, default=0):
                break
            if number in wanted:
                found[number] = tuple(zip_longest(header, map(shown, cells), fillvalue=""))
    except RefusedError:
        pass
    return found
