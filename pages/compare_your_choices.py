"""Compare your choices: side by side, then what matters to the visitor, and a page of paper to bring."""

from __future__ import annotations

import streamlit as st

from locator.education import comparison, drawn_comparison
from locator.words import _
from pages import addresses
from pages.parts import learning
from pages.parts.forms import matters

html = drawn_comparison()
learning.show(html.text)
matters()
with st.container(key="learn-next"):
    with st.container(key="learn-find", horizontal=True):
        addresses.link_to_clinics(comparison().article.need)
        learning.print_button(_("Print this comparison"))
    learning.heading(_("This may help you"))
    addresses.link_to_page(addresses.QUESTIONS)
    addresses.link_to_page(addresses.WORTH_ASKING)
learning.show(html.sources)
learning.printed_from(st.context.url)
