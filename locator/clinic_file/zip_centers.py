"""What the ZIP codes of a file say: where their centers are, in which state, and in which time zone."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

from locator.places import zip_table

DEFAULT_TIMEZONE = "America/Chicago"  # the practice's own; for a ZIP that is not in our table


@dataclass(frozen=True)
class ZipCenters:
    """What is known of some ZIPs, alongside them: `is_known` says whether our ZIP table has them.

    Degrees (WGS 84) are NaN and states "" where they are not known; there is always a time zone.
    """

    is_known: npt.NDArray[np.bool_]
    latitude: npt.NDArray[np.float64]
    longitude: npt.NDArray[np.float64]
    state: Sequence[str]
    timezone: npt.NDArray[np.str_]


def zip_centers(zips: Sequence[str]) -> ZipCenters:
    """Look up tidy ZIPs and ZIP+4s, all at once."""
    table = zip_table()
    row = table.lookup(np.array(zips, dtype=object))
    is_known = row >= 0
    timezone = np.where(is_known, table.timezone[row], "").tolist()
    return ZipCenters(
        is_known,
        np.where(is_known, table.latitude[row], np.nan),
        np.where(is_known, table.longitude[row], np.nan),
        np.where(is_known, table.state[row], "").tolist(),
        # One text for all clinics of a zone: an array of fixed length would take a hundred bytes for each.
        cast(
            "npt.NDArray[np.str_]",
            np.array([sys.intern(zone or DEFAULT_TIMEZONE) for zone in timezone], dtype=object),
        ),
    )
