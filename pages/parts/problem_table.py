"""The problems of a checked file as a table that sorts, and the row of the chosen one below it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from locator.clinic_file.checked_file import CheckedFile
from locator.templates import render
from locator.words import _, number
from locator.words.amounts import some_of

MOST_ROWS = 50  # of problems that are alike, named one by one


def problem_table(file: CheckedFile) -> None:
    """Show the listed problems, the first one chosen."""
    st.html(render("check_problems_help.html"))
    column = st.column_config
    chosen = st.dataframe(
        as_frame(file),
        hide_index=True,
        row_height=76,
        column_config={
            "row": column.NumberColumn(_("Row"), width=80, format="%d"),
            "more": column.TextColumn(_("And in rows"), width=125),
            "column": column.TextColumn(_("Column"), width=140),
            "problem": column.TextColumn(_("What to do"), width=430),
            "value": column.TextColumn(_("What was there"), width=155),
            "kind": column.TextColumn(_("Kind"), width=80),
        },
        key=f"problems_{file.version}",
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [0]}},
        alt=_("Every problem in the file, with its row, its column and what to do"),
    )
    for place in chosen["selection"]["rows"]:
        st.html(render("check_row.html", file=file, chosen=file.listed[place], most=MOST_ROWS))


def as_frame(file: CheckedFile) -> pd.DataFrame:
    """The listed problems, a row for those that are alike; the table shows text as it is."""
    return pd.DataFrame(
        {
            "row": pd.array([line.first.row for line in file.listed], dtype="Int64"),
            "more": [some_of([number(row) for row in line.rows[1:]]) for line in file.listed],
            "column": [line.first.column for line in file.listed],
            "problem": [line.first.problem for line in file.listed],
            "value": [some_of(line.values) for line in file.listed],
            "kind": [
                _("Error") if file.is_error(place) else _("Warning") for place in range(len(file.listed))
            ],
        }
    )
