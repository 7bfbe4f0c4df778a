"""When did it start? A date gives what is usually done, with the limits of that rule."""

from __future__ import annotations

import streamlit as st

from locator.education import onset
from locator.live import serving
from locator.server import navigation, pieces
from locator.templates import render
from locator.words import _
from pages.parts import learning
from pages.parts.slot import show

today = onset.today_at(serving.now(), st.context.timezone_offset)

show(pieces.tool_head(navigation.WHEN_DID_IT_START))
with st.container(key="learn-tool"):
    st.html(render("onset_help.html"))
    began = st.date_input(
        _("The day your pain began"),
        value=None,
        # A day to come is let in so that we can say what is wrong: Streamlit would only empty the box.
        min_value=today.replace(year=today.year - onset.LONGEST_YEARS, day=1),
        max_value=today.replace(year=today.year + 1, day=1),
        format="MM/DD/YYYY",
        key="onset",
        persist_state="session",
    )
    found = onset.onset(began, today) if began else None
    learning.show(render("onset.html", onset=found, said=onset.about(found) if found else ""))
show(pieces.tool_foot(navigation.WHEN_DID_IT_START))
