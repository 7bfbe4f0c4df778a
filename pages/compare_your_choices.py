"""Compare your choices: side by side, then what matters to the visitor, and a page of paper to bring."""

from __future__ import annotations

import streamlit as st

from locator.live import serving
from locator.server import pieces
from pages import addresses
from pages.parts import learning
from pages.parts.forms import matters
from pages.parts.slot import show

show(pieces.compared())
matters()
show(pieces.after_comparison())
learning.printed_from(serving.settings().on_the_web(addresses.current()) or st.context.url)
