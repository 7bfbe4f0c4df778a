"""Is it worth asking about? A checklist that ends in talking to a clinician, or at once in 911."""

from __future__ import annotations

from html import escape

import streamlit as st

from locator import learn_parts
from locator.clinics import Need
from locator.education import wording as learn_wording
from locator.education.worth_asking import EMERGENCY_SIGNS, SIGNS, Emergency, Sign, worth_asking
from pages import addresses


def ticked(question: str, signs: tuple[Sign, ...]) -> list[str]:
    """A list to tick; the keys of what is ticked."""
    st.html(f"<h2>{escape(question)}</h2>")
    return [sign.key for sign in signs if st.checkbox(sign.text, key=sign.key, persist_state="session")]


learn_parts.tool_head(learn_wording.WORTH_TITLE, learn_wording.WORTH_LEAD)
with st.container(key="learn-tool"):
    found = worth_asking(ticked(learn_wording.WORTH_EMERGENCY, EMERGENCY_SIGNS))
    if isinstance(found, Emergency):
        learn_parts.outcome(
            f"<h2>{escape(found.heading)}</h2><p>{escape(found.message)}</p>"
            f'<p><a class="call" target="_self" href="tel:911">{learn_wording.CALL_911}</a></p>',
            urgent=True,
        )
    else:
        learn_parts.outcome("")
        found = worth_asking(ticked(learn_wording.WORTH_SIGNS, SIGNS))
        learn_parts.outcome(f"<h2>{escape(found.heading)}</h2><p>{escape(found.message)}</p>")
        with st.container(key="learn-find", horizontal=True):
            addresses.link_to_clinics(Need.EVALUATION)
learn_parts.source_list([sign.source for sign in (*EMERGENCY_SIGNS, *SIGNS) if sign.source])
