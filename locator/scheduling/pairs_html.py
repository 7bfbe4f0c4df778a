"""The ways a patient can go as HTML. Everything that came from the file is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from urllib.parse import urlencode

from locator import wording
from locator.cards import certainties, fact_line, phone_href
from locator.clinics import Clinic
from locator.nearest import Match
from locator.places import Place
from locator.scheduling import wording as words
from locator.scheduling.asking import Asking
from locator.scheduling.confirming import phone_to_book, to_confirm
from locator.scheduling.copying import copy_button
from locator.scheduling.pair_text import pair_text
from locator.scheduling.pairs import Pair

SHEET_ADDRESS = "/sheet"


def pairs_html(pairs: Sequence[Pair], asking: Asking) -> str:
    """The pairs, best first, each with what must be confirmed and a button that copies it as text."""
    items = "".join(f"<li>{_pair(number, pair, asking)}</li>" for number, pair in enumerate(pairs, start=1))
    return f'<ol class="ways" aria-label="{escape(words.PAIRS_REGION)}">{items}</ol>'


def sheet_href(pair: Pair, place: Place | None) -> str:
    """The address of the patient's sheet. It holds the place, so it is asked for only when that is wanted."""
    asked = {"evaluation": pair.evaluation.clinic.clinic_id}
    if pair.procedure:
        asked["procedure"] = pair.procedure.clinic.clinic_id
    if place:
        asked["near"] = place.name
    return f"{SHEET_ADDRESS}?{urlencode(asked)}"


def _pair(number: int, pair: Pair, asking: Asking) -> str:
    title, in_all = words.pairs_title(pair), words.miles_in_all(pair)
    total = f'<span class="miles">{escape(in_all)}</span>' if in_all else ""
    return f"""<article class="way" aria-labelledby="way-{number}">
<div class="card-head"><span class="number" aria-hidden="true">{number}</span>
<h3 id="way-{number}">{escape(title)}</h3>{total}</div>
<div class="legs">{_legs(pair, asking)}{_confirm(pair, asking)}</div>
{_take_away(f"way-{number}-text", title, pair, asking)}</article>"""


def _take_away(text_id: str, title: str, pair: Pair, asking: Asking) -> str:
    """The text with its button, and the way to the sheet."""
    about = f'<span class="unseen">: {escape(title)}</span>'
    return f"""<div class="actions">{copy_button(text_id, words.COPY, about)}
<a class="sheet-link" href="{escape(sheet_href(pair, asking.place))}" target="_blank"
 rel="noopener noreferrer">{escape(words.SHEET_LINK)}{about}<span
 class="unseen"> ({escape(words.OPENS_IN_NEW_TAB)})</span></a>
<details><summary>{escape(words.SEE_TEXT)}{about}</summary>
<pre id="{text_id}" tabindex="0" aria-label="{escape(title)}">{escape(pair_text(pair, asking))}</pre>
</details></div>"""


def _legs(pair: Pair, asking: Asking) -> str:
    showing, day = asking.showing, asking.day_of_week
    clinic = pair.evaluation.clinic
    evaluates, _ = certainties(clinic, showing)
    first = fact_line(wording.evaluates_line(clinic.evaluates, evaluates), clinic.evaluates, evaluates)
    second = _performs(pair.procedure, asking) if pair.procedure else ""
    if pair.is_one_stop:
        return _leg(f"{words.EVALUATION} and {words.PROCEDURE.lower()}", pair.evaluation, first + second, day)
    if refers := words.refers_line(clinic, showing.clinics):
        first += f"<p>{escape(refers)}</p>"
    there = _leg(words.PROCEDURE, pair.procedure, second, None) if pair.procedure else ""
    return _leg(words.EVALUATION, pair.evaluation, first, day) + there


def _performs(match: Match, asking: Asking) -> str:
    fact = match.clinic.performs
    _, performs = certainties(match.clinic, asking.showing)
    return fact_line(wording.performs_line(fact, performs), fact, performs)


def _leg(what: str, match: Match, facts: str, day: int | None) -> str:
    clinic = match.clinic
    miles = f"{wording.miles(match.miles)}" if match.miles is not None else "miles not known"
    return (
        f'<div class="leg"><h4>{escape(what)} · {escape(miles)}</h4>'
        f'<p class="leg-name">{escape(clinic.name)}<span class="note">{escape(clinic.address)}</span></p>'
        f'{facts}<p class="hours">{escape(words.hours_line(clinic, day))}</p>{_contacts(clinic)}</div>'
    )


def _contacts(clinic: Clinic) -> str:
    said = "".join(
        f"<dt>{escape(label)}</dt><dd>{escape(number) if 'fax' in label else _link(number)}</dd>"
        for label, number in words.contact_lines(clinic)
    )
    return f'<dl class="contacts">{said}</dl>'


def _confirm(pair: Pair, asking: Asking) -> str:
    limit, day = asking.showing.limit_days, asking.day_of_week
    said = "".join(
        f"<li><b>{_link(phone_to_book(clinic))} {escape(clinic.short_name)}</b><ul>"
        + "".join(f"<li>{escape(words.question(item, limit, day))}</li>" for item in items)
        + "</ul></li>"
        for clinic, items in groupby(to_confirm(pair, asking.on), key=lambda item: item.clinic)
    )
    body = f"<ul>{said}</ul>" if said else f"<p>{escape(words.nothing_to_confirm(limit))}</p>"
    settled = "" if said else " is-settled"
    return f'<div class="leg confirm{settled}"><h4>{escape(words.CONFIRM_TITLE)}</h4>{body}</div>'


def _link(number: str) -> str:
    return f'<a class="number-link" href="{escape(phone_href(number))}">{escape(number)}</a>'
