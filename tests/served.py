"""The API and the plain directory on clinics of a test's own, at a moment of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.testclient import TestClient

from locator.clinic_file import read_clinic_file
from locator.clinics import Clinics
from locator.exports import FORMATS, choose
from locator.live_clinics import Snapshot
from locator.server.api import api_routes
from locator.server.directory import directory_route
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


def exported(name: str, clinics: Clinics, now: datetime = NOW) -> bytes:
    """Every clinic, in the format of that name."""
    (write,) = (form.write for form in FORMATS if form.name == name)
    return write(choose(clinics, None, None, None, now, Settings().confirm_days))


@dataclass
class Served:
    """What the server knows; a test may change it between two requests."""

    clinics: Clinics
    now: datetime = NOW
    settings: Settings = field(default_factory=Settings)

    def app(self) -> Starlette:
        """The routes, and nothing else."""
        where = (lambda: Snapshot(self.clinics, None), lambda: self.now, lambda: self.settings)
        return Starlette(routes=[*api_routes(*where), directory_route(*where)])

    def client(self) -> TestClient:
        """A client that talks to them."""
        return TestClient(self.app())
