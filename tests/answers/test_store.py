"""The store of answers keeps what it has acknowledged, whatever happens to it. On SQLite and PostgreSQL."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from locator.answers import database as database_module
from locator.answers.counting import NOTHING_SAID
from locator.answers.database import SpentError, StoreAwayError
from locator.answers.recorded import Outcome, Said
from locator.answers.report import Knows, Report, Wrong
from locator.answers.store import AnswerStore
from locator.settings import PROJECT
from scripts.ensure_postgresql import Postgresql
from tests.answers import recorder
from tests.answers.conftest import Database, PostgresqlDatabase, SqliteDatabase
from tests.answers.made import DAY, NOW, TODAY, said

PERFORMS = ("edina", "performs")


def numbers_in(store: AnswerStore) -> list[int]:
    """The number of every answer, in order."""
    return sorted(recorded.number for recorded in store.history(most=100_000))


def record(store: AnswerStore, answer: str = "yes", as_of: date = TODAY, clinic_id: str = "edina") -> int:
    """Its number."""
    (recorded,) = store.append([said(clinic_id, answer=answer, as_of=as_of)], "Ana", NOW)
    return recorded.number


def answer_in(store: AnswerStore, today: date = TODAY) -> str:
    """Whether the procedure is done in Edina, "" where nobody said."""
    found = store.answers(today=today).facts.get(PERFORMS)
    return found.said.answer if found else ""


# What is recorded, and what counts


def test_what_was_recorded_is_read_back_by_another_server(database: Database, store: AnswerStore) -> None:
    told = said("edina", answer="no", said_by="Ana, nurse – “front desk” 日本")
    (recorded,) = store.append([told], "ana@example.com", NOW)
    assert (recorded.said, recorded.recorded_by, recorded.at) == (told, "ana@example.com", NOW)
    with closing(AnswerStore(database.address)) as other:
        assert other.answers().facts == {PERFORMS: recorded}
        assert other.history() == [recorded]
        assert other.one(recorded.number) == recorded


def test_to_look_for_answers_makes_no_file_and_every_thread_may_look(tmp_path: Path) -> None:
    database = SqliteDatabase(tmp_path)
    with closing(AnswerStore(database.address)) as store:
        assert store.answers() == NOTHING_SAID
        found: list[object] = []
        for _ in range(2):
            looking = threading.Thread(target=lambda: found.append(store.answers()))
            looking.start()
            looking.join()
        assert found == [NOTHING_SAID, NOTHING_SAID]
        assert not database.file.exists()


def test_the_newest_day_counts_and_of_one_day_what_was_recorded_last(store: AnswerStore) -> None:
    record(store, "no")
    record(store, "yes")
    assert answer_in(store) == "yes"
    record(store, "no", TODAY - DAY)  # heard yesterday, or by a clock that is behind
    assert answer_in(store) == "yes"


def test_an_answer_of_a_clock_that_is_ahead_does_not_count_until_then_and_hides_none(
    store: AnswerStore,
) -> None:
    record(store, "yes", TODAY)
    before = store.answers(today=TODAY)
    record(store, "no", TODAY + 3 * DAY)
    assert answer_in(store) == "yes"
    soon = store.answers(before, TODAY)
    assert soon.facts[PERFORMS].said.answer == "yes"
    assert answer_in(store, TODAY + 3 * DAY) == "no"
    assert store.answers(soon, TODAY + 3 * DAY).facts[PERFORMS].said.answer == "no"


def test_a_call_that_settled_nothing_is_kept_beside_the_answer(store: AnswerStore) -> None:
    record(store, "yes", TODAY - DAY)
    nobody = record(store, Outcome.NOBODY)
    answers = store.answers()
    assert answers.facts[PERFORMS].said.answer == "yes"
    assert answers.tries[PERFORMS].number == nobody


def test_each_answer_tells_which_one_it_replaced(store: AnswerStore) -> None:
    first = record(store, "yes")
    (second,) = store.append([said(answer="no")], "Ben", NOW)
    assert second.replaced == first
    assert [row.number for row in store.history("edina")] == [second.number, first]
    assert store.history("coon-rapids") == []


def test_an_undone_answer_counts_no_more_and_is_still_in_the_history(store: AnswerStore) -> None:
    first, second = record(store, "yes"), record(store, "no")
    undoing = store.undo(second, "Ben", NOW)
    assert undoing
    assert (undoing.replaced, undoing.recorded_by) == (second, "Ben")
    assert store.answers().facts[PERFORMS].number == first
    assert [(row.number, row.is_undone) for row in store.history()] == [
        (undoing.number, False),
        (second, True),
        (first, False),
    ]


def test_what_is_undone_or_undoes_or_is_not_there_can_t_be_undone(store: AnswerStore) -> None:
    number = record(store)
    undoing = store.undo(number, "Ben", NOW)
    assert undoing
    for other in (number, undoing.number, 999):
        assert store.undo(other, "Ben", NOW) is None
        assert store.one(other) is None
    assert len(numbers_in(store)) == 2


def test_one_press_sent_twice_is_recorded_once(store: AnswerStore) -> None:
    both = [said(answer="yes"), said(about="evaluates", answer="no")]
    store.append(both, "Ana", NOW, once="a press")
    with pytest.raises(SpentError):
        store.append(both, "Ana", NOW, once="a press")
    assert len(numbers_in(store)) == 2


def test_a_link_is_good_for_one_save_and_one_that_fails_saves_nothing(store: AnswerStore) -> None:
    store.append([said()], "a link", NOW, spends="link:1")
    assert store.is_spent("link:1")
    with pytest.raises(SpentError):
        store.append([said(answer="no")], "a link", NOW, spends="link:1")
    assert answer_in(store) == "yes"
    with pytest.raises(SpentError):
        store.spend("link:1", NOW)


@pytest.mark.parametrize("table", ["answers", "reports", "spent"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_nothing_is_ever_changed_or_erased(
    database: Database, store: AnswerStore, table: str, statement: str
) -> None:
    if statement.startswith("TRUNCATE") and isinstance(database, SqliteDatabase):
        statement = "DELETE FROM {} WHERE 1"  # it has no other way to empty a table
    record(store)
    store.report(Report("edina", Wrong.PHONE, Knows.CALLED), TODAY, 9)
    store.spend("a link", NOW)
    column = {"answers": "answer", "reports": "about", "spent": "name"}[table]
    engine = create_engine(database.address, poolclass=NullPool)
    with engine.connect() as connection:
        before = connection.execute(text(f"SELECT * FROM {table}")).all()  # noqa: S608
        assert before
        with pytest.raises(DBAPIError, match="never changed"):
            connection.execute(text(statement.format(table, column, "'no'")))
        connection.rollback()
        assert connection.execute(text(f"SELECT * FROM {table}")).all() == before  # noqa: S608


def test_reports_are_counted_until_a_newer_answer_settles_them(store: AnswerStore) -> None:
    wrong = Report("edina", "performs", Knows.WAS_THERE)
    for _ in range(2):
        assert store.report(wrong, TODAY, 3)
    (counted,) = store.answers().reports["edina"]
    assert (counted.report, counted.count, counted.last) == (wrong, 2, TODAY)
    record(store, Outcome.NOBODY)
    before = store.answers()
    assert before.reports["edina"]
    record(store, "no")
    assert store.answers(before).reports == store.answers().reports == {}
    assert store.report(wrong, TODAY, 3)
    assert not store.report(wrong, TODAY, 3)


def test_an_answer_that_was_undone_settles_no_report_and_nor_does_the_undoing(store: AnswerStore) -> None:
    (before,) = store.append([said()], "Ana", NOW)
    store.report(Report("edina", "performs", Knows.CALLED), TODAY, 9)
    store.undo(before.number, "Ana", NOW)
    assert "edina" in store.answers().reports, "to undo says nothing of the clinic"
    (after,) = store.append([said()], "Ana", NOW)
    assert store.answers().reports == {}
    store.undo(after.number, "Ana", NOW)
    assert "edina" in store.answers().reports


# Read in part is the same as read in full


@st.composite
def _acts(draw: st.DrawFn) -> list[tuple[str, int, int]]:
    return draw(
        st.lists(
            st.tuples(
                st.sampled_from(["yes", "no", "unknown", "nobody", "undo", "undo", "report", "day"]),
                st.integers(0, 3),
                st.integers(-2, 2),
            ),
            max_size=12,
        )
    )


def test_what_was_read_and_what_is_newer_are_together_what_there_is(store: AnswerStore) -> None:
    record(store)
    seen = [store.answers(today=TODAY)]

    @settings(max_examples=40)
    @given(acts=_acts(), from_the_end=st.integers(0, 5))
    def holds(acts: list[tuple[str, int, int]], from_the_end: int) -> None:
        today = TODAY
        for act, which, days in acts:
            if act == "undo":
                store.undo(max(numbers_in(store)) - which, "Ben", NOW)
            elif act == "report":
                store.report(Report("edina", ("performs", Wrong.PHONE)[which % 2], Knows.CALLED), TODAY, 9999)
            elif act == "day":
                today = TODAY + days * DAY
            else:
                about = ("performs", "evaluates")[which // 2]
                told = said(("edina", "osseo")[which % 2], about, act, TODAY + days * DAY)
                store.append([told], "Ana", NOW)
        whole = store.answers(today=today)
        assert store.answers(seen[-1 - min(from_the_end, len(seen) - 1)], today) == whole
        assert store.answers(whole, today) is whole
        seen.append(whole)

    holds()


# Two at once


def test_two_threads_on_the_same_fact_both_are_kept_and_one_counts(
    database: Database, store: AnswerStore
) -> None:
    other = AnswerStore(database.address)
    ready = threading.Barrier(2)
    failed: list[BaseException] = []

    def records(through: AnswerStore, answer: str) -> None:
        try:
            ready.wait()
            for _ in range(15):
                record(through, answer)
        except BaseException as error:  # noqa: BLE001 (told to the test)
            failed.append(error)

    threads = [threading.Thread(target=records, args=one) for one in ((store, "yes"), (other, "no"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert failed == []
    rows = store.history()
    assert sorted(row.said.answer for row in rows) == ["no"] * 15 + ["yes"] * 15
    assert store.answers().facts[PERFORMS].number == max(numbers_in(store))
    # Each replaced the one before it: nobody read while another wrote.
    in_order = sorted(rows, key=lambda row: row.number)
    assert [later.replaced for later in in_order[1:]] == [row.number for row in in_order[:-1]]


def test_two_processes_at_once_and_numbers_grow_in_the_order_in_which_they_can_be_read(
    database: Database, store: AnswerStore
) -> None:
    each = 150  # enough for the reader to have its turn on a busy machine
    processes = [recorder.start(database.address, "edina", each) for _ in range(2)]
    seen: list[list[int]] = []
    while any(process.poll() is None for process in processes):
        seen.append(numbers_in(store))
    told = [[int(line) for line in recorder.rest_of(process)] for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    last = numbers_in(store)
    assert last == sorted(told[0] + told[1])
    assert len(last) == 2 * each
    assert all(numbers == sorted(numbers) for numbers in told)
    # Never was a number read while a smaller one was still to come: `answers(since)` relies on it.
    assert all(read == last[: len(read)] for read in seen)
    assert any(0 < len(read) < len(last) for read in seen)


def test_whoever_waits_too_long_for_another_hears_that_nothing_was_saved(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "_WAIT_SECONDS", 1)
    with closing(AnswerStore(database.address)) as store, closing(AnswerStore(database.address)) as other:
        record(store)
        with store._database.writing():  # somebody's machine sleeps in the middle of saving
            with pytest.raises(StoreAwayError):
                record(other, "no")
            assert answer_in(other) == "yes"
        record(other, "no")
        assert answer_in(store) == "no"


# Killed, full, gone


@pytest.mark.parametrize("acknowledged", [1, 7, 25])
def test_what_was_acknowledged_is_there_after_a_kill_in_mid_save(
    database: Database, store: AnswerStore, acknowledged: int
) -> None:
    process = recorder.start(database.address, "edina", 0)
    assert process.stdout
    told = [process.stdout.readline() for _ in range(acknowledged)]
    process.kill()
    told += recorder.rest_of(process)
    numbers = [int(line) for line in told]
    kept = numbers_in(store)
    assert kept[: len(numbers)] == numbers
    assert len(kept) - len(numbers) in (0, 1)  # saved, and killed before it could say so
    _is_whole(database)
    record(store)
    assert len(numbers_in(store)) == len(kept) + 1


def _is_whole(database: Database) -> None:
    if isinstance(database, SqliteDatabase):
        with closing(sqlite3.connect(database.file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_what_was_acknowledged_is_there_after_postgresql_was_cut_off_in_mid_save(
    postgresql: Postgresql,
) -> None:
    database = PostgresqlDatabase(postgresql)
    process = recorder.start(database.address, "edina", 0)
    assert process.stdout
    told = [process.stdout.readline() for _ in range(7)]
    database.take_away()
    told += recorder.rest_of(process)
    assert process.returncode == 1  # it heard that the next one was not saved
    database.bring_back()
    with closing(AnswerStore(database.address)) as store:
        numbers = [int(line) for line in told]
        assert numbers_in(store)[: len(numbers)] == numbers


@contextmanager
def _room_for(pages: int) -> Iterator[None]:
    """No SQLite file may grow beyond so many pages: as on a full disk."""

    def connected(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(Engine, "connect", connected)
    try:
        yield
    finally:
        event.remove(Engine, "connect", connected)


def test_on_a_full_disk_nothing_is_half_written_and_it_goes_on_once_there_is_room(tmp_path: Path) -> None:
    database = SqliteDatabase(tmp_path)
    with _room_for(40):
        store = AnswerStore(database.address)
        many = [said(f"clinic-{number}", said_by="somebody" * 7) for number in range(25)]
        saved = _until_it_is_full(store, many)
        assert saved
        assert len(numbers_in(store)) == saved  # of the last twenty-five none
        _is_whole(database)
        store.close()
    store = AnswerStore(database.address)
    store.append(many, "Ana", NOW)
    assert len(numbers_in(store)) == saved + len(many)
    store.close()


def _until_it_is_full(store: AnswerStore, many: list[Said]) -> int:
    """Record until nothing can be; how many there was room for."""
    for times in range(100):
        try:
            store.append(many, "Ana", NOW)
        except StoreAwayError:
            return times * len(many)
    raise AssertionError("the disk is never full")


def test_a_store_that_is_away_says_so_and_goes_on_when_it_is_back(
    database: Database, store: AnswerStore
) -> None:
    record(store)
    read = store.answers()
    database.take_away()
    for act in (store.answers, lambda: store.answers(read), lambda: record(store), store.history, store.key):
        with pytest.raises(StoreAwayError):
            act()
    database.bring_back()
    assert store.answers(read) is read
    record(store, "no")
    assert answer_in(store) == "no"


def test_a_store_that_is_away_at_the_start_is_found_later(postgresql: Postgresql) -> None:
    database = PostgresqlDatabase(postgresql)
    database.take_away()
    with closing(AnswerStore(database.address)) as store:
        with pytest.raises(StoreAwayError):
            store.answers()
        with pytest.raises(StoreAwayError):
            record(store)
        database.bring_back()
        assert record(store)
        assert answer_in(store) == "yes"


def test_what_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    database = SqliteDatabase(tmp_path)
    database.file.write_bytes(b"clinic_id,name\n" * 200)
    with closing(AnswerStore(database.address)) as store:
        for act in (store.answers, lambda: record(store)):
            with pytest.raises(StoreAwayError):
                act()
        assert database.file.read_bytes() == b"clinic_id,name\n" * 200
        database.file.unlink()
        assert record(store)


READ_ONLY = """
import os, sys
from locator.answers.database import StoreAwayError
from locator.answers.store import AnswerStore
from tests.answers.made import NOW, said
if os.geteuid() == 0:  # root may write anywhere
    os.setgid(65534)
    os.setuid(65534)
store = AnswerStore(sys.argv[1])
for act in (lambda: len(store.answers().facts), lambda: store.append([said()], "Ana", NOW)):
    try:
        print(act())
    except StoreAwayError:
        print("away")
"""


@pytest.mark.parametrize(("has_file", "told"), [(False, ["0", "away"]), (True, ["away", "away"])])
def test_a_folder_that_can_t_be_written_to_is_a_store_that_is_away(has_file: bool, told: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "answers.sqlite3"
        if has_file:
            with closing(AnswerStore(f"sqlite:///{file}")) as store:
                record(store)
            file.chmod(0o444)
        folder.chmod(0o555)
        try:
            done = subprocess.run(  # noqa: S603
                [sys.executable, "-c", READ_ONLY, f"sqlite:///{file}"],
                cwd=PROJECT,
                capture_output=True,
                text=True,
                check=True,
            )
        finally:
            folder.chmod(0o755)
        assert done.stdout.split() == told
        assert os.listdir(folder) == (["answers.sqlite3"] if has_file else [])  # noqa: PTH208


# A backup put back


@contextmanager
def _put_back_afterwards(database: Database, postgresql: Postgresql) -> Iterator[None]:
    """Keep a copy of the database as it is now, and put it in its place afterwards."""
    if isinstance(database, SqliteDatabase):
        copy = database.file.with_name("yesterday")
        with closing(sqlite3.connect(database.file)) as from_, closing(sqlite3.connect(copy)) as to:
            from_.backup(to)
        yield
        for file in database.file.parent.glob(f"{database.file.name}*"):
            file.unlink()
        shutil.copyfile(copy, database.file)
        return
    name = database.address.partition("@/")[2].partition("?")[0]
    engine = create_engine(postgresql.address(), poolclass=NullPool, isolation_level="AUTOCOMMIT")
    cut = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")
    with engine.connect() as connection:
        connection.execute(cut, {"name": name})
        connection.execute(text(f"CREATE DATABASE {name}_copy TEMPLATE {name}"))
        yield
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        connection.execute(text(f"ALTER DATABASE {name}_copy RENAME TO {name}"))


@pytest.mark.parametrize("newer", [0, 1, 5])
def test_of_a_backup_of_yesterday_that_was_put_back_all_is_read_anew(
    database: Database, store: AnswerStore, postgresql: Postgresql, newer: int
) -> None:
    record(store, "yes")
    with _put_back_afterwards(database, postgresql):
        record(store, "no")
        record(store, "no", clinic_id="osseo")
        read = store.answers()
        assert len(read.facts) == 2
    for _ in range(newer):  # with the numbers of what is lost
        record(store, "yes", clinic_id="coon-rapids")
    answers = store.answers(read)
    assert answers == store.answers()
    assert set(answers.facts) == {PERFORMS, *([("coon-rapids", "performs")] if newer else [])}
    assert answers.facts[PERFORMS].said.answer == "yes"
    with closing(
        AnswerStore(database.address)
    ) as other:  # what was written since is in the one that is there
        assert other.answers() == answers
    assert all(earlier < later for earlier, later in pairwise(numbers_in(store)))
