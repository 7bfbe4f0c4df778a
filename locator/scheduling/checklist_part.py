"""The booking checklist on the page: a form that only the browser reads."""

from __future__ import annotations

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from locator.scheduling import checklist_wording as words
from locator.scheduling.checklist import form_html
from locator.server.assets import ASSETS


def checklist() -> None:
    """Show the form. Nothing that is entered comes back: a Streamlit widget would send it to the server."""
    # Declared as if installed, so that its script comes from this server as a file: see page_script.
    manifest = ComponentManifest("scheduling", "1", [ComponentConfig("checklist", "assets")])
    get_bidi_component_manager().register_from_manifest(manifest, ASSETS.parent)
    form = st.components.v2.component(
        "scheduling.checklist", html=form_html(), js="checklist.js", isolate_styles=False
    )
    form(key="checklist", data={"title": words.TEXT_TITLE, "stillToAsk": words.STILL_TO_ASK})
