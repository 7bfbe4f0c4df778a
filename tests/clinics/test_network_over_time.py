"""A network at one moment: how long its verdicts hold, and that what is made of it is made once."""

from __future__ import annotations

from datetime import UTC, datetime

from locator.clinics import Network
from tests.made_clinics import network


def test_verdicts_are_kept_until_the_first_clinic_has_midnight() -> None:
    evening = network({"clinic_id": "a"}, {"clinic_id": "b", "timezone": "America/New_York"})
    new_york_midnight = datetime(2026, 11, 22, 5, tzinfo=UTC)
    assert evening.until == new_york_midnight
    assert evening.holds_at(datetime(2026, 11, 22, 4, 59, tzinfo=UTC))
    assert not evening.holds_at(new_york_midnight)


def test_what_is_made_of_a_network_is_made_once_and_serves_every_visitor() -> None:
    def ids(some: Network, before: str) -> list[str]:
        return [before + clinic.clinic_id for clinic in some]

    some = network({"clinic_id": "a"})
    assert some.once(ids, "the ") is some.once(ids, "the ")
    assert (some.once(ids, "the "), some.once(ids, "no ")) == (["the a"], ["no a"])
