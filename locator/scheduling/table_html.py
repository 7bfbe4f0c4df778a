"""The table of the network as HTML: a real table, so that a screen reader can walk it. All is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from locator import wording
from locator.cards import Showing, certainties, phone_href
from locator.clinics import Answer, Certainty, Clinic, Fact, Status
from locator.scheduling import wording as words
from locator.scheduling.hours import DAY_NAMES, day_in_words
from locator.scheduling.table import Row


def table_html(rows: Sequence[Row], showing: Showing, day: int | None) -> str:
    """The table, with a column of miles where there is a place, and the hours of `day` where one is asked."""
    names = [*words.COLUMNS]
    if showing.measured_from:
        names.insert(1, words.MILES_COLUMN)
    if day is not None:
        names[names.index("Open")] = f"Open on {DAY_NAMES[day]}s"
    head = "".join(f'<th role="columnheader" scope="col">{escape(name)}</th>' for name in names)
    body = "".join(_row(row, names, showing, day) for row in rows)
    return (
        f'<table class="network" role="table" aria-label="{escape(words.NETWORK_TITLE)}">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def _row(row: Row, names: Sequence[str], showing: Showing, day: int | None) -> str:
    clinic = row.clinic
    evaluates, performs = certainties(clinic, showing)
    is_closed = clinic.status is Status.CLOSED  # what it did once is no answer any more
    cells = [
        escape(words.CLOSED_FOR_GOOD) if is_closed else _fact(clinic, fact, certainty, showing)
        for fact, certainty in ((clinic.evaluates, evaluates), (clinic.performs, performs))
    ]
    cells += [
        _contact(clinic),
        _open(clinic, showing, day),
        _refers_to(clinic, showing),
    ]
    if showing.measured_from:
        cells.insert(0, _miles(row, clinic))
    said = "".join(
        f'<td role="cell" data-label="{escape(name)}"><div>{cell}</div></td>'
        for name, cell in zip(names[1:], cells, strict=True)
    )
    closed = ' class="is-closed"' if is_closed else ""
    return (
        f'<tr role="row"{closed}><th role="rowheader" scope="row">{escape(clinic.name)}'
        f'<span class="note">{escape(clinic.address)}</span></th>{said}</tr>'
    )


def _miles(row: Row, clinic: Clinic) -> str:
    if row.miles is None:
        return escape(words.NOT_KNOWN)
    about = "about " if clinic.position and clinic.position.is_approximate else ""
    return escape(f"{about}{wording.miles(row.miles).removesuffix(' miles').removesuffix(' mile')}")


def _fact(clinic: Clinic, fact: Fact, certainty: Certainty, showing: Showing) -> str:
    overdue = fact.is_overdue(clinic.today(showing.now), showing.limit_days)
    detail = words.fact_detail(fact, certainty, is_overdue=overdue)
    kind = {Answer.YES: "yes", Answer.NO: "no", None: "unknown"}[fact.value]
    sure = "confirmed" if certainty is Certainty.CONFIRMED else "unsure"
    return (
        f'<span class="fact {kind} {sure}"><span class="mark" aria-hidden="true">{wording.status_mark(fact)}'
        f'</span><span><b>{escape(words.fact_answer(fact))}</b> <span class="detail">{escape(detail)}'
        "</span></span></span>"
    )


def _contact(clinic: Clinic) -> str:
    lines = []
    if clinic.referral_phone:
        lines.append(_phone(clinic.referral_phone))
    else:
        lines.append(f'{_phone(clinic.phone)}<span class="note">main phone</span>')
    if clinic.referral_fax:
        lines.append(f'<span class="note fax">Fax {escape(clinic.referral_fax)}</span>')
    return "".join(lines)


def _phone(number: str) -> str:
    return f'<a class="number-link" href="{escape(phone_href(number))}">{escape(number)}</a>'


def _open(clinic: Clinic, showing: Showing, day: int | None) -> str:
    if clinic.status is Status.CLOSED:
        return escape(words.CLOSED_FOR_GOOD)
    if day is not None and clinic.status is Status.OPEN:
        return escape(day_in_words(clinic.opening_hours, day) or words.NOT_KNOWN)
    first, _, rest = wording.clinic_hours(clinic, showing.now).partition(". ")
    note = f'<span class="note">{escape(rest)}</span>' if rest else ""
    return f"{escape(first.removesuffix('.'))}{note}"


def _refers_to(clinic: Clinic, showing: Showing) -> str:
    there = words.refers_to(clinic, showing.clinics)
    return escape(" or ".join(there)) if there else f'<span class="nothing">{escape(words.NOT_KNOWN)}</span>'
