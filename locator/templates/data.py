"""What we know of each clinic and how sure we are, and whom to call next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from markupsafe import Markup

from locator.clinics import SERVICES, Answer, Certainty, Clinic, Network, Service
from locator.templates.rendering import render
from locator.words import N_, Message
from locator.words.services import words_for

# How many clinics, how many of them say yes, and how many no.
Count = tuple[int, int, int]


def counts(network: Network) -> Markup:
    """How many answers are confirmed, reported and not confirmed."""
    return render("data_counts.html", rows=network.once(_counts))


def _counts(network: Network) -> list[tuple[Service, list[Count]]]:
    rows = []
    for service in SERVICES:
        facts = Counter((fact.certainty, fact.value) for fact in (clinic.fact(service) for clinic in network))
        told = [
            (facts[certainty, Answer.YES], facts[certainty, Answer.NO], facts[certainty, None])
            for certainty in Certainty
        ]
        rows.append((service, [(yes + no + neither, yes, no) for yes, no, neither in told]))
    return rows


def unknowns(network: Network) -> Markup:
    """What is not known, and of how many clinics."""
    return render("data_unknowns.html", unknowns=network.once(_unknowns), total=len(network))


def _unknowns(network: Network) -> list[tuple[Message, int]]:
    # What patients come for first: the procedures, then the evaluation.
    services = SERVICES[::-1]
    unknown: list[tuple[Message, Callable[[Clinic], bool]]] = [
        *((words_for(service).whether, _is_unanswered(service)) for service in services),
        *((words_for(service).when, _is_undated(service)) for service in services),
        (N_("Opening hours"), lambda clinic: not clinic.opening_hours),
        (N_("The exact place on the map"), lambda clinic: clinic.exact_position is None),
        (N_("A phone for offices that refer patients"), lambda clinic: not clinic.referral_phone),
        (N_("A website"), lambda clinic: not clinic.website),
        (N_("Parking and entrance"), lambda clinic: not clinic.access_notes),
        (N_("Which languages are spoken"), lambda clinic: not clinic.languages),
        (N_("Whether there is a way in without steps"), lambda clinic: clinic.step_free is None),
        (N_("Whether new patients are taken, and how long they wait"), lambda c: not c.availability.is_known),
        (N_("When address, phone and hours were checked"), lambda clinic: clinic.listing.as_of is None),
    ]
    numbers = [(what, sum(map(is_unknown, network))) for what, is_unknown in unknown]
    return [(what, number) for what, number in numbers if number]


def _is_unanswered(service: Service) -> Callable[[Clinic], bool]:
    return lambda clinic: clinic.fact(service).value is None


def _is_undated(service: Service) -> Callable[[Clinic], bool]:
    """Of an answer that nobody has given, the date is not missing too."""
    return lambda clinic: clinic.fact(service).value is not None and clinic.fact(service).as_of is None
