"""`python -m locator words`: the catalogs of phrases, made from the code and the templates."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from locator.settings import PROJECT
from locator.words.extracting import catalog_files, stale_files

HELP = "bring the catalogs of phrases up to date"
DESCRIPTION = (
    "Write every phrase of the code and the templates into the catalogs that translators work on; what they "
    "have translated stays. Exit status: 0 it was done, 1 a catalog is stale (with --check), 2 wrong usage."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--check", action="store_true", help="only name the catalogs that are out of date")


def run(args: argparse.Namespace) -> int:
    """Write or check the catalogs. Gives the exit status."""
    if args.check:
        stale = stale_files()
        for path in stale:
            print(f"{_named(path)} is out of date. Run: python -m locator words", file=sys.stderr)
        return 1 if stale else 0
    for path, data in catalog_files().items():
        path.write_bytes(data)
        print(_named(path))
    return 0


def _named(path: Path) -> str:
    return str(path.relative_to(PROJECT)) if path.is_relative_to(PROJECT) else str(path)
