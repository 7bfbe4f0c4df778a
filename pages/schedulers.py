"""For schedulers: where a patient can go, the whole network, and what to ask before booking."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from locator import cards, page_parts, site, wording
from locator.asked_place import outside_the_area, understood
from locator.clinics import Need
from locator.nearest import best_answer, search
from locator.scheduling import page_html
from locator.scheduling import wording as words
from locator.scheduling.asking import Asking
from locator.scheduling.hours import coming
from locator.scheduling.pairs import Pair, ranked_pairs
from locator.scheduling.pairs_html import pairs_html
from locator.scheduling.table import Asked, Sort, table
from locator.scheduling.table_html import table_html
from locator.words import _
from pages.parts import learning
from pages.parts.checklist import checklist

ROWS_AT_ONCE = 50
PAIRS_AT_ONCE = 3
FILTERS = ("find", "needs", "sureness", "open_on", "open_now")

state = st.session_state
settings, live, now = site.settings(), site.live_clinics(), site.now()
clinics = live.clinics


def key(name: str) -> str:
    """The key of a control of this page."""
    return f"schedulers_{name}"


def choose(label: str, choices: Iterable[str], name: str) -> str:
    """A box to choose one of a few from, by their labels."""
    return st.selectbox(label, tuple(choices), key=key(name), persist_state="session")


def suggestion_taken(name: str) -> None:
    """One of "Did you mean" was pressed."""
    state[key("place")] = name
    place_typed()


def more(what: str) -> None:
    """More rows, or more ways, were asked for."""
    state[key(what)] = state.get(key(what), 1) + 1


def place_typed() -> None:
    """Another patient, or another try: the best ways alone."""
    state[key("ways")] = 1


def clear_filters() -> None:
    """Everything but the order back to how it was."""
    for name in FILTERS:
        state.pop(key(name), None)


st.html(page_html.head())

# Where can this patient go?
with st.container(key="schedulers-where"):
    with st.container(key="schedulers-ask", horizontal=True, vertical_alignment="bottom"):
        st.html(page_html.where())
        typed = st.text_input(
            words.PLACE_LABEL, key=key("place"), on_change=place_typed, persist_state="session"
        )
        day = words.DAY_CHOICES[choose(words.DAY_LABEL, words.DAY_CHOICES, "day")]
    heard = understood(typed or "", clinics)
    if heard.place or not (typed or "").strip():
        state[key("found")] = heard.place
    place = state.get(key("found"))
    page_parts.said(heard.said, heard.suggestions, suggestion_taken)

showing = cards.Showing(
    clinics=clinics,
    now=now,
    limit_days=settings.confirm_days,
    measured_from=place.described if place else None,
)
origin = (place.latitude, place.longitude) if place else None
asking = Asking(showing, place, None if day is None else coming(day, now.date()), live.is_example)

pairs: list[Pair] = []
most = state.get(key("ways"), 1) * PAIRS_AT_ONCE
with st.container(key="schedulers-ways"):
    if origin is not None:
        pairs = ranked_pairs(clinics, origin, now, settings.confirm_days, most + 1, asking.on)
        best = best_answer(clinics, origin, now, settings.confirm_days)
        outside = outside_the_area(search(clinics, Need.EVALUATION, origin, now, settings.confirm_days))
        st.html(page_html.about_pairs(pairs, best, asking, outside))
        st.html(pairs_html(pairs[:most], asking))
        if len(pairs) > most:
            st.button(words.MORE_PAIRS, on_click=more, args=("ways",))

# The network.
with st.container(key="schedulers-network"):
    heading = st.container()
    with st.container(key="schedulers-filters", horizontal=True, vertical_alignment="bottom"):
        find = st.text_input(
            words.FIND_LABEL, key=key("find"), type="search", live=True, persist_state="session"
        )
        need = words.NEED_CHOICES[choose(words.NEED_LABEL, words.NEED_CHOICES, "needs")]
        sureness = words.SURENESS_CHOICES[choose(words.SURENESS_LABEL, words.SURENESS_CHOICES, "sureness")]
        open_on = words.DAY_CHOICES[choose(words.DAY_FILTER_LABEL, words.DAY_CHOICES, "open_on")]
        sorted_by = choose(words.SORT_LABEL, words.SORT_CHOICES, "sort")
        open_now = st.toggle(words.OPEN_NOW_LABEL, key=key("open_now"), persist_state="session")
    asked = Asked(find or "", need, sureness, open_now, open_on, words.SORT_CHOICES[sorted_by])
    listed = table(clinics, asked, origin, now, settings.confirm_days)
    rows = listed.first(state.get(key("pages"), 1) * ROWS_AT_ONCE)
    count_line = words.count_line(len(rows), len(listed), listed.total, sorted_by)
    with heading:
        st.html(page_html.network(count_line))
    if asked.sort is Sort.NEAREST and place is None:
        page_parts.said(words.NEAREST_NEEDS_PLACE)
    if rows:
        st.html(table_html(rows, showing, open_on))
    else:
        st.html(f"<p>{escape(words.NOBODY_LEFT)}</p>")
        st.button(words.CLEAR_FILTERS, on_click=clear_filters)
    if len(rows) < len(listed):
        st.button(wording.SHOW_MORE, on_click=more, args=("pages",))
    said_aloud = words.announced(len(pairs[:most]), count_line)
    learning.show(f'<div role="status" class="unseen">{escape(said_aloud)}</div>')

# What to ask before booking.
with st.container(key="schedulers-checklist"):
    st.html(page_html.title("checklist", _("Booking checklist")))
    checklist()

# The same for other systems.
with st.container(key="schedulers-exports"):
    st.html(page_html.title("exports", words.EXPORTS_TITLE))
    st.html(page_html.downloads())
