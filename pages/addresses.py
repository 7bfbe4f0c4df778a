"""The addresses that are Streamlit pages, and what shows each."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from locator import staff_wording, wording
from locator.clinics import Need
from locator.education import wording as learn_wording
from locator.learn_parts import articles
from locator.scheduling import wording as schedulers_wording

PAGES = Path(__file__).parent

FIND = "/"
WHEN_DID_IT_START = "/learn-when-did-it-start"
WORTH_ASKING = "/learn-worth-asking"
QUESTIONS = "/learn-questions-for-your-visit"
SCHEDULERS = "/schedulers"
CHECK = "/check"
DATA = "/data"

# Address: (file beside this one, title, section of the navigation).
ADDRESSES = {
    FIND: ("find_a_clinic.py", wording.FIND_TITLE, ""),
    **{
        address: ("learn.py", article.title, learn_wording.LEARN_SECTION)
        for address, article in articles().items()
    },
    WORTH_ASKING: ("worth_asking.py", learn_wording.WORTH_TITLE, learn_wording.TOOLS_SECTION),
    WHEN_DID_IT_START: ("when_did_it_start.py", learn_wording.ONSET_TITLE, learn_wording.TOOLS_SECTION),
    QUESTIONS: ("questions_for_your_visit.py", learn_wording.QUESTIONS_TITLE, learn_wording.TOOLS_SECTION),
    SCHEDULERS: ("schedulers.py", schedulers_wording.TITLE, ""),
    DATA: ("about_this_data.py", staff_wording.DATA_TITLE, ""),
    CHECK: ("check_a_file.py", staff_wording.CHECK_TITLE, staff_wording.STAFF_SECTION),
}


def page_at(address: str) -> StreamlitPage:
    """The page at an address, to declare it or to link to it. Raises KeyError where there is none."""
    file, title, _ = ADDRESSES[address]
    return st.Page(PAGES / file, title=title, url_path=address.strip("/"), default=address == FIND)


def navigation() -> StreamlitPage:
    """Declare every page; the one that was asked for comes back. In another site's frame no menu is shown."""
    sections: dict[str, list[StreamlitPage]] = {}
    for address, (_, _, section) in ADDRESSES.items():
        sections.setdefault(section, []).append(page_at(address))
    return st.navigation(sections, position="hidden" if st.context.is_embedded else "top")


def run(page: StreamlitPage) -> None:
    """Show a page, remembering which one it is."""
    st.session_state["just_entered"] = st.session_state.get("page") != page.url_path
    st.session_state["page"] = page.url_path
    page.run()


def just_entered() -> bool:
    """Whether this is the first run of the page since the visitor came to it."""
    return bool(st.session_state.get("just_entered", True))


def current() -> str:
    """The address of the page that is being shown."""
    return f"/{st.session_state['page']}"


def link_to_clinics(need: Need) -> None:
    """A link to the clinics that meet a need, within the same visit, so that a typed place is not lost."""
    st.page_link(page_at(FIND), label=learn_wording.FIND_NEAR_YOU, query_params={"need": need})
