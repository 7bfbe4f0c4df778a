"""Throw bytes at the clinic file reader, and let what they reach guide which bytes come next.

    python -m tests.fuzz.fuzz_reader --minutes 10

Needs `pip install atheris`. Not part of the tests: it runs for as long as it is told to. It starts from the files
in tests/files, and ends with the first input that makes the reader raise, give an answer of the wrong shape, or
take more than half a minute; the input is kept in the corpus as crash-… or timeout-….
"""

from __future__ import annotations

import argparse
import importlib
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

atheris = importlib.import_module("atheris")  # has no types, and is not there unless somebody wants to fuzz

with atheris.instrument_imports(include=["locator"]):
    from locator.clinic_file import Reading, read_clinic_file, write_clinic_file
    from locator.clinic_file.problems import UnreadableError
    from locator.clinic_file.schema import SCHEMA

HERE = Path(__file__).parent
FILES = HERE.parent / "files"
TODAY = date(2026, 11, 21)
SLOWEST = 30  # seconds for one input
LONGEST = 8192  # bytes of one input


def main() -> None:
    """Fuzz for the minutes given on the command line."""
    parser = argparse.ArgumentParser(description="Fuzz the clinic file reader.")
    parser.add_argument("--minutes", type=float, default=10, help="how long (default: 10)")
    parser.add_argument(
        "--corpus", type=Path, help="a folder to start from and add to (default: a fresh one)"
    )
    args = parser.parse_args()
    corpus = args.corpus or Path(tempfile.mkdtemp(prefix="clinic-file-corpus-"))
    corpus.mkdir(parents=True, exist_ok=True)
    for path in FILES.glob("*.csv"):
        shutil.copy(path, corpus)
    for number, column in enumerate(SCHEMA):
        (corpus / column.name).write_bytes(bytes([number]) + str(column.meaning).rpartition(": ")[2].encode())
    atheris.Setup(
        [
            sys.argv[0],
            str(corpus),
            f"-max_total_time={round(args.minutes * 60)}",
            f"-timeout={SLOWEST}",
            f"-max_len={LONGEST}",
            f"-dict={HERE / 'clinic_file.dict'}",
            f"-artifact_prefix={corpus}/",
            "-rss_limit_mb=4096",
            "-print_final_stats=1",
        ],
        try_one,
    )
    atheris.Fuzz()


def try_one(data: bytes) -> None:
    """Read one input: as a cell if its first byte is the number of a column, else as a whole file."""
    if data and data[0] < len(SCHEMA):
        try_cell(data[0], data[1:].decode(errors="replace"))
    else:
        try_file(data)


def try_cell(column: int, typed: str) -> None:
    """Tidy one cell, and tidy what came of it again."""
    kind = SCHEMA[column].kind
    try:
        tidied, _ = kind.read(typed)
    except UnreadableError:
        return
    assert kind.read(tidied)[0] == tidied, tidied


def try_file(data: bytes) -> None:
    """Read a file, and read again what is written of it."""
    reading = read_clinic_file(data, today=TODAY)
    assert_is_an_answer(reading)
    if reading.clinics is not None:
        again = read_clinic_file(write_clinic_file(reading.clinics), today=TODAY)
        assert again.clinics is not None, again.errors
        assert again.clinics.frame.equals(reading.clinics.frame)
        assert again.clinics.timezone.tolist() == reading.clinics.timezone.tolist()


def assert_is_an_answer(reading: Reading) -> None:
    """Clinics or errors, each in a sentence that says what to do."""
    assert reading.ok is (reading.clinics is not None)
    for problem in (*reading.errors, *reading.warnings):
        assert problem.problem.endswith("."), problem
        assert ": " in problem.problem, problem
        assert problem.row is None or problem.row >= 1, problem


if __name__ == "__main__":
    main()
