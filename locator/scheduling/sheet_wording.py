"""Every phrase of the patient's sheet that is not also on the pages."""

from __future__ import annotations

from datetime import date

from locator import wording
from locator.clinics import Fact
from locator.nearest import Match, Standing

TITLE = "Where to go for your spine fracture"
LEAD = "Please call each clinic before you go. Take this sheet with you."
EVALUATION = "Evaluation"
EVALUATION_IS = "A visit to find out if kyphoplasty fits you."
PROCEDURE = "The procedure"
PROCEDURE_IS = "Kyphoplasty: a balloon and then cement, put into the broken spine bone."
BOTH = "Evaluation and procedure"
BOTH_ARE = (
    "First a visit to find out if kyphoplasty fits you. The procedure is done here too, on another day."
)
PROCEDURE_UNKNOWN = "We do not know yet where it is done. Ask when you call, and at your evaluation."
HOURS_UNKNOWN = "Hours not known. Please call."
CODE = "Point a phone's camera at the square to see this on the web, with a map."
CODE_LABEL = "QR code: the web address of this view"
MILES = "Miles are one way, in a straight line from the place you gave, not driving miles."
HOW_TO_PRINT = (
    "To print, press Ctrl and P (on a Mac: ⌘ and P). On a phone, choose Share, then Print. "
    "This line is not printed."
)
NO_SHEET_TITLE = "There is no such sheet"
NO_SHEET = "The link names a clinic that is not in the list for this. Go back and choose again."
BACK = "For schedulers"


def as_of(today: date) -> str:
    """The day of which the facts are."""
    return f"As listed on {wording.long_date(today)}."


def open_in(week: str) -> str:
    """The hours of an ordinary week."""
    return f"Open {week}. Holidays may differ."


def fact_of(what: str, sentence: str) -> str:
    """One of two facts about one clinic."""
    return f"{what}: {sentence}"


def how_sure(match: Match, verb: str, fact: Fact, today: date) -> str:
    """How sure we are and since when; `verb` is "evaluates patients" or "does the procedure"."""
    if match.standing is Standing.POSSIBLE:
        return f"We do not know yet if it {verb}. Please call first."
    return wording.how_sure(match, verb, fact, today)
