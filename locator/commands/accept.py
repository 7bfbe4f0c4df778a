"""`python -m locator accept`: let a file go live that is held back because it loses many clinics."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime

from locator.answers.merging import merged
from locator.clinic_file import read_clinic_file
from locator.clinics.changes import loss
from locator.commands import CommandError, answers_here, clinics_at, settings_here
from locator.digests import digest_of
from locator.live import serving
from locator.live.kept import Kept, kept_path
from locator.words.changes import loss_sentences

HELP = "let a clinic file go live that is held back because it loses many clinics"
DESCRIPTION = (
    "Show what patients would lose by the clinic file that the server holds back, and let it go live. That "
    "holds for this one file: another one is judged anew. Run it where the server runs, with the same "
    "LOCATOR_CLINICS. Exit status: 0 it was accepted, or is not held back; 1 it was not accepted, or can't "
    "be used; 2 wrong usage."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--yes", action="store_true", help="accept without being asked")


def run(args: argparse.Namespace) -> int:
    """Show what would be lost, ask, and accept. Gives the exit status."""
    settings = settings_here()
    where = settings.clinics
    today = datetime.now(UTC).date()
    source, data, coming = clinics_at(where, today)
    kept = Kept(kept_path(serving.CACHE, where))
    last_good = kept.last_good()
    live = read_clinic_file(last_good, today=today).clinics if last_good else None
    if live is None:
        print(f"There is nothing to accept: no list from {where} has been live on this machine yet.")
        return 0
    answers = answers_here(settings, today)
    lost = loss(merged(live, answers, today), merged(coming, answers, today))
    if last_good == data or not lost.is_heavy:
        print(f"There is nothing to accept: {source.name} is not held back.")
        return 0
    print("\n".join([f"{source.name} is held back.", *loss_sentences(lost)]))
    if not args.yes and not _agreed():
        print("Nothing was accepted. The last good list stays live.")
        return 1
    if not kept.accept(digest_of(data)):
        raise CommandError("The acceptance can't be written: see the line above.", status=1)
    print(f"Accepted. A running server takes it up with its next look ({_soon(source.seconds_between)}).")
    return 0


def _agreed() -> bool:
    """Whether whoever sits there says so."""
    print("Let it go live all the same? Type yes: ", end="")
    sys.stdout.flush()
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}


def _soon(seconds: float) -> str:
    return "within seconds" if seconds < 60 else f"within {seconds / 60:.0f} minutes"
