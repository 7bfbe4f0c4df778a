"""What an export is made of: clinics chosen from the network, in an order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from locator.clinics import Clinic, Clinics, Need, Network, Status, search
from locator.clinics.search import Miles, Rows
from locator.places import Place
from locator.words import N_

# What to say of a clinic's status where a format has no word for it.
CLOSED_WORDS = {
    Status.TEMPORARILY_CLOSED: N_("Closed for now."),
    Status.CLOSED: N_("Closed for good."),
}


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """Clinics by their row in the file, in order, with the miles to each alongside (NaN where not known).

    `place` is from where the miles count, None where there are none, and `others` are places of the same name
    that may have been meant. Of `matched` clinics these are the ones from place `offset` on, counted from 0.
    `told` has columns that only this list has, for formats that are a table.
    """

    network: Network
    rows: Rows
    miles: Miles
    place: Place | None = None
    others: tuple[str, ...] = ()
    matched: int = 0
    offset: int = 0
    told: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def next_offset(self) -> int | None:
        """From where the clinics go on that are not among these, or None."""
        end = self.offset + len(self)
        return end if end < self.matched else None

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Clinic]:
        return (self.network[row] for row in self.rows.tolist())

    @property
    def file(self) -> Clinics:
        """The chosen clinics as a file that has no others."""
        file = self.network.file.only(self.rows)
        told = {name: pd.Series(cells, dtype="str") for name, cells in self.told.items()}
        return replace(file, frame=file.frame.assign(**told))


def choose(
    network: Network,
    need: Need | None = None,
    place: Place | None = None,
    limit: int | None = None,
    offset: int = 0,
    others: tuple[str, ...] = (),
) -> Chosen:
    """The clinics that meet a need, in the order of a search; without a need every one of the file.

    Those come nearest first where there is a place, else in the order of the file. `limit` is the most that
    are chosen, None for all; the first `offset` of them are passed over.
    """
    result = search(network, need, place.point if place else None)
    offset = min(offset, len(result))
    end = len(result) if limit is None else min(offset + limit, len(result))
    rows, miles = result.rows(end)
    return Chosen(network, rows[offset:], miles[offset:], place, others, len(result), offset)


def closed_words(clinic: Clinic) -> str:
    """That the clinic is closed, where it is; else ""."""
    return str(CLOSED_WORDS.get(clinic.status, ""))
