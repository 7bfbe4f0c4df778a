"""`python -m locator export FORMAT`."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile

import pytest
from openpyxl import load_workbook

from locator.__main__ import main
from locator.exports import FORMATS
from locator.settings import PROJECT
from tests.served import EXAMPLE, clinics_in, network_in

NAMES = [form.name for form in FORMATS]


def test_the_formats_are_the_ones_that_are_promised() -> None:
    assert NAMES == ["csv", "xlsx", "geojson", "fhir", "hsds", "jsonld"]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_holds_what_standard_output_would(
    name: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    out = tmp_path / "clinics"
    assert main(["export", name, "--clinics", str(EXAMPLE), "-o", str(out)]) == 0
    assert main(["export", name, "--clinics", str(EXAMPLE)]) == 0
    data, printed = out.read_bytes(), capfdbinary.readouterr().out
    if name == "xlsx":  # a zip file, which holds the time it was made
        assert load_workbook(BytesIO(printed))["Clinics"].max_row == len(clinics_in(EXAMPLE)) + 1
    else:
        assert printed == data
    if name not in ("csv", "xlsx"):
        json.loads(data)


def test_the_csv_is_a_clinic_file() -> None:
    command = [sys.executable, "-m", "locator", "export", "csv", "--clinics", str(EXAMPLE)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True)  # noqa: S603
    assert list(network_in(done.stdout)) == list(network_in(EXAMPLE))


def test_a_workbook_is_not_poured_into_a_terminal() -> None:
    terminal, other_end = pty.openpty()
    command = [sys.executable, "-m", "locator", "export", "xlsx"]
    done = subprocess.run(command, cwd=PROJECT, stdout=other_end, stderr=subprocess.PIPE, check=False)  # noqa: S603
    os.close(other_end)
    os.close(terminal)
    assert done.returncode == 2
    assert done.stderr == b"A workbook can't be shown here. Say where it goes, as in: -o clinics.xlsx\n"


def test_a_place_that_cannot_be_written_to_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["export", "csv", "--clinics", str(EXAMPLE), "-o", str(tmp_path)]) == 2
    assert f"{tmp_path} can't be written: Is a directory." in capsys.readouterr().err


# No file may hold a byte: as on a full disk, and on every Unix.
WITHOUT_ROOM = """
import resource, sys
from locator.__main__ import main
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("command", [["export", "csv"], ["nearest", "55369"]])
def test_an_answer_for_which_there_is_no_room_is_told_in_a_sentence(command: list[str]) -> None:
    with TemporaryFile() as full:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-c", WITHOUT_ROOM, *command],
            cwd=PROJECT,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.stderr == b"The answer can't be written: File too large.\n"
    assert done.returncode == 1


def test_an_unknown_format_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as wrong:
        main(["export", "pdf"])
    assert wrong.value.code == 2
    assert "invalid choice: 'pdf'" in capsys.readouterr().err


def test_a_clinic_file_that_is_bad_is_status_1(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("clinic_id,name,phone\na,A,1\n", encoding="utf-8")
    assert main(["export", "fhir", "--clinics", str(bad)]) == 1
    assert "python -m locator check" in capsys.readouterr().err
