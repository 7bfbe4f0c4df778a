"""All clinics of one good file, before anything is judged: tidy text, and where each is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from locator.clinics.clinic import Position
from locator.clinics.service import SERVICES

# The contract's columns, in the order the file is written.
COLUMNS = (
    "clinic_id", "name", "street", "city", "state", "zip", "phone", "latitude", "longitude",
    "referral_phone", "referral_fax", "website", "opening_hours",
    *(column for service in SERVICES for column in service.columns),
    "refers_to", "listing_as_of", "listing_source", "status", "access_notes",
    "languages", "step_free", "phone_steps", "referral_needs",
    "new_patients", "wait_weeks", "availability_as_of", "npi",
)  # fmt: skip

MINNEAPOLIS = (44.98, -93.27)


@dataclass(eq=False)
class Clinics:
    """One row a clinic.

    `frame` holds every contract column (and any other the file had) as tidy text: ISO dates, dotted decimals,
    ZIPs with their zeros, "" for blank. The other arrays run alongside it: `latitude` and `longitude` in
    WGS 84 degrees (the ZIP's center where the file gave none, NaN where that is unknown too),
    `is_approximate`, and `timezone` (IANA names). Nothing here changes once made, so all visitors share it.
    """

    frame: pd.DataFrame
    latitude: npt.NDArray[np.float64]
    longitude: npt.NDArray[np.float64]
    is_approximate: npt.NDArray[np.bool_]
    timezone: npt.NDArray[np.str_]

    @classmethod
    def none(cls) -> Clinics:
        """No clinics: what there is until a file could be loaded."""
        nothing = np.array([], dtype=float)
        return cls(
            pd.DataFrame(columns=list(COLUMNS), dtype=str),
            nothing,
            nothing,
            nothing.astype(bool),
            nothing.astype(str),
        )

    def __len__(self) -> int:
        return len(self.frame)

    @cached_property
    def columns(self) -> dict[str, list[str]]:
        """The cells of each column."""
        return {str(column): self.frame[column].to_list() for column in self.frame.columns}

    @cached_property
    def row_of(self) -> Mapping[str, int]:
        """Row, from 0, by clinic_id."""
        return {clinic_id: row for row, clinic_id in enumerate(self.columns["clinic_id"])}

    @cached_property
    def center(self) -> tuple[float, float]:
        """The middle of all clinics: mean latitude and longitude, degrees. Minneapolis if none is known."""
        if np.isnan(self.latitude).all():
            return MINNEAPOLIS
        return float(np.nanmean(self.latitude)), float(np.nanmean(self.longitude))

    def cells(self, row: int) -> dict[str, str]:
        """One row as tidy text, by column."""
        return {column: values[row] for column, values in self.columns.items()}

    def position(self, row: int) -> Position | None:
        """Where the clinic in that row is."""
        if np.isnan(self.latitude[row]):
            return None
        return Position(float(self.latitude[row]), float(self.longitude[row]), bool(self.is_approximate[row]))

    def only(self, rows: npt.NDArray[np.intp]) -> Clinics:
        """The clinics in these rows, in that order, as if there were no others."""
        return Clinics(
            self.frame.iloc[rows].reset_index(drop=True),
            self.latitude[rows],
            self.longitude[rows],
            self.is_approximate[rows],
            self.timezone[rows],
        )

    def with_cells(self, cells: Mapping[int, Mapping[str, str]]) -> Clinics:
        """The clinics with these tidy texts, by row and column, in place of their own; none of a position."""
        frame = self.frame.copy()
        for column in {column for told in cells.values() for column in told}:
            values = list(self.columns[column])
            for row, told in cells.items():
                values[row] = told.get(column, values[row])
            frame[column] = values
        return replace(self, frame=frame)

    def with_positions(self, positions: Mapping[str, Position]) -> Clinics:
        """The clinics with these positions, by clinic_id, in place of their own; to five decimals, a yard.

        Raises KeyError for a clinic_id that is not there.
        """
        moved = self.only(np.arange(len(self)))
        for clinic_id, position in positions.items():
            row = self.row_of[clinic_id]
            for column, degrees in (("latitude", position.latitude), ("longitude", position.longitude)):
                getattr(moved, column)[row] = round(degrees, 5)
                moved.frame.at[row, column] = f"{degrees:.5f}"
            moved.is_approximate[row] = False
        return moved


def date_or_none(text: str) -> date | None:
    """An ISO date, or None for a blank."""
    return date.fromisoformat(text) if text else None
