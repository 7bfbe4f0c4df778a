"""`python -m locator check FILE`: what is wrong with a clinic file, before it goes live."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from locator.clinic_file import LARGEST, Alike, Problem, Reading, alike, how_many, read_clinic_file
from locator.commands import printable, read_at, using
from locator.words.amounts import some_of

HELP = "check a clinic file before it goes live"
DESCRIPTION = "Check a clinic file. Exit status: 0 it could go live, 1 it could not, 2 wrong usage."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "file", metavar="FILE", help="the clinic file, its https address, or - for standard input"
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def run(args: argparse.Namespace) -> int:
    """Check the file and print what was found. Gives the exit status."""
    with using(args.file, "read"):
        data = _bytes_of(args.file)
    # A date in the clinic's own time zone is never later than the one in UTC, but for some Pacific islands.
    reading = read_clinic_file(data, today=datetime.now(UTC).date())
    name = "The file" if args.file == "-" else args.file
    print(as_json(reading) if args.json else as_text(reading, name))
    return 0 if reading.ok else 1


def _bytes_of(path: str) -> bytes:
    """The file's bytes: one more than the largest that is read are enough to know that it is too large.

    `path` may be an address too, since that is where a file may be that can't go live. Raises CommandError.
    """
    if path == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    if path.startswith("https://"):
        return read_at(path)[1]
    with Path(path).open("rb") as file:
        return file.read(LARGEST + 1)


def as_json(reading: Reading) -> str:
    """The result as the contract has it."""

    def told(problems: Sequence[Problem]) -> list[dict[str, object]]:
        parts = ("row", "column", "value", "problem")
        return [{part: getattr(problem, part) for part in parts} for problem in problems]

    return json.dumps(
        {
            "ok": reading.ok,
            "rows": reading.rows,
            "clinics": len(reading.clinics) if reading.clinics else 0,
            "errors": told(reading.errors),
            "warnings": told(reading.warnings),
        },
        indent=2,
    )


def as_text(reading: Reading, name: str) -> str:
    """The result in words, a line for each problem."""
    verdict = "could go live" if reading.ok else "can't go live yet"
    rows = f"{reading.rows:,} {'row' if reading.rows == 1 else 'rows'}"
    counts = [how_many(reading.errors, "error"), how_many(reading.warnings, "warning")]
    lines = [f"{name} {verdict}: {rows}, {', '.join(counts)}."]
    lines += _listed("Errors, to put right first:", reading.errors)
    lines += _listed("Warnings, to look at again:", reading.warnings)
    return "\n".join(lines)


def _listed(title: str, problems: Sequence[Problem]) -> list[str]:
    return ["", title, *(f"  {_line(one)}" for one in alike(problems))] if problems else []


def _line(alike: Alike) -> str:
    """ "row 3, phone “12345”: This is not …", "rows 3, 4, 5 and 12 more, phone “12345”: …"."""
    rows = [str(row) for row in alike.rows]
    place = [f"{'row' if len(rows) == 1 else 'rows'} {some_of(rows)}"] if rows else []
    place += [printable(alike.first.column)] if alike.first.column else []
    value = some_of([f"“{printable(value)}”" for value in alike.values])
    where = " ".join(filter(None, (", ".join(place), value)))
    return f"{where}: {alike.first.problem}" if where else alike.first.problem
