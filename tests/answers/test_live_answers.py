"""A running server shows what is recorded within seconds, and goes on from what it has where the store is away."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app import app
from locator.answers.store import AnswerStore
from locator.clinics import PROCEDURE, Answer
from locator.live import serving
from locator.live.live_file import LiveFile
from locator.live.source import FileSource
from tests.answers.conftest import Database
from tests.answers.made import DAY, NOW, TODAY, said
from tests.clinic_file.made import CLINIC, fact, file_of
from tests.made_clinics import CONFIRM_DAYS

EDINA = CLINIC | {"clinic_id": "edina"}
OSSEO = CLINIC | fact("performs", "yes") | {"clinic_id": "osseo", "street": "2 Example Ave"}


@pytest.fixture
def clinics(tmp_path: Path) -> Path:
    path = tmp_path / "clinics.csv"
    path.write_bytes(file_of(EDINA, OSSEO))
    return path


@pytest.fixture
def live(
    clinics: Path, database: Database, store: AnswerStore, monkeypatch: pytest.MonkeyPatch
) -> Iterator[LiveFile]:
    """A server whose store has an answer already: the procedure is done in Edina."""
    store.append([said(as_of=TODAY - DAY)], "Ana", NOW)
    own = AnswerStore(database.address)
    made = LiveFile(FileSource(clinics), clinics.with_name("kept.csv"), lambda: NOW, own)
    monkeypatch.setattr(serving, "live", lambda: made)
    yield made
    own.close()


def performs(live: LiveFile) -> Answer | None:
    """Whether the procedure is done in Edina, as patients see it."""
    return live.network(CONFIRM_DAYS)[0].fact(PROCEDURE).value


def health() -> dict[str, object]:
    """What /healthz answers."""
    return dict(TestClient(app).get("/healthz").json())


def test_a_server_shows_what_another_one_has_recorded_without_being_told(
    live: LiveFile, store: AnswerStore
) -> None:
    assert performs(live) is Answer.YES
    shown = live.current.shown
    live.start()
    try:
        store.append([said(answer="no")], "Ana", NOW)
        deadline = time.monotonic() + 30
        while performs(live) is not Answer.NO:
            assert time.monotonic() < deadline
            time.sleep(0.05)
    finally:
        live.stop()
    assert live.current.shown != shown  # so that open pages take it up
    assert health()["status"] == "ok"


def test_while_the_store_is_away_what_was_read_goes_on_to_count_and_health_says_so(
    live: LiveFile, database: Database, store: AnswerStore, caplog: pytest.LogCaptureFixture
) -> None:
    database.take_away()
    with caplog.at_level(logging.WARNING, logger="locator.answers"):
        for _ in range(3):
            live.take_up_answers()
    assert len(caplog.records) == 1  # not one each second
    assert "front desk" not in caplog.text
    assert performs(live) is Answer.YES
    told = health()
    assert (told["status"], told["reason"], told["clinics"]) == ("degraded", "answers", 2)
    database.bring_back()
    store.append([said(answer="no")], "Ana", NOW)
    live.take_up_answers()
    assert performs(live) is Answer.NO
    assert health()["status"] == "ok"


@pytest.mark.usefixtures("live")
def test_a_server_that_starts_while_the_store_is_away_shows_the_file_until_it_is_back(
    database: Database, clinics: Path
) -> None:
    database.take_away()
    if "sqlite" in database.address:  # no file at all is a store in which nothing was recorded yet
        (clinics.parent / "answers.sqlite3").write_bytes(b"no database" * 99)
    with closing(AnswerStore(database.address)) as own:
        started = LiveFile(FileSource(clinics), clinics.with_name("other.csv"), lambda: NOW, own)
        assert performs(started) is None
        assert started.current.answers_are_away
        database.bring_back()
        started.take_up_answers()
        assert performs(started) is Answer.YES
        assert not started.current.answers_are_away


@pytest.mark.parametrize(("as_of", "shown"), [(TODAY, Answer.NO), (TODAY - 2 * DAY, Answer.YES)])
def test_a_file_that_goes_live_afterwards_keeps_the_answers_that_are_newer(
    live: LiveFile, clinics: Path, as_of: object, shown: Answer
) -> None:
    clinics.write_bytes(file_of(EDINA | fact("performs", "no") | {"performs_as_of": str(as_of)}, OSSEO))
    live.look()
    live.look()
    assert live.current.refusal is None
    assert performs(live) is shown
