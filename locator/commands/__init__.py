"""The commands of `python -m locator`, one a module: `add_arguments` says what it takes, `run` does it."""

from __future__ import annotations

import argparse
import getpass
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from locator.answers.counting import Answers
from locator.answers.database import StoreAwayError
from locator.answers.merging import merged
from locator.answers.store import AnswerStore
from locator.clinic_file import read_clinic_file
from locator.clinics import Clinics, Network
from locator.live import serving
from locator.live.kept import kept_path
from locator.live.source import ClinicSource, SourceAwayError, source_at
from locator.settings import Settings, SettingsError, load_settings


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


def settings_here() -> Settings:
    """The settings that a server started here would have. Raises CommandError where one can't be used."""
    try:
        return load_settings(os.environ, serving.SECRETS_FILE)
    except SettingsError as problem:
        raise CommandError(str(problem), status=2) from problem


def network_of(file: str | None, now: datetime) -> Network:
    """The clinics of the file that was named, or else of the locator's own, at that moment (aware).

    The locator's own have the recorded answers in them. Raises CommandError, also where a setting can't be
    used.
    """
    settings, today = settings_here(), now.date()
    where = file or settings.clinics
    _source, _data, clinics = clinics_at(where, today)
    if kept_path(serving.CACHE, where) == kept_path(serving.CACHE, settings.clinics):
        clinics = merged(clinics, answers_here(settings, today), today)
    return Network(clinics, now, settings.confirm_days)


def clinics_at(where: str, today: date) -> tuple[ClinicSource, bytes, Clinics]:
    """The source at a path or address, its bytes and its clinics. Raises CommandError where it can't be used.

    A date in a clinic's own time zone is never later than `today` in UTC, but for some Pacific islands.
    """
    source, data = read_at(where)
    clinics = read_clinic_file(data, today=today).clinics
    if clinics is None:
        raise CommandError(
            f"{source.name} can't be used as it is. See why: python -m locator check {where}", status=1
        )
    return source, data, clinics


def read_at(where: str) -> tuple[ClinicSource, bytes]:
    """The source at a path or address, and its bytes. Raises CommandError where it can't be read."""
    try:
        source = source_at(where)
        return source, source.read_now()
    except (SourceAwayError, ValueError) as problem:  # ValueError: a zero byte in a path
        raise CommandError(str(problem), status=2) from problem


def answers_here(settings: Settings, today: date) -> Answers:
    """What counts of the recorded answers on that day. Raises CommandError where they can't be had."""
    with store_at(settings.answers) as store:
        return store.answers(today=today)


@contextmanager
def store_at(address: str) -> Iterator[AnswerStore]:
    """The store of answers at that address: raises CommandError where it can't be had."""
    store = AnswerStore(address)
    try:
        yield store
    except StoreAwayError as away:
        raise CommandError("The store of answers can't be reached, so nothing was done.", status=1) from away
    finally:
        store.close()


def whose() -> str:
    """Who is at this terminal, as the history of answers says it."""
    try:
        return f"terminal: {getpass.getuser()}"
    except (KeyError, OSError):  # a process of nobody known
        return f"terminal: user {os.getuid()}"


def whole_number(text: str) -> int:
    """What an option takes that counts something. Raises ArgumentTypeError."""
    if not re.fullmatch("[0-9]{1,9}", text) or int(text) == 0:  # a database takes no longer ones
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number, 1 to 999999999")
    return int(text)


def printable(text: str) -> str:
    """Text that can't steer the terminal, whatever is in it."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
