"""A whole clinic file once its cells are tidy, as the checks that look across cells see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from locator.clinic_file.problems import Problem, problems_at
from locator.clinic_file.tidying import TidyColumn
from locator.clinic_file.zip_centers import ZipCenters, zip_centers
from locator.words import Message

Degrees = npt.NDArray[np.float64]


class Referral(NamedTuple):
    """The places of both clinics, counted from 0, and the clinic_id named; `to` is None where none has it."""

    by: int
    to: int | None
    named: str


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
        return not one.cells[place] and place not in one.unreadable

    def typed(self, column: str, place: int) -> str:
        """What was in the file there."""
        return self.columns[column].typed[place].strip()

    def problems(
        self,
        column: str,
        places: Sequence[int],
        describe: Message | Callable[[int], Message],
        value: Callable[[int], str] | None = None,
    ) -> Iterator[Problem]:
        """A problem in `column` for each of the clinics at `places`: one message, or one made for each."""

        def told(i: int) -> tuple[str, Message]:
            place = places[i]
            message = describe if isinstance(describe, Message) else describe(place)
            return value(place) if value else self.typed(column, place), message

        return problems_at([self.numbers[place] for place in places], column, told)

    @cached_property
    def latitude(self) -> Degrees:
        """Degrees as typed, NaN for a blank."""
        return _degrees(self.cells("latitude"))

    @cached_property
    def longitude(self) -> Degrees:
        """Degrees as typed, NaN for a blank."""
        return _degrees(self.cells("longitude"))

    @cached_property
    def centers(self) -> ZipCenters:
        """What is known of each clinic's ZIP."""
        return zip_centers(self.cells("zip"))

    @cached_property
    def place_of(self) -> dict[str, int]:
        """The place of each clinic_id's first clinic."""
        ids = self.cells("clinic_id")
        return dict(zip(reversed(ids), reversed(range(len(ids))), strict=True))

    @cached_property
    def referrals(self) -> Sequence[Referral]:
        """Every referral of the file; of clinics with the same clinic_id, the first is meant."""
        return [
            Referral(by, self.place_of.get(named), named)
            for by, cell in enumerate(self.cells("refers_to"))
            if cell
            for named in cell.split(";")
        ]


def _degrees(cells: Sequence[str]) -> Degrees:
    return np.array([float(cell) if cell else np.nan for cell in cells], dtype=np.float64)
