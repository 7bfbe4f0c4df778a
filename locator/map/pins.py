"""The pins: one inline SVG for each answer to "is it done here?", told apart by shape as well as color."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from markupsafe import Markup

from locator.clinics import Answer, Fact
from locator.templates import render
from locator.words import N_

PIN_ADDRESS = "/assets/pins/{pin}.svg"


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


def legend() -> Markup:
    """What the pins mean, each beside its picture."""
    return render("legend.html", pins=[(PIN_ADDRESS.format(pin=pin), text) for pin, text in LEGEND.items()])
