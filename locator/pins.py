"""The pins: one inline SVG for each answer to "is it done here?", told apart by shape as well as colour."""

from __future__ import annotations

from enum import StrEnum

from locator import wording
from locator.clinics import Answer, Certainty, Fact


class Pin(StrEnum):
    """What a pin says about the procedure."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    NOT_CONFIRMED = "not-confirmed"
    NO = "no"


LEGEND = {
    Pin.CONFIRMED: "Performs kyphoplasty, confirmed",
    Pin.REPORTED: "Said to perform it, call to confirm",
    Pin.NOT_CONFIRMED: "Procedure not confirmed, call",
    Pin.NO: "Does not perform it",
}

_INK = "#0b5a55"
_PAPER = "#ffffff"
_GREY = "#59636b"

# Drawn on a 40 by 40 field, with room for a number of up to three digits in the middle. A pale rim around
# each keeps its shape on a dark map.
_SHAPES = {
    Pin.CONFIRMED: f'<circle cx="20" cy="20" r="17" fill="{_INK}" stroke="{_PAPER}" stroke-width="3"/>',
    Pin.REPORTED: (
        f'<circle cx="20" cy="20" r="19.5" fill="{_PAPER}"/>'
        f'<circle cx="20" cy="20" r="16" fill="{_PAPER}" stroke="{_INK}" stroke-width="3"/>'
        f'<path d="M20 36a16 16 0 0 1-16-16h32a16 16 0 0 1-16 16z" fill="{_INK}"/>'
        f'<circle cx="20" cy="20" r="11" fill="{_PAPER}"/>'
    ),
    Pin.NOT_CONFIRMED: (
        f'<circle cx="20" cy="20" r="18.5" fill="{_PAPER}"/><circle cx="20" cy="20" r="16.5" '
        f'fill="{_PAPER}" stroke="{_INK}" stroke-width="3" stroke-dasharray="6 4.4"/>'
    ),
    Pin.NO: (
        f'<rect x="1" y="1" width="38" height="38" rx="8" fill="{_PAPER}"/>'
        f'<rect x="4.5" y="4.5" width="31" height="31" rx="5" fill="{_PAPER}" '
        f'stroke="{_GREY}" stroke-width="3"/>'
        f'<path d="M5 32.5h30" stroke="{_GREY}" stroke-width="5"/>'
    ),
}
_NUMBER_COLOUR = {Pin.CONFIRMED: _PAPER, Pin.REPORTED: _INK, Pin.NOT_CONFIRMED: _INK, Pin.NO: _GREY}


def pin_for(performs: Fact, certainty: Certainty) -> Pin:
    """The pin that tells a clinic's answer on the procedure."""
    if performs.value is None:
        return Pin.NOT_CONFIRMED
    if performs.value is Answer.NO:
        return Pin.NO
    return Pin.CONFIRMED if certainty is Certainty.CONFIRMED else Pin.REPORTED


def pin_svg(pin: Pin, number: int | None = None) -> str:
    """The pin as an SVG of 40 by 40, with its number where it has one."""
    digits = ""
    if number is not None:
        size = {1: 18, 2: 16}.get(len(str(number)), 12)
        digits = (
            f'<text x="20" y="20" dy=".36em" text-anchor="middle" font-family="system-ui,sans-serif" '
            f'font-weight="700" font-size="{size}" fill="{_NUMBER_COLOUR[pin]}">{number}</text>'
        )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="40" height="40" '
        f'aria-hidden="true">{_SHAPES[pin]}{digits}</svg>'
    )


def legend_html(address_of: str) -> str:
    """The legend; `address_of` is the address of a pin's picture, with {pin} in it."""
    items = "".join(
        f'<li><img src="{address_of.format(pin=pin)}" alt="" width="24" height="24">{text}</li>'
        for pin, text in LEGEND.items()
    )
    return f'<ul class="legend" aria-label="{wording.LEGEND_TITLE}">{items}</ul>'
