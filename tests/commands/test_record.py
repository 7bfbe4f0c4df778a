"""`python -m locator record` and `answers`: what a clinic said, written down and listed in a terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from locator.__main__ import main
from locator.answers.store import AnswerStore
from locator.settings import PROJECT
from tests.answers.conftest import PostgresqlDatabase, postgresql
from tests.answers.made import NOW, said
from tests.served import REAL

__all__ = ["postgresql"]  # the fixture

BY_PHONE = ("--by", "phone", "--said-by", "front desk")


@pytest.fixture(autouse=True)
def clinics(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The eight clinics, as the file that the locator is set to."""
    path = tmp_path / "clinics.csv"
    path.write_bytes(REAL.read_bytes())
    monkeypatch.setenv("LOCATOR_CLINICS", str(path))
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit status, output and complaints of the command."""
    try:
        status = main(arguments)
    except SystemExit as wrong:
        status = int(wrong.code or 0)
    told = capsys.readouterr()
    return status, told.out, told.err


def performs_at(capsys: pytest.CaptureFixture[str], clinic_id: str, *options: str) -> dict[str, object]:
    """What `nearest` says of the procedure there."""
    _, out, _ = run(capsys, "nearest", "55369", "--json", *options)
    (found,) = (each["performs"] for each in json.loads(out) if each["clinic_id"] == clinic_id)
    return dict(found)


def test_it_runs_as_a_person_types_it(answers_address: str) -> None:
    def typed(*arguments: str) -> str:
        command = [sys.executable, "-m", "locator", *arguments]
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)  # noqa: S603
        return done.stdout

    assert typed("answers") == "Nothing is recorded yet.\n"
    assert "Recorded as number 1" in typed("record", "maple-grove", "performs", "yes", *BY_PHONE)
    with closing(AnswerStore(answers_address)) as store:
        (recorded,) = store.history()
    assert recorded.recorded_by.startswith("terminal: ")
    assert "maple-grove  performs  yes" in typed("answers")


@pytest.mark.parametrize("service", ["performs", "procedure"])
def test_an_answer_counts_in_the_search_and_in_every_export(
    capsys: pytest.CaptureFixture[str], clinics: Path, tmp_path: Path, service: str
) -> None:
    assert performs_at(capsys, "edina")["certainty"] == "not confirmed"
    status, out, err = run(capsys, "record", "edina", service, "yes", *BY_PHONE)
    assert (status, err) == (0, "")
    assert "A running server shows it within seconds." in out
    found = performs_at(capsys, "edina")
    assert (found["value"], found["certainty"], found["method"], found["source"]) == (
        "yes", "confirmed", "phone", "front desk",
    )  # fmt: skip
    assert performs_at(capsys, "edina", "--clinics", str(clinics)) == found  # that is the live one
    other = tmp_path / "other.csv"
    other.write_bytes(REAL.read_bytes())
    assert performs_at(capsys, "edina", "--clinics", str(other))["certainty"] == "not confirmed"
    for name in ("geojson", "fhir", "hsds", "jsonld", "csv"):
        _, without, _ = run(capsys, "export", name, "--clinics", str(other))
        assert without != run(capsys, "export", name)[1], name


def test_the_exported_csv_passes_the_check_and_says_the_same(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run(capsys, "record", "edina", "performs", "no", *BY_PHONE)
    out = tmp_path / "merged.csv"
    assert main(["export", "csv", "-o", str(out)]) == 0
    assert main(["check", str(out)]) == 0
    capsys.readouterr()
    assert performs_at(capsys, "edina", "--clinics", str(out)) == performs_at(capsys, "edina")


def test_a_newer_cell_goes_on_to_count_and_that_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(capsys, "record", "edina", "performs", "yes", *BY_PHONE)
    _, out, _ = run(capsys, "record", "edina", "performs", "no", *BY_PHONE, "--as-of", "11/3/2025")
    assert "Patients go on to see a newer answer: yes" in out
    assert performs_at(capsys, "edina")["value"] == "yes"


def test_they_don_t_know_changes_nothing_that_patients_see(capsys: pytest.CaptureFixture[str]) -> None:
    before = performs_at(capsys, "edina")
    status, out, _ = run(capsys, "record", "edina", "performs", "unknown", *BY_PHONE)
    assert status == 0
    assert "What patients see stays as it was." in out
    assert performs_at(capsys, "edina") == before


def test_an_answer_is_taken_back_once(capsys: pytest.CaptureFixture[str]) -> None:
    before = performs_at(capsys, "edina")
    run(capsys, "record", "edina", "performs", "yes", *BY_PHONE)
    status, out, _ = run(capsys, "answers", "--undo", "1")
    assert (status, out) == (0, "Answer 1 is taken back: number 2 in the list says so.\n")
    assert performs_at(capsys, "edina") == before
    status, _, err = run(capsys, "answers", "--undo", "1")
    assert (status, err) == (1, "There is no answer with the number 1, or it was taken back already.\n")
    _, out, _ = run(capsys, "answers")
    assert "yes (taken back)" in out
    assert "takes back 1" in out


def test_the_list_is_the_newest_first_of_one_clinic_or_all_and_json_has_every_part(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for clinic_id in ("edina", "maple-grove", "edina"):
        run(capsys, "record", clinic_id, "evaluates", "yes", *BY_PHONE)
    found = json.loads(run(capsys, "answers", "--json")[1])
    assert [(one["number"], one["replaced"]) for one in found] == [(3, 1), (2, None), (1, None)]
    assert list(found[0]) == [
        "number", "clinic_id", "service", "answer", "as_of", "method", "said_by", "try_again", "recorded_by",
        "recorded_at", "replaced", "is_undone",
    ]  # fmt: skip
    assert [one["number"] for one in json.loads(run(capsys, "answers", "edina", "--json")[1])] == [3, 1]
    assert [one["number"] for one in json.loads(run(capsys, "answers", "--limit", "1", "--json")[1])] == [3]
    lines = run(capsys, "answers")[1].splitlines()
    assert [line.split()[0] for line in lines] == ["number", "3", "2", "1"]
    assert len({line.index("front desk") for line in lines[1:]}) == 1


def test_what_is_in_the_store_can_t_steer_the_terminal(
    capsys: pytest.CaptureFixture[str], answers_address: str
) -> None:
    with closing(AnswerStore(answers_address)) as store:
        store.append([said(said_by="\x1b[2J")], "Ana", NOW)
    assert "\x1b" not in run(capsys, "answers")[1]


TOMORROW = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["mapel-grove", "performs", "yes", *BY_PHONE], "Did you mean maple-grove?"),
        (["zzz", "performs", "yes", *BY_PHONE], "No clinic has the clinic_id “zzz”."),
        (["edina", "performs", "yes", *BY_PHONE, "--as-of", TOMORROW], "That day has not come yet."),
        (["edina", "performs", "yes", *BY_PHONE, "--as-of", "soon"], "date"),
        (["edina", "performs", "yes", *BY_PHONE, "--as-of", "-"], "date"),
        (
            ["edina", "performs", "yes", "--by", "phone", "--said-by", "763-201-8191"],
            "a phone number or a date",
        ),
        (["edina", "performs", "yes", "--by", "phone", "--said-by", " "], "Say who told you"),
    ],
)
def test_what_can_t_be_recorded_is_a_sentence_and_status_1(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    status, out, err = run(capsys, "record", *arguments)
    assert (status, out) == (1, "")
    assert sentence in err
    assert run(capsys, "answers")[1] == "Nothing is recorded yet.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["record", "edina", "performs", "perhaps", *BY_PHONE],
        ["record", "edina", "surgery", "yes", *BY_PHONE],
        ["record", "edina", "performs", "yes", "--by", "hearsay", "--said-by", "front desk"],
        ["record", "edina", "performs", "yes", "--by", "phone"],
        ["answers", "--undo", "x"],
        ["answers", "--undo", "99999999999999999999"],
        ["answers", "--limit", "99999999999999999999"],
        ["answers", "--undo", "1", "--copy-to", "sqlite:///x.sqlite3"],
        ["answers", "--copy-to", "mysql://localhost/answers"],
    ],
)
def test_wrong_usage_is_status_2(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert err


@pytest.mark.parametrize(
    "command",
    [["record", "edina", "performs", "yes", *BY_PHONE], ["answers"], ["export", "csv"], ["nearest", "55369"]],
    ids=lambda command: command[0],
)
def test_a_store_that_can_t_be_reached_is_a_sentence_and_status_1(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "answers.sqlite3").write_bytes(b"no database" * 99)
    status, out, err = run(capsys, *command)
    assert (status, out) == (1, "")
    assert err == "The store of answers can't be reached, so nothing was done.\n"


def test_a_user_whom_nobody_knows_is_named_by_number(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, answers_address: str
) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 54321)
    assert run(capsys, "record", "edina", "performs", "yes", *BY_PHONE)[0] == 0
    with closing(AnswerStore(answers_address)) as store:
        assert store.history()[0].recorded_by == "terminal: user 54321"


def test_all_can_be_copied_to_postgresql_and_numbers_go_on_there(
    capsys: pytest.CaptureFixture[str],
    answers_address: str,
    postgresql: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    database = PostgresqlDatabase(postgresql)  # type: ignore[arg-type]
    with closing(AnswerStore(answers_address)) as store:
        store.append([said(clinic_id, said_by="José") for clinic_id in ("edina", "osseo")], "Ana", NOW)
        store.undo(1, "Ben", NOW)
        store.spend("link:1", NOW)
        key = store.key()
        before, answers = store.history(), store.answers()
    status, out, _ = run(capsys, "answers", "--copy-to", database.address)
    assert (status, out) == (0, "Copied: 3 answers, and what belongs to them.\n")
    with closing(AnswerStore(database.address)) as store:
        assert store.history() == before
        assert store.answers() == answers
        assert store.is_spent("link:1")
        assert store.key() == key
        (recorded,) = store.append([said()], "Ana", NOW)
        assert recorded.number == 4
    status, _, err = run(capsys, "answers", "--copy-to", database.address)
    assert (status, err) == (1, "That database holds answers already. Nothing was copied.\n")
    monkeypatch.setenv("LOCATOR_ANSWERS", database.address)
    back = answers_address.replace("answers.sqlite3", "back.sqlite3")
    assert run(capsys, "answers", "--copy-to", back)[0] == 0
    with closing(AnswerStore(back)) as store:
        assert [row.number for row in store.history()] == [4, 3, 2, 1]
