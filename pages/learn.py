"""An education article: the address says which."""

from __future__ import annotations

import streamlit as st

from locator.education import articles, drawn, neighbors
from locator.words import _
from pages import addresses
from pages.parts import learning

article = articles()[addresses.current()]
html = drawn(article.address)
before, after = neighbors(article)

learning.show(html.text)
with st.container(key="learn-next"):
    with st.container(key="learn-find", horizontal=True):
        addresses.link_to_clinics(article.need)
        learning.print_button(_("Print this page"))
    if article.tools:
        learning.heading(_("This may help you"))
        for tool in article.tools:
            addresses.link_to_page(tool)
    with st.container(key="learn-row", horizontal=True):
        if before:
            addresses.link_to_page(before.address, _("Before: %(title)s", title=before.title))
        if after:
            addresses.link_to_page(after.address, _("Next: %(title)s", title=after.title))
learning.show(html.sources)
learning.printed_from(st.context.url)
