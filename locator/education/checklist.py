"""The booking checklist: what clinics and payers commonly ask, and from whom we know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from markupsafe import Markup

from locator.education.articles import Source
from locator.templates import render
from locator.words import N_, Message
from locator.words.emergency import EMERGENCIES, WARNINGS, Named

# When codes and payers were last compared with their sources.
COMPARED_ON = date(2026, 11, 25)


class Answered(StrEnum):
    """How an item is answered: with a note alone, 0 to 10, or yes, no or not sure, with a note."""

    NOTE = "note"
    SCALE = "scale"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Item:
    """One question of the checklist. `note` is what the short note beside it is for."""

    key: str
    question: Message
    note: Message
    answered: Answered = Answered.CHOICE


# What clinics and payers ask before booking, and what makes sedation riskier (asa-2018).
ITEM_SOURCES = ("iowa-radiology", "wakemed", "asa-2018", "red-flags-2016", "evicore-summary")
ITEMS = (
    Item(
        "emergency",
        N_("Any emergency sign now: %(signs)s? Then it is 911 first.", signs=Named(EMERGENCIES)),
        N_("Which"),
    ),
    Item(
        "warning",
        N_(
            "Any warning sign: %(signs)s? Then they call their own doctor the same day.",
            signs=Named(WARNINGS),
        ),
        N_("Which"),
    ),
    Item("onset", N_("When did the pain start?"), N_("Day, or about how long ago"), Answered.NOTE),
    Item("pain", N_("How bad is the pain, from 0 to 10?"), N_("When is it worst?"), Answered.SCALE),
    Item("scan", N_("Has there been a scan?"), N_("Which kind, and when")),
    Item("tried", N_("Has other treatment been tried?"), N_("What, and for how long")),
    Item("thinner", N_("Takes a blood thinner?"), N_("Which one, and who prescribes it")),
    Item("aspirin", N_("Takes aspirin, ibuprofen (Advil, Motrin) or naproxen (Aleve)?"), N_("Which one")),
    Item("breathing", N_("Has sleep apnea, heart, lung or kidney disease, or oxygen at home?"), N_("Which")),
    Item("sedation", N_("Has had trouble with sedation or anesthesia before?"), N_("What happened")),
    Item("infection", N_("Any infection now?"), N_("Where")),
    Item("allergy", N_("Allergic to scan dye (contrast), cement or numbing medicine?"), N_("To which")),
    Item("pregnancy", N_("Could be pregnant?"), N_("Note")),
    Item(
        "implant",
        N_("Has a pacemaker or another implant? Then the scan may be a CT or a bone scan."),
        N_("Which"),
    ),
    Item(
        "diabetes",
        N_("Has diabetes, or takes insulin or pills in the morning? The clinic says what to take then."),
        N_("Which medicine"),
    ),
    Item("face-down", N_("Can lie face down?"), N_("What would help")),
    Item(
        "driver",
        N_("Has someone to drive them home, and an adult for the night? No driving for 24 hours."),
        N_("Note"),
    ),
)


CODE_SOURCE = "billing-2017"
# What each billing code means, in our own words.
CODES = {
    "22513": N_("one bone of the thoracic spine (the chest part)"),
    "22514": N_("one bone of the lumbar spine (the lower back)"),
    "22515": N_("each added bone, never billed alone"),
}


@dataclass(frozen=True, slots=True)
class Payer:
    """What one set of rules asks for, and the key of the source it is known from."""

    name: Message
    source: str
    asks: tuple[Message, ...]


PAYERS = (
    Payer(
        N_("Medicare in Minnesota (rule L33569)"),
        "medicare-l33569",
        (
            N_("a break from thin bones (osteoporosis); breaks from cancer are not in this rule"),
            N_("a break that is less than 12 weeks old"),
            N_("a magnet scan (MRI) or bone scan that shows it is recent"),
            N_("pain of 8 of 10 or more in hospital, or 5 or more despite the best care without surgery"),
            N_(
                "pain that gets worse, or stays at 5 or more with 2 other findings, such as height loss "
                "over 25%%"
            ),
            N_("a referral for a bone density check, and teaching about thin bones (osteoporosis)"),
        ),
    ),
    Payer(
        N_("Plans that use eviCore"),
        "evicore-summary",
        (
            N_("a scan from the last 6 months"),
            N_("pain of 7 of 10 or more"),
            N_(
                "a new break with pain that stops daily life; for a less recent one, 4 weeks each of "
                "medicine and guided exercise first"
            ),
            N_(
                "not the top 4 bones of the chest part; no burst or unstable break, infection, clotting "
                "problem or pressure on the spinal cord"
            ),
        ),
    ),
    Payer(
        N_("One older Blue Cross Blue Shield policy"),
        "bcbs-2014",
        (
            N_("6 weeks of other care first"),
            N_("it said that use after an injury was not yet proven (“investigational”)"),
        ),
    ),
)


def form_html() -> Markup:
    """The form. What is entered in it is read by checklist.js alone, and goes nowhere."""
    return render("checklist.html", items=ITEMS)


def rules_html(sources: Mapping[str, Source]) -> Markup:
    """Where the questions come from, the billing codes, what payers commonly ask; each with its source."""
    return render(
        "checklist_rules.html",
        sources=sources,
        asked_by=ITEM_SOURCES,
        codes=CODES,
        code_source=CODE_SOURCE,
        payers=PAYERS,
        compared_on=COMPARED_ON,
    )
