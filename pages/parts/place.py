"""What is said about a place that was typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from locator.live import serving
from locator.templates import render
from locator.words.places import show_place


def said(
    sentence: str, suggestions: Sequence[str] = (), on_suggestion: Callable[[str], None] | None = None
) -> None:
    """A sentence about what was typed, with the places that may have been meant as buttons."""
    if sentence:
        st.html(render("said.html", sentence=sentence))
    if suggestions:
        with st.container(horizontal=True):
            for name in suggestions:
                st.button(show_place(name, serving.network()), on_click=on_suggestion, args=(name,))
