"""The printable sheet for the patient: what of each clinic fits on its one page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

import segno
from markupsafe import Markup

from locator.clinics import EVALUATION, PROCEDURE, Clinic, Match
from locator.clinics.pairs import Pair
from locator.places import Place
from locator.templates.rendering import render
from locator.words import link, visiting
from locator.words.amounts import shortened
from locator.words.facts import listing_sentence
from locator.words.hours import ordinary_week

# How many lines of about so many letters the two clinics take before the type must be smaller.
_LETTERS = 68
_FULL, _CROWDED = 8, 11


@dataclass(frozen=True, slots=True)
class PrintedClinic:
    """A clinic as it is printed: texts that may be long are cut to what fits, with "…".

    `old` says of which day its address and hours are, where that is too long ago; `steps` what to press and
    say on the phone, `needs` what a referral needs; each else "". `code` is a square that leads to it on the
    web, "" where there is no address to lead to.
    """

    match: Match
    name: str
    address: str
    hours: str
    old: str
    steps: str
    access: str
    needs: str
    code: Markup

    @property
    def lines(self) -> int:
        """How many lines its texts take, roughly."""
        texts = (self.name, self.address, self.hours, self.old, self.steps, self.access, self.needs)
        return sum(ceil(len(text) / _LETTERS) for text in texts)


def sheet(
    pair: Pair, place: Place | None, header: Markup, *, on_the_web: Callable[[str], str], is_example: bool
) -> Markup:
    """The whole page, under the header of the site, which is not printed.

    `place` is from where the patient comes, where that is known; `on_the_web` makes the full address of a
    link of ours, or "".
    """
    seen_at = _printed(pair.evaluation, on_the_web)
    done_at = _printed(pair.procedure, on_the_web) if pair.procedure else None
    lines = seen_at.lines + (done_at.lines if done_at and not pair.is_one_stop else 0)
    return render(
        "sheet.html",
        seen_at=seen_at,
        done_at=done_at,
        is_one_stop=pair.is_one_stop,
        fullness="crowded" if lines > _CROWDED else "full" if lines > _FULL else "",
        site=on_the_web("").removeprefix("https://"),
        place=place,
        today=pair.evaluation.clinic.today,
        header=header,
        is_example=is_example,
        EVALUATION=EVALUATION,
        PROCEDURE=PROCEDURE,
    )


def _printed(match: Match, on_the_web: Callable[[str], str]) -> PrintedClinic:
    clinic = match.clinic
    address = on_the_web(link("/", clinic=clinic.clinic_id))
    return PrintedClinic(
        match,
        name=shortened(clinic.name, 100),
        address=shortened(clinic.address, 120),
        hours=shortened(ordinary_week(clinic), 220),
        old=shortened(listing_sentence(clinic), 220) if clinic.listing.is_old else "",
        steps=shortened(visiting.phone_steps(clinic), 120),
        access=_how_to_get_in(clinic),
        needs=shortened(visiting.referral_needs(clinic), 180),
        code=_qr_code(address) if address else Markup(),
    )


def _how_to_get_in(clinic: Clinic) -> str:
    """Steps, parking and entrance, and who is understood; a long note leaves room for the others."""
    notes, languages = shortened(clinic.access_notes, 180), shortened(visiting.languages(clinic), 100)
    return " ".join(filter(None, (visiting.step_free(clinic), notes, languages)))


def _qr_code(address: str) -> Markup:
    drawn = segno.make(address, error="m", micro=False).svg_inline(border=2, omitsize=True, light="#fff")
    return Markup(drawn)  # noqa: S704 (drawn by segno, and holds no text)
