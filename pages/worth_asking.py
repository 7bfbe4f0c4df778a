"""Is it worth asking about? A checklist that ends in talking to a clinician, or at once in 911."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from locator.education.worth_asking import SIGNS, Emergency, worth_asking
from locator.server import navigation, pieces
from locator.templates import render
from locator.words import _
from locator.words.emergency import EMERGENCIES, WARNINGS, Sign
from pages.parts import learning
from pages.parts.slot import show


def ticked(question: str, signs: Sequence[Sign]) -> list[str]:
    """A list to tick; the keys of what is ticked."""
    learning.heading(question)
    return [sign.key for sign in signs if st.checkbox(sign.label, key=sign.key, persist_state="session")]


show(pieces.tool_head(navigation.WORTH_ASKING))
with st.container(key="learn-tool"):
    found = worth_asking(ticked(_("First: do you have any of these now?"), EMERGENCIES))
    is_emergency = isinstance(found, Emergency)
    learning.show(render("emergency.html", signs=found.signs if is_emergency else ()))
    if not is_emergency:
        warned = ticked(_("Next: is any of these true for you?"), WARNINGS)
        found = worth_asking((*warned, *ticked(_("Which of these are true for you?"), SIGNS)))
        learning.show(render("talk_to_clinician.html", found=found))
show(pieces.tool_foot(navigation.WORTH_ASKING, is_emergency=is_emergency))
