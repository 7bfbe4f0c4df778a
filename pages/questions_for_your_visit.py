"""Questions for your visit: tick from a list, add your own, print the list or save it."""

from __future__ import annotations

import streamlit as st

from locator.education.questions import QUESTIONS, sheet_text, to_ask, trimmed
from locator.server import navigation, pieces
from locator.templates import render
from locator.words import _
from pages.parts import learning
from pages.parts.slot import show

state = st.session_state
own: list[str] = state.setdefault("own_questions", [])


def add() -> None:
    """A question of the visitor's own joins the list."""
    question = trimmed(state["own_question"])
    if question and question not in own:
        own.append(question)


show(pieces.tool_head(navigation.QUESTIONS))
with st.container(key="learn-tool"):
    learning.heading(_("What do you want to ask?"))
    ticked = [
        question.key
        for question in QUESTIONS
        if st.checkbox(str(question.text), key=f"ask {question.key}", persist_state="session")
    ]
    with st.form("own", clear_on_submit=True, border=False):
        st.text_input(_("A question of your own"), key="own_question", max_chars=200)
        st.form_submit_button(_("Add to my list"), on_click=add)

    questions = to_ask(ticked, own)
    learning.show(render("visit_count.html", questions=questions))
    st.html(render("visit_sheet.html", questions=questions))
    if questions:
        with st.container(key="learn-keep", horizontal=True):
            learning.print_button(_("Print my list"))
            st.download_button(
                _("Save as a text file"),
                sheet_text(questions),
                "questions-for-my-visit.txt",
                "text/plain",
                on_click="ignore",
            )
            for question in own:
                label = _("Remove question %(number)s", number=questions.index(question) + 1)
                st.button(label, key=f"remove {question}", on_click=own.remove, args=(question,))
show(pieces.tool_foot(navigation.QUESTIONS))
