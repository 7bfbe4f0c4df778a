"""The ways a patient can go: to be evaluated at one clinic, and to have the procedure there or at another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from zoneinfo import ZoneInfo

from markupsafe import Markup

from locator.clinics import EVALUATION, PROCEDURE, Clinic, Match, Service
from locator.clinics.best_answer import BestAnswer
from locator.clinics.confirming import to_confirm
from locator.clinics.pairs import Pair
from locator.clinics.view import View
from locator.templates.rendering import render, render_text
from locator.words import link
from locator.words import scheduling as words
from locator.words.answer import nobody_performs
from locator.words.facts import sends_to
from locator.words.hours import hours_line
from locator.words.places import described, no_clinic_near
from locator.words.services import words_for


@dataclass(frozen=True, slots=True)
class Leg:
    """One visit: what for, and where. `sends_to` says where the clinic itself sends people, or is ""."""

    heading: str
    match: Match
    services: tuple[Service, ...]
    hours: str
    sends_to: str = ""

    @property
    def until(self) -> dict[Service, str]:
        """Until which day each service counts as confirmed here, or ""."""
        return {service: words.until_when(self.match.clinic.fact(service)) for service in self.services}


@dataclass(frozen=True, slots=True)
class Way:
    """A pair in words. `to_ask` has the questions for each clinic, `sheet` the address of the sheet.

    `note` says that it is nearer than the first, at the price of a call; else it is "".
    """

    title: str
    note: str
    miles_in_all: str
    legs: list[Leg]
    to_ask: list[tuple[Clinic, list[str]]]
    sheet: str


def ways(pairs: Sequence[Pair], view: View) -> Markup:
    """The pairs, best first, each with what must be confirmed and a button that copies it as text."""
    told = [(_way(pair, view), way_text(pair, view)) for pair in pairs]
    return render("ways.html", ways=told, confirm_days=view.network.confirm_days)


def way_text(pair: Pair, view: View) -> str:
    """A pair as plain text: clinics, phones, miles, how sure and since when, and what to confirm."""
    return render_text(
        "way.txt",
        way=_way(pair, view),
        nobody=None if pair.procedure else words_for(PROCEDURE),
        confirm_days=view.network.confirm_days,
        place=view.place,
        made_at=view.now.astimezone(ZoneInfo(pair.evaluation.clinic.timezone)),
        is_example=view.network.is_example,
    )


def about_ways(pairs: Sequence[Pair], best: BestAnswer, view: View) -> Markup:
    """What must be said before the ways: if there are none, how far, and that nobody is known to perform."""
    said = [no_clinic_near(view.place)] if view.place and best.is_far else []
    if not pairs:
        said = [_why_none(view)]
    if best.done_at is None:
        said += [
            str(words_for(best.procedure).nobody),
            nobody_performs(best.evaluators, best.ask.booking_phone),
        ]
    return render(
        "about_ways.html",
        said=said,
        described=described(view.place) if pairs and view.place else "",
    )


def _why_none(view: View) -> str:
    if view.done_on or view.within is not None:
        return words.nobody_near_or_open(view.within)
    return words.nobody_on(view.on) if view.on else str(words_for(EVALUATION).nobody)


def sheet_address(pair: Pair, view: View) -> str:
    """The address of the patient's sheet. It holds the place, so it is asked for only when that is wanted."""
    return link(
        "/sheet",
        evaluation=pair.evaluation.clinic.clinic_id,
        procedure=pair.procedure.clinic.clinic_id if pair.procedure else None,
        near=view.place.name if view.place else None,
    )


def _way(pair: Pair, view: View) -> Way:
    doubts = to_confirm(pair, view.on, view.done_on)
    calls = len({item.clinic.booking_phone for item in doubts})
    return Way(
        title=words.way_title(pair),
        note=words.nearer_by(calls) if pair.is_nearer else "",
        miles_in_all=words.miles_in_all(pair),
        legs=_legs(pair, view),
        to_ask=[
            (clinic, [words.question(item, view.network.confirm_days) for item in items])
            for clinic, items in groupby(doubts, key=lambda item: item.clinic)
        ],
        sheet=sheet_address(pair, view),
    )


def _legs(pair: Pair, view: View) -> list[Leg]:
    seen, done = pair.evaluation, pair.procedure
    hours = hours_line(seen.clinic, view.on)
    if pair.is_one_stop:
        return [Leg(str(words.BOTH), seen, (EVALUATION, PROCEDURE), hours)]
    sent = sends_to(view.network.referred_from(seen.clinic))
    legs = [Leg(str(words_for(EVALUATION).noun), seen, (EVALUATION,), hours, sent)]
    if done:
        legs.append(
            Leg(str(words_for(PROCEDURE).noun), done, (PROCEDURE,), hours_line(done.clinic, view.done_on))
        )
    return legs
