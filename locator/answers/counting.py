"""Which of the recorded answers count: of each fact the one learned last, unless it was undone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, exists, false, func, select

from locator.answers import tables
from locator.answers.recorded import Outcome, Recorded, Said
from locator.answers.report import Report, ReportCount
from locator.clinics import Method

_READ_AT_ONCE = 5_000
_MOST_APART = 200  # facts that are read one by one; of more of them, all are read at once
_LAST_NUMBER = 2**31 - 1  # that a column of whole numbers can hold
_TRIES = (Outcome.UNKNOWN, Outcome.NOBODY)  # what is answered by a call that settled nothing

_answer, _report = tables.answers.c, tables.reports.c


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
Key = tuple[str, str]  # a clinic, and what it is about


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
        if key:
            facts.pop(key, None)
            tries.pop(key, None)
        for recorded in _newest_rows(connection, key, today):
            found = tries if recorded.said.answer in _TRIES else facts
            found[recorded.key] = recorded
    return Answers(facts, tries, _reported(connection), mark, today)


def number_of(connection: Connection, said: Said, today: date) -> int | None:
    """The number of the answer that counts just now for what this one is about."""
    found = connection.execute(_newest((said.clinic_id, said.about), today)).first()
    return found.settled if found else None


def one(connection: Connection, number: int) -> Recorded | None:
    """The answer of that number; None where there is none, or it was undone, or undoes another."""
    if number > _LAST_NUMBER:
        return None
    row = connection.execute(_rows().where(_answer.id == number, _counts)).first()
    return _recorded(row) if row else None


def of_press(connection: Connection, number: int) -> list[Recorded]:
    """All that the press recorded which the answer of that number is of, also what is undone since."""
    if number > _LAST_NUMBER:
        return []
    press = connection.scalar(select(_answer.once).where(_answer.id == number))
    if press is None:
        return []
    of_it = _answer.once.startswith(press.rpartition(".")[0] + ".", autoescape=True)
    # Numbers grow by each: the rest of a press comes after its first.
    query = _rows().where(_answer.id >= number, of_it).order_by(_answer.id)
    return [_recorded(row) for row in connection.execute(query)]


def history(connection: Connection, clinic_id: str, most: int) -> list[Recorded]:
    """The last that were recorded, of that clinic alone where one is given, the newest first."""
    query = _rows().order_by(_answer.id.desc()).limit(most)
    if clinic_id:
        query = query.where(_answer.clinic_id == clinic_id)
    return [_recorded(row) for row in connection.execute(query)]


_is_try = _answer.answer.in_(_TRIES)
_undoing = tables.answers.alias("undoing")
_is_undone = exists().where(_undoing.c.replaced == _answer.id, _undoing.c.answer == Outcome.UNDO)
_counts = and_(_answer.answer != Outcome.UNDO, ~_is_undone)  # neither undoes another nor is undone


def _rows() -> Select[Any]:
    return select(tables.answers, _is_undone.label("is_undone"))


def _newest(key: Key | None, today: date) -> Select[Any]:
    """The rows that count, by number: of each fact the one learned last, and of these the one recorded last.

    `settled` is the one that says something, `tried` the last call that settled nothing; None where there is
    none. `key` is a clinic and what it is about, None for all. None is dated after `today`.
    """
    facts = select(_answer.clinic_id, _answer.service).distinct()
    if key:
        facts = facts.where(_answer.clinic_id == key[0], _answer.service == key[1])
    each = facts.subquery("each_fact")
    # Looked up fact by fact in the index: to sort a million rows takes half a minute.
    last = (
        select(_answer.id)
        .where(
            _answer.clinic_id == each.c.clinic_id,
            _answer.service == each.c.service,
            _answer.as_of <= today,
            _counts,
        )
        .order_by(_answer.as_of.desc(), _answer.id.desc())
        .limit(1)
        .correlate(each)
    )
    settled, tried = last.where(~_is_try), last.where(_is_try)
    return select(
        settled.scalar_subquery().label("settled"), tried.scalar_subquery().label("tried")
    ).select_from(each)


# Numbers as they are, not as parameters: to hand over 80,000 of these takes a second.
_numbered = select(tables.answers, false().label("is_undone")).where(
    _answer.id.in_(bindparam("numbers", expanding=True, literal_execute=True))
)


def _newest_rows(connection: Connection, key: Key | None, today: date) -> Iterator[Recorded]:
    """The same, read. In two steps, or PostgreSQL may go through a million rows to find a few."""
    found = connection.execute(_newest(key, today))
    numbers = [number for numbers in found for number in numbers if number is not None]
    for begun in range(0, len(numbers), _READ_AT_ONCE):
        some = {"numbers": numbers[begun : begun + _READ_AT_ONCE]}
        yield from map(_recorded, connection.execute(_numbered, some))


def _recorded(row: Sequence[Any]) -> Recorded:
    """A row of the table, and whether it is undone."""
    number, clinic_id, about, answer, as_of, method, said_by, by, at, replaced, again, once, is_undone = row
    said = Said(clinic_id, about, answer, as_of, Method(method), said_by, again)
    return Recorded(number, said, by, at.replace(tzinfo=UTC), replaced, once, bool(is_undone))


def _mark(connection: Connection) -> Mark:
    last = connection.execute(select(_answer.id, _answer.once).order_by(_answer.id.desc()).limit(1)).first()
    report = connection.scalar(select(func.max(_report.id))) or 0
    return Mark(last.id, last.once, report) if last else Mark(report=report)


def _goes_on_from(connection: Connection, mark: Mark) -> bool:
    """Whether it is the store that was read up to there, and not a copy of another day put back."""
    once = connection.scalar(select(_answer.once).where(_answer.id == mark.number))
    return not mark.number or once == mark.once


def _keys_after(connection: Connection, since: Answers, today: date) -> set[Key]:
    """What may stand otherwise on that day than was read: by newer rows, and by those of the days between."""
    keys = select(_answer.clinic_id, _answer.service)
    queries = [keys.where(_answer.id > since.mark.number)]
    if today != since.today:
        first, last = sorted((today, since.today))
        queries.append(keys.where(_answer.as_of > first, _answer.as_of <= last))
    found = (connection.execute(query.limit(_MOST_APART + 1)) for query in queries)
    return {(clinic_id, about) for rows in found for clinic_id, about in rows}


def _reported(connection: Connection) -> dict[str, tuple[ReportCount, ...]]:
    """What was said to be wrong and not settled by a newer answer, counted, by clinic."""
    is_settled = exists().where(
        _answer.clinic_id == _report.clinic_id,
        _answer.service == _report.settled_by,
        _answer.id > _report.after,
        ~_is_try,
        _counts,
    )
    what = (_report.clinic_id, _report.about, _report.how)
    query = (
        select(*what, func.count(), func.max(_report.reported_on))
        .where(~is_settled)
        .group_by(*what)
        .order_by(*what)
    )
    found: dict[str, list[ReportCount]] = {}
    for clinic_id, about, how, count, last in connection.execute(query):
        found.setdefault(clinic_id, []).append(ReportCount(Report(clinic_id, about, how), count, last))
    return {clinic_id: tuple(counts) for clinic_id, counts in found.items()}
