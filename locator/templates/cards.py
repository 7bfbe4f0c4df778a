"""The list: numbered like the pins, under a heading for each standing; and its rows on paper."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from markupsafe import Markup

from locator.clinics import PROCEDURE, Match, Need, Network
from locator.clinics.shared import heading, shared_by_listed
from locator.clinics.view import View
from locator.templates.pins import pin_for, pin_svg
from locator.templates.rendering import GAP, filled, render
from locator.words import language
from locator.words.facts import bare_how_far, group_title, how_far, sends_to
from locator.words.hours import clinic_hours


def card_groups(matches: Sequence[Match], view: View) -> list[tuple[str, list[Markup]]]:
    """What each clinic does, how sure we are, where, when, and how to reach it; a title for each standing."""
    return [
        (group_title(view.need, standing), [_card(match, view) for match in group])
        for standing, group in groupby(matches, key=attrgetter("standing"))
    ]


def printed_rows(matches: Sequence[Match], view: View) -> list[Markup]:
    """The same clinics as rows of a table on paper."""
    return [_row(match, view) for match in matches]


def _card(match: Match, view: View) -> Markup:
    clinic = match.clinic
    asked = view.need, view.has_map, clinic.clinic_id == view.selected
    part = view.network.once(_card_part, clinic.row, language(), *asked)
    return filled(
        part, match.number, match.number, how_far(clinic, match.miles), clinic_hours(clinic, view.now)
    )


def _row(match: Match, view: View) -> Markup:
    part = view.network.once(_row_part, match.clinic.row, language(), view.place is not None)
    away = [bare_how_far(match.clinic, match.miles)] if view.place else []
    return filled(part, match.number, *away)


# The rest of both is the same all day, so the slow part is done once.
def _card_part(
    network: Network, row: int, _language: str, need: Need, has_map: bool, chosen: bool
) -> Sequence[str]:
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
        sends_to=sends_to(network.referred_from(clinic)),
        has_map=has_map,
        chosen=chosen,
    ).split(GAP)


def _row_part(network: Network, row: int, _language: str, has_place: bool) -> Sequence[str]:
    return render("find_printed_row.html", clinic=network[row], has_place=has_place).split(GAP)
