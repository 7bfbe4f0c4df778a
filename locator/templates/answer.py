"""The answer first: where to go, whom to call, how sure we are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from locator.clinics import EVALUATION, Clinic, Match, Need, Service
from locator.clinics.best_answer import BestAnswer
from locator.clinics.shared import shared_by_listed
from locator.clinics.view import View
from locator.templates.rendering import fixed
from locator.words import _
from locator.words import answer as words
from locator.words.facts import how_sure
from locator.words.hours import clinic_hours
from locator.words.services import words_for


@dataclass(frozen=True, slots=True)
class Told:
    """The answer in words.

    `lines` has a clinic's name where it must be said, its hours, and how sure we are; `nearer` a sentence and
    the phone that follows it; `notes` what else to know before a call.
    """

    headline: str
    calls: list[Clinic]
    lines: list[tuple[str, str, str]]
    nearer: list[tuple[str, str]]
    notes: list[str]


def told(best: BestAnswer, view: View) -> Told:
    """The answer to what `view` asks, before it is drawn."""
    has_place = view.place is not None
    seen = best.seen_at if has_place and view.need in (Need.EVALUATION, Need.EITHER) else None
    done = best.done_at if has_place and view.need is not Need.EVALUATION else None
    named = bool(seen and done and not best.is_one_stop)
    lines = [_about(seen, EVALUATION, view, named=named)] if seen else []
    if seen and done and best.goes_past_referral:
        lines.append(("", "", words.sends_elsewhere(seen.clinic)))
    if done:
        lines.append(_about(done, best.procedure, view, named=named))
    nobody_does = best.done_at is None and view.need is not Need.EVALUATION
    calls = [match.clinic for match in (seen, done) if match]
    if not calls and (has_place or (nobody_does and view.need is not Need.EITHER)):
        calls = [best.ask]
    calls = _one_a_phone(calls)
    shared = view.network.once(shared_by_listed, view.need)
    notes = [words.one_number(shared.count), words.say_which(calls[0])] if calls and shared.phone else []
    notes += [sentence for clinic in calls if (sentence := words.before_a_call(clinic, named=len(calls) > 1))]
    return Told(
        headline=words.headline(best, view),
        calls=calls,
        lines=list(dict.fromkeys(lines)),
        nearer=nearer_lines(best, seen=bool(seen), done=bool(done)),
        notes=notes + ([_what_to_ask(best, view.need)] if nobody_does else []),
    )


def message(answer: Told, view: View) -> str:
    """The answer for somebody else: without hours, which will be others when it is read.

    While there is no answer it says what this site is for.
    """
    example = [_("Example data — these are not real clinics")] if view.network.is_example else []
    if not answer.calls:
        return " ".join([fixed("lead.html").unescape(), *example])
    sure = [f"{name}: {sure}" if name else sure for name, _hours, sure in answer.lines]
    phones = [
        _("%(clinic)s: %(phone)s.", clinic=clinic.short_name, phone=clinic.phone) for clinic in answer.calls
    ]
    measured = [words.measured_from(view.place)] if view.place and answer.lines else []
    return " ".join([answer.headline, *phones, *sure, *measured, *example])


def nearer_lines(best: BestAnswer, *, seen: bool, done: bool) -> list[tuple[str, str]]:
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


def _about(match: Match, service: Service, view: View, *, named: bool) -> tuple[str, str, str]:
    """Hours and how sure we are; with the clinic's name where another clinic has such a line too."""
    clinic = match.clinic
    return clinic.short_name if named else "", clinic_hours(clinic, view.now), how_sure(service, clinic)
