"""Parts that pages show. Only this module and page_script draw with Streamlit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from locator import cards, wording
from locator.clinics import Clinic
from locator.live_clinics import Snapshot
from locator.server.assets import ASSETS

FAVICON = ASSETS / "favicon.svg"
MARK = ASSETS / "mark.svg"
SHOW_MAP_BUTTON = f'<button type="button" class="show-map" data-show-map="">{wording.MAP_SHOW}</button>'


def banners(live: Snapshot) -> None:
    """What must be said before anything else on the page."""
    if said := cards.banners(live):
        st.html(said)


def closing_words() -> None:
    """The emergency words and what this site is not, at the foot of every page."""
    st.html(cards.closing_words())


def said(
    sentence: str, suggestions: Sequence[str] = (), on_suggestion: Callable[[str], None] | None = None
) -> None:
    """A sentence about what was typed, with the places that may have been meant as buttons."""
    if sentence:
        st.html(f'<p class="said">{escape(sentence)}</p>')
    if suggestions:
        with st.container(horizontal=True):
            for name in suggestions:
                st.button(name, on_click=on_suggestion, args=(name,))


def about_unlisted(clinic_id: str, clinic: Clinic | None) -> str:
    """What to say of a clinic in the address that is not listed."""
    if not clinic_id:
        return ""
    return wording.clinic_not_listed(clinic) if clinic else wording.CLINIC_UNKNOWN


def share(has_place: bool, address: Mapping[str, str] | None, on_share: Callable[[], None]) -> None:
    """A link to the same view, made of `address` once that is given: when this has been pressed."""
    st.button(wording.SHARE_BUTTON, on_click=on_share, help=wording.SHARE_HELP if has_place else None)
    if address is not None:
        here = (st.context.url or "").split("?")[0]
        st.html(f"<p>{escape(wording.SHARE_READY if has_place else wording.SHARE_READY_NO_PLACE)}</p>")
        st.code(f"{here}?{urlencode(address)}" if address else here, language=None, wrap_lines=True)


def map_note(legend: str) -> str:
    """Before the map: a way past it, what its pins mean, and what is seen until it is drawn."""
    return (
        f'<a class="skip-map" href="#after-map">{escape(wording.MAP_SKIP)}</a>'
        f'<a class="to-list" href="#clinics">{escape(wording.MAP_LEAVE)}</a>{legend}'
        f'<div class="map-place"><p class="map-note">{escape(wording.MAP_LOADING)}</p></div>'
    )
