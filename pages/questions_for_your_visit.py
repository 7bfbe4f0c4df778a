"""Questions for your visit: tick from a list, add your own, print the list or save it."""

from __future__ import annotations

from html import escape

import streamlit as st

from locator import learn_parts
from locator.clinics import Need
from locator.education import wording as learn_wording
from locator.education.questions import QUESTIONS, visit_sheet
from pages import addresses

state = st.session_state
own: list[str] = state.setdefault("own_questions", [])


def add() -> None:
    """A question of the visitor's own joins the list."""
    question = " ".join(state["own_question"].split())
    if question and question not in own:
        own.append(question)


def sheet(questions: list[str]) -> str:
    """The list as it is printed."""
    lines = "".join(f"<li>{escape(question)}</li>" for question in questions)
    body = f"<ol>{lines}</ol>" if lines else f"<p>{learn_wording.SHEET_NO_QUESTIONS}</p>"
    return (
        '<section class="visit-sheet" aria-labelledby="visit-sheet">'
        f'<h2 id="visit-sheet">{learn_wording.SHEET_HEADING}</h2>{body}</section>'
    )


learn_parts.tool_head(learn_wording.QUESTIONS_TITLE, learn_wording.QUESTIONS_LEAD)
with st.container(key="learn-tool"):
    st.html(f"<h2>{learn_wording.QUESTIONS_CHOOSE}</h2>")
    ticked = [
        question.text
        for question in QUESTIONS
        if st.checkbox(question.text, key=f"ask {question.text}", persist_state="session")
    ]
    with st.form("own", clear_on_submit=True, border=False):
        st.text_input(learn_wording.QUESTIONS_OWN, key="own_question", max_chars=200)
        st.form_submit_button(learn_wording.QUESTIONS_ADD, on_click=add)

    chosen = list(dict.fromkeys([*ticked, *own]))
    learn_parts.show(f'<p role="status">{learn_wording.QUESTIONS_COUNT.format(count=len(chosen))}</p>')
    st.html(sheet(chosen))
    if chosen:
        with st.container(key="learn-keep", horizontal=True):
            learn_parts.print_button(learn_wording.QUESTIONS_PRINT)
            st.download_button(
                learn_wording.QUESTIONS_SAVE,
                visit_sheet(ticked, own),
                learn_wording.QUESTIONS_FILE,
                "text/plain",
                on_click="ignore",
            )
            for question in own:
                label = learn_wording.QUESTIONS_REMOVE.format(number=chosen.index(question) + 1)
                st.button(label, key=f"remove {question}", on_click=own.remove, args=(question,))
    with st.container(key="learn-find", horizontal=True):
        addresses.link_to_clinics(Need.EITHER)
learn_parts.source_list([question.source for question in QUESTIONS if question.source])
