"""What stands around every page: its language, its title, and the foot that says it is complete."""

from __future__ import annotations

import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
if str(PROJECT) not in sys.path:  # Streamlit puts only this folder on the path
    sys.path.insert(0, str(PROJECT))

import streamlit as st  # noqa: E402

from locator.live import serving  # noqa: E402
from locator.server import navigation, pieces  # noqa: E402
from locator.settings import ASSETS  # noqa: E402
from locator.words import _  # noqa: E402
from pages import addresses, visit  # noqa: E402
from pages.parts.slot import show  # noqa: E402


def drawn_again() -> None:
    """An open page has seen that another list is live: this run shows it (shell.js, `look`)."""


addresses.speak_the_language_asked_for()
page = addresses.declared()
st.set_page_config(
    page_title=f"{page.title} · {_('Kyphoplasty clinics')}",
    page_icon=str(ASSETS / "favicon.svg"),
    layout="wide",
)
addresses.run(page)
here = addresses.current()
# The page is complete with its foot; Find a clinic, with its answer for the place that was typed.
near = visit.visit().near if here == navigation.FIND and serving.network() else None
show(pieces.foot(here), on={"again": drawn_again}, shown=here, near=near, **pieces.live_told())
