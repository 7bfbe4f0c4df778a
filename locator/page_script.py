"""The page's own script as a Streamlit component: position on request, list and map, changes said aloud."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from locator import wording
from locator.server.assets import ASSETS

HTML = (
    '<button type="button"><svg aria-hidden="true" width="20" height="20" viewBox="0 0 20 20" fill="none" '
    'stroke="currentColor" stroke-width="2"><circle cx="10" cy="10" r="5"/>'
    '<path d="M10 1v4M10 15v4M1 10h4M15 10h4"/></svg><span></span></button>'
    '<p class="promise"></p><p role="status"></p>'
)


def _component() -> Any:
    # Declared as if installed, so that the script comes from this server as a file: a component given as
    # text would run from a blob: address, which our Content-Security-Policy does not allow.
    manifest = ComponentManifest("locator", "1", [ComponentConfig("page", "assets")])
    get_bidi_component_manager().register_from_manifest(manifest, ASSETS.parent)
    return st.components.v2.component("locator.page", html=HTML, js="page.js", css="locate.css")


def page_script(
    key: str,
    *,
    announce: str,
    bring: dict[str, object] | None,
    on_chosen: Callable[[], None],
    on_position: Callable[[], None],
    on_navigated: Callable[[], None],
) -> None:
    """Show "Use my location" and run the page's script.

    `announce` is said aloud when it changes; `bring` is {"clinic", "at"} of the card to bring into view.
    The callbacks find {"clinic"}, {"latitude", "longitude"} and {"search"} in session_state[key].chosen,
    .position and .navigated.
    """
    _component()(
        key=key,
        data={
            "announce": announce,
            "bring": bring,
            "locate": {
                "button": wording.LOCATE_BUTTON,
                "promise": wording.LOCATE_PROMISE,
                "waiting": wording.LOCATE_WAITING,
                "refused": wording.LOCATE_REFUSED,
                "failed": wording.LOCATE_FAILED,
            },
            "map": {"title": wording.MAP_TITLE, "failed": wording.MAP_FAILED},
        },
        on_chosen_change=on_chosen,
        on_position_change=on_position,
        on_navigated_change=on_navigated,
    )
