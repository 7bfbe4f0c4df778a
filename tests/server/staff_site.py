"""The real app with staff of a test's own: a store in its folder, and who may sign in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from app import app
from locator.answers.staff import Session
from locator.live import serving
from locator.server import visits
from tests.answers.office import ACCOUNTS, PASSPHRASE, Office

HTTP, HTTPS = "http://clinics.example.com", "https://clinics.example.com"


class StaffSite:
    """The site as a browser asks it."""

    def __init__(self, office: Office, patch: pytest.MonkeyPatch, public_address: str = "") -> None:
        settings = replace(ACCOUNTS, staff_passphrase=PASSPHRASE, public_address=public_address)
        self.office = office
        self.staff = office.staff(settings)
        patch.setattr(serving, "settings", lambda: settings)
        patch.setattr(serving, "store", lambda: office.store)
        patch.setattr(serving, "staff", lambda: self.staff)
        patch.setattr(serving, "now", lambda: office.now)

    def browser(self, address: str = HTTP) -> TestClient:
        """A browser of its own, with no cookies yet, that goes nowhere by itself."""
        return TestClient(app, base_url=address, follow_redirects=False)

    def who(self, cookie: str) -> Session | None:
        """Whom the server takes the holder of a cookie for."""
        header = (b"cookie", f"{visits.COOKIE}={cookie}".encode("latin-1", "replace"))
        return visits.signed_in(Request({"type": "http", "headers": [header]}))


@contextmanager
def staff_site(folder: Path, public_address: str = "") -> Iterator[StaffSite]:
    """The site, for as long as it is needed."""
    office = Office(folder)
    with pytest.MonkeyPatch.context() as patch:
        yield StaffSite(office, patch, public_address)
    office.store.close()
