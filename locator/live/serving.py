"""What this server runs on: its settings and its clinics, each made once."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from locator.answers.merging import merged
from locator.answers.reporting import Reporting
from locator.answers.staff import Staff
from locator.answers.store import AnswerStore
from locator.clinics import Network
from locator.live.kept import kept_path
from locator.live.live_file import LiveFile, Snapshot
from locator.live.source import source_at
from locator.settings import PROJECT, Settings, load_settings

# Streamlit is told to read the same one (app.py); the name of the variable is Streamlit's.
SECRETS_FILE = Path(os.environ.get("STREAMLIT_SECRETS_FILES") or PROJECT / ".streamlit" / "secrets.toml")
CACHE = PROJECT / ".cache"


@cache
def settings() -> Settings:
    """The settings this server was started with."""
    return load_settings(os.environ, SECRETS_FILE)


@cache
def live() -> LiveFile:
    """The holder of the live data."""
    where = settings().clinics
    return LiveFile(source_at(where), kept_path(CACHE, where), now, store())


@cache
def store() -> AnswerStore:
    """Where answers are recorded."""
    return AnswerStore(settings().answers)


@cache
def staff() -> Staff:
    """Who may record them."""
    return Staff(settings(), store(), now)


@cache
def reporting() -> Reporting:
    """Where visitors say that something is wrong."""
    return Reporting(store())


def snapshot() -> Snapshot:
    """The live file of this moment."""
    return live().current


def network() -> Network:
    """The live clinics as they stand at this moment, shared by every visitor."""
    return live().network(settings().confirm_days)


def with_answers(network: Network) -> Network:
    """The clinics of another file as they would stand if it were live: answers that are newer count."""
    file = merged(network.file, snapshot().answers, now().date())
    return network if file is network.file else Network(file, network.since, network.confirm_days)


def now() -> datetime:
    """The moment, with its time zone. The one place where a page asks for it."""
    return datetime.now(UTC)
