"""What would change if a clinic file went live: the clinics that are new, gone or different."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from locator.clinics import Clinic, Clinics, Fact, Position

FACTS = ("evaluates", "performs")
_FACT_COLUMNS = frozenset(f"{fact}{part}" for fact in FACTS for part in ("", "_as_of", "_method", "_source"))
_POSITION = ("latitude", "longitude")

Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class FactChange:
    """Another answer on "evaluates" or "performs", or one learnt on another day or in another way."""

    fact: str
    before: Fact
    after: Fact


@dataclass(frozen=True, slots=True)
class PositionChange:
    """Another place on the map; None where the cells are blank."""

    before: Position | None
    after: Position | None


@dataclass(frozen=True, slots=True)
class CellChange:
    """Another text in any other column, "" for a blank cell."""

    column: str
    before: str
    after: str


Change = FactChange | PositionChange | CellChange


@dataclass(frozen=True, slots=True)
class Changed:
    """A clinic that is in both files and not the same in both; `clinic` is as it would be."""

    clinic: Clinic
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class FileChanges:
    """How many clinics are new, gone and changed, and the first few of each in the order of their file."""

    new_count: int
    gone_count: int
    changed_count: int
    new: tuple[Clinic, ...]
    gone: tuple[Clinic, ...]
    changed: tuple[Changed, ...]

    def __bool__(self) -> bool:
        return bool(self.new_count or self.gone_count or self.changed_count)


@dataclass(frozen=True, slots=True)
class SharedNames:
    """Names and cities (case-folded) that more than one clinic has, so they don't tell which is meant."""

    names: frozenset[str]
    cities: frozenset[str]


def what_would_change(live: Clinics, coming: Clinics, most: int) -> FileChanges:
    """What is different in `coming` from what is `live`, with the first `most` of each kind in full.

    Clinics are the same by clinic_id. The order of rows and columns does not count, nor how a number of
    degrees is written.
    """
    live_row = pd.Index(live.frame["clinic_id"]).get_indexer(pd.Index(coming.frame["clinic_id"]))
    is_new = live_row < 0
    in_coming = np.flatnonzero(~is_new)
    in_live = live_row[in_coming]
    differs = _differs(live.frame.iloc[in_live], coming.frame.iloc[in_coming])
    new, gone = np.flatnonzero(is_new), rows_gone(live, coming)
    return FileChanges(
        new_count=len(new),
        gone_count=len(gone),
        changed_count=int(np.count_nonzero(differs)),
        new=tuple(coming[int(i)] for i in new[:most]),
        gone=tuple(live[int(i)] for i in gone[:most]),
        changed=tuple(
            Changed(coming[int(after)], tuple(_changes(live, int(before), coming, int(after))))
            for before, after in zip(in_live[differs][:most], in_coming[differs][:most], strict=True)
        ),
    )


def rows_gone(live: Clinics, coming: Clinics) -> Rows:
    """The rows of the clinics that are `live` and not in `coming`."""
    stays = live.frame["clinic_id"].isin(coming.frame["clinic_id"])
    return np.flatnonzero(~stays.to_numpy(dtype=np.bool_))


def shared_names(*files: Clinics) -> SharedNames:
    """Which names and cities belong to more than one clinic of the files taken together."""
    columns = ["clinic_id", "name", "city"]
    told = pd.concat([clinics.frame[columns] for clinics in files], ignore_index=True)

    def shared(column: str) -> frozenset[str]:
        folded = told.assign(**{column: told[column].str.casefold()})[["clinic_id", column]].drop_duplicates()
        counts = folded[column].value_counts()
        return frozenset(counts.index[counts > 1])

    return SharedNames(shared("name"), shared("city"))


def _differs(before: pd.DataFrame, after: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """For each pair of rows, whether any cell says something else."""
    differs = np.zeros(len(after), dtype=np.bool_)
    for column in after.columns.union(before.columns, sort=False):
        old, new = _cells(before, column), _cells(after, column)
        if column in _POSITION:
            degrees_before, degrees_after = _degrees(old), _degrees(new)
            differs |= ~np.isclose(degrees_before, degrees_after, rtol=0, atol=1e-9, equal_nan=True)
        else:
            differs |= old != new
    return differs


def _cells(frame: pd.DataFrame, column: str) -> npt.NDArray[np.object_]:
    """The cells of a column, all blank where the file does not have it."""
    if column not in frame:
        return np.full(len(frame), "", dtype=object)
    return frame[column].to_numpy(dtype=object)


def _degrees(cells: npt.NDArray[np.object_]) -> npt.NDArray[np.float64]:
    return np.where(cells == "", "nan", cells).astype(np.float64)


def _changes(live: Clinics, before: int, coming: Clinics, after: int) -> Iterator[Change]:
    """Every change of one clinic, the facts first, since they are what patients come for."""
    old, new = live.cells(before), coming.cells(after)
    was, will_be = live[before], coming[after]
    told: set[str] = set()
    for fact, fact_was, fact_will_be in (
        ("evaluates", was.evaluates, will_be.evaluates),
        ("performs", was.performs, will_be.performs),
    ):
        if _is_another_answer(fact_was, fact_will_be):
            told |= {column for column in _FACT_COLUMNS if column.startswith(fact)}
            yield FactChange(fact, fact_was, fact_will_be)
    position_was, position_will_be = _as_typed(was), _as_typed(will_be)
    if position_was != position_will_be:
        yield PositionChange(position_was, position_will_be)
    for column in dict.fromkeys([*new, *old]):
        text_was, text_will_be = old.get(column, ""), new.get(column, "")
        if column not in told and column not in _POSITION and text_was != text_will_be:
            yield CellChange(column, text_was, text_will_be)


def _is_another_answer(before: Fact, after: Fact) -> bool:
    """Whether more than the source is different, of facts that say anything at all."""
    if before.value is None and after.value is None:
        return False
    return (before.value, before.as_of, before.method) != (after.value, after.as_of, after.method)


def _as_typed(clinic: Clinic) -> Position | None:
    """The position in the file, and not the ZIP's centre that stands in for it."""
    return None if clinic.position is None or clinic.position.is_approximate else clinic.position
