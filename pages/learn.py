"""An education article: the address says which."""

from __future__ import annotations

import streamlit as st

from locator.server import pieces
from pages import addresses
from pages.parts import learning
from pages.parts.slot import show

show(pieces.article(addresses.current()))
learning.printed_from(st.context.url)
