"""What stands around every page: navigation, the example banner, the emergency words."""

from __future__ import annotations

import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
if str(PROJECT) not in sys.path:  # Streamlit puts only this folder on the path
    sys.path.insert(0, str(PROJECT))

import streamlit as st  # noqa: E402

from locator import page_parts, site, wording  # noqa: E402
from pages import addresses  # noqa: E402

addresses.speak_the_language_asked_for()
page = addresses.navigation()
st.set_page_config(
    page_title=f"{page.title} · {wording.PRODUCT}", page_icon=str(page_parts.FAVICON), layout="wide"
)
if not st.context.is_embedded:
    st.logo(str(page_parts.MARK), size="large")
page_parts.banners(site.live_clinics())
addresses.run(page)
page_parts.closing_words()
