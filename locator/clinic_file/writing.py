"""Clinics written back as a file: tidied, for a person to open in a spreadsheet and go on with."""

from __future__ import annotations

import pandas as pd

from locator.clinic_file.letters import FORMULA_START
from locator.clinic_file.schema import explanations
from locator.clinics import Clinics

# Without a byte-order mark Excel takes UTF-8 for Windows-1252, shows "–" as "â€“", and saves it so. The
# data/clinics.csv that ships has none, because programs trip over it and it is edited as text. Both are read.
_ENCODING = "utf-8-sig"

_NUMBER = r"[+-]?[0-9]+(?:\.[0-9]+)?"


def write_clinic_file(clinics: Clinics) -> bytes:
    """The clinics as CSV; reading it gives the same facts. The person's own columns stay where they were."""
    return _csv(clinics.frame)


def template_file() -> bytes:
    """An empty clinic file as CSV: the column names, and a row that says what each is for.

    That row may stay: reading passes it over.
    """
    return _csv(pd.DataFrame([explanations()]))


def _csv(frame: pd.DataFrame) -> bytes:
    safe = pd.DataFrame({name: _as_text(cells) for name, cells in frame.items()}, copy=False)
    safe.columns = _as_text(pd.Series(frame.columns, dtype="str")).to_list()
    return safe.to_csv(index=False, lineterminator="\r\n").encode(_ENCODING)


def _as_text(cells: pd.Series[str]) -> pd.Series[str]:
    """Cells that a spreadsheet would run as a formula, marked as text by an apostrophe that reading drops."""
    is_formula = cells.str.match(FORMULA_START) & ~cells.str.fullmatch(_NUMBER)
    return cells.mask(is_formula, "'" + cells) if is_formula.any() else cells
