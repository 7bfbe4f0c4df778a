"""What is said about a place that was typed, and the link to what is on screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from locator.live import serving
from locator.templates import render
from locator.words import _
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


def share(has_place: bool, address: Mapping[str, str] | None, on_share: Callable[[], None]) -> None:
    """A link to the same view, made of `address` once that is given: when this has been pressed."""
    help_text = _("Puts your place into the address, so that a link you send opens the same view.")
    st.button(_("Share this view"), on_click=on_share, help=help_text if has_place else None)
    if address is not None:
        here = (st.context.url or "").split("?")[0]
        st.html(render("share_note.html", has_place=has_place))
        st.code(f"{here}?{urlencode(address)}" if address else here, language=None, wrap_lines=True)
