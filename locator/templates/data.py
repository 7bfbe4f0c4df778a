"""What we know of each clinic and how sure we are, as HTML. What came from the file is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import numpy as np
import numpy.typing as npt

from locator import staff_wording as wording
from locator.cards import Showing, call_link, phone_href, report_link
from locator.clinics import Answer, Certainty, Clinic, Clinics, Status
from locator.overdue import Call
from locator.wording import status_mark

FACTS = ("evaluates", "performs")


def counts(showing: Showing) -> str:
    """How many answers are confirmed, reported and not confirmed."""
    heads = "".join(f'<th scope="col">{certainty.value.capitalize()}</th>' for certainty in Certainty)
    rows = []
    for name in FACTS:
        found = showing.clinics.certainty_of(name, showing.now, showing.limit_days)
        is_yes = (showing.clinics.frame[name] == Answer.YES).to_numpy(dtype=np.bool_)
        cells = "".join(_count(found == certainty, is_yes, certainty) for certainty in Certainty)
        rows.append(f'<tr><th scope="row">{name.capitalize()}</th>{cells}</tr>')
    return (
        f'<table class="counts"><caption class="unseen">{wording.COUNTS_TITLE}</caption>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def _count(such: npt.NDArray[np.bool_], is_yes: npt.NDArray[np.bool_], certainty: Certainty) -> str:
    """How many, and how many of each answer where some are a no."""
    number, yes = int(np.count_nonzero(such)), int(np.count_nonzero(such & is_yes))
    no = 0 if certainty is Certainty.NOT_CONFIRMED else number - yes
    answers = f' <span class="quiet">{wording.answers(yes, no)}</span>' if no else ""
    return f"<td>{number:,}{answers}</td>"


def meanings(limit_days: int) -> str:
    """What confirmed, reported and not confirmed mean."""
    items = "".join(
        f"<div><dt>{escape(word)}</dt><dd>{escape(meaning)}</dd></div>"
        for word, meaning in wording.how_sure(limit_days)
    )
    return f'<dl class="meanings">{items}</dl>'


def unknowns(clinics: Clinics) -> str:
    """What is not known, and of how many clinics."""
    missing = {column: _missing(clinics, column) for column in wording.UNKNOWNS}
    items = "".join(
        f"<li>{escape(wording.unknown(what, missing[column], len(clinics)))}</li>"
        for column, what in wording.UNKNOWNS.items()
        if missing[column]
    )
    return f"<ul>{items}</ul>" if items else f"<p>{wording.NOTHING_UNKNOWN}</p>"


def _missing(clinics: Clinics, column: str) -> int:
    if column == "position":
        return int(np.count_nonzero(clinics.is_approximate | np.isnan(clinics.latitude)))
    is_blank = clinics.frame[column] == ""
    if column.endswith("_as_of") and column != "listing_as_of":
        # Of an answer that nobody has given, the date is not missing too.
        is_blank &= clinics.frame[column.removesuffix("_as_of")] != ""
    return int(is_blank.sum())


def fact_table(clinics: Iterable[Clinic], showing: Showing) -> str:
    """Every fact of these clinics. On a narrow screen each row becomes a list (staff.css)."""
    heads = "".join(f'<th role="columnheader" scope="col">{title}</th>' for title in wording.FACT_COLUMNS)
    bodies = "".join(_clinic_rows(clinic, showing) for clinic in clinics)
    return (
        f'<table class="facts" role="table" aria-labelledby="every-fact"><thead role="rowgroup">'
        f'<tr role="row">{heads}</tr></thead>{bodies}</table>'
    )


def _clinic_rows(clinic: Clinic, showing: Showing) -> str:
    today = clinic.today(showing.now)
    status = f" · {clinic.status}" if clinic.status is not Status.OPEN else ""
    rows = [
        _row(
            wording.FACT_QUESTIONS[name],
            f'<span><span class="mark" aria-hidden="true">{status_mark(fact)}</span> '
            f"{wording.answer_word(fact)}</span>",
            wording.CERTAINTIES[fact.certainty(today, showing.limit_days)],
            wording.date_word(fact.as_of) if fact.value else wording.NO_SUCH_WORD,
            wording.METHODS[fact.method] if fact.value else wording.NO_SUCH_WORD,
            fact.source,
        )
        for name, fact in (("evaluates", clinic.evaluates), ("performs", clinic.performs))
    ]
    rows.append(
        _row(
            wording.LISTING_QUESTION,
            _listing(clinic),
            wording.NO_SUCH_WORD,
            wording.date_word(clinic.listing_as_of),
            wording.NO_SUCH_WORD,
            clinic.listing_source,
        )
    )
    return (
        '<tbody role="rowgroup"><tr role="row" class="clinic">'
        '<th role="rowheader" scope="rowgroup" colspan="6">'
        f"{escape(clinic.name)}{status} {_report(clinic, showing)}</th></tr>{''.join(rows)}</tbody>"
    )


def _row(question: str, answer_html: str, sure: str, when: str, how: str, source: str) -> str:
    cells = (answer_html, sure, when, how, _source(source))
    told = "".join(
        f'<td role="cell" data-label="{title}"{_is_empty(cell)}>{cell}</td>'
        for title, cell in zip(wording.FACT_COLUMNS[1:], cells, strict=True)
    )
    return f'<tr role="row"><th role="rowheader" scope="row">{question}</th>{told}</tr>'


def _is_empty(cell: str) -> str:
    """A mark for cells that say nothing, which a narrow screen leaves out."""
    return ' class="none"' if cell == wording.NO_SUCH_WORD else ""


def _listing(clinic: Clinic) -> str:
    hours = f"<br>{escape(wording.hours_words(clinic.opening_hours))}" if clinic.opening_hours else ""
    phone = f'<span class="phone">{escape(clinic.phone)}</span>'
    return f"<span>{escape(clinic.address)}<br>{phone}{hours}</span>"


def _source(source: str) -> str:
    if not source:
        return wording.NO_SUCH_WORD
    shown = escape(source)
    is_address = source.startswith(("https://", "http://")) and " " not in source
    return f'<a href="{shown}" rel="noopener noreferrer" target="_blank">{shown}</a>' if is_address else shown


def _report(clinic: Clinic, showing: Showing) -> str:
    return f'<span class="report">{report_link(clinic, showing)}</span>'


def call_list(calls: Sequence[Call]) -> str:
    """Whom to call next, what to ask, and who said so last."""
    items = "".join(f"<li>{_call(call)}</li>" for call in calls)
    return f'<ol class="calls">{items}</ol>'


def _call(call: Call) -> str:
    clinic = call.clinic
    questions = "".join(
        f"<li>{escape(wording.question_sentence(question))}</li>" for question in call.questions
    )
    referral = ""
    if clinic.referral_phone:
        number = escape(clinic.referral_phone)
        referral = (
            f'<a href="{escape(phone_href(clinic.referral_phone))}">{wording.REFERRAL_PHONE} {number}'
            f'<span class="unseen"> ({escape(clinic.short_name)})</span></a>'
        )
    asked = wording.whom_to_ask([question.fact.source for question in call.questions])
    source = f'<p class="quiet">{escape(asked)}</p>' if asked else ""
    return (
        f'<article class="card" aria-label="{escape(clinic.name)}">'
        f'<div class="call-head"><h3>{escape(clinic.name)}</h3>'
        f'<span class="urgency {call.urgency.name.lower()}">{wording.URGENCIES[call.urgency]}</span></div>'
        f'<ul>{questions}</ul>{source}<p class="actions">{call_link(clinic, "Call")}{referral}</p></article>'
    )
