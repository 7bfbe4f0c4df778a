"""What a visitor of Find a clinic has asked for: kept in memory for this visit, and told to the address.

The address holds the need and the chosen clinic, so that back, forward and shared links work; the place
enters it only when the visitor shares. It is read when the page is entered and when the browser says that the
visitor went back or forward, and at no other time: a request may carry the address of a moment ago.

Streamlit may break a run off at any call that sends something, callbacks included, when the next is due. So
callbacks change the memory first and the address last, and a typed place is looked up whenever it differs
from the one looked up before, not when a callback says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import streamlit as st

from locator.clinics import Match, Need, Network
from locator.map import site_map
from locator.places import Place, PlaceKind
from locator.words.places import understood
from pages.addresses import just_entered, write_address

MAP_KEY = "map"
SCRIPT_KEY = "page_script"
# What Streamlit's own boxes hold, under the keys that they have.
PLACE_KEY, NEED_KEY = "place", "need"

state = st.session_state


@dataclass
class Visit:
    """One visitor's question, as far as it has been understood.

    `found` is the place that `looked_up` was understood as; `said` and `suggestions` are what there is to say
    about it. `clinic` is the id of the chosen clinic, which need not exist, or ""; `near` the place in the
    address, once it has been shared; `bring` the card to be brought into view, with a number that grows.
    """

    found: Place | None = None
    looked_up: str = ""
    said: str = ""
    suggestions: tuple[str, ...] = ()
    clinic: str = ""
    near: str = ""
    bring: dict[str, object] | None = None
    times_brought: int = 0
    pages: int = 1
    is_sharing: bool = False
    shown: dict[int | None, str] = field(default_factory=dict)

    @property
    def need(self) -> Need:
        """What the visitor needs."""
        return Need(state[NEED_KEY])

    @property
    def address(self) -> dict[str, str]:
        """What the address is to hold."""
        need = "" if self.need is Need.EITHER else str(self.need)
        told = {"need": need, "clinic": self.clinic, "near": self.near}
        return {name: value for name, value in told.items() if value}

    def enter(self, address: Mapping[str, str]) -> None:
        """Take up what the address asks for; where it says nothing, the need is still the same."""
        if not address and self.need is not Need.EITHER:
            self.clinic = self.near = ""
            self.write()
            return
        self.read(address)
        if self.clinic:
            self.bring_card()

    def read(self, address: Mapping[str, str]) -> None:
        """Ask what the address asks."""
        asked, near = address.get("need", ""), address.get("near", "")
        state[NEED_KEY] = Need(asked) if asked in set(Need) else Need.EITHER
        self.clinic = address.get("clinic", "")
        if near and near != self.near:
            state[PLACE_KEY] = near
        self.near = near

    def write(self) -> None:
        """Tell the address."""
        write_address(self.address)

    def look_up(self, network: Network) -> None:
        """Understand the place that was typed; after nonsense there is none."""
        text = state[PLACE_KEY]
        if text == self.looked_up:
            return
        heard = understood(text, network)
        self.found, self.said, self.suggestions = heard.place, heard.said, heard.suggestions
        self.pages = 1
        self.looked_up = text
        if self.near not in ("", text):
            self.forget_shared_place()

    def forget_shared_place(self) -> None:
        """The address must no longer name a place that is not asked about any more."""
        self.is_sharing = False
        if self.near:
            self.near = ""
            self.write()

    def bring_card(self) -> None:
        """Have the chosen clinic's card brought into view, once."""
        self.times_brought += 1
        self.bring = {"clinic": self.clinic, "at": self.times_brought}

    def remember_shown(self, matches: Sequence[Match]) -> None:
        """Keep which clinic has which number, for when its pin is clicked."""
        self.shown = {match.number: match.clinic.clinic_id for match in matches}


def visit() -> Visit:
    """This visitor's question."""
    state.setdefault(PLACE_KEY, "")
    state.setdefault(NEED_KEY, Need.EITHER)
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


def suggestion_taken(name: str) -> None:
    """One of "Did you mean" was pressed."""
    state[PLACE_KEY] = name


def position_given() -> None:
    """The browser has answered "Use my location"."""
    given = _sent("position")
    if given:
        latitude, longitude = float(given["latitude"]), float(given["longitude"])
        current = visit()
        current.found = Place(f"{latitude},{longitude}", latitude, longitude, PlaceKind.POSITION)
        current.said, current.suggestions, current.pages = "", (), 1
        state[PLACE_KEY] = current.looked_up = ""
        current.forget_shared_place()


def navigated() -> None:
    """The visitor went back or forward."""
    told = _sent("navigated")
    if told:
        visit().read(dict(parse_qsl(str(told["search"]).removeprefix("?"))))


def need_chosen() -> None:
    """One of the three needs was pressed."""
    visit().pages = 1
    visit().write()


def card_chosen() -> None:
    """ "Show on the map" was pressed on a card."""
    chosen = _sent("chosen")
    if chosen:
        visit().clinic = str(chosen["clinic"])
        visit().write()


def pin_clicked() -> None:
    """A pin was clicked: choose its clinic, and bring its card."""
    told = state.get(MAP_KEY) or {}
    current = visit()
    clinic_id = current.shown.get(site_map.number_of(told.get("last_object_clicked_tooltip") or ""))
    if clinic_id is not None:
        current.clinic = clinic_id
        current.bring_card()
        current.write()


def share() -> None:
    """Put the place into the address, so that a link opens the same view: the place, and no street."""
    current = visit()
    current.is_sharing = True
    if current.found:
        state[PLACE_KEY] = current.looked_up = current.near = current.found.name
    current.write()


def more() -> None:
    """ "Show more clinics" was pressed."""
    visit().pages += 1


def _sent(what: str) -> Any:
    """What the page's script has just sent; None where the page has been left meanwhile."""
    return getattr(state.get(SCRIPT_KEY), what, None)
