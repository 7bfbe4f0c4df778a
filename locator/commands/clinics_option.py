"""The option that says which clinics a command is about."""

from __future__ import annotations

import argparse
import os
from datetime import datetime

from locator.clinic_file import read_clinic_file
from locator.clinics import Network
from locator.commands import CommandError
from locator.live.serving import SECRETS_FILE
from locator.live.source import SourceAwayError, source_at
from locator.settings import SettingsError, load_settings


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
