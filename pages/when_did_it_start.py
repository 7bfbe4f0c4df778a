"""When did it start? A date gives what is usually done, with the limits of that rule."""

from __future__ import annotations

from html import escape

import streamlit as st

from locator import learn_parts, site
from locator.clinics import Need
from locator.education import wording as learn_wording
from locator.education.onset import LONGEST_YEARS, SOURCES, onset_message
from pages import addresses

today = learn_parts.today_at(site.now(), st.context.timezone_offset)

learn_parts.tool_head(learn_wording.ONSET_TITLE, learn_wording.ONSET_LEAD)
with st.container(key="learn-tool"):
    st.html(f"<p>{escape(learn_wording.ONSET_HELP)}</p>")
    began = st.date_input(
        learn_wording.ONSET_LABEL,
        value=None,
        # A day to come is let in so that we can say what is wrong: Streamlit would only empty the box.
        min_value=today.replace(year=today.year - LONGEST_YEARS, day=1),
        max_value=today.replace(year=today.year + 1, day=1),
        format="MM/DD/YYYY",
        key="onset",
        persist_state="session",
    )
    if began:
        onset = onset_message(began, today)
        learn_parts.outcome(f"<p><strong>{escape(onset.message)}</strong></p><p>{escape(onset.limits)}</p>")
    else:
        learn_parts.outcome(f"<p>{escape(learn_wording.ONSET_EMPTY)}</p>")
    with st.container(key="learn-find", horizontal=True):
        addresses.link_to_clinics(Need.EVALUATION)
learn_parts.source_list(SOURCES)
