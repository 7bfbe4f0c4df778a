"""Rows of a clinic file as they were typed, to show beside what is wrong with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import zip_longest

from locator.clinic_file.decoding import decode
from locator.clinic_file.header import read_header
from locator.clinic_file.problems import RefusedError, shown
from locator.clinic_file.rows import find_names

Cells = tuple[tuple[str, str], ...]


def rows_as_typed(data: bytes, wanted: Collection[int]) -> Mapping[int, Cells]:
    """The rows with these spreadsheet numbers: the column that each cell is in ("" for none), and its text.

    Columns that we know have our names for them. Long texts are cut. A row that can't be read is left out;
    never raises.
    """
    found: dict[int, Cells] = {}
    try:
        names = find_names(decode(data).utf8)
        header = [shown(name) for name in read_header(names.cells, names.number).names]
        for number, cells in names.rows():
            if number > max(wanted, default=0):
                break
            if number in wanted:
                found[number] = tuple(zip_longest(header, map(shown, cells), fillvalue=""))
    except RefusedError:
        pass
    return found
