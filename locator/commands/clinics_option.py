"""The option that says which clinics a command is about."""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

from locator.clinic_file import read_clinic_file
from locator.clinic_source import AddressSource, FileSource, SourceAwayError
from locator.clinics import Clinics
from locator.settings import Settings, SettingsError, load_settings
from locator.site import SECRETS_FILE


class CommandError(RuntimeError):
    """The command can't be done; the message is the sentence that says why, `status` the exit status."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.status = status


def add_clinics_option(parser: argparse.ArgumentParser) -> None:
    """Let a command take `--clinics FILE`."""
    parser.add_argument(
        "--clinics", metavar="FILE", help="the clinic file (default: the one that the locator is set to)"
    )


def settings_now() -> Settings:
    """The locator's settings. Raises CommandError where one can't be used."""
    try:
        return load_settings(os.environ, SECRETS_FILE)
    except SettingsError as problem:
        raise CommandError(str(problem), status=2) from problem


def clinics_of(args: argparse.Namespace, settings: Settings) -> Clinics:
    """The clinics of the file that was named, or else of the locator's own. Raises CommandError."""
    where = args.clinics or settings.clinics
    source = AddressSource(where) if where.startswith("https://") else FileSource(Path(where))
    try:
        data = source.read_now()
    except (SourceAwayError, ValueError) as problem:  # ValueError: a path with a zero byte in it
        raise CommandError(str(problem), status=2) from problem
    # A date in the clinic's own time zone is never later than the one in UTC, but for some Pacific islands.
    reading = read_clinic_file(data, today=datetime.now(UTC).date())
    if reading.clinics is None:
        raise CommandError(
            f"{source.name} can't be used as it is. See why: python -m locator check {where}", status=1
        )
    return reading.clinics
