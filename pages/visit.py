"""What a visitor of Find a clinic has asked for: kept in memory for this visit.

The address holds the need and the chosen clinic, so that back, forward and shared links work; the place is in
it only in a link that the visitor shares. The browser tells it (shell.js, `tellAddress`). It is read when the
page is entered and when the browser says that the visitor went back or forward, and at no other time: a
request may carry the address of a moment ago.

Streamlit may break a run off at any call that sends something, callbacks included, when the next is due. So a
typed place is looked up whenever it differs from the one looked up before, not when a callback says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import streamlit as st

from locator.clinics import Need, Network
from locator.places import Place, PlaceKind
from locator.words.places import UnderstoodPlace, understood
from pages.addresses import just_entered

SCRIPT_KEY = "find_script"

state = st.session_state


@dataclass
class Visit:
    """One visitor's question, as far as it has been understood.

    `near` is what was typed, `heard` what it was understood as, `looked_up` the text that this was. `clinic`
    is the id of the chosen clinic, which need not exist, or ""; `bring` the card to be brought into view,
    with a number that grows; `heard_at` when the last question was asked, by the visitor's own clock (ms).
    """

    need: Need = Need.EITHER
    near: str = ""
    heard: UnderstoodPlace = field(default_factory=UnderstoodPlace)
    looked_up: str = ""
    clinic: str = ""
    bring: dict[str, object] | None = None
    times_brought: int = 0
    heard_at: int = 0
    pages: int = 1

    def enter(self, address: Mapping[str, str]) -> None:
        """Take up what the address asks for; where it says nothing, the need is still the same."""
        if not address:
            self.clinic = ""
            return
        self.read(address)
        if self.clinic:
            self.times_brought += 1
            self.bring = {"clinic": self.clinic, "at": self.times_brought}

    def read(self, address: Mapping[str, str]) -> None:
        """Ask what the address asks; a place that was typed is not in it, and stays."""
        self.need = Need.asked(address.get("need", ""))
        self.clinic = address.get("clinic", "")
        self.near = address.get("near", "").strip() or self.near

    def look_up(self, network: Network) -> None:
        """Understand the place that was typed."""
        if self.near != self.looked_up:
            self.heard, self.looked_up, self.pages = understood(self.near, network), self.near, 1


def visit() -> Visit:
    """This visitor's question."""
    found: Visit = state.setdefault("visit", Visit())
    return found


def begin(network: Network) -> Visit:
    """Take up the visit where it was, or from the address when the page has just been entered."""
    current = visit()
    if just_entered():
        address = st.query_params.to_dict()
        current.enter({name: address[name] for name in ("need", "clinic", "near") if name in address})
    current.look_up(network)
    return current


def asked() -> None:
    """A place was typed, or a need pressed."""
    sent = _sent("asked")
    if sent:
        current = visit()
        current.near, current.need, current.pages = str(sent["near"]), Need.asked(sent["need"]), 1
        current.heard_at = int(sent["at"])


def position_given() -> None:
    """The browser has answered "Use my location"."""
    given = _sent("position")
    if given:
        latitude, longitude = float(given["latitude"]), float(given["longitude"])
        place = Place(f"{latitude},{longitude}", latitude, longitude, PlaceKind.POSITION)
        current = visit()
        current.heard, current.near, current.looked_up, current.pages = UnderstoodPlace(place), "", "", 1


def navigated() -> None:
    """The visitor went back or forward."""
    told = _sent("navigated")
    if told:
        visit().read(dict(parse_qsl(str(told["search"]).removeprefix("?"))))


def chosen() -> None:
    """A pin was pressed, or "Map" on a card."""
    told = _sent("chosen")
    if told:
        visit().clinic = str(told["clinic"])


def more() -> None:
    """ "Show more clinics" was pressed."""
    visit().pages += 1


CALLBACKS = {
    "on_asked_change": asked,
    "on_position_change": position_given,
    "on_chosen_change": chosen,
    "on_more_change": more,
    "on_navigated_change": navigated,
}


def _sent(what: str) -> Any:
    """What the page's script has just sent; None where the page has been left meanwhile."""
    return getattr(state.get(SCRIPT_KEY), what, None)
