"""A whole clinic file once its cells are tidy, as the checks that look across cells see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from locator.clinic_file.completing import slug_of
from locator.clinic_file.header import key, named
from locator.clinic_file.problems import Problem, UnreadableError, shown
from locator.clinic_file.schema import Column
from locator.places import zip_table
from locator.words import Message

DEFAULT_TIMEZONE = "America/Chicago"  # the practice's own; for a ZIP that is not in our table

Degrees = npt.NDArray[np.float64]


class TidyColumn:
    """A column's cells as typed, and alongside as tidy text, "" where one was blank or could not be read.

    `wrong` says what is wrong with texts that could not be read, and `doubted` what to ask about others.
    """

    def __init__(self, column: Column, typed: Sequence[str]) -> None:
        self.column = column
        self.typed = typed
        self.wrong: dict[str, Message] = {}
        self.doubted: dict[str, Message] = {}
        tidied = dict[str, str]()
        for text in dict.fromkeys(typed):
            try:
                tidy, doubt = column.kind.read(text)
            except UnreadableError as reason:
                tidy, doubt = "", None
                self.wrong[text] = reason.message
            else:
                tidy = tidy or column.if_blank
            if doubt:
                self.doubted[text] = doubt
            tidied[text] = tidy
        self.cells = [tidied[text] for text in typed]

    def kept(self, place: int) -> str:
        """The tidy text, or what was typed where that could not be read."""
        typed = self.typed[place]
        return typed if typed in self.wrong else self.cells[place]


@dataclass(frozen=True)
class Sheet:
    """Every column of a file as tidy text, with the spreadsheet's row numbers alongside.

    `today` is the date at the reader's desk. `cells_passed_over` holds the cells of rows left out.
    """

    columns: Mapping[str, TidyColumn]
    numbers: Sequence[int]
    today: date
    cells_passed_over: frozenset[str]

    def cells(self, column: str) -> Sequence[str]:
        """The tidy text of each clinic; "" for a blank and for what could not be read."""
        return self.columns[column].cells

    def is_blank(self, column: str, place: int) -> bool:
        """Whether nothing was typed for a clinic; `place` counts clinics from 0."""
        one = self.columns[column]
        return not one.cells[place] and one.typed[place] not in one.wrong

    def typed(self, column: str, place: int) -> str:
        """What was in the file there."""
        return self.columns[column].typed[place].strip()

    def problem(self, column: str, place: int, message: Message, value: str | None = None) -> Problem:
        """What is wrong with a cell; `value` is what was there, where that is not the whole cell."""
        text = self.typed(column, place) if value is None else value
        return Problem(self.numbers[place], column, shown(text), message)

    def row_problem(self, place: int, message: Message) -> Problem:
        """What is wrong with a whole row; what was there is shown from its beginning."""
        cells = (self.typed(name, place) for name in self.columns)
        return Problem(self.numbers[place], "", shown(" ".join(filter(None, cells))), message)

    def repeats_names(self, place: int) -> bool:
        """Whether the cells that are filled in hold the names of their own columns."""
        filled = [(name, text) for name in self.columns if (text := self.typed(name, place))]
        same = sum(key(named(text) or text) == key(name) for name, text in filled)
        return same > len(filled) / 2

    @cached_property
    def id_of_name(self) -> dict[str, str]:
        """The clinic_id of each clinic that has one, by what its name makes."""
        return {
            slug_of(name): clinic_id
            for name, clinic_id in zip(self.cells("name"), self.cells("clinic_id"), strict=True)
            if name and clinic_id
        }

    @cached_property
    def latitude(self) -> Degrees:
        """Degrees as typed, NaN for a blank."""
        return self._degrees("latitude")

    @cached_property
    def longitude(self) -> Degrees:
        """Degrees as typed, NaN for a blank."""
        return self._degrees("longitude")

    def _degrees(self, column: str) -> Degrees:
        return np.array([cell or "nan" for cell in self.cells(column)], dtype=np.float64)

    @cached_property
    def zip_row(self) -> npt.NDArray[np.int64]:
        """The row of each clinic's ZIP in our ZIP table, -1 where that does not have it."""
        return zip_table().lookup(np.array(self.cells("zip"), dtype=object))

    @cached_property
    def center(self) -> tuple[Degrees, Degrees]:
        """Latitude and longitude of each ZIP's center, NaN where it is not known."""
        table, is_known = zip_table(), self.zip_row >= 0
        latitude = np.where(is_known, table.latitude[self.zip_row], np.nan)
        return latitude, np.where(is_known, table.longitude[self.zip_row], np.nan)

    def timezones(self) -> npt.NDArray[np.str_]:
        """The IANA time zone of each clinic."""
        zones = np.where(self.zip_row >= 0, zip_table().timezone[self.zip_row], "")
        return np.where(zones == "", DEFAULT_TIMEZONE, zones)

    @cached_property
    def place_of(self) -> dict[str, int]:
        """The place of each clinic_id's first clinic."""
        ids = self.cells("clinic_id")
        return dict(zip(reversed(ids), reversed(range(len(ids))), strict=True))

    @cached_property
    def referrals(self) -> list[tuple[int, str, int | None]]:
        """The place of each clinic that refers, the clinic_id it names, and the first place that has it."""
        return [
            (place, named, self.place_of.get(named))
            for place, cell in enumerate(self.cells("refers_to"))
            if cell
            for named in cell.split(";")
        ]
