"""What becomes of the place that somebody types."""

from __future__ import annotations

import pytest

from locator.clinics import Need, search
from locator.words.places import outside_the_area, understood
from tests.made_clinics import HERE, YES_BY_PHONE, network

METRO = network({"clinic_id": "a"})


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


SAID = {"value": "yes", "as_of": "2026-11-01", "method": "website"}


@pytest.mark.parametrize(
    ("miles_to_the_sure_one", "miles_to_the_other", "said"),
    [
        (212, 230, "That is outside the area: the nearest clinic is Edina Sure, 212 miles away."),
        (230, 212, "That is outside the area: the nearest clinic is Edina Said, 212 miles away."),
        (212, 9, ""),
        (9, 212, ""),
        (None, 212, "That is outside the area: the nearest clinic is Edina Said, 212 miles away."),
        (None, 9, ""),
        (None, None, ""),
    ],
)
def test_outside_the_area_is_where_no_clinic_is_near_however_sure_we_are_of_it(
    miles_to_the_sure_one: float | None, miles_to_the_other: float | None, said: str
) -> None:
    some = network(
        {
            "clinic_id": "sure",
            "name": "Edina Sure",
            "miles_north": miles_to_the_sure_one,
            "evaluates": YES_BY_PHONE,
        },
        {"clinic_id": "said", "name": "Edina Said", "miles_north": miles_to_the_other, "evaluates": SAID},
    )
    assert outside_the_area(search(some, Need.EVALUATION, HERE)) == said


def test_without_a_place_or_a_clinic_nothing_is_outside() -> None:
    assert outside_the_area(search(METRO, Need.EITHER, None)) == ""
    none = network({"clinic_id": "a", "status": "closed"})
    assert outside_the_area(search(none, Need.EITHER, HERE)) == ""


def test_nonsense_keeps_the_place_there_was_and_an_empty_box_keeps_none() -> None:
    before = understood("55369", METRO).place
    assert understood("qqqqzzzz", METRO).or_still(before) == before
    assert understood("mapel grove", METRO).or_still(before) == before
    assert understood("", METRO).or_still(before) is None
    there = understood("Edina", METRO)
    assert there.or_still(before) == there.place
