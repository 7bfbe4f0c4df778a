"""The addresses that are Streamlit pages, and what shows each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from locator.clinics import Need
from locator.education import articles
from locator.words import DEFAULT_LANGUAGE, N_, Message, _, chosen_language, language, speak

PAGES = Path(__file__).parent

FIND = "/"
COMPARE = "/learn-compare"
WHEN_DID_IT_START = "/learn-when-did-it-start"
WORTH_ASKING = "/learn-worth-asking"
QUESTIONS = "/learn-questions-for-your-visit"
SCHEDULERS = "/schedulers"
CHECK = "/check"
DATA = "/data"


class PageAt(NamedTuple):
    """What shows a page: the file beside this one, its title, its section of the menu."""

    file: str
    title: str | Message
    section: str | Message = ""


def pages() -> dict[str, PageAt]:
    """Every page by its address, in the order of the menu."""
    learn, before_you_call = N_("Learn"), N_("Before you call")
    return {
        FIND: PageAt("find_a_clinic.py", N_("Find a clinic")),
        **{address: PageAt("learn.py", article.title, learn) for address, article in articles().items()},
        COMPARE: PageAt("compare_your_choices.py", N_("Compare your choices"), before_you_call),
        WORTH_ASKING: PageAt("worth_asking.py", N_("Is it worth asking about?"), before_you_call),
        WHEN_DID_IT_START: PageAt("when_did_it_start.py", N_("When did it start?"), before_you_call),
        QUESTIONS: PageAt("questions_for_your_visit.py", N_("Questions for your visit"), before_you_call),
        SCHEDULERS: PageAt("schedulers.py", N_("For schedulers")),
        DATA: PageAt("about_this_data.py", N_("About this data")),
        CHECK: PageAt("check_a_file.py", N_("Check a clinic file"), N_("For staff")),
    }


def page_at(address: str) -> StreamlitPage:
    """The page at an address, to declare it or to link to it. Raises KeyError where there is none."""
    page = pages()[address]
    return st.Page(
        PAGES / page.file, title=str(page.title), url_path=address.strip("/"), default=address == FIND
    )


def navigation() -> StreamlitPage:
    """Declare every page; the one that was asked for comes back. In another site's frame no menu is shown."""
    sections: dict[str, list[StreamlitPage]] = {}
    for address, page in pages().items():
        sections.setdefault(str(page.section), []).append(page_at(address))
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


def link_to_page(address: str, label: str | None = None, query: Mapping[str, str] | None = None) -> None:
    """A link within the same visit, so that a typed place is not lost. It carries the language on."""
    said = {} if language() == DEFAULT_LANGUAGE else {"lang": language()}
    st.page_link(page_at(address), label=label, query_params={**(query or {}), **said} or None)


def link_to_clinics(need: Need) -> None:
    """A link to the clinics that meet a need."""
    link_to_page(FIND, _("Find a clinic near you"), {"need": need})


def speak_the_language_asked_for() -> None:
    """Speak what `?lang=` asks for, and go on with it on pages whose address does not say."""
    asked = st.query_params.get("lang") or st.session_state.get("lang")
    speak(chosen_language(asked))
    st.session_state["lang"] = language()
    if language() != DEFAULT_LANGUAGE and "lang" not in st.query_params:
        st.query_params["lang"] = language()


def write_address(query: Mapping[str, str]) -> None:
    """Put this into the address of the page, and the language where it must be said."""
    said = {} if language() == DEFAULT_LANGUAGE else {"lang": language()}
    st.query_params.from_dict({**query, **said})
