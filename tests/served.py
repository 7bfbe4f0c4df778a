"""The API on clinics of a test's own, at a moment of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.testclient import TestClient

from locator.clinic_file import read_clinic_file
from locator.clinics import Clinics, Network
from locator.exports import FORMATS, choose
from locator.live.live_file import Snapshot
from locator.server.api import api_routes
from locator.server.directory import directory_route
from locator.server.middleware import in_the_language_asked_for
from locator.settings import PROJECT, Settings

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)  # a Friday, noon in Chicago
REAL = PROJECT / "data" / "clinics.csv"
EXAMPLE = PROJECT / "data" / "example" / "clinics.csv"


def clinics_in(file: Path | bytes) -> Clinics:
    """The clinics of a file that is good."""
    data = file.read_bytes() if isinstance(file, Path) else file
    reading = read_clinic_file(data, today=date(2026, 11, 20))
    assert reading.clinics is not None, reading.errors
    return reading.clinics


def network_in(file: Path | bytes, now: datetime = NOW) -> Network:
    """The same as they stand at a moment."""
    return Network(clinics_in(file), now, Settings().confirm_days)


def exported(name: str, clinics: Clinics, now: datetime = NOW) -> bytes:
    """Every clinic, in the format of that name."""
    (write,) = (form.write for form in FORMATS if form.name == name)
    return write(choose(Network(clinics, now, Settings().confirm_days)))


@dataclass
class Served:
    """What the server knows; a test may change it between two requests."""

    clinics: Clinics
    now: datetime = NOW
    settings: Settings = field(default_factory=Settings)
    _judged: Network | None = None

    def snapshot(self) -> Snapshot:
        """The live file."""
        return Snapshot(self.clinics)

    def network(self) -> Network:
        """The clinics as they stand now: the same object until the file or a date changes."""
        judged = self._judged
        if judged is None or judged.file is not self.clinics or not judged.holds_at(self.now):
            judged = self._judged = Network(self.clinics, self.now, self.settings.confirm_days)
        return judged

    def app(self) -> Starlette:
        """The routes, each answered in the language that is asked for."""
        return Starlette(
            routes=[*api_routes(self.network), self._directory()],
            middleware=[Middleware(in_the_language_asked_for)],
        )

    def _directory(self) -> Route:
        return directory_route(self.network, lambda: self.now)

    def client(self) -> TestClient:
        """A client that talks to them."""
        return TestClient(self.app())
