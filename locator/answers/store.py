"""Where recorded answers live: a store that is only ever added to, in SQLite or PostgreSQL.

Several servers and terminals may share one. An answer is in it for good once `append` has come back.
"""

from __future__ import annotations

import logging
import secrets
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    DDL,
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    Index,
    Integer,
    MetaData,
    Row,
    Select,
    String,
    Table,
    and_,
    create_engine,
    event,
    exists,
    false,
    func,
    inspect,
    select,
    text,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from locator.answers.recorded import Outcome, Recorded, Said
from locator.answers.report import Report, ReportCount
from locator.clinics import Method
from locator.words import N_, Message

AWAY = N_(
    "The store of answers can't be reached just now, so nothing was saved. Please try again in a minute."
)

log = logging.getLogger(__name__)

_LOCK = 0x10CA702  # what PostgreSQL calls our lock: writers wait for each other, so numbers grow in order
_WAIT_SECONDS = 10
_READ_AT_ONCE = 5_000
_MOST_APART = 200  # facts that are read one by one; of more of them, all are read at once

_tables = MetaData()
_answers = Table(
    "answers",
    _tables,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("clinic_id", String(100), nullable=False),
    Column("service", String(40), nullable=False),
    Column("answer", String(1000), nullable=False),
    Column("as_of", Date, nullable=False),
    Column("method", String(20), nullable=False),
    Column("said_by", String(100), nullable=False),
    Column("recorded_by", String(200), nullable=False),
    Column("recorded_at", DateTime, nullable=False),  # UTC
    Column("replaced", Integer),
    Column("try_again", Date),
    Column("once", String(100), nullable=False, unique=True),
    # With the answer itself, so that nothing else need be read to see which one counts.
    Index("answers_of_a_fact", "clinic_id", "service", "as_of", "id", "answer"),
    Index("answers_replaced", "replaced"),
    sqlite_autoincrement=True,
)
_reports = Table(
    "reports",
    _tables,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("clinic_id", String(100), nullable=False),
    Column("about", String(40), nullable=False),
    Column("how", String(20), nullable=False),
    Column("reported_on", Date, nullable=False),
    Column("settled_by", String(40), nullable=False),
    Column(
        "after", Integer, nullable=False
    ),  # the last answer when it was reported: what is newer settles it
    Index("reports_of_a_clinic", "clinic_id"),
    sqlite_autoincrement=True,
)
# What may be used once: links that were sent to a clinic, and visits that were signed out of.
_spent = Table(
    "spent",
    _tables,
    Column("name", String(100), primary_key=True),
    Column("spent_at", DateTime, nullable=False),
)


def _ddl(statement: str) -> Any:
    """SQL of one kind of database."""
    return DDL(statement)  # type: ignore[no-untyped-call]


# What signs visits and links on every server that shares the store.
_keys = Table(
    "keys",
    _tables,
    Column("name", String(20), primary_key=True),
    Column("value", String(100), nullable=False),
)


for _table in (_answers, _reports, _spent):
    for _verb in ("UPDATE", "DELETE"):
        _sql = (
            f"CREATE TRIGGER {_table.name}_no_{_verb.lower()} BEFORE {_verb} ON {_table.name} "
            "BEGIN SELECT RAISE(ABORT, 'answers are never changed'); END"
        )
        event.listen(_table, "after_create", _ddl(_sql).execute_if(dialect="sqlite"))
    for _sql in (
        "CREATE OR REPLACE FUNCTION never_changed() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'answers are never changed'; END $$",
        f"CREATE TRIGGER {_table.name}_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON {_table.name} "
        "FOR EACH STATEMENT EXECUTE FUNCTION never_changed()",
    ):
        event.listen(_table, "after_create", _ddl(_sql).execute_if(dialect="postgresql"))


class StoreAwayError(RuntimeError):
    """The store can't be had just now; nothing was written. `sentence` says why."""

    def __init__(self, sentence: Message) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class InUseError(RuntimeError):
    """Something is in a store that should be empty. Nothing was written."""


class SpentError(RuntimeError):
    """This was used before: a link, or a press that was sent twice. Nothing was written."""


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


class AnswerStore:
    """The store at an address of SQLAlchemy, such as sqlite:////srv/answers.sqlite3 or postgresql+psycopg://….

    Every method raises StoreAwayError where it can't be had. A SQLite file is made by the first answer.
    """

    def __init__(self, address: str) -> None:
        url = make_url(address)
        is_file = url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:"
        self._file = Path(url.database) if is_file and url.database else None
        self._is_made = False
        self._is_away = False
        if self._file:
            # Opened for each use: a connection that is kept would go on with a file that was replaced.
            self._engine = create_engine(
                url, poolclass=NullPool, connect_args={"timeout": _WAIT_SECONDS}, hide_parameters=True
            )
            _safe(self._engine)
        else:
            in_time = {
                "connect_timeout": _WAIT_SECONDS,
                # jit: to compile what is read in a moment takes longer than to read it.
                "options": f"-c lock_timeout={_WAIT_SECONDS}s -c jit=off",
            }
            self._engine = create_engine(url, pool_pre_ping=True, connect_args=in_time, hide_parameters=True)

    def append(
        self,
        answers: Sequence[Said],
        by: str,
        now: datetime,
        *,
        once: str = "",
        spends: str = "",
        wrong: Sequence[Report] = (),
    ) -> list[Recorded]:
        """Record these answers, all or none; they are on disk when this returns.

        `by` is who writes them down, `now` an aware datetime. `once` names the press, so that the same one
        sent twice is recorded once; `spends` what may be used for it but once. `wrong` is what was said with
        it to be wrong in the list, on the date of `now`. Raises SpentError.
        """
        press = once or secrets.token_urlsafe(12)
        with self._writing() as connection:
            if spends:
                connection.execute(_spent.insert(), {"name": spends, "spent_at": _utc(now)})
            recorded = [
                _add(connection, said, by, now, f"{press}.{place}", _number_of(connection, said, now.date()))
                for place, said in enumerate(answers)
            ]
            for report in wrong:  # after the answers, so that these settle none of it
                _add_report(connection, report, now.date())
            return recorded

    def undo(self, number: int, by: str, now: datetime) -> Recorded | None:
        """Let an answer count no more, by another row that says so; None where there is none to undo."""
        with self._writing() as connection:
            undone = _one(connection, number)
            if undone is None:
                return None
            row = replace(undone.said, answer=Outcome.UNDO, try_again=None)
            return _add(connection, row, by, now, f"{secrets.token_urlsafe(12)}.0", number)

    def one(self, number: int) -> Recorded | None:
        """The answer of that number; None where there is none, or it was undone, or undoes another."""
        if self._is_empty():
            return None
        with self._reading() as connection:
            return _one(connection, number)

    def report(self, report: Report, today: date, most_a_day: int) -> bool:
        """Keep that somebody says that something is wrong; False where there are enough of them today."""
        with self._writing() as connection:
            count = select(func.count()).select_from(_reports).where(_reports.c.reported_on == today)
            if (connection.scalar(count) or 0) >= most_a_day:
                return False
            _add_report(connection, report, today)
        return True

    def spend(self, name: str, now: datetime) -> None:
        """Use up what may be used once. Raises SpentError where it was used before."""
        with self._writing() as connection:
            connection.execute(_spent.insert(), {"name": name, "spent_at": _utc(now)})

    def is_spent(self, name: str) -> bool:
        """Whether it was used."""
        if self._is_empty():
            return False
        with self._reading() as connection:
            return connection.scalar(select(_spent.c.name).where(_spent.c.name == name)) is not None

    def key(self, *, make: bool = True) -> str:
        """A random text that stays the same for this store: what signs is made of it.

        It is made where there is none yet; without `make`, "" is given instead.
        """
        if not make and self._is_empty():
            return ""
        with self._writing() if make else self._reading() as connection:
            found = connection.scalar(select(_keys.c.value).where(_keys.c.name == "signing"))
            if found is None and not make:
                return ""
            if found is None:
                found = secrets.token_urlsafe(48)
                connection.execute(_keys.insert(), {"name": "signing", "value": found})
            return str(found)

    def answers(self, since: Answers | None = None, today: date = date.max) -> Answers:
        """What counts on that day. With `since`, only what is newer is read; all where the store is another.

        What is dated after `today` was recorded by a clock that is wrong: it hides nothing until then.
        """
        if self._is_empty():
            return NOTHING_SAID
        with self._reading() as connection:
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

    def history(self, clinic_id: str = "", most: int = 200) -> list[Recorded]:
        """The last that were recorded, of that clinic alone where one is given, the newest first."""
        query = _rows().order_by(_answers.c.id.desc()).limit(most)
        if clinic_id:
            query = query.where(_answers.c.clinic_id == clinic_id)
        if self._is_empty():
            return []
        with self._reading() as connection:
            return [_recorded(row) for row in connection.execute(query)]

    def copy_to(self, other: AnswerStore) -> int:
        """Copy everything, numbers and all, to a store that holds nothing yet; how many answers there are.

        Nobody can record in either meanwhile. All is copied or nothing. Raises InUseError.
        """
        with self._writing() as here, other._writing() as there:
            if any(there.execute(select(table).limit(1)).first() for table in _tables.sorted_tables):
                raise InUseError
            for table in _tables.sorted_tables:
                rows = here.execution_options(yield_per=_READ_AT_ONCE).execute(select(table))
                for some in rows.partitions():
                    there.execute(table.insert(), [dict(row._mapping) for row in some])
            for table in (_answers, _reports):
                _number_on(there, table)
            return here.scalar(select(func.count()).select_from(_answers)) or 0

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._connected(writes=False) as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._connected(writes=True) as connection, connection.begin():
            _wait_for_others(connection)
            if not self._is_made:
                _tables.create_all(connection)
            yield connection
        self._is_made = True

    @contextmanager
    def _connected(self, *, writes: bool) -> Iterator[Connection]:
        try:
            if self._is_made and self._file and not self._file.exists():
                raise FileNotFoundError(f"{self._file} is gone")
            with self._engine.connect().execution_options(writes=writes) as connection:
                yield connection
            self._is_away = False
        except IntegrityError as error:
            raise SpentError from error
        except (SQLAlchemyError, OSError) as error:
            if not self._is_away:  # looked for each second: said once
                log.warning("The store of answers can't be had: %s", error)
            self._is_away = True
            raise StoreAwayError(AWAY) from error

    def _is_empty(self) -> bool:
        """Whether nothing was ever recorded: to look for answers makes no file and no tables."""
        if not self._is_made and (self._file is None or self._file.exists()):
            with self._reading() as connection:
                self._is_made = inspect(connection).has_table(_answers.name)
        return not self._is_made


Key = tuple[str, str]

_is_try = _answers.c.answer.in_([Outcome.UNKNOWN, Outcome.NOBODY])
_undoing = _answers.alias("undoing")
_is_undone = exists().where(_undoing.c.replaced == _answers.c.id, _undoing.c.answer == Outcome.UNDO)
_counts = and_(_answers.c.answer != Outcome.UNDO, ~_is_undone)  # neither undoes another nor is undone


def _rows() -> Select[Any]:
    return select(_answers, _is_undone.label("is_undone"))


def _newest(*, settles: bool, key: Key | None, today: date) -> Select[Any]:
    """The rows that count, by number: of each fact the one learned last, and of these the one recorded last.

    None for a fact that has none. With `settles` those that say something, else the calls that settled
    nothing. `key` is a clinic and what it is about, None for all. None is dated after `today`.
    """
    # Looked up fact by fact in the index: to sort a million rows takes half a minute.
    facts = select(_answers.c.clinic_id, _answers.c.service).distinct()
    if key:
        facts = facts.where(_answers.c.clinic_id == key[0], _answers.c.service == key[1])
    each = facts.subquery("each_fact")
    number = (
        select(_answers.c.id)
        .where(
            _answers.c.clinic_id == each.c.clinic_id,
            _answers.c.service == each.c.service,
            _answers.c.as_of <= today,
            ~_is_try if settles else _is_try,
            _counts,
        )
        .order_by(_answers.c.as_of.desc(), _answers.c.id.desc())
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
        some = _answers.c.id.in_(numbers[begun : begun + _READ_AT_ONCE])
        yield from map(
            _recorded, connection.execute(select(_answers, false().label("is_undone")).where(some))
        )


def _number_of(connection: Connection, said: Said, today: date) -> int | None:
    """The number of the answer that counts just now for what this one is about."""
    number: int | None = connection.scalar(
        _newest(settles=True, key=(said.clinic_id, said.about), today=today)
    )
    return number


def _one(connection: Connection, number: int) -> Recorded | None:
    query = _rows().where(_answers.c.id == number, _counts)
    row = connection.execute(query).first()
    return _recorded(row) if row else None


def _add(
    connection: Connection, said: Said, by: str, now: datetime, once: str, replaced: int | None
) -> Recorded:
    values = {
        "clinic_id": said.clinic_id,
        "service": said.about,
        "answer": said.answer,
        "as_of": said.as_of,
        "method": said.method,
        "said_by": said.said_by,
        "recorded_by": by,
        "recorded_at": _utc(now),
        "replaced": replaced,
        "try_again": said.try_again,
        "once": once,
    }
    (number,) = connection.execute(_answers.insert(), values).inserted_primary_key or (0,)
    return Recorded(number, said, by, _utc(now).replace(tzinfo=UTC), replaced, once)


def _add_report(connection: Connection, report: Report, today: date) -> None:
    after = connection.scalar(select(func.max(_answers.c.id))) or 0
    values = {
        **asdict(report),
        "settled_by": report.settled_by,
        "reported_on": today,
        "after": after,
    }
    connection.execute(_reports.insert(), values)


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
        select(_answers.c.id, _answers.c.once).order_by(_answers.c.id.desc()).limit(1)
    ).first()
    report = connection.scalar(select(func.max(_reports.c.id))) or 0
    return Mark(last.id, last.once, report) if last else Mark(report=report)


def _goes_on_from(connection: Connection, mark: Mark) -> bool:
    """Whether it is the store that was read up to there, and not a copy of another day put back."""
    once = connection.scalar(select(_answers.c.once).where(_answers.c.id == mark.number))
    return not mark.number or once == mark.once


def _keys_after(connection: Connection, since: Answers, today: date) -> set[Key]:
    """What may stand otherwise on that day than was read: by newer rows, and by those of the days between."""
    keys = select(_answers.c.clinic_id, _answers.c.service)
    queries = [keys.where(_answers.c.id > since.mark.number)]
    if today != since.today:
        first, last = sorted((today, since.today))
        queries.append(keys.where(_answers.c.as_of > first, _answers.c.as_of <= last))
    found = (connection.execute(query.limit(_MOST_APART + 1)) for query in queries)
    return {(clinic_id, about) for rows in found for clinic_id, about in rows}


def _reported(connection: Connection) -> dict[str, tuple[ReportCount, ...]]:
    """What was said to be wrong and not settled by a newer answer, counted, by clinic."""
    is_settled = exists().where(
        _answers.c.clinic_id == _reports.c.clinic_id,
        _answers.c.service == _reports.c.settled_by,
        _answers.c.id > _reports.c.after,
        ~_is_try,
        _counts,
    )
    what = (_reports.c.clinic_id, _reports.c.about, _reports.c.how)
    query = (
        select(*what, func.count(), func.max(_reports.c.reported_on))
        .where(~is_settled)
        .group_by(*what)
        .order_by(*what)
    )
    found: dict[str, list[ReportCount]] = {}
    for clinic_id, about, how, count, last in connection.execute(query):
        found.setdefault(clinic_id, []).append(ReportCount(Report(clinic_id, about, how), count, last))
    return {clinic_id: tuple(counts) for clinic_id, counts in found.items()}


def _number_on(connection: Connection, table: Table) -> None:
    """Let numbers go on after the last one: PostgreSQL does not see those that come with their rows."""
    if connection.dialect.name == "postgresql":
        last = connection.scalar(select(func.max(table.c.id)))
        if last:
            counter = func.pg_get_serial_sequence(table.name, "id")
            connection.execute(select(func.setval(counter, last)))


def _wait_for_others(connection: Connection) -> None:
    """One writer at a time, so that numbers grow in the order in which rows can be read."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _safe(engine: Engine) -> None:
    """SQLite: a log that is written ahead, on disk before a write returns, and one writer at a time.

    The way of SQLAlchemy's documentation: SQLite, "Enabling Non-Legacy SQLite Transactional Modes".
    """

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _: object) -> None:
        connection.isolation_level = None
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """SQLite does not wait by itself for another who is just opening the file for the first time."""
    deadline = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)
