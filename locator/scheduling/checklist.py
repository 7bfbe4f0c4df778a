"""The booking checklist: what clinics and payers commonly ask, from whom we know it, and the form for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from locator.education.articles import Source
from locator.scheduling import checklist_wording as words
from locator.scheduling.copying import copy_button


class Kind(StrEnum):
    """How an item is answered: with a note alone, 0 to 10, or yes, no or not sure, with a note."""

    NOTE = "note"
    SCALE = "scale"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Item:
    """One question of the checklist. `note` is what the short note beside it is for."""

    key: str
    question: str
    note: str
    kind: Kind = Kind.CHOICE


# What clinics ask before booking: imaging-clinics and evicore-summary in education/sources.toml.
ITEM_SOURCES = ("imaging-clinics", "evicore-summary")
ITEMS = (
    Item("onset", "When did the pain start?", "Day, or about how long ago", Kind.NOTE),
    Item("pain", "How bad is the pain, from 0 to 10?", "When is it worst?", Kind.SCALE),
    Item("scan", "Has there been a scan?", "Which kind, and when"),
    Item("tried", "Has other treatment been tried?", "What, and for how long"),
    Item("thinner", "Takes a blood thinner?", "Which one, and who prescribes it"),
    Item("infection", "Any infection now?", "Where"),
    Item("allergy", "Allergic to scan dye (contrast), cement or numbing medicine?", "To which"),
    Item("pregnancy", "Could be pregnant?", "Note"),
    Item("implant", "Has a pacemaker or another implant? Then the scan may be a CT or a bone scan.", "Which"),
    Item("diabetes", "Has diabetes?", "Which medicine"),
    Item("face-down", "Can lie face down?", "What would help"),
    Item("driver", "Has someone to drive them home?", "Note"),
)


@dataclass(frozen=True, slots=True)
class Code:
    """A billing code, in our own words."""

    number: str
    means: str


CODE_SOURCE = "billing-2017"
CODES = (
    Code("22513", "one bone of the thoracic spine (the chest part)"),
    Code("22514", "one bone of the lumbar spine (the lower back)"),
    Code("22515", "each added bone, never billed alone"),
)
CODES_NOTE = "The pictures taken during the procedure are part of the code."


@dataclass(frozen=True, slots=True)
class Payer:
    """What one set of rules asks for, and the key of the source it is known from."""

    name: str
    source: str
    asks: tuple[str, ...]


PAYERS = (
    Payer(
        "Medicare, in some regions",
        "medicare-summary",
        (
            "a break that is less than 6 weeks old, or 6 to 12 weeks",
            "a magnet scan (MRI) or bone scan that shows it is recent",
            "pain of 8 of 10 or more in hospital, or 5 or more despite the best care without surgery",
            "pain that gets worse, or stays at 5 or more with 2 other findings, such as height loss over 25%",
            "a referral for a bone density check, and teaching about thin bones (osteoporosis)",
        ),
    ),
    Payer(
        "Plans that use eviCore",
        "evicore-summary",
        (
            "a scan from the last 6 months",
            "pain of 7 of 10 or more",
            "a new break with pain that stops daily life; for a less recent one, 4 weeks each of medicine "
            "and guided exercise first",
            "not the top 4 bones of the chest part; no burst or unstable break, infection, clotting problem "
            "or pressure on the spinal cord",
        ),
    ),
    Payer(
        "One older Blue Cross Blue Shield policy",
        "bcbs-2014",
        (
            "6 weeks of other care first",
            "it called use after an injury “investigational” (not proven)",
        ),
    ),
)


def form_html() -> str:
    """The form. What is entered in it is read by checklist.js alone, and goes nowhere."""
    items = "\n".join(_item(item) for item in ITEMS)
    return f"""<form class="checklist" autocomplete="off">
{items}
<div class="checklist-text"><p class="actions">{copy_button("checklist-text", words.COPY)}
<button type="reset" class="clear">{escape(words.CLEAR)}</button></p>
<details><summary>{escape(words.SEE_TEXT)}</summary>
<pre id="checklist-text" tabindex="0" aria-label="{escape(words.TEXT_LABEL)}"></pre></details></div>
</form>"""


def _item(item: Item) -> str:
    note = (
        f'<label class="item-note"><span>{escape(item.note)}</span>'
        f'<input type="text" name="{item.key}-note" maxlength="80" autocomplete="off"></label>'
    )
    return (
        f'<fieldset class="is-{item.kind}" data-item="{item.key}"><legend>{escape(item.question)}</legend>'
        f'<div class="item-answer">{_choices(item)}{note}</div></fieldset>'
    )


def _choices(item: Item) -> str:
    if item.kind is Kind.NOTE:
        return ""
    options = [str(n) for n in range(11)] if item.kind is Kind.SCALE else words.CHOICES
    radios = "".join(
        f'<label><input type="radio" name="{item.key}" value="{escape(option)}">'
        f"<span>{escape(option)}</span></label>"
        for option in options
    )
    return f'<div class="choices">{radios}</div>'


def rules_html(sources: Mapping[str, Source]) -> str:
    """Where the questions come from, the billing codes, what payers commonly ask; each with its source."""
    payers = "".join(_payer(payer, sources[payer.source]) for payer in PAYERS)
    asked = "".join(_from(sources[key]) for key in ITEM_SOURCES)
    return (
        f'<section class="rules"><p>{escape(words.ASKED_BY)}</p>{asked}</section>'
        f'<section class="rules"><h3>{escape(words.CODES_TITLE)}</h3>{_codes(sources[CODE_SOURCE])}</section>'
        f'<section class="rules"><h3>{escape(words.PAYERS_TITLE)}</h3><p>{escape(words.PAYERS_LEAD)} '
        f'{escape(words.CHECKED)}</p><div class="payers">{payers}</div></section>'
    )


def _codes(source: Source) -> str:
    lines = "".join(f"<dt>{code.number}</dt><dd>{escape(code.means)}</dd>" for code in CODES)
    return f'<dl class="codes">{lines}</dl><p>{escape(CODES_NOTE)}</p>{_from(source)}'


def _payer(payer: Payer, source: Source) -> str:
    asks = "".join(f"<li>{escape(line)}</li>" for line in payer.asks)
    return f"<div><h4>{escape(payer.name)}</h4><ul>{asks}</ul>{_from(source)}</div>"


def _from(source: Source) -> str:
    """Where and when it was written, as far as the source says."""
    said = escape(words.where_from(source))
    if source.link:
        said += (
            f' <a href="{escape(source.link)}" target="_blank" rel="noopener noreferrer">{escape(words.READ)}'
        )
        said += f'<span class="unseen">: {escape(source.title)}</span></a>'
    return f'<p class="quiet">{said}</p>'
