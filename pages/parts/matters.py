"""What matters to you, on the page: sliders that only the browser reads, and the page of paper."""

from __future__ import annotations

import streamlit as st

from locator.education.matters import matters_html
from locator.templates import render
from locator.words import _
from pages.parts.component import component


def matters() -> None:
    """Show the sliders and the page that fills itself from them.

    Nothing that is set comes back: a Streamlit widget would send it to the server.
    """
    st.html(render("matters_about.html"))
    component("compare", html=matters_html(), isolate_styles=False)(
        key="compare",
        data={
            "levels": [_("not at all"), _("a little"), _("some"), _("a lot"), _("very much")],
            "first": _("First on your list:"),
        },
    )
