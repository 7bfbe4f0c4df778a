"""What stands around every page: navigation, the example banner, the emergency words."""

from __future__ import annotations

import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
if str(PROJECT) not in sys.path:  # Streamlit puts only this folder on the path
    sys.path.insert(0, str(PROJECT))

import streamlit as st  # noqa: E402

from locator.live import serving  # noqa: E402
from locator.settings import ASSETS  # noqa: E402
from locator.templates import render  # noqa: E402
from locator.words import _  # noqa: E402
from pages import addresses  # noqa: E402

addresses.speak_the_language_asked_for()
page = addresses.navigation()
st.set_page_config(
    page_title=f"{page.title} · {_('Kyphoplasty clinics')}",
    page_icon=str(ASSETS / "favicon.svg"),
    layout="wide",
)
if not st.context.is_embedded:
    st.logo(str(ASSETS / "mark.svg"), size="large")
if serving.network().is_example:  # Streamlit takes no empty HTML
    st.html(render("banners.html", is_example=True))
addresses.run(page)
st.html(render("closing.html"))
