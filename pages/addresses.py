"""The addresses that are Streamlit pages, and what shows each."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from locator.live import serving
from locator.server import navigation, pieces
from locator.words import chosen_language, language, speak
from pages.parts.slot import show

PAGES = Path(__file__).parent
FILES = {
    navigation.FIND: "find_a_clinic.py",
    navigation.COMPARE: "compare_your_choices.py",
    navigation.WORTH_ASKING: "worth_asking.py",
    navigation.WHEN_DID_IT_START: "when_did_it_start.py",
    navigation.QUESTIONS: "questions_for_your_visit.py",
    navigation.SCHEDULERS: "schedulers.py",
    navigation.DATA: "about_this_data.py",
    navigation.CHECK: "check_a_file.py",
    navigation.SIGN_IN: "sign_in.py",
}
ARTICLE = "learn.py"


def declared() -> StreamlitPage:
    """Declare every page; the one that was asked for comes back. The menu is ours, not Streamlit's."""
    row = [
        st.Page(
            PAGES / FILES.get(address, ARTICLE),
            title=str(page.title),
            url_path=address.strip("/"),
            default=address == navigation.FIND,
        )
        for address, page in navigation.streamlit_pages().items()
    ]
    return st.navigation(row, position="hidden")


def run(page: StreamlitPage) -> None:
    """Show a page, remembering which one it is."""
    st.session_state["just_entered"] = st.session_state.get("page") != page.url_path
    st.session_state["page"] = page.url_path
    if current() in pieces.ABOUT_CLINICS and not serving.network():
        show(pieces.without_clinics(current()))
    else:
        page.run()


def just_entered() -> bool:
    """Whether this is the first run of the page since the visitor came to it."""
    return bool(st.session_state.get("just_entered", True))


def current() -> str:
    """The address of the page that is being shown."""
    return f"/{st.session_state['page']}"


def speak_the_language_asked_for() -> None:
    """Speak what `?lang=` asks for, and go on with it on pages whose address does not say."""
    speak(chosen_language(st.query_params.get("lang") or st.session_state.get("lang")))
    st.session_state["lang"] = language()
