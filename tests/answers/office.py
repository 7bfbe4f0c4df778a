"""Staff on a store of their own, with a clock that a test moves on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from locator.answers.recorded import Recorded, Said
from locator.answers.staff import Session, Staff
from locator.answers.store import AnswerStore
from locator.clinics import Method
from locator.settings import Settings, StaffMember

PASSPHRASE = "seven herons over the lake"
ACCOUNTS = Settings(
    staff=(StaffMember("ana@example.org"), StaffMember("bo@example.org", may_undo=True)),
    accounts_secret="a secret of thirty-two letters...",
    accounts=("google",),
)
BY_PASSPHRASE = Settings(staff_passphrase=PASSPHRASE)
HERE = "203.0.113.7"


@dataclass
class Office:
    """A store in a folder of the test, and the time there."""

    folder: Path
    now: datetime = datetime(2026, 11, 20, 15, tzinfo=UTC)
    store: AnswerStore = field(init=False)

    def __post_init__(self) -> None:
        self.store = AnswerStore(f"sqlite:///{self.folder / 'answers.sqlite3'}")

    def staff(self, settings: Settings = BY_PASSPHRASE) -> Staff:
        """Who may record, as a server that was started with these settings knows it."""
        return Staff(settings, self.store, lambda: self.now)

    def later(self, **much: float) -> None:
        """Let time go by."""
        self.now += timedelta(**much)

    def records(self, session: Session, once: str) -> Recorded:
        """An answer that somebody records."""
        said = Said("edina", "evaluates", "yes", date(2026, 11, 20), Method.PHONE, "front desk")
        (recorded,) = self.store.append([said], session.name, self.now, once=once)
        return recorded
