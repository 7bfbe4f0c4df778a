"""What becomes of the place that a scheduler types."""

from __future__ import annotations

import pytest

from locator.asked_place import understood
from tests.made_clinics import clinics

METRO = clinics({"clinic_id": "a"})


@pytest.mark.parametrize("text", ["55369", " 55369-1234 ", "maple grove", "Maple Grove, MN"])
def test_a_place_is_understood_as_people_type_it(text: str) -> None:
    heard = understood(text, METRO)
    assert heard.place is not None
    assert heard.said == ""


def test_a_typo_gets_the_question_and_the_names_of_find_a_clinic() -> None:
    heard = understood("mapel grove", METRO)
    assert heard.place is None
    assert heard.said == "We can't find “mapel grove”. Did you mean Maple Grove?"
    assert heard.suggestions == ("Maple Grove, MN",)


def test_a_far_town_is_taken_and_its_namesakes_are_offered() -> None:
    heard = understood("Portland", METRO)
    assert heard.place is not None
    assert "Did you mean another?" in heard.said
    assert heard.suggestions


@pytest.mark.parametrize(
    ("text", "said"), [("", ""), ("5536", "is not a ZIP code"), ("qqqqzzzz", "We can't find “qqqqzzzz”.")]
)
def test_what_is_no_place_gets_one_sentence(text: str, said: str) -> None:
    heard = understood(text, METRO)
    assert heard.place is None
    assert said in heard.said
