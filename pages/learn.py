"""An education article: the address says which."""

from __future__ import annotations

import streamlit as st

from locator import learn_parts
from locator.education import wording as learn_wording
from pages import addresses

# The tools that help with what an article is about.
TOOLS_BESIDE = {
    "/learn-what-is-a-fracture": (addresses.WORTH_ASKING,),
    "/learn-is-it-right-for-me": (addresses.WORTH_ASKING, addresses.WHEN_DID_IT_START),
    "/learn-does-it-work": (addresses.QUESTIONS,),
    "/learn-cost-and-questions": (addresses.QUESTIONS,),
}

article = learn_parts.articles()[addresses.current()]
drawn = learn_parts.drawn(article.address)
before, after = learn_parts.neighbours(article)

learn_parts.show(drawn.text)
with st.container(key="learn-next"):
    with st.container(key="learn-find", horizontal=True):
        addresses.link_to_clinics(article.need)
        learn_parts.print_button(learn_wording.PRINT)
    if tools := TOOLS_BESIDE.get(article.address):
        st.html(f"<h2>{learn_wording.TOOLS_HEADING}</h2>")
        for address in tools:
            st.page_link(addresses.page_at(address))
    with st.container(key="learn-row", horizontal=True):
        if before:
            label = learn_wording.BEFORE.format(title=before.title)
            st.page_link(addresses.page_at(before.address), label=label)
        if after:
            label = learn_wording.NEXT.format(title=after.title)
            st.page_link(addresses.page_at(after.address), label=label)
learn_parts.show(drawn.sources)
learn_parts.printed_from(st.context.url)
