"""A script of ours as a Streamlit component."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from locator.settings import ASSETS


def component(name: str, *, html: str) -> Any:
    """The component whose script is the asset `name`.js, ready to be mounted; it looks as the page does.

    It is declared as if it were installed, so that its script comes from this server as a file: a component
    given as text would run from a blob: address, which our Content-Security-Policy does not allow.
    """
    manifest = ComponentManifest(f"locator-{name}", "1", [ComponentConfig(name, "assets")])
    get_bidi_component_manager().register_from_manifest(manifest, ASSETS.parent)
    return st.components.v2.component(
        f"locator-{name}.{name}", html=html, js=f"{name}.js", isolate_styles=False
    )
