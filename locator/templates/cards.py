"""The list: numbered like the pins, under a heading for each standing; and its rows on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from markupsafe import Markup

from locator.clinics import PROCEDURE, Match, Need, Network
from locator.clinics.shared import heading, shared_by_listed
from locator.clinics.view import View
from locator.templates.pins import pin_for, pin_svg
from locator.templates.rendering import GAP, filled, render
from locator.words import language
from locator.words.amounts import bare_miles, miles
from locator.words.facts import group_title
from locator.words.hours import clinic_hours


def clinic_cards(matches: Sequence[Match], view: View) -> Markup:
    """What each clinic does, how sure we are, where, when, and how to reach it; "" for none."""
    groups = [
        (group_title(view.need, standing), _joined(_card(match, view) for match in group))
        for standing, group in groupby(matches, key=lambda match: match.standing)
    ]
    return render("cards.html", groups=groups)


def printed_rows(matches: Sequence[Match], view: View) -> Markup:
    """The same clinics as rows of a table on paper."""
    return _joined(_row(match, view) for match in matches)


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("\n".join(parts))  # noqa: S704 (rendered, all of them)


def _card(match: Match, view: View) -> Markup:
    clinic = match.clinic
    asked = view.need, view.has_map, clinic.clinic_id == view.selected
    away = "" if match.miles is None else miles(match.miles)
    part = view.network.once(_card_part, clinic.row, language(), *asked)
    return filled(part, match.number, match.number, away, clinic_hours(clinic, view.now))


def _row(match: Match, view: View) -> Markup:
    part = view.network.once(_row_part, match.clinic.row, language(), view.place is not None)
    away = "" if match.miles is None else bare_miles(match.miles)
    return filled(part, match.number, *([away] if view.place else []))


# The rest of both is the same all day, so the slow part is done once.
def _card_part(network: Network, row: int, _language: str, need: Need, has_map: bool, chosen: bool) -> list[Markup]:
    clinic, shared = network[row], network.once(shared_by_listed, need)
    pin = pin_for(clinic.fact(PROCEDURE))
    return render(
        "card.html",
        clinic=clinic,
        heading=heading(clinic, shared),
        pin=pin,
        picture=pin_svg(pin),
        home_state=network.home_state,
        is_one_phone=bool(shared.phone),
        is_one_website=bool(shared.website),
        there=network.referred_from(clinic),
        has_map=has_map,
        chosen=chosen,
    ).split(GAP)


def _row_part(network: Network, row: int, _language: str, has_place: bool) -> list[Markup]:
    return render("find_printed_row.html", clinic=network[row], has_place=has_place).split(GAP)
