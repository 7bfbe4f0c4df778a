"""What the page says of a checked file."""

from __future__ import annotations

from datetime import UTC, datetime, time

from locator.clinic_file.checked_file import check_file
from locator.templates import check
from tests.clinic_file.made import TODAY, file_of, listed, read_rows

NOW = datetime.combine(TODAY, time(18), UTC)


def test_a_clinic_that_was_closed_before_is_not_one_that_patients_lose() -> None:
    live = listed(
        read_rows(
            {}, {"clinic_id": "two", "phone": "763-555-0102"}, {"clinic_id": "three", "status": "closed"}
        )
    )
    without_both = check_file("ours.csv", file_of({}), live, NOW)
    assert "It leaves out 1 clinic that patients find today" in check.verdict(without_both, live)
    without_closed = check_file("ours.csv", file_of({}, {"clinic_id": "two"}), live, NOW)
    assert "leaves out" not in check.verdict(without_closed, live)
