"""Rows of a clinic file as they were typed, to show beside what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import zip_longest

from locator.clinic_file.decoding import decode
from locator.clinic_file.header import names_known, read_header
from locator.clinic_file.problems import RefusedError, shown
from locator.clinic_file.rows import is_blank, records

Cells = tuple[tuple[str, str], ...]

_SEPARATOR_LINE = re.compile(rb'"?sep=([,;\t])"?(?:\r\n|\r|\n)', re.IGNORECASE)  # Excel's; no row shows it


def rows_as_typed(data: bytes, wanted: Collection[int]) -> Mapping[int, Cells]:
    """The rows with these spreadsheet numbers: the column that each cell is in ("" for none), and its text.

    Columns that we know have our names for them. Long texts are cut. A row that can't be read is left out;
    never raises.
    """
    found: dict[int, Cells] = {}
    try:
        text = decode(data)
        if line := _SEPARATOR_LINE.match(text):
            text = text[line.end() :]
        separator = max(",;\t", key=lambda one: names_known(_first_row(text, one)))
        header = [shown(name) for name in read_header(_first_row(text, separator), 1).names]
        for number, cells in records(text, separator):
            if number > max(wanted, default=0):
                break
            if number in wanted:
                found[number] = tuple(zip_longest(header, map(shown, cells), fillvalue=""))
    except RefusedError:
        pass
    return found


def _first_row(text: bytes, separator: str) -> Sequence[str]:
    try:
        return next(cells for _, cells in records(text, separator) if not is_blank(cells))
    except (StopIteration, RefusedError):  # by the wrong separator, a quotation mark may seem to stay open
        return ()
