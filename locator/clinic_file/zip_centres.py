"""What the ZIP codes of a file say: where their centres are, in which state, and in which time zone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from locator.clinic_file.many_texts import places_among
from locator.places import zip_table

DEFAULT_TIMEZONE = "America/Chicago"  # the practice's own; for a ZIP that is not in our table


@dataclass(frozen=True)
class ZipCentres:
    """What is known of some ZIPs, alongside them: `place` is their row in the ZIP table, -1 if not there.

    Degrees (WGS 84) are NaN and states "" where they are not known; there is always a time zone.
    """

    place: npt.NDArray[np.intp]
    latitude: npt.NDArray[np.float64]
    longitude: npt.NDArray[np.float64]
    state: pd.Series[str]
    timezone: npt.NDArray[np.str_]


def zip_centres(zips: pd.Series[str]) -> ZipCentres:
    """Look up tidy ZIPs and ZIP+4s, all at once."""
    names, known = _known()
    place = places_among(names, zips.str[:5])
    # The last of what is known stands for a ZIP that is not there, and so does place -1.
    return ZipCentres(
        place,
        known.latitude[place],
        known.longitude[place],
        known.state.take(place).reset_index(drop=True),
        known.timezone[place],
    )


@cache
def _known() -> tuple[pd.Series[str], ZipCentres]:
    """Every ZIP there is, and what is known of it; then one more, of a ZIP that is not there."""
    table = zip_table()
    timezone = np.append(table.timezone, "")
    timezone = np.where(timezone == "", DEFAULT_TIMEZONE, timezone)
    return pd.Series(table.zip, dtype="str"), ZipCentres(
        np.append(np.arange(len(table)), -1),
        np.append(table.latitude, np.nan),
        np.append(table.longitude, np.nan),
        pd.Series(np.append(table.state, ""), dtype="str"),
        # One text for all clinics of a zone: an array of fixed length would take a hundred bytes for each.
        cast("npt.NDArray[np.str_]", timezone.astype(object)),
    )


def degrees(cells: pd.Series[str]) -> npt.NDArray[np.float64]:
    """Tidy degrees as numbers, NaN for a blank."""
    numbers = cells.mask(cells == "").astype("float64[pyarrow]")
    return np.asarray(numbers.to_numpy(dtype=np.float64, na_value=np.nan), dtype=np.float64)
