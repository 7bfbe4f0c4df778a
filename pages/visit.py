"""What a visitor of Find a clinic has asked for: kept in memory for this visit, and told to the address.

The address holds the need and the chosen clinic, so that back, forward and shared links work; the place
enters it only when the visitor shares. It is read when the page is entered and when the browser says that the
visitor went back or forward, and at no other time: a request may carry the address of a moment ago.

Streamlit may break a run off at any call that sends something, callbacks included, when the next is due. So
callbacks change the memory first and the address last, and a typed place is looked up whenever it differs
from the one looked up before, not when a callback says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

import streamlit as st

from locator import site_map, wording
from locator.asked_place import understood
from locator.clinics import Clinics, Need
from locator.nearest import Match, Origin
from locator.places import Place
from pages.addresses import just_entered

MAP_KEY = "map"
SCRIPT_KEY = "page_script"

state = st.session_state

_EMPTY = {
    "place": "",
    "looked_up": "",
    "found": None,
    "said": "",
    "suggestions": (),
    "need": Need.EITHER,
    "clinic": "",
    "near": "",
    "bring": None,
    "pages": 1,
    "sharing": False,
}


def begin(clinics: Clinics) -> None:
    """Take up the visit where it was, or from the address when the page has just been entered."""
    for key, empty in _EMPTY.items():
        state.setdefault(key, empty)
    if just_entered():
        _enter(st.query_params.to_dict())
    if state["place"] != state["looked_up"]:
        _look_up(state["place"], clinics)
        state["looked_up"] = state["place"]
        if state["near"] not in ("", state["place"]):
            _forget_shared_place()


def _enter(address: Mapping[str, str]) -> None:
    """Take up what the address asks for; where it says nothing, the visitor still needs what they needed."""
    if not address and state["need"] is not Need.EITHER:
        state.update(clinic="", near="")
        _write()
        return
    _read(address)
    if state["clinic"]:
        _bring()


def _read(address: Mapping[str, str]) -> None:
    asked = address.get("need", "")
    state["need"] = Need(asked) if asked in set(Need) else Need.EITHER
    state["clinic"] = address.get("clinic", "")
    near = address.get("near", "")
    if near and near != state["near"]:
        state["place"] = near
    state["near"] = near


def address() -> dict[str, str]:
    """What the address is to hold."""
    need_said = "" if state["need"] is Need.EITHER else str(state["need"])
    told = {"need": need_said, "clinic": state["clinic"], "near": state["near"]}
    return {name: value for name, value in told.items() if value}


def need() -> Need:
    """What the visitor needs."""
    return Need(state["need"])


def place() -> Place | None:
    """Where the visitor is, once that has been understood."""
    found = state["found"]
    return found if isinstance(found, Place) else None


def origin() -> Origin | None:
    """Where distances are measured from."""
    found = place()
    return (found.latitude, found.longitude) if found else None


def chosen_clinic() -> str:
    """The id of the chosen clinic, which need not exist, or "" """
    return str(state["clinic"])


def sentence() -> str:
    """What has to be said about the place that was typed, or "" """
    return str(state["said"])


def suggestions() -> tuple[str, ...]:
    """Places that may have been meant."""
    return tuple(state["suggestions"])


def pages() -> int:
    """How many pages of the list have been asked for."""
    return int(state["pages"])


def card_to_bring() -> dict[str, object] | None:
    """The card to be shown: of the pin that was clicked last, or of the clinic that a link names."""
    bring: dict[str, object] | None = state["bring"]
    return bring


def remember_shown(matches: list[Match]) -> None:
    """Keep which clinic has which number, for when its pin is clicked."""
    state["shown"] = {match.number: match.clinic.clinic_id for match in matches}


def suggestion_taken(name: str) -> None:
    """One of "Did you mean" was pressed."""
    state["place"] = name


def position_given() -> None:
    """The browser has answered "Use my location"."""
    given = _sent("position")
    if not given:
        return
    latitude, longitude = float(given["latitude"]), float(given["longitude"])
    found = Place(f"{latitude},{longitude}", latitude, longitude, wording.LOCATE_PLACE)
    state.update(found=found, said="", suggestions=(), pages=1, place="", looked_up="")
    _forget_shared_place()


def navigated() -> None:
    """The visitor went back or forward."""
    told = _sent("navigated")
    if told:
        _read(dict(parse_qsl(str(told["search"]).removeprefix("?"))))


def need_chosen() -> None:
    """One of the three needs was pressed."""
    state["pages"] = 1
    _write()


def card_chosen() -> None:
    """ "Show on the map" was pressed on a card."""
    chosen = _sent("chosen")
    if chosen:
        state["clinic"] = str(chosen["clinic"])
        _write()


def pin_clicked() -> None:
    """A pin was clicked: choose its clinic, and bring its card."""
    told = state.get(MAP_KEY) or {}
    number = site_map.number_of(told.get("last_object_clicked_tooltip") or "")
    clinic_id = state.get("shown", {}).get(number)
    if clinic_id is None:
        return
    state["clinic"] = clinic_id
    _bring()
    _write()


def sharing() -> bool:
    """Whether the link to this view is to be shown."""
    return bool(state["sharing"])


def share() -> None:
    """Put the place into the address, so that a link opens the same view: the place, and no street."""
    state["sharing"] = True
    found = place()
    if found:
        state.update(place=found.name, looked_up=found.name, near=found.name)
    _write()


def more() -> None:
    """ "Show more clinics" was pressed."""
    state["pages"] += 1


def _bring() -> None:
    """Have the chosen clinic's card brought into view, once."""
    times = state["bring"]["at"] + 1 if state["bring"] else 1
    state["bring"] = {"clinic": state["clinic"], "at": times}


def _sent(what: str) -> Any:
    """What the page's script has just sent; None where the page has been left meanwhile."""
    return getattr(state.get(SCRIPT_KEY), what, None)


def _forget_shared_place() -> None:
    state["sharing"] = False
    if state["near"]:
        state["near"] = ""
        _write()


def _write() -> None:
    st.query_params.from_dict(address())


def _look_up(text: str, clinics: Clinics) -> None:
    """Understand a place; nonsense changes nothing but the sentence that says so."""
    heard = understood(text, clinics)
    said = heard.said
    if heard.place or not heard.said:
        state.update(found=heard.place, pages=1)
    elif (before := place()) and before.name not in heard.suggestions:
        said = f"{said} {wording.still_for(before.described)}"
    state.update(said=said, suggestions=heard.suggestions)
