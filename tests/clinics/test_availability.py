"""Whether new patients are taken is believed for a month; then people are told to ask."""

from __future__ import annotations

from datetime import UTC, date, datetime

from locator.clinics import Answer, Clinic, Intake
from locator.clinics.fact import AVAILABILITY_DAYS
from tests.made_clinics import network

LAST_DAY = datetime(2026, 12, 3, 18, tzinfo=UTC)  # 30 days after November 3, noon in Chicago


def clinic(now: datetime = LAST_DAY, **cells: str) -> Clinic:
    return network({"clinic_id": "a", "availability_as_of": "2026-11-03"} | cells, now=now)[0]


def test_what_was_said_counts_for_thirty_days_and_must_then_be_asked() -> None:
    assert AVAILABILITY_DAYS == 30
    assert clinic(new_patients="yes").availability.intake is Intake.YES
    assert clinic(new_patients="no").availability.intake is Intake.NO
    next_day = LAST_DAY.replace(day=4)
    assert clinic(next_day, new_patients="yes").availability.intake is Intake.ASK
    assert clinic(next_day, new_patients="no").availability.intake is Intake.ASK


def test_the_day_is_the_one_on_the_clinics_own_wall() -> None:
    before_midnight = datetime(2026, 12, 4, 5, 59, tzinfo=UTC)
    assert clinic(before_midnight, new_patients="yes").availability.intake is Intake.YES
    assert clinic(before_midnight.replace(hour=6), new_patients="yes").availability.intake is Intake.ASK


def test_without_a_date_it_must_be_asked() -> None:
    assert clinic(availability_as_of="", new_patients="yes").availability.intake is Intake.ASK
    assert clinic(availability_as_of="", wait_weeks="3").availability.intake is Intake.ASK


def test_where_nothing_was_said_there_is_nothing_to_ask_again() -> None:
    for as_of in ("", "2026-11-03", "2026-01-01"):
        availability = clinic(availability_as_of=as_of).availability
        assert not availability.is_known
        assert availability.intake is None


def test_a_wait_alone_says_nothing_of_whether_new_patients_are_taken() -> None:
    availability = clinic(wait_weeks="0").availability
    assert (availability.wait_weeks, availability.intake) == (0, None)


def test_a_clinic_has_its_languages_in_order_and_knows_no_more_than_it_was_told() -> None:
    told = clinic(languages="es;en", step_free="no", phone_steps="press 2", npi="1234567893")
    assert (told.languages, told.step_free, told.phone_steps) == (("es", "en"), Answer.NO, "press 2")
    untold = clinic()
    assert (untold.languages, untold.step_free, untold.phone_steps, untold.npi) == ((), None, "", "")


def test_the_newest_date_of_a_file_may_be_one_of_availability() -> None:
    some = network({"clinic_id": "a", "listing_as_of": "2026-11-01", "availability_as_of": "2026-11-03"})
    assert some.as_of == date(2026, 11, 3)


def test_a_network_knows_what_is_spoken_and_said_in_it_each_once() -> None:
    some = network(
        {"clinic_id": "a", "languages": "en;so", "new_patients": "yes"},
        {"clinic_id": "b", "languages": "en", "new_patients": "no", "availability_as_of": "2026-11-20"},
        {"clinic_id": "c"},
    )
    assert some.languages == ("en", "so")
    assert some.intakes == (Intake.NO, Intake.ASK)
    assert (network({"clinic_id": "c"}).languages, network({"clinic_id": "c"}).intakes) == ((), ())
