"""Forms that only the browser reads: a Streamlit widget would send what is entered to the server."""

from __future__ import annotations

import streamlit as st

from locator.education import sources
from locator.education.checklist import form_html, rules_html
from locator.education.matters import matters_html
from locator.places import Place
from locator.templates import render
from locator.words import _
from locator.words.scheduling import for_whom
from pages.parts.component import component


def checklist(*, patient: int, place: Place | None) -> None:
    """The booking checklist: the form, what not to enter, and where its rules come from.

    It is cleared when `patient` is another number; of another `place` the page asks whether it should be.
    """
    st.html(render("checklist_about.html"))
    component("checklist", html=form_html())(
        key="checklist",
        data={
            "title": _("Kyphoplasty: booking checklist"),
            "stillToAsk": _("Still to ask:"),
            "made": _("Made on %(when)s.", when="{when}"),
            "patient": patient,
            "place": place.name if place else "",
            "forWhom": for_whom(place) if place else "",
        },
    )
    st.html(rules_html(sources()))


def matters() -> None:
    """What matters to you: the sliders, and the page of paper that fills itself from them."""
    st.html(render("matters_about.html"))
    component("compare", html=matters_html())(
        key="compare",
        data={
            "levels": [_("not at all"), _("a little"), _("some"), _("a lot"), _("very much")],
            "first": _("First on your list:"),
        },
    )
