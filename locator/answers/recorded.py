"""One answer as it was recorded: of which clinic, about what, who said so, when, and who wrote it down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from locator.clinic_file import kinds
from locator.clinic_file.problems import UnreadableError
from locator.clinics import PROCEDURE, SERVICES, Answer, Method
from locator.clinics.fact import is_wait_for_nobody
from locator.words import N_, Message

LONGEST_NAME = 60
LONGEST_NEEDS = 300
LONGEST_BY = 200  # who wrote an answer down
_FIRST_DAY = date(2000, 1, 1)  # that the clinic file takes

SERVICE_NAMES = tuple(service.column for service in SERVICES)
REFERS_TO = "refers_to"
AVAILABILITY = "availability"
REFERRAL_NEEDS = "referral_needs"
LISTING = "listing"
# What can be asked of a clinic, by the column, or the group of columns, that the answer is of.
ABOUT = (*SERVICE_NAMES, REFERS_TO, AVAILABILITY, REFERRAL_NEEDS, LISTING)


class Outcome(StrEnum):
    """What an answer may be beside a yes, a no or a text: none of these changes what patients see."""

    UNKNOWN = "unknown"
    NOBODY = "nobody"
    UNDO = "undo"


# The answer to where it is done instead, where nobody is sent anywhere. In the clinic file it is a blank.
NOWHERE = "none"
RIGHT = "right"  # the one answer about the listing: address, phone and hours are as the list has them


class NotAnAnswerError(ValueError):
    """What was said can't be recorded; `sentence` says why and what would do."""

    def __init__(self, sentence: Message) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Said:
    """An answer to record. Make it with `said`, which checks it.

    `answer` is yes, no, an Outcome, or for the other things of ABOUT the tidy text of the clinic file:
    clinic_ids with ";" between or NOWHERE, "yes 3" for new patients taken who wait three weeks, what a
    referral needs.
    `try_again` is the day on which to call again, where nobody answered.
    """

    clinic_id: str
    about: str
    answer: str
    as_of: date
    method: Method
    said_by: str
    try_again: date | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer in the store: `number` grows by each, `at` is when it was written down, in UTC.

    `replaced` is the number of the answer that counted until then, or that is undone by it; None where there
    was none. `once` names the press that recorded it. `is_undone` where a later row undoes it.
    """

    number: int
    said: Said
    recorded_by: str
    at: datetime
    replaced: int | None
    once: str
    is_undone: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """The clinic, and what it is about."""
        return self.said.clinic_id, self.said.about


def said(
    clinic_id: str,
    about: str,
    answer: str,
    *,
    as_of: date,
    today: date,
    method: Method,
    said_by: str,
    try_again: date | None = None,
) -> Said:
    """The answer, tidied. `today` is the date at the clinic. Raises NotAnAnswerError.

    No rule says what a person may be called; but a phone or a date in a name is a patient's more often than
    not, so neither is kept.
    """
    if as_of > today:
        raise NotAnAnswerError(N_("That day has not come yet. Give the day of the call."))
    if as_of < _FIRST_DAY:
        raise NotAnAnswerError(N_("That day is too long ago. Give the day of the call."))
    who = _as_in_the_file(kinds.TEXT, said_by)
    if not who:
        raise NotAnAnswerError(N_("Say who told you, such as “front desk”."))
    if len(who) > LONGEST_NAME:
        raise NotAnAnswerError(N_("Say who told you in at most %(most)s letters.", most=LONGEST_NAME))
    _refuse_private(who)
    text = _tidy(about, answer.strip())
    if not text:
        raise NotAnAnswerError(NOTHING)
    if try_again and text != Outcome.NOBODY:
        try_again = None
    if try_again and try_again < as_of:
        raise NotAnAnswerError(N_("The day to try again is before the day of the call."))
    return Said(clinic_id, about, text, as_of, method, who, try_again)


def _tidy(about: str, answer: str) -> str:
    if about in ABOUT and answer in (Outcome.NOBODY, Outcome.UNKNOWN):
        return answer
    if about in SERVICE_NAMES:
        if answer not in set(Answer):
            raise NotAnAnswerError(N_("Answer yes, no or “they don't know”."))
        return answer
    if about == LISTING and answer == RIGHT:
        return answer
    if about == AVAILABILITY:
        return _tidy_availability(answer)
    if about == REFERS_TO:
        return answer if answer == NOWHERE else _as_in_the_file(kinds.SLUGS, answer)
    if about == REFERRAL_NEEDS:
        return _tidy_needs(answer)
    raise NotAnAnswerError(NOTHING)


def _as_in_the_file(kind: kinds.Kind, typed: str) -> str:
    """What a cell of that kind would hold, so that a file made of it says the same."""
    try:
        return kind.read(typed)[0]
    except UnreadableError as problem:
        raise NotAnAnswerError(problem.message) from problem


def _tidy_needs(answer: str) -> str:
    text = _as_in_the_file(kinds.TEXT, answer)
    if len(text) > LONGEST_NEEDS:
        raise NotAnAnswerError(N_("Please use at most %(most)s letters.", most=LONGEST_NEEDS))
    if _DATE.search(text):
        raise NotAnAnswerError(ABOUT_ONE_PATIENT)
    return text


def _tidy_availability(answer: str) -> str:
    """ "yes 3", "yes" or "3": whether new patients are taken, and the weeks that they wait."""
    new_patients, wait_weeks = availability_cells(answer)
    if not (new_patients or wait_weeks):
        raise NotAnAnswerError(NOTHING)
    weeks = _as_in_the_file(kinds.WEEKS, wait_weeks)
    if is_wait_for_nobody(new_patients, weeks):
        raise NotAnAnswerError(WAIT_FOR_NOBODY)
    return availability_answer(new_patients, weeks)


def availability_answer(new_patients: str, wait_weeks: str) -> str:
    """The two cells as one answer: "yes 3"; "" where both are blank."""
    return " ".join(filter(None, (new_patients, wait_weeks)))


def availability_cells(answer: str) -> tuple[str, str]:
    """The two cells that "yes 3" stands for: new_patients, and wait_weeks."""
    first, _space, rest = answer.partition(" ")
    return (first, rest.strip()) if first in set(Answer) else ("", answer)


NOTHING = N_("There is nothing to save yet. Choose an answer first.")
PRIVATE = N_(
    "That looks like a phone number or a date. Write nothing about a patient here: only who answered, "
    "such as “front desk” or “Ana, nurse”."
)
ABOUT_ONE_PATIENT = N_(
    "That looks like a date. Write what every referral needs, such as “MRI and notes, by fax”, and nothing "
    "about one patient."
)
WAIT_FOR_NOBODY = N_(
    "There is a slip: a wait is given, though no new patients are taken. Empty the weeks, or say that new "
    "patients are taken."
)
_DATE = re.compile(
    r"\b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}\b"
    r"|\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b",
    re.IGNORECASE,
)
_MOST_DIGITS = 4  # an extension; "MRN 123456" and a phone have more


def _refuse_private(text: str) -> None:
    if _DATE.search(text) or sum(letter.isdigit() for letter in text) > _MOST_DIGITS:
        raise NotAnAnswerError(PRIVATE)


def date_cell_of(about: str) -> str:
    """The column of the clinic file that says when its own answer to that was learned."""
    if about in SERVICE_NAMES:
        return f"{about}_as_of"
    return {
        REFERS_TO: f"{PROCEDURE.column}_as_of",
        AVAILABILITY: "availability_as_of",
        # These have no date of their own in the file: they were learned with the address.
        REFERRAL_NEEDS: "listing_as_of",
        LISTING: "listing_as_of",
    }[about]
