"""The answer first: where to go, whom to call, how sure we are."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup

from locator.clinics import EVALUATION, Clinic, Match, Need, Service
from locator.clinics.best_answer import BestAnswer
from locator.clinics.view import View
from locator.templates.rendering import render
from locator.words import answer as words
from locator.words.facts import how_sure
from locator.words.hours import clinic_hours
from locator.words.services import words_for


def answer(best: BestAnswer, view: View) -> Markup:
    """The answer to what `view` asks; from far away only how far, and nobody to call."""
    headline = words.headline(best, view)
    if best.far_away:
        return render("answer.html", headline=headline, calls=[], lines=[], nearer=[], ask="")
    has_place = view.place is not None
    seen = best.seen_at if has_place and view.need in (Need.EVALUATION, Need.EITHER) else None
    done = best.done_at if has_place and view.need is not Need.EVALUATION else None
    named = bool(seen and done and not best.is_one_stop)
    lines = [_about(seen, EVALUATION, view, named=named)] if seen else []
    if seen and done and best.goes_past_referral:
        lines.append(("", words.sends_elsewhere(seen.clinic)))
    if done:
        lines.append(_about(done, best.procedure, view, named=named))
    nobody_does = best.done_at is None and view.need is not Need.EVALUATION
    calls = [match.clinic for match in (seen, done) if match]
    if not calls and (has_place or (nobody_does and view.need is not Need.EITHER)):
        calls = [best.ask]
    return render(
        "answer.html",
        headline=headline,
        calls=_one_a_phone(calls),
        lines=list(dict.fromkeys(lines)),
        nearer=nearer_lines(best, seen=bool(seen), done=bool(done)),
        ask=_what_to_ask(best, view.need) if nobody_does else "",
    )


def nearer_lines(best: BestAnswer, *, seen: bool = True, done: bool = True) -> list[tuple[str, str]]:
    """Nearer clinics of which we are less sure, each as a sentence and its phone: once where it is one."""
    found = [
        (match, service)
        for match, service, is_asked in (
            (best.nearer_seen_at, EVALUATION, seen),
            (best.nearer_done_at, best.procedure, done),
        )
        if match and is_asked
    ]
    lines = []
    for clinic, group in groupby(found, key=lambda one: one[0].clinic):
        matches, services = zip(*group, strict=True)
        lines.append((words.nearer(matches[0], list(services)), clinic.phone))
    return lines


def _what_to_ask(best: BestAnswer, need: Need) -> str:
    if need is Need.EITHER:
        return str(words_for(best.procedure).nobody_yet)
    return words.nobody_performs(best.evaluators, best.ask.phone)


def _one_a_phone(clinics: list[Clinic]) -> list[Clinic]:
    return list({clinic.phone: clinic for clinic in reversed(clinics)}.values())[::-1]


def _about(match: Match, service: Service, view: View, *, named: bool) -> tuple[str, str]:
    """Hours and how sure we are; with the clinic's name where another clinic has such a line too."""
    clinic = match.clinic
    sentence = f"{clinic_hours(clinic, view.now)} {how_sure(service, clinic)}"
    return clinic.short_name if named else "", sentence
