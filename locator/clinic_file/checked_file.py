"""A clinic file that someone asked us to check: what is kept of it for the visit."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from locator.clinic_file import Problem, Reading, read_clinic_file
from locator.clinics import Clinic, Network, Position

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
    holds the first MOST_PROBLEMS problems, errors before warnings.
    """

    name: str
    key: str
    reading: Reading
    network: Network | None
    listed: tuple[Problem, ...]

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

    def cells_in(self, row: int | None) -> tuple[tuple[str, str], ...]:
        """A row as typed: the column that each cell is in ("" for none), and its text; none if not known."""
        return self.reading.table.typed(row) if self.reading.table else ()

    def problems_in(self, row: int) -> tuple[Problem, ...]:
        """Everything listed about one row."""
        return tuple(problem for problem in self.listed if problem.row == row)

    def tidied_hours(self) -> tuple[TidiedHours, ...]:
        """The opening hours that we wrote in another form, each once, for a person to confirm."""
        table = self.reading.table
        clinics = dict(zip(table.rows, self.network, strict=True)) if table and self.network else {}
        found: dict[tuple[str, str], list[Clinic]] = {}
        for problem in self.reading.warnings:
            clinic = clinics.get(problem.row or 0)
            if clinic and problem.column == "opening_hours" and clinic.opening_hours != problem.value:
                found.setdefault((problem.value, clinic.opening_hours), []).append(clinic)
        return tuple(TidiedHours(typed, read, tuple(clinics)) for (typed, read), clinics in found.items())


def check_file(name: str, data: bytes, now: datetime, confirm_days: int) -> CheckedFile:
    """Read and check a clinic file; never raises.

    `now`, an aware datetime, bears the date at the desk of whoever checks it. A fact stays confirmed for
    `confirm_days`.
    """
    reading = read_clinic_file(data, today=now.date())
    network = Network(reading.clinics, now, confirm_days) if reading.clinics else None
    listed = (reading.errors + reading.warnings)[:MOST_PROBLEMS]
    return CheckedFile(name, hashlib.sha256(data).hexdigest()[:16], reading, network, listed)


def with_positions(network: Network, *accepted: tuple[str, Position]) -> Network:
    """The network with these positions, by clinic_id, in place of its own; judged on the same dates.

    Raises KeyError for a clinic_id that is not there.
    """
    return Network(network.file.with_positions(dict(accepted)), network.since, network.confirm_days)
