"""The printable sheet for the patient: one Letter page, large type, no script, nothing about the patient."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from math import ceil

import segno

from locator import wording
from locator.cards import phone_href
from locator.clinics import Clinic
from locator.nearest import Match
from locator.scheduling import sheet_wording as words
from locator.scheduling.hours import week_in_words
from locator.scheduling.pairs import Pair

# So much fits on the page; a longer text is cut with "…".
_LONGEST = {"name": 100, "address": 120, "hours": 220, "access": 180}
# How many lines of about so many letters the two clinics take before the type must be smaller.
_LETTERS = 68
_FULL, _CROWDED = 8, 11


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed. `view` is the full web address of the same view on Find a clinic."""

    pair: Pair
    today: date
    view: str
    is_example: bool = False


def sheet_html(sheet: Sheet) -> str:
    """The whole page as HTML. Everything that came from the file is escaped."""
    return _page(
        words.TITLE,
        f"""<main class="{_paper(sheet)}">
{_banner(sheet)}<h1>{escape(words.TITLE)}</h1>
<p class="lead">{escape(words.LEAD)}</p>
<div class="visits">{_visits(sheet)}</div>
<section class="emergency"><h2>{escape(wording.EMERGENCY_TITLE)}</h2>
<p><b>{escape(wording.EMERGENCY_911)}</b></p><p>{escape(wording.EMERGENCY_SAME_DAY)}
{escape(wording.EMERGENCY_REVIEW)}</p></section>
<footer><div class="code">{_code(sheet.view)}</div><p>{escape(words.CODE)}<br>
{escape(words.MILES)}<br>{escape(words.as_of(sheet.today))} {escape(wording.NOT_ADVICE)}</p></footer>
</main>""",
    )


def no_sheet_html(sentence: str, back: str) -> str:
    """A page that says why there is no sheet, with the way back to where one is made."""
    return _page(
        words.NO_SHEET_TITLE,
        f'<main class="paper"><h1>{escape(words.NO_SHEET_TITLE)}</h1><p class="lead">{escape(sentence)}</p>'
        f'<p><a href="{escape(back)}">{escape(words.BACK)}</a></p></main>',
    )


def _page(title: str, body: str) -> str:
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>{escape(title)} · {escape(wording.PRODUCT)}</title>
<link rel="icon" href="/assets/favicon.svg">
<link rel="stylesheet" href="/assets/sheet.css">
</head>
<body>
<p class="how-to-print">{escape(words.HOW_TO_PRINT)}</p>
{body}
</body>
</html>
"""


def _paper(sheet: Sheet) -> str:
    lines = sum(
        ceil(len(text) / _LETTERS)
        for match in (sheet.pair.evaluation, None if sheet.pair.is_one_stop else sheet.pair.procedure)
        if match
        for text in _texts(match.clinic).values()
    )
    return "paper" + (" is-crowded" if lines > _CROWDED else " is-full" if lines > _FULL else "")


def _texts(clinic: Clinic) -> dict[str, str]:
    """What is printed of a clinic and may be long, cut to what fits."""
    week = week_in_words(clinic.opening_hours)
    texts = {
        "name": clinic.name,
        "address": clinic.address,
        "hours": words.open_in(week) if week else words.HOURS_UNKNOWN,
        "access": clinic.access_notes,
    }
    return {
        what: text if len(text) <= _LONGEST[what] else f"{text[: _LONGEST[what] - 1]}…"
        for what, text in texts.items()
    }


def _banner(sheet: Sheet) -> str:
    return f'<p class="banner">{escape(wording.EXAMPLE_BANNER)}</p>' if sheet.is_example else ""


def _visits(sheet: Sheet) -> str:
    pair = sheet.pair
    seen = words.how_sure(
        pair.evaluation, "evaluates patients", pair.evaluation.clinic.evaluates, sheet.today
    )
    if pair.procedure is None:
        return _visit(words.EVALUATION, words.EVALUATION_IS, pair.evaluation, [seen]) + _unknown()
    performs = pair.procedure.clinic.performs
    done = words.how_sure(pair.procedure, "does the procedure", performs, sheet.today)
    if pair.is_one_stop:
        both = [words.fact_of(words.EVALUATION, seen), words.fact_of(words.PROCEDURE, done)]
        return _visit(words.BOTH, words.BOTH_ARE, pair.evaluation, both)
    return _visit(words.EVALUATION, words.EVALUATION_IS, pair.evaluation, [seen]) + _visit(
        words.PROCEDURE, words.PROCEDURE_IS, pair.procedure, [done]
    )


def _visit(title: str, meaning: str, match: Match, how_sure: list[str]) -> str:
    clinic = match.clinic
    miles = f"<span>{escape(wording.miles(match.miles))}</span>" if match.miles is not None else ""
    sure = "".join(f"<p>{escape(line)}</p>" for line in how_sure)
    said = {what: escape(text) for what, text in _texts(clinic).items()}
    access = f"<p>{said['access']}</p>" if said["access"] else ""
    return f"""<section class="visit"><h2>{escape(title)}{miles}</h2><p class="meaning">{escape(meaning)}</p>
<p class="name">{said["name"]}</p><p class="address">{said["address"]}</p>
<p class="phone"><a href="{escape(phone_href(clinic.phone))}">{escape(clinic.phone)}</a></p>
<p>{said["hours"]}</p>{access}<div class="sure">{sure}</div></section>"""


def _unknown() -> str:
    return (
        f'<section class="visit"><h2>{escape(words.PROCEDURE)}</h2><p class="meaning">'
        f"{escape(words.PROCEDURE_IS)}</p><p>{escape(words.PROCEDURE_UNKNOWN)}</p></section>"
    )


def _code(view: str) -> str:
    drawn = segno.make(view, error="m", micro=False).svg_inline(border=2, omitsize=True, light="#fff")
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{escape(words.CODE_LABEL)}" ', 1)
