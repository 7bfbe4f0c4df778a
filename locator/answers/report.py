"""What somebody says is wrong with a clinic's entry: which fact, and how they know; never who they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from locator.answers.recorded import LISTING, SERVICE_NAMES


class Wrong(StrEnum):
    """What of a clinic may be wrong beside its services."""

    PHONE = "phone"
    ADDRESS = "address"
    HOURS = "hours"
    CLOSED = "closed"


class Knows(StrEnum):
    """How somebody knows."""

    CALLED = "called"
    WAS_THERE = "was there"
    WORKS_THERE = "works there"


WHAT_MAY_BE_WRONG = (Wrong.PHONE, Wrong.ADDRESS, Wrong.HOURS, *SERVICE_NAMES, Wrong.CLOSED)


@dataclass(frozen=True, slots=True)
class Report:
    """One report: of a clinic, about one of WHAT_MAY_BE_WRONG, by somebody who `Knows`."""

    clinic_id: str
    about: str
    how: str

    @property
    def settled_by(self) -> str:
        """What an answer must be about to settle it."""
        return self.about if self.about in SERVICE_NAMES else LISTING


@dataclass(frozen=True, slots=True)
class ReportCount:
    """How often the same was reported, and the last day on which it was."""

    report: Report
    count: int
    last: date
