"""What a visitor may say is wrong with a clinic, and how they may know, as they choose it."""

from __future__ import annotations

from dataclasses import dataclass

from locator.answers.report import WHAT_MAY_BE_WRONG, Knows, Wrong
from locator.answers.wording import WHAT_IS_WRONG
from locator.clinics import SERVICES, Clinic, Status
from locator.words import N_, Message, _
from locator.words.facts import fact_line
from locator.words.hours import week_in_words
from locator.words.services import words_for

KNOWS = {
    Knows.CALLED: N_("I called"),
    Knows.WAS_THERE: N_("I was there"),
    Knows.WORKS_THERE: N_("I work there"),
}
_TITLES = WHAT_IS_WRONG | {
    **{service.column: words_for(service).whether for service in SERVICES},
    Wrong.CLOSED: N_("Whether it is open at all"),
}
_STATUSES = {
    Status.OPEN: N_("The list says: open"),
    Status.TEMPORARILY_CLOSED: N_("The list says: closed for now"),
    Status.CLOSED: N_("The list says: closed"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that may be wrong, one of WHAT_MAY_BE_WRONG, and what the list says of it now."""

    about: str
    title: Message
    says: str


def choices(clinic: Clinic) -> list[Choice]:
    """Everything that may be wrong with that clinic."""
    says: dict[str, str] = {
        Wrong.PHONE: clinic.phone,
        Wrong.ADDRESS: clinic.address,
        Wrong.HOURS: hours(clinic),
        **{service.column: fact_line(service, clinic.fact(service)) for service in SERVICES},
        Wrong.CLOSED: str(_STATUSES[clinic.status]),
    }
    return [Choice(about, _TITLES[about], says[about]) for about in WHAT_MAY_BE_WRONG]


def hours(clinic: Clinic) -> str:
    """Its week in words, or as the file has it; "Not known" where that is so."""
    return week_in_words(clinic.opening_hours) or clinic.opening_hours or _("Not known")
