"""An education article: the address says which."""

from __future__ import annotations

import streamlit as st

from locator.live import serving
from locator.server import pieces
from pages import addresses
from pages.parts import learning
from pages.parts.slot import show

show(pieces.article(addresses.current()))
learning.printed_from(serving.settings().on_the_web(addresses.current()) or st.context.url)
