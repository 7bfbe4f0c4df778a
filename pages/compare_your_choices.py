"""Compare your choices: side by side, then what matters to the visitor, and a page of paper to bring."""

from __future__ import annotations

import streamlit as st

from locator.server import pieces
from pages.parts import learning
from pages.parts.forms import matters
from pages.parts.slot import show

show(pieces.compared())
matters()
show(pieces.after_comparison())
learning.printed_from(st.context.url)
