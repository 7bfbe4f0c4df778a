"""One column at a time: every cell as the contract writes it, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from locator.clinic_file import wording
from locator.clinic_file.kinds import Kind
from locator.clinic_file.many_texts import most_bytes
from locator.clinic_file.problems import MOST_OF_A_KIND, Problem, problems_at
from locator.clinic_file.schema import Column, Needed
from locator.clinic_file.unreadable import UnreadableError

SAMPLE = 1_000  # cells
MOST_KEPT = 5_000  # texts kept as typed, to be shown beside a problem; more would take too much room

RowNumbers = npt.NDArray[np.int64]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Texts:
    """The texts of a column. `codes` says for each row which one stands there."""

    texts: pd.Series[str]
    codes: Places

    def at(self, row: int) -> str:
        """The text in a row; rows count from 0."""
        return str(self.texts.iat[int(self.codes[row])])

    def rows_with(self, which: Collection[int]) -> Places:
        """The places of the rows whose text is one of `which`."""
        if not which:
            return np.empty(0, dtype=np.intp)
        is_one = np.zeros(len(self.texts), dtype=np.bool_)
        is_one[list(which)] = True
        return np.flatnonzero(is_one[self.codes])


@dataclass(frozen=True)
class TidyColumn:
    """A column's cells as tidy text, "" where a cell was blank or could not be read.

    `changed` holds what was there; None where that was tidy already, or too much to keep. `unreadable` holds
    the places of the cells that could not be read, counted from 0.
    """

    cells: pd.Series[str]
    changed: Texts | None
    unreadable: Places
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True)
class _Looked:
    """What became of texts that were not tidy already, by their place among the texts.

    An error or doubt is told as what was typed and a sentence.
    """

    tidied: dict[int, str]
    errors: dict[int, tuple[str, str]]
    doubts: dict[int, tuple[str, str]]


def tidy_column(column: Column, typed: pd.Series[str], numbers: RowNumbers) -> TidyColumn:
    """Read every cell of a column; `numbers`, the spreadsheet's row numbers, run alongside."""
    texts = _texts_of(typed)
    looked = _look_at(column.kind, texts.texts)
    cells = _with(looked.tidied, texts) if looked.tidied else typed
    unreadable = texts.rows_with(looked.errors)
    errors = [*_problems(column.name, numbers, texts, looked.errors)]
    warnings = [*_problems(column.name, numbers, texts, looked.doubts)]
    if column.needed is Needed.CELL or column.if_blank:
        is_blank = (cells == "").to_numpy(dtype=np.bool_, copy=True)
        is_blank[unreadable] = False
        if column.needed is Needed.CELL:
            errors += problems_at(numbers[is_blank], column.name, lambda _: ("", wording.blank(column.name)))
        cells = cells.mask(is_blank, column.if_blank) if is_blank.any() else cells
    changed = texts if looked.tidied and len(texts.texts) <= MOST_KEPT else None
    return TidyColumn(cells, changed, unreadable, tuple(errors), tuple(warnings))


def _texts_of(typed: pd.Series[str]) -> Texts:
    """Each different text once, if the first cells suggest that few texts stand in many cells."""
    if typed.iloc[:SAMPLE].nunique() > 0.75 * SAMPLE:
        return Texts(typed, np.arange(len(typed)))
    codes, texts = pd.factorize(typed)
    return Texts(pd.Series(texts), codes)


def _look_at(kind: Kind, texts: pd.Series[str]) -> _Looked:
    """Read the texts that are not tidy already: few in most files, and found by one regular expression."""
    is_tidy = texts.str.fullmatch(f"(?:{kind.already_tidy})?")
    if most_bytes(texts) > kind.longest:
        is_tidy &= texts.str.len() <= kind.longest
    if kind.never_tidy:
        is_tidy &= ~texts.isin(list(kind.never_tidy))
    places = np.flatnonzero(~is_tidy.to_numpy(dtype=np.bool_))
    untidy = texts.iloc[places]
    usual = untidy.str.replace(f"^{kind.usual[0]}$", kind.usual[1], regex=True) if kind.usual else untidy
    read = _reader(kind)
    looked = _Looked({}, {}, {})
    for place, typed, tidied in zip(places.tolist(), untidy.tolist(), usual.tolist(), strict=True):
        if tidied != typed:
            looked.tidied[place] = tidied
            continue
        looked.tidied[place], error, doubt = read(typed)
        if error:
            looked.errors[place] = (typed, error)
        if doubt:
            looked.doubts[place] = (typed, doubt)
    return looked


def _reader(kind: Kind) -> Callable[[str], tuple[str, str, str]]:
    """A function that gives tidy text, error and doubt for what was typed, and remembers what it has read.

    After MOST_OF_A_KIND errors the rest counts as unreadable too: nobody is helped by more, and a page must
    not wait for it.
    """
    wrong = 0

    @cache
    def read(typed: str) -> tuple[str, str, str]:
        nonlocal wrong
        if wrong > MOST_OF_A_KIND:
            return "", wording.MANY_MORE, ""
        try:
            tidied, doubt = kind.read(typed)
        except UnreadableError as reason:
            wrong += 1
            return "", str(reason), ""
        return tidied, "", doubt

    return read


def _with(tidied: Mapping[int, str], texts: Texts) -> pd.Series[str]:
    """The cells of all rows, some of their texts replaced."""
    tidy = texts.texts.array.copy()
    tidy[np.array(list(tidied))] = list(tidied.values())
    return pd.Series(tidy if len(tidy) == len(texts.codes) else tidy.take(texts.codes))


def _problems(
    column: str, numbers: RowNumbers, texts: Texts, told: Mapping[int, tuple[str, str]]
) -> Iterator[Problem]:
    """A problem for each row whose text has something told about it."""
    rows = texts.rows_with(told)
    return problems_at(numbers[rows], column, lambda i: told[int(texts.codes[rows[i]])])
