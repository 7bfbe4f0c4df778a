"""Answers made up for a test: say what matters, the rest is filled in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from locator.answers.recorded import Said
from locator.clinics import Method

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 18, tzinfo=UTC)
DAY = timedelta(days=1)


def said(
    clinic_id: str = "edina",
    about: str = "performs",
    answer: str = "yes",
    as_of: date = TODAY,
    method: Method = Method.PHONE,
    said_by: str = "front desk",
) -> Said:
    """What the front desk said today on the phone, unless told otherwise."""
    return Said(clinic_id, about, answer, as_of, method, said_by)
