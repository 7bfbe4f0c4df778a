"""Reading and checking a large clinic file, against pandas.read_csv of the same file, and against its size.

`python -m bench.reading_speed FILE` (see bench/README.md); exit code 1 when a limit is missed.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from locator.clinic_file import read_clinic_file
from locator.places import zip_table
from locator.settings import DEFAULTS

ROUNDS = 5
MOST_TIME = 6.0
MOST_MEMORY = 6.0


def main() -> int:
    """Print both ratios; 1 when either is above its limit."""
    parser = argparse.ArgumentParser(description="How fast a large clinic file is read and checked.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--memory-of", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    zip_table()  # made once per server, not per file
    if args.memory_of:
        print(_memory(args.file))
        return 0
    plain = _median(lambda: pd.read_csv(args.file))
    ours = _median(lambda: read_clinic_file(args.file.read_bytes(), today=datetime.now(UTC).date()))
    size = args.file.stat().st_size
    child = [sys.executable, "-m", "bench.reading_speed", str(args.file), "--memory-of"]
    memory = int(subprocess.run(child, check=True, capture_output=True, text=True).stdout)  # noqa: S603
    print(f"pandas.read_csv     {plain:.2f} s")
    print(f"read and checked    {ours:.2f} s   {ours / plain:.1f} × (limit {MOST_TIME})")
    print(f"memory at its peak  {memory / 1e6:.0f} MB   {memory / size:.1f} × the file (limit {MOST_MEMORY})")
    return int(ours > MOST_TIME * plain or memory > MOST_MEMORY * size)


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        gc.collect()
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def _memory(file: Path) -> int:
    """Bytes that reading holds at its peak beyond what the process held before (Linux)."""
    # A server has read a file before and holds the tables of ZIP codes: they are not the large file's.
    read_clinic_file(Path(DEFAULTS.clinics).read_bytes(), today=datetime.now(UTC).date())
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # forget the peak of the past
    before = _kilobytes("VmRSS")
    reading = read_clinic_file(file.read_bytes(), today=datetime.now(UTC).date())
    assert reading.clinics is not None
    return (_kilobytes("VmHWM") - before) * 1024


def _kilobytes(name: str) -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split(f"{name}:")[1].split()[0])


if __name__ == "__main__":
    sys.exit(main())
