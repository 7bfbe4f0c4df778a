"""What this server runs on: its settings and its clinics, each made once."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from locator.clinic_source import AddressSource, FileSource, Source
from locator.live_clinics import LiveClinics, Snapshot
from locator.settings import PROJECT, Settings, load_settings

SECRETS_FILE = PROJECT / ".streamlit" / "secrets.toml"
CACHE = PROJECT / ".cache"


@cache
def settings() -> Settings:
    """The settings this server was started with."""
    return load_settings(os.environ, SECRETS_FILE)


@cache
def live() -> LiveClinics:
    """The holder of the live data. Raises NoClinicsError when there is nothing to serve."""
    where = settings().clinics
    source: Source = AddressSource(where) if where.startswith("https://") else FileSource(Path(where))
    name = hashlib.sha256(where.encode()).hexdigest()[:16]
    return LiveClinics(source, CACHE / "last_good" / f"{name}.csv", now)


def live_clinics() -> Snapshot:
    """The live data of this moment, shared by every visitor."""
    return live().current


def now() -> datetime:
    """The moment, with its time zone. The one place where a page asks for it."""
    return datetime.now(UTC)
