"""The store of answers on real databases: SQLite, and PostgreSQL that the tests start."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from locator.answers.store import AnswerStore
from scripts.ensure_postgresql import Postgresql, ensure_postgresql, running

_number = count(1)


class Database:
    """A database that holds nothing yet, and can be taken away and brought back."""

    address: str

    def take_away(self) -> None:
        """From now on nobody reaches it."""
        raise NotImplementedError

    def bring_back(self) -> None:
        """It can be reached again, with what it had."""
        raise NotImplementedError


class SqliteDatabase(Database):
    """A file, which may not be there."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "answers.sqlite3"
        self._aside = folder / "aside"
        self._aside.mkdir()
        self.address = f"sqlite:///{self.file}"

    def take_away(self) -> None:
        for file in self.file.parent.glob(f"{self.file.name}*"):
            file.rename(self._aside / file.name)

    def bring_back(self) -> None:
        for file in self._aside.iterdir():
            file.rename(self.file.parent / file.name)


class PostgresqlDatabase(Database):
    """A database of the server that all tests share; to take it away stops that."""

    def __init__(self, server: Postgresql) -> None:
        self._server = server
        self._is_away = False
        name = f"answers{next(_number)}"
        engine = create_engine(server.address(), poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        self.address = server.address(name)

    def take_away(self) -> None:
        self._server.stop()
        self._is_away = True

    def bring_back(self) -> None:
        if self._is_away:
            self._server.start()
            self._is_away = False


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgresql]:
    """A PostgreSQL that runs: without one these tests fail, for nobody would see that they were left out."""
    with running(ensure_postgresql()) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Each of the two in turn."""
    if request.param == "sqlite":
        yield SqliteDatabase(tmp_path)
        return
    made = PostgresqlDatabase(request.getfixturevalue("postgresql"))
    yield made
    made.bring_back()


@pytest.fixture
def store(database: Database) -> Iterator[AnswerStore]:
    """A store in it."""
    made = AnswerStore(database.address)
    yield made
    made.close()
