"""`python -m locator accept`, as whoever keeps the clinic file runs it beside a running server."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from locator.__main__ import main
from locator.answers.store import AnswerStore
from locator.live import serving
from locator.live.kept import kept_path
from locator.live.live_file import LiveFile, Reason
from locator.live.source import source_at
from tests.answers.made import DAY, said
from tests.served import REAL

WHOLE = REAL.read_bytes()
HALF = b"\n".join(WHOLE.splitlines()[:5])


@pytest.fixture
def live_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Eight clinics in the file that the locator is set to."""
    path = tmp_path / "clinics.csv"
    path.write_bytes(WHOLE)
    monkeypatch.setattr(serving, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(serving, "SECRETS_FILE", tmp_path / "none")
    monkeypatch.setenv("LOCATOR_CLINICS", str(path))
    return path


@pytest.fixture
def server(live_file: Path) -> LiveFile:
    """The server on that file, when it has come to hold four clinics."""
    made = LiveFile(source_at(str(live_file)), kept_path(serving.CACHE, str(live_file)), serving.now)
    live_file.write_bytes(HALF)
    made.look()
    made.look()
    assert made.current.refusal
    assert made.current.refusal.reason is Reason.HELD
    return made


def typed(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_it_shows_what_would_be_lost_asks_and_the_server_takes_the_file_up(
    server: LiveFile, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed("yes\n", monkeypatch)
    assert main(["accept"]) == 0
    told = capsys.readouterr().out
    assert "4 of 8 clinics that patients find today are not in it:" in told
    assert "Accepted. A running server takes it up with its next look (within seconds)." in told
    assert len(server.look().clinics) == 4
    assert server.current.refusal is None


@pytest.mark.parametrize("answer", ["no\n", "\n", ""])
def test_without_a_yes_nothing_is_accepted(
    server: LiveFile, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    typed(answer, monkeypatch)
    assert main(["accept"]) == 1
    assert len(server.look().clinics) == 8


def test_a_script_can_say_yes_at_once(server: LiveFile) -> None:
    assert main(["accept", "--yes"]) == 0
    assert len(server.look().clinics) == 4


def test_where_nothing_is_held_there_is_nothing_to_accept(
    live_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["accept", "--yes"]) == 0
    assert "has been live on this machine yet" in capsys.readouterr().out
    LiveFile(source_at(str(live_file)), kept_path(serving.CACHE, str(live_file)), serving.now)
    assert main(["accept", "--yes"]) == 0
    assert "is not held back" in capsys.readouterr().out


def test_what_is_held_for_the_sake_of_an_answer_can_be_accepted(
    live_file: Path, answers_address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    today = serving.now().date()
    store = AnswerStore(answers_address)
    store.append([said("edina", as_of=today - DAY)], "Ana", serving.now())
    made = LiveFile(source_at(str(live_file)), kept_path(serving.CACHE, str(live_file)), serving.now, store)
    header = WHOLE.decode("utf-8-sig").splitlines()[0].split(",")
    no = {"clinic_id": "edina", "performs": "no", "performs_as_of": today.isoformat()}
    rows = list(csv.DictReader(WHOLE.decode("utf-8-sig").splitlines()))
    with live_file.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(row | no if row["clinic_id"] == "edina" else row for row in rows)
    assert made.look().refusal or made.look().refusal  # nobody would be left who is known to do it
    assert main(["accept", "--yes"]) == 0
    assert "Accepted." in capsys.readouterr().out
    assert made.look().refusal is None
    store.close()


def test_a_bad_file_can_t_be_accepted(server: LiveFile, live_file: Path) -> None:
    live_file.write_bytes(b"nothing")
    assert main(["accept", "--yes"]) == 1
    live_file.unlink()
    assert main(["accept", "--yes"]) == 2
    assert len(server.look().clinics) == 8


def test_a_path_written_from_the_folder_where_the_server_runs_is_the_same_file(
    live_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(live_file.parent)
    assert kept_path(serving.CACHE, "clinics.csv") == kept_path(serving.CACHE, str(live_file))
