"""`python -m locator export FORMAT`: the clinics in other people's formats."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from locator.commands import CommandError, add_clinics_option, network_of, using
from locator.exports import FORMATS, choose

_FORMATS = {form.name: form for form in FORMATS}


HELP = "write the clinics in other people's formats"
DESCRIPTION = (
    "Write every clinic of the file in another format. "
    "Exit status: 0 it was done, 1 the clinic file can't be used, 2 wrong usage."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    explained = ", ".join(f"{form.name} ({form.good_for})" for form in FORMATS)
    parser.add_argument("format", metavar="FORMAT", choices=list(_FORMATS), help=explained)
    add_clinics_option(parser)
    parser.add_argument("-o", "--out", metavar="OUT", help="the file to write (default: standard output)")


def run(args: argparse.Namespace) -> int:
    """Write the file. Gives the exit status."""
    if args.format == "xlsx" and not args.out and sys.stdout.isatty():
        raise CommandError(
            "A workbook can't be shown here. Say where it goes, as in: -o clinics.xlsx", status=2
        )
    data = _FORMATS[args.format].write(choose(network_of(args.clinics, datetime.now(UTC))))
    if args.out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        with using(args.out, "written"):
            Path(args.out).write_bytes(data)
    return 0
