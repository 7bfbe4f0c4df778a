"""A whole clinic file once its cells are tidy, as the checks that look across cells see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from locator.clinic_file.many_texts import places_among, split
from locator.clinic_file.problems import Problem, problems_at
from locator.clinic_file.tidying import Texts
from locator.clinic_file.zip_centres import ZipCentres, degrees, zip_centres

Places = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Referrals:
    """Every referral of a file, alongside each other: the places of both clinics, and the clinic_id named.

    `to` is -1 where no clinic has that clinic_id.
    """

    by: Places
    to: Places
    named: pd.Series[str]


@dataclass(frozen=True)
class Sheet:
    """Every contract column as tidy text (`frame`), with the spreadsheet's row numbers alongside.

    `today` is the date at the reader's desk. `changed` holds what was in columns that were not tidy already.
    `unreadable` holds, for each column, the places of cells that had something in them but are "" in the
    frame; `cells_passed_over` holds the cells of rows left out.
    """

    frame: pd.DataFrame
    numbers: npt.NDArray[np.int64]
    today: date
    changed: Mapping[str, Texts]
    unreadable: Mapping[str, Places]
    cells_passed_over: frozenset[str]

    def is_in(self, column: str, *texts: str) -> Mask:
        """For each clinic, whether its cell is one of `texts`."""
        cells = self.frame[column]
        is_in = np.zeros(len(cells), dtype=np.bool_)
        for text in texts:
            is_in |= (cells == text).to_numpy(dtype=np.bool_)
        return is_in

    def is_blank(self, column: str) -> Mask:
        """For each clinic, whether nothing was typed in its cell."""
        is_blank = self.is_in(column, "")
        is_blank[self.unreadable[column]] = False
        return is_blank

    def cell(self, column: str, place: int) -> str:
        """One cell; `place` counts clinics from 0."""
        return str(self.frame[column].iat[place])

    def typed(self, column: str, place: int) -> str:
        """What was in the file there."""
        texts = self.changed.get(column)
        return texts.at(place).strip() if texts else self.cell(column, place)

    def problems(
        self,
        column: str,
        places: Places,
        describe: str | Callable[[int], str],
        value: Callable[[int], str] | None = None,
    ) -> Iterator[Problem]:
        """A problem in `column` for each of the clinics at `places`: one sentence, or one worded for each."""

        def told(i: int) -> tuple[str, str]:
            place = int(places[i])
            sentence = describe if isinstance(describe, str) else describe(place)
            return value(place) if value else self.typed(column, place), sentence

        return problems_at(self.numbers[places], column, told)

    @cached_property
    def latitude(self) -> npt.NDArray[np.float64]:
        """Degrees as typed, NaN for a blank."""
        return degrees(self.frame["latitude"])

    @cached_property
    def longitude(self) -> npt.NDArray[np.float64]:
        """Degrees as typed, NaN for a blank."""
        return degrees(self.frame["longitude"])

    @cached_property
    def centres(self) -> ZipCentres:
        """What is known of each clinic's ZIP."""
        return zip_centres(self.frame["zip"])

    @cached_property
    def place_of(self) -> dict[str, int]:
        """The place of each clinic_id's first clinic."""
        ids = self.frame["clinic_id"].tolist()
        return dict(zip(reversed(ids), reversed(range(len(ids))), strict=True))

    @cached_property
    def referrals(self) -> Referrals:
        """Every referral of the file; of clinics with the same clinic_id, the first is meant."""
        by, named = split(self.frame["refers_to"], ";")
        return Referrals(by, places_among(self.frame["clinic_id"], named), named)
