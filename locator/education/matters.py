"""What matters to you: what a visitor weighs with sliders, and the page of paper that comes of it.

What is set here is read by compare.js alone. It orders the visitor's own words; it weighs no choice.
"""

from __future__ import annotations

from markupsafe import Markup

from locator.templates import render
from locator.words import N_

HIGHEST = 10

# What may matter to a person who chooses, by the name of its slider.
MATTERS = {
    "pain-soon": N_("Less pain soon"),
    "pain-later": N_("Less pain a year from now"),
    "daily": N_("Doing daily things by myself"),
    "no-procedure": N_("Healing without a procedure"),
    "harm": N_("Keeping the risk of harm low"),
    "proof": N_("Good proof that it works"),
    "pills": N_("Taking fewer pain pills"),
    "trips": N_("Few trips, and little time away from home"),
    "cost": N_("What I have to pay"),
    "other": N_("Something else that matters to me"),
}

# To any clinician, about every choice alike.
QUESTIONS = (
    N_("Which of the four choices fit my break, and which do not?"),
    N_("What is likely to happen to me if I wait?"),
    N_("How much may each choice help me, and how soon?"),
    N_("What harm could each choice do to me?"),
    N_("Which choices can I still change later?"),
    N_("Does anyone here earn more from one of them?"),
)


def matters_html() -> Markup:
    """The sliders, and the page of paper that fills itself from them."""
    return render("matters.html", matters=MATTERS, questions=QUESTIONS, highest=HIGHEST)


def sheet_html() -> Markup:
    """The page of paper alone, to fill in by hand."""
    return render("matters_sheet.html", matters=MATTERS, questions=QUESTIONS, highest=HIGHEST)
