"""Reading and checking large clinic files, beside csv.DictReader and `frictionless validate` with our schema.

`python -m bench.reading_speed` (see bench/README.md); exit code 1 when a limit is missed, 2 when frictionless
is not there to be measured against.
"""

from __future__ import annotations

import codecs
import csv
import gc
import importlib
import statistics
import sys
import time
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.generate_clinics import write_file
from locator.clinic_file import Reading, read_clinic_file, table_schema, write_clinic_file
from locator.places import zip_table

SIZES = (10_000, 100_000)  # clinics
ROUNDS = 5
MOST_TIMES_DICT_READER = 12.0
LEAST_TIMES_FASTER = 5.0
FRICTIONLESS = "frictionless==5.21.0"


def main() -> int:
    """Print what each takes; 1 when we are above a limit, 2 when one could not be measured."""
    zip_table()  # made once per server, not per file
    try:
        frictionless = importlib.import_module("frictionless")  # not needed for anything else
    except ModuleNotFoundError:
        print(f"Not measured: frictionless validate. Install it with: pip install {FRICTIONLESS}")
        frictionless = None
    is_missed = False
    with TemporaryDirectory() as folder:
        for size in SIZES:
            file = Path(folder) / f"{size}.csv"
            write_file(size, file)
            plain, ours = _seconds(partial(_dict_reader, file)), _seconds(partial(_ours, file))
            is_missed |= ours > MOST_TIMES_DICT_READER * plain
            print(f"{size:,} clinics")
            print(f"  csv.DictReader        {plain:.2f} s")
            times = f"{ours / plain:.1f} × that (at most {MOST_TIMES_DICT_READER})"
            print(f"  read and checked      {ours:.2f} s   {times}")
            if frictionless:
                tidied = _tidied(file)
                theirs = _seconds(partial(_frictionless, frictionless, tidied), rounds=1)
                is_missed |= theirs < LEAST_TIMES_FASTER * ours
                times = f"{theirs / ours:.1f} × ours (at least {LEAST_TIMES_FASTER})"
                print(f"  frictionless validate {theirs:.2f} s   {times}")
    return 1 if is_missed else 2 if frictionless is None else 0


def _dict_reader(file: Path) -> None:
    with file.open(encoding="utf-8", newline="") as lines:
        deque(csv.DictReader(lines), maxlen=0)


def _ours(file: Path) -> Reading:
    return read_clinic_file(file.read_bytes(), today=datetime.now(UTC).date())


def _tidied(file: Path) -> Path:
    """The file as our schema describes it: frictionless stops at the thousandth error, and would win."""
    clinics = _ours(file).clinics
    assert clinics is not None
    tidied = file.with_suffix(".tidied.csv")
    tidied.write_bytes(write_clinic_file(clinics).removeprefix(codecs.BOM_UTF8))
    return tidied


def _frictionless(frictionless: object, file: Path) -> None:
    schema = frictionless.Schema.from_descriptor(table_schema())  # type: ignore[attr-defined]
    report = frictionless.validate(  # type: ignore[attr-defined]
        file.name, basepath=str(file.parent), schema=schema, encoding="utf-8"
    )
    assert report.valid, report.flatten()[:3]


def _seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """How long it takes: the middle one of several times."""
    times = []
    for _ in range(rounds):
        gc.collect()
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
