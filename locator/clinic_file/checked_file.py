"""A clinic file that someone asked us to check: what is kept of it for the visit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from locator.clinic_file import Alike, Matching, Problem, Reading, alike, write_tidied_so_far
from locator.clinic_file.matching import FileColumn, How, Ours, file_columns, guessed
from locator.clinic_file.problems import RefusedError
from locator.clinic_file.reading import read_rows, refused, table_in
from locator.clinics import Clinic, Network, Position
from locator.digests import digest_of

MOST_PROBLEMS = 500  # lines of them; nobody reads on, and a page must not wait for the rest


@dataclass(frozen=True, slots=True)
class TidiedHours:
    """Opening hours that we wrote in the form that computers read, and the clinics that have them."""

    typed: str
    read: str
    clinics: tuple[Clinic, ...]


@dataclass(frozen=True)
class CheckedFile:
    """`name` is what to call the file, `key` names its bytes, `version` also how its columns were matched.

    `network` has its clinics as they stood when it was checked, None where it could not go live. `lines` are
    its problems, errors before warnings, those that are alike as one. `columns` says what each column of the
    file stands for; it is `matched` where that took more than their names.
    """

    name: str
    key: str
    version: str
    reading: Reading
    network: Network | None
    errors: tuple[Alike, ...]
    warnings: tuple[Alike, ...]
    columns: tuple[FileColumn, ...] = ()
    matched: bool = False

    @property
    def lines(self) -> tuple[Alike, ...]:
        """Every problem, errors before warnings."""
        return self.errors + self.warnings

    @property
    def listed(self) -> tuple[Alike, ...]:
        """The first MOST_PROBLEMS of them."""
        return self.lines[:MOST_PROBLEMS]

    @property
    def is_refused(self) -> bool:
        """Whether it can't be read at all, so that the one error is all there is to say."""
        return not self.reading.rows and len(self.reading.errors) == 1 and not self.reading.warnings

    @property
    def found(self) -> tuple[FileColumn, ...]:
        """The columns that their names alone told, each of ours once."""
        return tuple(column for column in self.columns if column not in self.unsure)

    @property
    def unsure(self) -> tuple[FileColumn, ...]:
        """The columns of which a person may say what they stand for."""
        often = Counter(ours for column in self.columns for ours in column.ours)
        return tuple(
            column
            for column in self.columns
            if column.how is not How.FOUND or any(often[ours] > 1 for ours in column.ours)
        )

    def is_error(self, place: int) -> bool:
        """Whether the listed problem at that place, from 0, keeps the file from going live."""
        return place < len(self.errors)

    def cells_in(self, row: int | None) -> tuple[tuple[str, str], ...]:
        """A row as typed: the column that each cell is in ("" for none), and its text; none if not known."""
        return self.reading.table.typed(row) if self.reading.table else ()

    def problems_in(self, row: int) -> tuple[Problem, ...]:
        """Everything listed about one row."""
        return tuple(problem for line in self.listed for problem in line.problems if problem.row == row)

    def tidied_so_far(self) -> bytes:
        """The file as far as it could be tidied, as CSV; nothing where it could not be read at all."""
        table, sheet = self.reading.table, self.reading.sheet
        return write_tidied_so_far(table, sheet) if table and sheet else b""

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


def check_file(
    name: str, data: bytes, live: Network, now: datetime, chosen: Mapping[str, Ours] | None = None
) -> CheckedFile:
    """Read and check a clinic file; never raises.

    `now`, an aware datetime, bears the date at the desk of whoever checks it. A fact stays confirmed for as
    long as in `live`, the clinics that patients see. `chosen` is what a person said of the columns, by label;
    until then they are guessed where the file lacks some that it needs.
    """
    key = digest_of(data)
    try:
        table = table_in(data)
    except RefusedError as refusal:
        reading = refused(refusal)
        return CheckedFile(name, key, key, reading, None, tuple(alike(reading.errors)), ())
    guesses = guessed(table)
    matched = chosen if chosen is not None else guesses if table.header.errors else None
    matching = None
    if matched is not None:
        ids = {(clinic.name.casefold(), clinic.zip[:5]): clinic.clinic_id for clinic in live}
        matching = Matching(matched, ids)
    reading = read_rows(table, today=now.date(), matching=matching)
    network = Network(reading.clinics, now, live.confirm_days) if reading.clinics else None
    columns = file_columns(table, matched or {}, guesses)
    version = digest_of(f"{key}{matched}".encode())
    errors, warnings = tuple(alike(reading.errors)), tuple(alike(reading.warnings))
    return CheckedFile(name, key, version, reading, network, errors, warnings, columns, matched is not None)


def with_positions(network: Network, *accepted: tuple[str, Position]) -> Network:
    """The network with these positions, by clinic_id, in place of its own; judged on the same dates.

    Raises KeyError for a clinic_id that is not there.
    """
    return Network(network.file.with_positions(dict(accepted)), network.since, network.confirm_days)
