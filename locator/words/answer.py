"""The answer in words: where to go first, and what to do where nobody is known."""

from __future__ import annotations

from babel.lists import format_list

from locator.clinics.best_answer import BestAnswer
from locator.clinics.clinic import Clinic
from locator.clinics.fact import Answer, Intake
from locator.clinics.search import Match, Result
from locator.clinics.service import EVALUATION, Need, Service
from locator.clinics.view import View
from locator.places import Place, PlaceKind
from locator.words import _, locale, ngettext, number, visiting
from locator.words.amounts import count_word
from locator.words.places import at, described, no_clinic_near
from locator.words.services import words_for


def headline(best: BestAnswer, view: View) -> str:
    """The answer in a few sentences."""
    need, seen, done = view.need, best.seen_at, best.done_at
    procedure, evaluation = words_for(best.procedure), words_for(EVALUATION)
    wants_procedure, wants_evaluation = need is not Need.EVALUATION, need in (Need.EVALUATION, Need.EITHER)
    if not view.place:
        if done is None and not wants_evaluation:
            return str(procedure.nobody)
        return _("Type your ZIP code or city to see which clinic is nearest.")
    said = []
    if seen and wants_evaluation:
        said.append(_(evaluation.done_at.text, place=at(seen)))
    if done and wants_procedure:
        there_too = best.is_one_stop and bool(said)
        said.append(str(procedure.done_there_too) if there_too else _(procedure.done_at.text, place=at(done)))
    lead = [no_clinic_near(view.place)] if best.is_far else []
    return " ".join([*lead, *(said or [str((evaluation if wants_evaluation else procedure).nobody)])])


def nobody_performs(evaluators: int, phone: str) -> str:
    """What to do while no clinic is known to perform: "These 8 evaluate patients. Call … and ask"."""
    if not evaluators:
        return _("Call %(phone)s and ask.", phone=phone)
    return ngettext(
        "One evaluates patients. Call %(phone)s and ask where it is done.",
        "These %(n)s evaluate patients. Call %(phone)s and ask where it is done.",
        evaluators,
        n=count_word(evaluators),
        phone=phone,
    )


def nearer(match: Match, services: list[Service]) -> str:
    """A nearer clinic we are less sure of; its phone follows."""
    does = format_list([str(words_for(service).pin[Answer.YES]) for service in services], locale=locale())
    return _("Nearer, but call to confirm that it %(does)s: %(clinic)s,", does=does, clinic=at(match))


def one_number(clinics: int) -> str:
    """Said where all clinics have one phone."""
    return _("One number for all %(n)s clinics.", n=count_word(clinics))


def say_which(clinic: Clinic) -> str:
    """What to say when that phone is answered."""
    return _("Say “%(clinic)s”.", clinic=clinic.short_name)


def before_a_call(clinic: Clinic, *, named: bool) -> str:
    """What to press and say, and that no new patients are taken now; with the clinic's name if `named`."""
    told = [visiting.phone_steps(clinic)]
    if clinic.availability.intake is Intake.NO:
        told.append(visiting.new_patients(clinic.availability))
    said = ". ".join(filter(None, told))
    return _("%(clinic)s: %(said)s.", clinic=clinic.short_name, said=said) if said and named else said


def sends_elsewhere(clinic: Clinic) -> str:
    """Said where the procedure would be done at a clinic to which this one is not known to send people."""
    return _(
        "Our list says that %(clinic)s sends people elsewhere for it. Ask when you call.",
        clinic=clinic.short_name,
    )


def spoken_answer(best: BestAnswer, view: View) -> str:
    """What is said aloud when the answer changes.

    "Be seen at Edina, 6.9 miles away. 8 of 8 clinics · miles from the center of 55406, straight line".
    """
    return f"{headline(best, view)} {count_line(view.search(), view.place)}"


def measured_from(place: Place) -> str:
    """What miles are, for somebody who did not ask: "where you are" would be another place to them."""
    if place.kind is PlaceKind.POSITION:
        return _("Miles are one way, in a straight line from the place that was searched.")
    return _("Miles are in a straight line from %(place)s.", place=described(place))


def count_line(result: Result, place: Place | None) -> str:
    """ "8 of 8 clinics · miles from the center of 55406, straight line"."""
    inexact = result.without_exact_position
    parts = [_("%(listed)s of %(total)s clinics", listed=number(len(result)), total=number(result.total))]
    parts += [_("miles from %(place)s, straight line", place=described(place))] if place else []
    parts += [_("%(number)s without an exact map position", number=number(inexact))] if inexact else []
    return " · ".join(parts)
