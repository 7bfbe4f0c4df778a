"""Which columns of a person's own file may be ours: guessed by name and cells, for that person to confirm."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from openpyxl.utils import get_column_letter

from locator.clinic_file.header import LIKE, found_in, key, labels, likeliest
from locator.clinic_file.letters import clean
from locator.clinic_file.problems import UnreadableError, shown
from locator.clinic_file.rows import Table
from locator.clinic_file.schema import SCHEMA, Column
from locator.clinics import SERVICES

Ours = tuple[str, ...]  # the columns of ours that one in a file stands for

# Of a column about a fact, by the part of it: who called when, whom, and how.
_ORIGINS = {
    "as_of": "called|verified|checked|confirmed|asof|spoke|^date$|^updated$|lastupdate",
    "method": "^how|method",
    "source": "^who|spoke|talked|toldby|source|answered",
}
# Text that can hold anything is judged by its digits: most streets have some, few names begin with a number.
# A street with the position after it is for a map, and often stands beside the plain one.
_POSITION = r"-?[0-9]{1,3}\.[0-9]{3,}, *-?[0-9]{1,3}\.[0-9]{3,}"
_LOOKS_LIKE = {"name": r"(?![0-9]+ )", "street": rf"(?!.*{_POSITION}).*[0-9]", "city": r"[^0-9]+$"}
_LOOKED_AT = 50  # cells by which it is judged what a column holds
_SAMPLES = 3


class How(StrEnum):
    """How a column of a file came to what it stands for."""

    FOUND = "found"
    GUESSED = "guessed"
    CHOSEN = "chosen"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class FileColumn:
    """One column of a file: what a spreadsheet calls it ("C"), its label, what it stands for, a few cells."""

    letters: str
    label: str
    ours: Ours
    how: How
    sample: tuple[str, ...]

    @property
    def name(self) -> str:
        """The label, cut where it is too long to show."""
        return shown(self.label)


def guessed(table: Table) -> dict[str, Ours]:
    """What columns of the person's own may stand for, by label: the first for each of ours it lacks."""
    found = found_in(table.header.typed)
    there = set(found) - {""}
    own = {
        label: place for place, label in enumerate(labels(table.header.typed)) if label and not found[place]
    }
    cells = {label: _filled(table, place) for label, place in own.items()}
    guesses: dict[str, Ours] = {}
    for column in SCHEMA:
        if column.name in LIKE and column.name not in there:
            _guess(guesses, (column.name,), LIKE[column.name], cells)
    there |= set(chain.from_iterable(guesses.values()))
    for part, pattern in _ORIGINS.items():
        if ours := origins(part, there):
            _guess(guesses, ours, pattern, {label: filled for label, filled in cells.items() if filled})
    return guesses


def _guess(guesses: dict[str, Ours], ours: Ours, pattern: str, cells: Mapping[str, Sequence[str]]) -> None:
    """Add the likeliest label that the pattern finds, where its cells could be ours."""
    column = next(column for column in SCHEMA if column.name == ours[0])
    labels_of: dict[str, list[str]] = {}
    for label in cells:
        labels_of.setdefault(key(label), []).append(label)
    for label in chain.from_iterable(labels_of[name] for name in likeliest(pattern, labels_of)):
        if label not in guesses and _suits(column, cells[label]):
            guesses[label] = ours
            break


def origins(part: str, there: set[str]) -> Ours:
    """The columns for one part of how the facts that are there were learned; none where one is there."""
    ours = tuple(f"{service.column}_{part}" for service in SERVICES if service.column in there)
    return () if there.intersection(ours) else ours


def file_columns(
    table: Table, matched: Mapping[str, Ours], guesses: Mapping[str, Ours]
) -> tuple[FileColumn, ...]:
    """Every named column of the file, in its order. `matched` are those that are not found by their name."""
    columns = []
    typed = table.header.typed
    for place, (name, label) in enumerate(zip(found_in(typed), labels(typed), strict=True)):
        if not label:
            continue
        found = (name,) if name else ()
        ours = matched.get(label, found)
        if label not in matched and found:
            how = How.FOUND
        elif not ours:
            how = How.OWN
        else:
            how = How.GUESSED if guesses.get(label) == ours else How.CHOSEN
        sample = tuple(map(shown, dict.fromkeys(_filled(table, place))))[:_SAMPLES]
        columns.append(FileColumn(get_column_letter(place + 1), label, ours, how, sample))
    return tuple(columns)


def choices(columns: Sequence[FileColumn]) -> list[Ours]:
    """What a column that is not certain may stand for: nothing, one column of ours, one of each service's."""
    often = Counter(ours for column in columns if column.how is How.FOUND for ours in column.ours)
    free = [column.name for column in SCHEMA if often[column.name] != 1]
    of_all = [tuple(f"{service.column}_{part}" for service in SERVICES) for part in _ORIGINS]
    return [(), *((name,) for name in free), *(ours for ours in of_all if set(ours) <= set(free))]


def _filled(table: Table, place: int) -> list[str]:
    """The first cells of a column that are not blank, as clean text."""
    found = list[str]()
    for row in table.rows.values():
        if text := clean(row[place]):
            found.append(text)
        if len(found) == _LOOKED_AT:
            break
    return found


def _suits(column: Column, cells: Sequence[str]) -> bool:
    """Whether most of the cells could stand in that column of ours."""
    if column.name in _LOOKS_LIKE:
        good = sum(bool(re.match(_LOOKS_LIKE[column.name], cell)) for cell in cells)
    else:
        good = sum(_can_be_read(column, cell) for cell in cells)
    return good >= 0.6 * len(cells)


def _can_be_read(column: Column, cell: str) -> bool:
    try:
        column.kind.read(cell)
    except UnreadableError:
        return False
    return True
