"""The pins: one inline SVG for each answer to "is it done here?", told apart by shape as well as color."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from markupsafe import Markup

from locator.clinics import Answer, Fact, Match
from locator.clinics.view import View
from locator.templates.rendering import render
from locator.words import N_, _


class Pin(StrEnum):
    """What a pin says about the procedure."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    NOT_CONFIRMED = "not-confirmed"
    NO = "no"


LEGEND = {
    Pin.CONFIRMED: N_("Performs kyphoplasty, confirmed"),
    Pin.REPORTED: N_("Said to perform it, call to confirm"),
    Pin.NOT_CONFIRMED: N_("Procedure not confirmed, call"),
    Pin.NO: N_("Does not perform it"),
}


def pin_for(procedure: Fact) -> Pin:
    """The pin that tells a clinic's answer on the procedure."""
    if procedure.value is None:
        return Pin.NOT_CONFIRMED
    if procedure.value is Answer.NO:
        return Pin.NO
    return Pin.CONFIRMED if procedure.is_confirmed else Pin.REPORTED


@lru_cache(maxsize=4096)
def pin_svg(pin: Pin, number: int | None = None) -> Markup:
    """The pin as an SVG of 40 by 40, with its number where it has one."""
    return render("pin.svg", pin=pin, number=number)


def legend(matches: Sequence[Match], view: View) -> Markup:
    """What the pins of these clinics mean, each beside its picture, and the visitor's own point."""
    shown = {pin_for(match.clinic.fact(view.procedure)) for match in matches if match.clinic.position}
    return render(
        "legend.html",
        pins=[(pin_svg(pin), text) for pin, text in LEGEND.items() if pin in shown],
        place=_("Your place") if view.origin else "",
    )


def map_note(matches: Sequence[Match], total: int, view: View) -> Markup:
    """What stands before a map of these of `total` clinics."""
    return render("map_note.html", legend=legend(matches, view), shown=len(matches), total=total)
