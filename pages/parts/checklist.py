"""The booking checklist on the page: a form that only the browser reads."""

from __future__ import annotations

import streamlit as st

from locator.education import sources
from locator.education.checklist import form_html, rules_html
from locator.templates import render
from locator.words import _
from pages.parts.component import component


def checklist() -> None:
    """Show the form, what not to enter, and where its rules come from.

    Nothing that is entered comes back: a Streamlit widget would send it to the server.
    """
    st.html(render("checklist_about.html"))
    component("checklist", html=form_html(), isolate_styles=False)(
        key="checklist",
        data={"title": _("Kyphoplasty: booking checklist"), "stillToAsk": _("Still to ask:")},
    )
    st.html(rules_html(sources()))
