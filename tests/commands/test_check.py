"""`python -m locator check FILE`, as a person, a pre-commit hook or a program runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from locator import commands
from locator.__main__ import main
from locator.commands.check import as_text
from locator.live.source import AddressSource
from tests.clinic_file.made import FILES, file_of, read_rows
from tests.stand_ins.sheet_server import SheetServer

GOOD, BAD = str(FILES / "good-utf-8.csv"), str(FILES / "bad-comma-in-an-address.csv")


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "locator", "check", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=False)  # noqa: S603


def test_a_file_that_could_go_live_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", GOOD]) == 0
    assert capsys.readouterr().out == f"{GOOD} could go live: 2 rows, 0 errors, 0 warnings.\n"


def test_a_file_that_could_not_ends_with_1_and_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", BAD]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{BAD} can't go live yet: 2 rows, 1 error, 0 warnings."
    assert lines[3].startswith("  row 2 “Step-free door”: Row 1 has no column name above this text")


def test_a_sheet_on_the_web_is_checked_by_its_address(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "https://docs.example.com/clinics.csv"
    with SheetServer(Path(BAD).read_bytes()) as sheet:
        monkeypatch.setattr(commands, "source_at", lambda _address: AddressSource(sheet.address))
        assert main(["check", address]) == 1
    assert capsys.readouterr().out.startswith(f"{address} can't go live yet: 2 rows, 1 error, 0 warnings.")


def test_an_address_where_there_is_no_sheet_is_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "https://docs..example.com/clinics.csv"]) == 2
    assert capsys.readouterr().err.startswith("The clinic file on the web can't be reached")


def test_json_has_exactly_the_contracts_shape(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json", BAD]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == ["ok", "rows", "clinics", "errors", "warnings"]
    assert (answer["ok"], answer["rows"], answer["clinics"], answer["warnings"]) == (False, 2, 0, [])
    assert [list(error) for error in answer["errors"]] == [["row", "column", "value", "problem"]]
    assert answer["errors"][0]["row"] == 2


def test_json_counts_the_clinics_of_a_good_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", GOOD, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "ok": True,
        "rows": 2,
        "clinics": 2,
        "errors": [],
        "warnings": [],
    }


@pytest.mark.parametrize("path", ["no-such-file.csv", ".", "a\0b"])
def test_a_path_that_cannot_be_read_ends_with_2_and_a_sentence(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", path]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"{path} can't be read: ")


@pytest.mark.parametrize("arguments", [["check"], ["check", "a", "b"], ["check", "--xml", "a"], []])
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_a_whole_run_reads_standard_input() -> None:
    done = run("-", "--json", stdin=file_of({}))
    assert done.returncode == 0
    assert json.loads(done.stdout)["clinics"] == 1
    assert done.stderr == b""


def test_a_whole_run_survives_a_terminal_without_the_letters(tmp_path: Path) -> None:
    path = tmp_path / "clinics.csv"
    path.write_bytes(file_of({"phone": "“none” – ask 💡\x1b[31m"}))
    command = [sys.executable, "-m", "locator", "check", str(path)]
    done = subprocess.run(  # noqa: S603
        command, capture_output=True, check=False, env={"PYTHONIOENCODING": "ascii", "PYTHONPATH": "."}
    )
    assert done.returncode == 1
    assert b"\x1b" not in done.stdout
    assert b"Traceback" not in done.stderr


def test_warnings_alone_do_not_stop_a_file() -> None:
    text = as_text(read_rows({"zip": "00000"}), "clinics.csv")
    assert text.splitlines()[0] == "clinics.csv could go live: 1 row, 0 errors, 1 warning."
    assert "Errors" not in text
    assert "  row 2, zip “00000”: We don't know this ZIP code" in text
