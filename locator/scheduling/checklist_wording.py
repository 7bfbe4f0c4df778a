"""Every phrase of the booking checklist but its questions."""

from __future__ import annotations

from locator.education.articles import Source

TITLE = "Booking checklist"
PROMISE = (
    "What you enter stays in this browser tab. It is not sent to this site or to anyone else, and it is gone "
    "when the tab is closed or loaded again."
)
NO_NAMES = "Do not type a name, a birth date or a chart number."
CHOICES = ("Yes", "No", "Not sure")
COPY = "Copy the checklist"
CLEAR = "Clear the checklist"
SEE_TEXT = "See the text"
TEXT_LABEL = "The checklist as text"
TEXT_TITLE = "Kyphoplasty: booking checklist"
STILL_TO_ASK = "Still to ask:"
THINNER_NOTE = (
    "Never tell a patient to stop a blood thinner. That is for the clinic and the prescriber to decide."
)

ASKED_BY = "Clinics ask these questions, and so do approval rules of payers. We have them from:"
REVIEW = "A clinician has not checked this list yet."

CODES_TITLE = "Billing codes (CPT)"
PAYERS_TITLE = "What payers commonly ask"
PAYERS_LEAD = "Plans differ and rules change. Ask the plan before you book."
CHECKED = "We last compared this with our sources on 21 November 2026."


READ = "Where we read it"


def where_from(source: Source) -> str:
    """Source and date, and whether it was read in somebody else's summary."""
    when = str(source.year) if source.year else "no date given"
    seen = "Second-hand: we read a summary, not the rules themselves. " if source.second_hand else ""
    return f"{seen}Source: {source.title}. {source.publisher} ({when})."
