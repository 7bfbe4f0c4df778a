"""The whole site on a store of answers and a clock of a test's own; the real parts, and nothing in their place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app import app
from locator.answers.reporting import Reporting
from locator.answers.staff import Session, Staff
from locator.answers.store import AnswerStore
from locator.live import serving
from locator.live.live_file import LiveFile
from locator.live.source import source_at
from locator.server.visits import COOKIE
from locator.settings import Settings
from tests.served import EXAMPLE, NOW

PASSPHRASE = "three quiet herons"


@dataclass
class Answering:
    """A site in a folder of its own; `now` is what its clock says."""

    folder: Path
    now: datetime = NOW
    settings: Settings = field(default_factory=Settings)

    @property
    def database(self) -> Path:
        """The file of the store."""
        return self.folder / "answers.sqlite3"

    @cached_property
    def store(self) -> AnswerStore:
        """The store, as any other process would open it."""
        return AnswerStore(self.settings.answers)

    @cached_property
    def staff(self) -> Staff:
        """Who may record."""
        return Staff(self.settings, self.store, lambda: self.now)

    @cached_property
    def reporting(self) -> Reporting:
        """Where visitors report."""
        return Reporting(self.store)

    @cached_property
    def live(self) -> LiveFile:
        """The clinics, with what was recorded."""
        kept = self.folder / "kept.csv"
        return LiveFile(source_at(self.settings.clinics), kept, lambda: self.now, self.store)

    def client(self, address: str = "203.0.113.7") -> TestClient:
        """A visitor's browser that comes from that address."""
        return TestClient(app, base_url="http://locator.example.org", client=(address, 50_000))

    def sign_in(self, client: TestClient, name: str = "Ana") -> Session:
        """Let it keep a visit of staff."""
        session = self.staff.with_passphrase(name, PASSPHRASE, "198.51.100.1")
        client.cookies.set(COOKIE, self.staff.cookie(session))
        return session

    def link(self, clinic_id: str, name: str = "Ana") -> str:
        """A link that was made for that clinic."""
        return self.staff.clinic_link(clinic_id, self.staff.with_passphrase(name, PASSPHRASE, "198.51.100.1"))


def answering(monkeypatch: pytest.MonkeyPatch, folder: Path, **settings: str) -> Answering:
    """Such a site on the example network, in place of the one that a server would have."""
    told = {"clinics": str(EXAMPLE), "staff_passphrase": PASSPHRASE, **settings}
    site = Answering(folder, settings=Settings(answers=f"sqlite:///{folder}/answers.sqlite3", **told))  # type: ignore[arg-type]
    for part in ("settings", "store", "staff", "reporting", "live"):
        monkeypatch.setattr(serving, part, lambda part=part: getattr(site, part))
    monkeypatch.setattr(serving, "now", lambda: site.now)
    return site
