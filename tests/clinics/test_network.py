"""A network is judged once, by the date where each clinic is, and kept for as long as nothing changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from locator.clinics import EVALUATION, Certainty, Network
from locator.live.live_file import LiveFile
from locator.live.source import FileSource
from locator.settings import PROJECT
from tests.made_clinics import CONFIRM_DAYS, clinics, network

LAST_MINUTE = datetime(2026, 11, 21, 5, 59, tzinfo=UTC)  # of November 20 in Chicago
MIDNIGHT = LAST_MINUTE + timedelta(minutes=1)
# Confirmed for the last time on November 20.
LAST_DAY = {"value": "yes", "as_of": "2026-05-24", "method": "phone"}
CHICAGO = {"clinic_id": "chicago", "evaluates": LAST_DAY}
HONOLULU = {"clinic_id": "honolulu", "evaluates": LAST_DAY, "timezone": "Pacific/Honolulu"}


def certainties(made: Network) -> dict[str, Certainty]:
    return {clinic.clinic_id: clinic.fact(EVALUATION).certainty for clinic in made}


def test_how_sure_we_are_of_a_fact_is_told_by_the_date_where_the_clinic_is() -> None:
    assert certainties(network(CHICAGO, HONOLULU, now=LAST_MINUTE)) == {
        "chicago": Certainty.CONFIRMED,
        "honolulu": Certainty.CONFIRMED,
    }
    assert certainties(network(CHICAGO, HONOLULU, now=MIDNIGHT)) == {
        "chicago": Certainty.REPORTED,
        "honolulu": Certainty.CONFIRMED,
    }


def test_a_listing_grows_old_by_the_same_limit_and_the_same_date_and_is_old_without_one() -> None:
    places = (("chicago", "America/Chicago"), ("honolulu", "Pacific/Honolulu"))
    rows = [{"clinic_id": name, "timezone": zone, "listing_as_of": "2026-05-24"} for name, zone in places]
    undated = {"clinic_id": "undated", "listing_as_of": ""}
    assert [clinic.listing.is_old for clinic in network(*rows, now=LAST_MINUTE)] == [False, False]
    assert [clinic.listing.is_old for clinic in network(*rows, undated, now=MIDNIGHT)] == [True, False, True]
    (one_day,) = network(rows[0], now=LAST_MINUTE, confirm_days=1)
    assert one_day.listing.is_old


def test_every_verdict_holds_until_midnight_at_the_first_clinic_that_has_it() -> None:
    made = network(CHICAGO, HONOLULU, now=LAST_MINUTE)
    assert made.holds_at(LAST_MINUTE)
    assert not made.holds_at(MIDNIGHT)
    assert network(HONOLULU, now=LAST_MINUTE).holds_at(MIDNIGHT)


def test_a_thing_is_made_once_for_a_network_and_what_was_asked_of_it() -> None:
    made: list[str] = []

    def work(network: Network, asked: str) -> str:
        made.append(asked)
        return f"{asked} of {len(network)}"

    first, second = network(CHICAGO), network(CHICAGO, HONOLULU)
    assert [first.once(work, asked) for asked in ("a", "b", "a")] == ["a of 1", "b of 1", "a of 1"]
    assert second.once(work, "a") == "a of 2"
    assert made == ["a", "b", "a"]


def test_what_could_not_be_made_is_tried_again() -> None:
    tries = []

    def work(network: Network) -> int:
        tries.append(network)
        return 1 // (len(tries) - 1)

    some = network(CHICAGO)
    with pytest.raises(ZeroDivisionError):
        some.once(work)
    assert some.once(work) == 1


def test_visitors_share_one_network_until_midnight_and_then_another(tmp_path: Path) -> None:
    moment = [LAST_MINUTE]
    source = FileSource(PROJECT / "data" / "clinics.csv")
    live = LiveFile(source, tmp_path / "kept.csv", lambda: moment[0])
    before = live.network(CONFIRM_DAYS)
    assert live.network(CONFIRM_DAYS) is before
    moment[0] = MIDNIGHT
    after = live.network(CONFIRM_DAYS)
    assert after is not before
    assert after.file is before.file
    assert live.network(CONFIRM_DAYS) is after


def test_a_network_without_clinics_holds_for_ever() -> None:
    made = Network(clinics(), MIDNIGHT, CONFIRM_DAYS)
    assert made.holds_at(MIDNIGHT + timedelta(days=9999))
    assert (made.home_state, made.as_of, made.is_example) == ("", None, False)
