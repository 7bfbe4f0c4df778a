"""Every US ZIP code with its center, town and time zone, as columns that can be searched all at once."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any
from zoneinfo import available_timezones

import numpy as np
import numpy.typing as npt
import pandas as pd
import zipcodes

Names = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class ZipTable:
    """Columns that run alongside each other, one row a ZIP code.

    `latitude` and `longitude` are WGS 84 degrees, NaN where no center is known (most military ZIPs).
    `timezone` holds IANA names, "" where unknown; `state` two letters; `kind` is "STANDARD", "PO BOX",
    "UNIQUE" (one building or company) or "MILITARY"; `in_use` is False for ZIPs the post office has retired.
    `other_names` are further town names that it accepts for the ZIP, `rejected_names` those it knows but
    asks people not to write. Nothing here may be changed: every visitor shares one copy.
    """

    zip: npt.NDArray[np.str_]
    latitude: npt.NDArray[np.float64]
    longitude: npt.NDArray[np.float64]
    timezone: npt.NDArray[np.str_]
    state: npt.NDArray[np.str_]
    city: npt.NDArray[np.str_]
    county: npt.NDArray[np.str_]
    kind: npt.NDArray[np.str_]
    in_use: npt.NDArray[np.bool_]
    other_names: tuple[Names, ...]
    rejected_names: tuple[Names, ...]

    def lookup(self, zips: npt.NDArray[np.object_]) -> npt.NDArray[np.int64]:
        """Row number of each text in `zips` ("55369", "55369-1234" or "553691234"); -1 where there is none.

        Takes and gives arrays of shape (n,). Text must be tidy: no spaces around it.
        """
        text = pd.Series(zips, dtype="str")
        five = text.str[:5].where(text.str.fullmatch(r"[0-9]{5}(-?[0-9]{4})?"))
        return self._index.get_indexer(pd.Index(five)).astype(np.int64)

    def row_of(self, zip_code: str) -> int:
        """Row number of one text, as in `lookup`."""
        is_zip = re.fullmatch(r"[0-9]{5}(-?[0-9]{4})?", zip_code)
        return self._row_by_zip.get(zip_code[:5], -1) if is_zip else -1

    @cached_property
    def _row_by_zip(self) -> dict[str, int]:
        return {zip_code: row for row, zip_code in enumerate(self.zip.tolist())}

    @cached_property
    def _index(self) -> pd.Index[str]:
        return pd.Index(self.zip, dtype="str")


@cache
def zip_table() -> ZipTable:
    """The table of all US ZIP codes: built on the first call, in about half a second, and kept."""
    columns: dict[str, list[Any]] = defaultdict(list)
    for first_digit in "0123456789":
        # In ten slices, because the whole table at once would take 130 MB while it is unpacked.
        for row in zipcodes.similar_to(first_digit):
            for column, value in row.items():
                columns[column].append(value)
    latitude = np.array(columns["lat"]).astype(np.float64)
    longitude = np.array(columns["long"]).astype(np.float64)
    # The source writes an unknown center as 0, 0, a point in the Gulf of Guinea.
    unknown = (latitude == 0) & (longitude == 0)
    # One of its time zones is the name of a town.
    timezones = available_timezones()
    table = ZipTable(
        zip=np.array(columns["zip_code"]),
        latitude=np.where(unknown, np.nan, latitude),
        longitude=np.where(unknown, np.nan, longitude),
        timezone=np.array([zone if zone in timezones else "" for zone in columns["timezone"]]),
        state=np.array(columns["state"]),
        city=np.array(columns["city"]),
        county=np.array(columns["county"]),
        kind=np.array(columns["zip_code_type"]),
        in_use=np.array(columns["active"], dtype=np.bool_),
        other_names=tuple(map(tuple, columns["acceptable_cities"])),
        rejected_names=tuple(map(tuple, columns["unacceptable_cities"])),
    )
    for column in vars(table).values():
        if isinstance(column, np.ndarray):
            column.setflags(write=False)
    return table
