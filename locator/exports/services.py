"""The two services that the formats of others list: being evaluated, and having the procedure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from locator import wording
from locator.clinics import Answer, Certainty, Clinic, Fact, Status
from locator.exports.chosen import Chosen


@dataclass(frozen=True, slots=True)
class Service:
    """`column` is the fact's name in the clinic file, `line` words the fact as the clinic's card does."""

    column: str
    name: str
    description: str
    fact: Callable[[Clinic], Fact]
    line: Callable[[Fact, Certainty], str]

    def words(self, clinic: Clinic, chosen: Chosen) -> str:
        """What is known of this service at that clinic: "Performs kyphoplasty · call to confirm"."""
        fact = self.fact(clinic)
        return self.line(fact, chosen.certainty(clinic, fact))


EVALUATION = Service(
    "evaluates",
    "Evaluation for kyphoplasty",
    "A visit to find out if kyphoplasty fits the patient.",
    lambda clinic: clinic.evaluates,
    wording.evaluates_line,
)
PROCEDURE = Service(
    "performs",
    "Kyphoplasty",
    "The procedure itself: it treats some painful fractures of the spine.",
    lambda clinic: clinic.performs,
    wording.performs_line,
)
SERVICES = (EVALUATION, PROCEDURE)

# What to say of a clinic's status where a format has no word for it.
CLOSED_WORDS = {
    Status.OPEN: "",
    Status.TEMPORARILY_CLOSED: "Closed for now.",
    Status.CLOSED: "Closed for good.",
}


def services_at(clinic: Clinic) -> list[Service]:
    """The services that the clinic is said to offer: never a no or a blank, and none where it is closed."""
    if clinic.status is Status.CLOSED:
        return []
    return [service for service in SERVICES if service.fact(clinic).value is Answer.YES]
