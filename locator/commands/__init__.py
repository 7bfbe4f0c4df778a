"""The commands of `python -m locator`, one a module: `add_arguments` says what it takes, `run` does it."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from locator.clinic_file import read_clinic_file
from locator.clinics import Network
from locator.live.serving import SECRETS_FILE
from locator.live.source import SourceAwayError, source_at
from locator.settings import SettingsError, load_settings


class CommandError(RuntimeError):
    """The command can't be done; the message is the sentence that says why, `status` the exit status."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.status = status


@contextmanager
def using(path: str, done: str) -> Iterator[None]:
    """While a path is used that somebody typed: raises CommandError where it can't be `done` ("read")."""
    try:
        yield
    except (OSError, ValueError) as reason:  # ValueError: a path with a zero byte in it
        told = getattr(reason, "strerror", None) or reason
        sentence = f"{path} can't be {done}: {told}. Check the path and try again."
        raise CommandError(sentence, status=2) from reason


def add_clinics_option(parser: argparse.ArgumentParser) -> None:
    """Let a command take `--clinics FILE`."""
    parser.add_argument(
        "--clinics", metavar="FILE", help="the clinic file (default: the one that the locator is set to)"
    )


def network_of(args: argparse.Namespace, now: datetime) -> Network:
    """The clinics of the file that was named, or else of the locator's own, at that moment (aware).

    Raises CommandError, also where a setting can't be used.
    """
    try:
        settings = load_settings(os.environ, SECRETS_FILE)
        where = args.clinics or settings.clinics
        source = source_at(where)
        data = source.read_now()
    except (SettingsError, SourceAwayError, ValueError) as problem:  # ValueError: a zero byte in a path
        raise CommandError(str(problem), status=2) from problem
    # A date in the clinic's own time zone is never later than the one in UTC, but for some Pacific islands.
    reading = read_clinic_file(data, today=now.date())
    if reading.clinics is None:
        raise CommandError(
            f"{source.name} can't be used as it is. See why: python -m locator check {where}", status=1
        )
    return Network(reading.clinics, now, settings.confirm_days)
