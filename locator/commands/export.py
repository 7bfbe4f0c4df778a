"""`python -m locator export FORMAT`: the clinics in other people's formats."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from locator.commands.clinics_option import CommandError, add_clinics_option, network_of
from locator.exports import FORMATS, choose

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

DONE, WRONG_USAGE = 0, 2
_FORMATS = {form.name: form for form in FORMATS}


def add_parser(subparsers: Subparsers) -> None:
    """Tell `python -m locator` of this command."""
    parser = subparsers.add_parser(
        "export",
        help="write the clinics in other people's formats",
        description=(
            "Write every clinic of the file in another format. "
            "Exit status: 0 it was done, 1 the clinic file can't be used, 2 wrong usage."
        ),
    )
    parser.add_argument("format", metavar="FORMAT", choices=list(_FORMATS), help=_formats_explained())
    add_clinics_option(parser)
    parser.add_argument("-o", "--out", metavar="OUT", help="the file to write (default: standard output)")
    parser.set_defaults(run=run)


def _formats_explained() -> str:
    """ "csv (for any spreadsheet), xlsx (a workbook), …"."""
    return ", ".join(f"{form.name} ({form.good_for})" for form in FORMATS)


def run(args: argparse.Namespace) -> int:
    """Write the file. Gives the exit status."""
    if args.format == "xlsx" and not args.out and sys.stdout.isatty():
        print("A workbook can't be shown here. Say where it goes, as in: -o clinics.xlsx", file=sys.stderr)
        return WRONG_USAGE
    try:
        network = network_of(args, datetime.now(UTC))
    except CommandError as problem:
        print(problem, file=sys.stderr)
        return problem.status
    return _write(_FORMATS[args.format].write(choose(network)), args.out)


def _write(data: bytes, out: str | None) -> int:
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return DONE
    try:
        Path(out).write_bytes(data)
    except (OSError, ValueError) as reason:  # ValueError: a path with a zero byte in it
        told = getattr(reason, "strerror", None) or reason
        print(f"{out} can't be written: {told}. Check the path and try again.", file=sys.stderr)
        return WRONG_USAGE
    return DONE
