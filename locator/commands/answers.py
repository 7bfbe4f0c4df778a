"""`python -m locator answers`: what clinics said, the newest first; to take one back, or to move them all."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import UTC, datetime

from locator.answers.moving import InUseError
from locator.answers.recorded import Outcome, Recorded
from locator.commands import CommandError, printable, settings_here, store_at, whole_number, whose
from locator.settings import database_address

HELP = "list what clinics said, take an answer back, or copy all answers to another database"
DESCRIPTION = (
    "List the answers that were recorded, the newest first. Nothing is ever erased: one that is taken back "
    "stays in the list. Exit status: 0 it was done, 1 it can't be, 2 wrong usage."
)

_TITLES = (
    "number",
    "learned",
    "clinic",
    "about",
    "answer",
    "how",
    "said by",
    "recorded by",
    "recorded (UTC)",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("clinic", metavar="CLINIC", nargs="?", default="", help="of this clinic_id alone")
    parser.add_argument(
        "--limit", metavar="N", type=whole_number, default=200, help="the most (default: 200)"
    )
    parser.add_argument("--json", action="store_true", help="print the list as JSON")
    acts = parser.add_mutually_exclusive_group()
    acts.add_argument(
        "--undo", metavar="NUMBER", type=whole_number, help="take the answer of that number back"
    )
    acts.add_argument("--copy-to", metavar="ADDRESS", help="copy all to this database, which must be empty")


def run(args: argparse.Namespace) -> int:
    """List them, or do what was asked. Gives the exit status."""
    with store_at(settings_here().answers) as store:
        if args.undo:
            undone = store.undo(args.undo, whose(), datetime.now(UTC))
            if undone is None:
                sentence = f"There is no answer with the number {args.undo}, or it was taken back already."
                raise CommandError(sentence, status=1)
            print(f"Answer {args.undo} is taken back: number {undone.number} in the list says so.")
        elif args.copy_to:
            with store_at(_address(args.copy_to)) as other:
                try:
                    count = store.copy_to(other)
                except InUseError as in_use:
                    raise CommandError(
                        "That database holds answers already. Nothing was copied.", 1
                    ) from in_use
            print(f"Copied: {count:,} {'answer' if count == 1 else 'answers'}, and what belongs to them.")
        else:
            found = store.history(args.clinic, args.limit)
            print(as_json(found) if args.json else as_text(found))
    return 0


def _address(typed: str) -> str:
    try:
        return database_address(typed)
    except ValueError as problem:
        example = "postgresql://locator@db.example.com/answers"
        raise CommandError(f"That is no address of a database. Use one such as {example}", 2) from problem


def as_json(found: Sequence[Recorded]) -> str:
    """Each answer with all that is kept of it."""
    return json.dumps([_parts(one) for one in found], indent=2, ensure_ascii=False)


def _parts(one: Recorded) -> dict[str, object]:
    said = one.said
    return {
        "number": one.number,
        "clinic_id": said.clinic_id,
        "service": said.about,
        "answer": said.answer,
        "as_of": said.as_of.isoformat(),
        "method": said.method,
        "said_by": said.said_by,
        "try_again": said.try_again.isoformat() if said.try_again else None,
        "recorded_by": one.recorded_by,
        "recorded_at": one.at.isoformat(),
        "replaced": one.replaced,
        "is_undone": one.is_undone,
    }


def as_text(found: Sequence[Recorded]) -> str:
    """A table with a line for each answer."""
    if not found:
        return "Nothing is recorded yet."
    rows = [_TITLES, *map(_row, found)]
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
    return "\n".join(lines)


def _row(one: Recorded) -> tuple[str, ...]:
    said = one.said
    answer = f"takes back {one.replaced}" if said.answer == Outcome.UNDO else said.answer
    cells = (
        str(one.number),
        said.as_of.isoformat(),
        said.clinic_id,
        said.about,
        f"{answer} (taken back)" if one.is_undone else answer,
        said.method,
        said.said_by,
        one.recorded_by,
        f"{one.at:%Y-%m-%d %H:%M}",
    )
    return tuple(map(printable, cells))
