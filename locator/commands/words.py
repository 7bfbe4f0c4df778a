"""`python -m locator words`: the catalogs of phrases, made from the code and the templates."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from locator.settings import PROJECT
from locator.words.extracting import catalog_files, stale_files

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

DONE, STALE = 0, 1


def add_parser(subparsers: Subparsers) -> None:
    """Tell `python -m locator` of this command."""
    parser = subparsers.add_parser(
        "words",
        help="bring the catalogs of phrases up to date",
        description=(
            "Write every phrase of the code and the templates into the catalogs that translators work on; "
            "what they have translated stays. Exit status: 0 it was done, 1 a catalog is stale (with "
            "--check), 2 wrong usage."
        ),
    )
    parser.add_argument("--check", action="store_true", help="only name the catalogs that are out of date")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write or check the catalogs. Gives the exit status."""
    if args.check:
        stale = stale_files()
        for path in stale:
            print(f"{_named(path)} is out of date. Run: python -m locator words", file=sys.stderr)
        return STALE if stale else DONE
    for path, data in catalog_files().items():
        path.write_bytes(data)
        print(_named(path))
    return DONE


def _named(path: Path) -> str:
    return str(path.relative_to(PROJECT)) if path.is_relative_to(PROJECT) else str(path)
