"""Find a clinic in its two pieces: what is asked, and what there is to say to it."""

from __future__ import annotations

from markupsafe import Markup

from locator.clinics import Need
from locator.clinics.view import View
from locator.templates.rendering import GAP, filled, fixed, render
from locator.templates.results import results
from locator.templates.slots import Slot
from locator.words import DEFAULT_LANGUAGE
from locator.words.answer import spoken_answer
from locator.words.places import UnderstoodPlace, about_unlisted, show_place
from locator.words.services import need_label


def search_slot(need: Need = Need.EITHER, near: str = "") -> Slot:
    """The form, with what is asked in it."""
    return Slot("search", search_form("/", need, near, has_map=True))


def search_form(action: str, need: Need, near: str, *, has_map: bool) -> Markup:
    """The form that asks the page at `action`; beside a map it can ask for the visitor's position too."""
    form = fixed(
        "search_form.html",
        action=action,
        need=need,
        has_map=has_map,
        Need=Need,
        need_label=need_label,
        DEFAULT_LANGUAGE=DEFAULT_LANGUAGE,
    )
    return filled(form.split(GAP), near)


def results_slot(view: View, heard: UnderstoodPlace, *, clinic_id: str, most: int) -> Slot:
    """What is said of the place that was typed, the answer, and `most` clinics of the list at most.

    `clinic_id` is the clinic in the address, which need not be in the list.
    """
    is_missing = clinic_id and not view.search().match_of(clinic_id)
    about = about_unlisted(clinic_id, view.network.by_id(clinic_id)) if is_missing else ""
    suggestions = [(name, show_place(name, view.network)) for name in heard.suggestions]
    said = render("find_said.html", heard=heard, suggestions=suggestions, about=about)
    return Slot("results", said + results(view, most=most))


def spoken(view: View, heard: UnderstoodPlace) -> str:
    """What is said aloud when the answer changes."""
    return heard.said or spoken_answer(view.best_answer(), view)
