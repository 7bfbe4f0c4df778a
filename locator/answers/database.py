"""How the database of answers is reached, SQLite or PostgreSQL: one writer at a time; it may be away."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from locator.answers import tables
from locator.words import N_, Message

AWAY = N_(
    "The store of answers can't be reached just now, so nothing was saved. Please try again in a minute."
)

log = logging.getLogger(__name__)

_LOCK = 0x10CA702  # what PostgreSQL calls our lock: writers wait for each other, so numbers grow in order
_WAIT_SECONDS = 10


class StoreAwayError(RuntimeError):
    """The store can't be had just now; nothing was written. `sentence` says why."""

    def __init__(self, sentence: Message) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class SpentError(RuntimeError):
    """This was used before: a link, or a press that was sent twice. Nothing was written."""


class Database:
    """The database at an address of SQLAlchemy.

    Every method but `close` raises StoreAwayError where it can't be had.
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

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever recorded: to look for answers makes no file and no tables."""
        if not self._is_made and (self._file is None or self._file.exists()):
            with self.reading() as connection:
                self._is_made = inspect(connection).has_table(tables.answers.name)
        return not self._is_made

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """All that is read in it is of one moment."""
        with self._connected(writes=False) as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """All that is written in it is on disk afterwards, or nothing. Raises SpentError.

        Its tables are made where there are none yet.
        """
        with self._connected(writes=True) as connection, connection.begin():
            _wait_for_others(connection)
            if not self._is_made:
                tables.all_tables.create_all(connection)
            yield connection
        self._is_made = True

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

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
