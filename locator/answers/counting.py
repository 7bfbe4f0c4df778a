"""Which of the recorded answers count: of each fact the one learned last, unless it was undone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, exists, false, func, select

from locator.answers import tables
from locator.answers.recorded import Outcome, Recorded, Said
from locator.answers.report import Report, ReportCount
from locator.clinics import Method

_READ_AT_ONCE = 5_000
_MOST_APART = 200  # facts that are read one by one; of more of them, all are read at once


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a store has been read: the last answer by its number and name, and the last report."""

    number: int = 0
    once: str = ""
    report: int = 0


@dataclass(frozen=True)
class Answers:
    """What counts now: of each clinic and thing the newest answer, and the last call that settled nothing.

    `facts` are by clinic and what they are about, `tries` too; `reports` are by clinic. What is dated after
    `today` is left out.
    """

    facts: Mapping[tuple[str, str], Recorded] = field(default_factory=dict)
    tries: Mapping[tuple[str, str], Recorded] = field(default_factory=dict)
    reports: Mapping[str, tuple[ReportCount, ...]] = field(default_factory=dict)
    mark: Mark = Mark()
    today: date = date.max


NOTHING_SAID = Answers()


Key = tuple[str, str]


def what_counts(connection: Connection, since: Answers | None, today: date) -> Answers:
    """What counts on that day. With `since`, only what is newer is read; all where the store is another."""
    mark = _mark(connection)
    if since and (mark, today) == (since.mark, since.today):
        return since
    facts: dict[Key, Recorded] = {}
    tries: dict[Key, Recorded] = {}
    newer: list[Key | None] = [None]
    if since and since.mark.number and _goes_on_from(connection, since.mark):
        keys = _keys_after(connection, since, today)
        if len(keys) <= _MOST_APART:
            facts, tries = dict(since.facts), dict(since.tries)
            newer = list(keys)
    for key in newer:
        for found, settles in ((facts, True), (tries, False)):
            if key:
                found.pop(key, None)
            rows = _newest_rows(connection, settles=settles, key=key, today=today)
            found |= {one.key: one for one in rows}
    return Answers(facts, tries, _reported(connection), mark, today)


def number_of(connection: Connection, said: Said, today: date) -> int | None:
    """The number of the answer that counts just now for what this one is about."""
    number: int | None = connection.scalar(
        _newest(settles=True, key=(said.clinic_id, said.about), today=today)
    )
    return number


def one(connection: Connection, number: int) -> Recorded | None:
    """The answer of that number; None where there is none, or it was undone, or undoes another."""
    row = connection.execute(_rows().where(tables.answers.c.id == number, _counts)).first()
    return _recorded(row) if row else None


def history(connection: Connection, clinic_id: str, most: int) -> list[Recorded]:
    """The last that were recorded, of that clinic alone where one is given, the newest first."""
    query = _rows().order_by(tables.answers.c.id.desc()).limit(most)
    if clinic_id:
        query = query.where(tables.answers.c.clinic_id == clinic_id)
    return [_recorded(row) for row in connection.execute(query)]


_is_try = tables.answers.c.answer.in_([Outcome.UNKNOWN, Outcome.NOBODY])
_undoing = tables.answers.alias("undoing")
_is_undone = exists().where(_undoing.c.replaced == tables.answers.c.id, _undoing.c.answer == Outcome.UNDO)
_counts = and_(tables.answers.c.answer != Outcome.UNDO, ~_is_undone)  # neither undoes another nor is undone


def _rows() -> Select[Any]:
    return select(tables.answers, _is_undone.label("is_undone"))


def _newest(*, settles: bool, key: Key | None, today: date) -> Select[Any]:
    """The rows that count, by number: of each fact the one learned last, and of these the one recorded last.

    None for a fact that has none. With `settles` those that say something, else the calls that settled
    nothing. `key` is a clinic and what it is about, None for all. None is dated after `today`.
    """
    # Looked up fact by fact in the index: to sort a million rows takes half a minute.
    facts = select(tables.answers.c.clinic_id, tables.answers.c.service).distinct()
    if key:
        facts = facts.where(tables.answers.c.clinic_id == key[0], tables.answers.c.service == key[1])
    each = facts.subquery("each_fact")
    number = (
        select(tables.answers.c.id)
        .where(
            tables.answers.c.clinic_id == each.c.clinic_id,
            tables.answers.c.service == each.c.service,
            tables.answers.c.as_of <= today,
            ~_is_try if settles else _is_try,
            _counts,
        )
        .order_by(tables.answers.c.as_of.desc(), tables.answers.c.id.desc())
        .limit(1)
        .correlate(each)
        .scalar_subquery()
    )
    return select(number).select_from(each)


def _newest_rows(
    connection: Connection, *, settles: bool, key: Key | None, today: date
) -> Iterator[Recorded]:
    """The same, read. In two steps, or PostgreSQL may go through a million rows to find a few."""
    found = connection.scalars(_newest(settles=settles, key=key, today=today))
    numbers = [number for number in found if number is not None]
    for begun in range(0, len(numbers), _READ_AT_ONCE):
        some = tables.answers.c.id.in_(numbers[begun : begun + _READ_AT_ONCE])
        yield from map(
            _recorded, connection.execute(select(tables.answers, false().label("is_undone")).where(some))
        )


def _recorded(row: Row[Any]) -> Recorded:
    said = Said(
        clinic_id=row.clinic_id,
        about=row.service,
        answer=row.answer,
        as_of=row.as_of,
        method=Method(row.method),
        said_by=row.said_by,
        try_again=row.try_again,
    )
    at = row.recorded_at.replace(tzinfo=UTC)
    return Recorded(row.id, said, row.recorded_by, at, row.replaced, row.once, bool(row.is_undone))


def _mark(connection: Connection) -> Mark:
    last = connection.execute(
        select(tables.answers.c.id, tables.answers.c.once).order_by(tables.answers.c.id.desc()).limit(1)
    ).first()
    report = connection.scalar(select(func.max(tables.reports.c.id))) or 0
    return Mark(last.id, last.once, report) if last else Mark(report=report)


def _goes_on_from(connection: Connection, mark: Mark) -> bool:
    """Whether it is the store that was read up to there, and not a copy of another day put back."""
    once = connection.scalar(select(tables.answers.c.once).where(tables.answers.c.id == mark.number))
    return not mark.number or once == mark.once


def _keys_after(connection: Connection, since: Answers, today: date) -> set[Key]:
    """What may stand otherwise on that day than was read: by newer rows, and by those of the days between."""
    keys = select(tables.answers.c.clinic_id, tables.answers.c.service)
    queries = [keys.where(tables.answers.c.id > since.mark.number)]
    if today != since.today:
        first, last = sorted((today, since.today))
        queries.append(keys.where(tables.answers.c.as_of > first, tables.answers.c.as_of <= last))
    found = (connection.execute(query.limit(_MOST_APART + 1)) for query in queries)
    return {(clinic_id, about) for rows in found for clinic_id, about in rows}


def _reported(connection: Connection) -> dict[str, tuple[ReportCount, ...]]:
    """What was said to be wrong and not settled by a newer answer, counted, by clinic."""
    is_settled = exists().where(
        tables.answers.c.clinic_id == tables.reports.c.clinic_id,
        tables.answers.c.service == tables.reports.c.settled_by,
        tables.answers.c.id > tables.reports.c.after,
        ~_is_try,
        _counts,
    )
    what = (tables.reports.c.clinic_id, tables.reports.c.about, tables.reports.c.how)
    query = (
        select(*what, func.count(), func.max(tables.reports.c.reported_on))
        .where(~is_settled)
        .group_by(*what)
        .order_by(*what)
    )
    found: dict[str, list[ReportCount]] = {}
    for clinic_id, about, how, count, last in connection.execute(query):
        found.setdefault(clinic_id, []).append(ReportCount(Report(clinic_id, about, how), count, last))
    return {clinic_id: tuple(counts) for clinic_id, counts in found.items()}
