"""The list: numbered like the pins, under a heading for each standing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from locator.clinics import Match, Network
from locator.clinics.view import View
from locator.templates.rendering import render
from locator.words import language
from locator.words.facts import group_title
from locator.words.places import described

_SPLIT = Markup("<!-- split -->")


def clinic_cards(matches: Sequence[Match], view: View) -> Markup:
    """What each clinic does, how sure we are, where, when, and how to reach it; "" for none."""
    groups = [
        (group_title(view.need, standing), [(match, *_lasting(match, view)) for match in group])
        for standing, group in groupby(matches, key=lambda match: match.standing)
    ]
    return render(
        "cards.html", groups=groups, view=view, described=described(view.place) if view.place else ""
    )


def _lasting(match: Match, view: View) -> tuple[Markup, ...]:
    return view.network.once(_lasting_parts, match.clinic.row, language(), view.has_map, view.report_email)


def _lasting_parts(
    network: Network, row: int, _language: str, has_map: bool, report_email: str
) -> tuple[Markup, ...]:
    """Facts, address and the rest of a card: the same all day, so the slow part is done once."""
    clinic = network[row]
    html = render(
        "card_parts.html",
        clinic=clinic,
        there=network.referred_from(clinic),
        has_map=has_map,
        report_email=report_email,
        SPLIT=_SPLIT,
    )
    return tuple(map(Markup, html.split(_SPLIT)))
