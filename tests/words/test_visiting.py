"""What is said of phones, new patients, languages and steps, and what is left unsaid."""

from __future__ import annotations

import pytest

from locator.words import speaking
from locator.words.spoken import language_name, language_names, language_tag
from locator.words.visiting import for_patients, for_schedulers, new_patients
from tests.made_clinics import network

EVERYTHING = {
    "languages": "en;es;hmn;so",
    "step_free": "yes",
    "phone_steps": "press 2, ask for Edina",
    "referral_needs": "an MRI, by fax",
    "new_patients": "yes",
    "wait_weeks": "3",
    "availability_as_of": "2026-11-12",
    "access_notes": "Free parking.",
}


def test_all_that_is_known_is_said_and_the_needs_of_a_referral_to_schedulers_alone() -> None:
    clinic = network({"clinic_id": "a"} | EVERYTHING)[0]
    patients = [
        "When you call: press 2, ask for Edina",
        "New patients: yes, a wait of about 3 weeks (Nov 12, 2026)",
        "Languages: English, Spanish, Hmong, Somali",
        "There is a way in without steps.",
    ]
    assert for_patients(clinic) == patients
    first, *others = patients
    assert for_schedulers(clinic) == [first, "A referral needs: an MRI, by fax", *others, "Free parking."]


def test_of_what_is_not_known_nothing_is_said() -> None:
    clinic = network({"clinic_id": "a"})[0]
    assert for_patients(clinic) == for_schedulers(clinic) == []


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"new_patients": "yes"}, "New patients: yes (Nov 12, 2026)"),
        ({"new_patients": "no"}, "New patients: not taken now (Nov 12, 2026)"),
        ({"new_patients": "yes", "wait_weeks": "0"}, "New patients: yes, no wait (Nov 12, 2026)"),
        ({"wait_weeks": "1"}, "New patients: a wait of about 1 week (Nov 12, 2026)"),
        (
            {"new_patients": "yes", "availability_as_of": "2026-10-21"},
            "New patients: ask. What we were told is of Oct 21, 2026.",
        ),
        (
            {"new_patients": "no", "availability_as_of": ""},
            "New patients: ask. What we were told has no date.",
        ),
        ({}, ""),
    ],
)
def test_what_was_said_of_new_patients_has_its_day_or_is_to_be_asked(
    cells: dict[str, str], said: str
) -> None:
    clinic = network({"clinic_id": "a", "availability_as_of": "2026-11-12"} | cells)[0]
    assert new_patients(clinic.availability) == said


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("en", "en"), ("EN-us", "en-US"), ("english", "en"), ("spa", "es"), ("Hmong", "hmn"), ("zh_hans", "zh-Hans"),
        ("S'gaw Karen", "ksw"), ("American Sign Language", "ase"), ("es-419", "es-419"),
        ("xx", None), ("en-XX", None), ("und", None), ("mul", None), ("none", None), ("interpreter", None), ("", None),
    ],
)  # fmt: skip
def test_a_language_is_known_by_its_tag_and_its_name(typed: str, tag: str | None) -> None:
    assert language_tag(typed) == tag


def test_languages_are_named_in_the_language_of_the_reader() -> None:
    assert language_names(("en", "ksw", "zh-Hans")) == "English, S’gaw Karen, Simplified Chinese"
    with speaking("es"):
        assert language_name("so") == "somalí"
