"""For schedulers: where a patient can go, the whole network, and what to ask before booking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, TypeVar

import streamlit as st

from locator.clinics import SERVICES, Service, services_for
from locator.clinics.pairs import Pair, ranked_pairs
from locator.clinics.table import Filters, Order, Sureness, table
from locator.clinics.view import View
from locator.exports import TO_TAKE
from locator.exports.listed import listed as in_order
from locator.hours import coming
from locator.live import serving
from locator.server import pieces
from locator.templates import render
from locator.templates.network import network_actions
from locator.templates.slots import Slot
from locator.templates.ways import about_ways, ways
from locator.words import _
from locator.words.dates import day_name
from locator.words.places import understood
from locator.words.scheduling import (
    announced,
    intake_choice,
    need_choice,
    order_choice,
    sureness_choice,
    table_count,
    within_choice,
)
from locator.words.spoken import language_name
from pages.parts import learning
from pages.parts.forms import checklist
from pages.parts.later import in_this_language
from pages.parts.place import said
from pages.parts.slot import show

ROWS_AT_ONCE = 50
WAYS_AT_ONCE = 3
DISTANCES = (10, 25, 50, 100)
# What there is to ask before anything is asked: about a patient, and of the table.
PATIENT: dict[str, object] = {"place": "", "day": "", "done_day": "", "within": "", "ways": 1, "pages": 1}
BOXES = ("find", "needs", "sureness", "open_on", "language", "intake")
FILTERS: dict[str, object] = {**dict.fromkeys(BOXES, ""), "open_now": False}
DAYS = range(7)
ORDERS: tuple[Order | Service, ...] = (
    Order.NAME,
    Order.NEAREST,
    *SERVICES,
    Order.LONGEST_UNCHECKED,
    Order.OPEN_NOW,
)

Choice = TypeVar("Choice")

state = st.session_state
network, now = serving.network(), serving.now()


def key(name: str) -> str:
    """The key of a control of this page."""
    return f"schedulers_{name}"


def choose(
    label: str,
    choices: Sequence[Choice],
    name: str,
    worded: Callable[[Choice], str],
    on_change: Callable[[], None] | None = None,
) -> Choice:
    """A box to choose one of a few from."""
    return st.selectbox(
        label, choices, key=key(name), format_func=worded, on_change=on_change, persist_state="session"
    )


def choose_if_any(
    label: str,
    any_of_them: str,
    choices: Sequence[Choice],
    name: str,
    worded: Callable[[Choice], str],
    on_change: Callable[[], None] | None = None,
) -> Choice | None:
    """The same, where the first choice is not to choose. It is "": Streamlit takes None for an empty box."""
    options: list[Any] = ["", *choices]
    chosen = choose(label, options, name, lambda one: any_of_them if one == "" else worded(one), on_change)
    taken: Choice | None = None if chosen == "" else chosen
    return taken


def choose_if_known(
    label: str, choices: Sequence[Choice], name: str, worded: Callable[[Choice], str]
) -> Choice | None:
    """The same, and no box at all where the list has nothing to choose from."""
    return choose_if_any(label, _("Any"), choices, name, worded) if choices else None


def day_asked(day_of_week: int | None) -> date | None:
    """The next such day, where one was chosen."""
    return None if day_of_week is None else coming(day_of_week, now.date())


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


def next_patient() -> None:
    """Nothing of the last patient is left, nor of the search for them; the checklist hears of it too."""
    for name, blank in (PATIENT | FILTERS | {"sort": Order.NAME}).items():
        state[key(name)] = blank
    state[key("patient")] = state.get(key("patient"), 1) + 1


def need_chosen() -> None:
    """Who does it for sure comes first, until another order is chosen."""
    chosen = state[key("needs")]
    state[key("sort")] = services_for(chosen)[0] if chosen else Order.NAME


def clear_filters() -> None:
    """Everything but the order back to how it was."""
    for name, blank in FILTERS.items():
        state[key(name)] = blank


show(pieces.schedulers_head())

# Where can this patient go?
with st.container(key="schedulers-where"):
    with st.container(key="schedulers-ask", horizontal=True, vertical_alignment="bottom"):
        st.html(render("schedulers_where.html"))
        typed = st.text_input(
            _("Patient's ZIP code or city"),
            key=key("place"),
            on_change=place_typed,
            persist_state="session",
        )
        day = choose_if_any(_("Day of the evaluation"), _("Any day"), DAYS, "day", day_name)
        done_day = choose_if_any(_("Day of the procedure"), _("Any day"), DAYS, "done_day", day_name)
        within = choose_if_any(_("How far"), _("Any distance"), DISTANCES, "within", within_choice)
        st.button(_("Next patient"), on_click=next_patient)
    st.html(render("whose_checklist.html", is_first=True))
    heard = understood(typed or "", network)
    place = heard.place  # a slip shows nothing: the options of the last patient are not this one's
    said(heard.said, heard.suggestions, suggestion_taken)

view = View(network, now, place=place, on=day_asked(day), done_on=day_asked(done_day), within=within)

pairs: list[Pair] = []
most = state.get(key("ways"), 1) * WAYS_AT_ONCE
with st.container(key="schedulers-ways"):
    if view.origin is not None:
        pairs = ranked_pairs(
            network, view.origin, most + 1, view.on, done_on=view.done_on, within=view.within
        )
        st.html(about_ways(pairs, view.best_answer(), view))
        st.html(ways(pairs[:most], view))
        if len(pairs) > most:
            st.button(_("Show more options"), on_click=more, args=("ways",))

# The network.
with st.container(key="schedulers-network"):
    heading = st.container()
    with st.container(key="schedulers-filters", horizontal=True, vertical_alignment="bottom"):
        find = st.text_input(
            _("Find by name, street, city, ZIP or phone"),
            key=key("find"),
            type="search",
            placeholder=_("Search"),
            live=True,
            persist_state="session",
        )
        needs = [service.need for service in SERVICES]
        filters = Filters(
            find=find or "",
            need=choose_if_any(_("Does"), _("All"), needs, "needs", need_choice, on_change=need_chosen),
            sureness=choose_if_any(_("How sure"), _("Any"), list(Sureness), "sureness", sureness_choice),
            day=choose_if_any(_("Open on"), _("Any day"), DAYS, "open_on", day_name),
            language=choose_if_known(_("Language"), network.languages, "language", language_name),
            intake=choose_if_known(_("New patients"), network.intakes, "intake", intake_choice),
            within=within,
            order=choose(_("Sort by"), ORDERS, "sort", order_choice),
            open_now=st.toggle(_("Open now"), key=key("open_now"), persist_state="session"),
        )
    listed = table(network, filters, view.origin, now)
    rows = listed[: state.get(key("pages"), 1) * ROWS_AT_ONCE]
    counted = table_count(len(rows), len(listed), len(network), filters.order)
    with heading:
        st.html(render("schedulers_network.html", count_line=counted))
    if filters.order is Order.NEAREST and place is None:
        said(_("Type the patient's ZIP code or city above to sort by miles."))
    if rows:
        shown = render("network_table.html", rows=rows, view=view, day=filters.day)
    else:
        shown = render("nobody_left.html")
    show(Slot("table", shown))
    if rows:
        st.html(network_actions(rows, counted, day_asked(filters.day), view))
        with st.container(key="schedulers-take", horizontal=True):
            for form in TO_TAKE:
                st.download_button(
                    _("Download these clinics (%(format)s)", format=form.short_name),
                    in_this_language(partial(form.write, in_order(network, listed, place))),
                    f"clinics.{form.ending}",
                    on_click="ignore",
                )
    if not rows:
        st.button(_("Clear all filters"), on_click=clear_filters)
    if len(rows) < len(listed):
        st.button(_("Show more clinics"), on_click=more, args=("pages",))
    learning.show(render("status.html", text=announced(len(pairs[:most]), counted)))

# What to ask before booking.
with st.container(key="schedulers-checklist"):
    st.html(render("schedulers_checklist.html"))
    st.html(render("whose_checklist.html", is_first=False))
    checklist(patient=state.get(key("patient"), 1), place=place)

# The same for other systems.
with st.container(key="schedulers-exports"):
    show(pieces.downloads())

# What is new since they looked last.
show(pieces.recent_changes())
