"""Is it worth asking about? A checklist that ends in talking to a clinician, or at once in 911."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from locator.clinics import Need
from locator.education.worth_asking import SIGNS, Emergency, worth_asking
from locator.templates import render
from locator.words import _
from locator.words.emergency import EMERGENCIES, WARNINGS, Sign
from pages import addresses
from pages.parts import learning


def ticked(question: str, signs: Sequence[Sign]) -> list[str]:
    """A list to tick; the keys of what is ticked."""
    learning.heading(question)
    return [sign.key for sign in signs if st.checkbox(sign.label, key=sign.key, persist_state="session")]


learning.tool_head(
    _("Is it worth asking about?"),
    _("Tick what is true for you. This list cannot say what is wrong. It gives you words for the call."),
)
with st.container(key="learn-tool"):
    found = worth_asking(ticked(_("First: do you have any of these now?"), EMERGENCIES))
    is_emergency = isinstance(found, Emergency)
    learning.show(render("emergency.html", signs=found.signs if is_emergency else ()))
    if not is_emergency:
        warned = ticked(_("Next: is any of these true for you?"), WARNINGS)
        found = worth_asking((*warned, *ticked(_("Which of these are true for you?"), SIGNS)))
        learning.show(render("talk_to_clinician.html", found=found))
        with st.container(key="learn-find", horizontal=True):
            addresses.link_to_clinics(Need.EVALUATION)
learning.source_list([key for sign in (*EMERGENCIES, *WARNINGS, *SIGNS) for key in sign.sources])
