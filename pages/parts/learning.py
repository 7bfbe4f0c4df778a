"""Parts of the education pages and tools."""

from __future__ import annotations

import re

import streamlit as st

from locator.templates import render


def show(html: str) -> None:
    """HTML of our own, as it is: `st.html` would drop its drawings, and redraw what has not changed."""
    st.markdown(html, unsafe_allow_html=True, anchors=False)


def heading(text: str) -> None:
    """A heading of our own look, without the id that Streamlit gives to its headings."""
    st.html(render("tool_heading.html", heading=text))


def print_button(label: str) -> None:
    """A button that opens the browser's print window; copy.js does it."""
    st.html(render("print_button.html", label=label), width="content")


def printed_from(url: str | None) -> None:
    """On paper alone: where the page can be found again: at `url`, if there is one."""
    if url:
        st.html(render("printed_from.html", address=re.split("[?#]", url)[0]))
