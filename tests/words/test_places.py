"""What becomes of the place that somebody types."""

from __future__ import annotations

import pytest

from locator.clinics import Need, Network
from locator.clinics.view import View
from locator.places import Place, PlaceKind
from locator.words.places import no_clinic_near, show_place, understood
from tests.made_clinics import HERE, NO_BY_PHONE, NOON, YES_BY_PHONE, network

METRO = network({"clinic_id": "a"})


@pytest.mark.parametrize(
    "text", ["55369", " 55369-1234 ", "maple grove", "Maple Grove, MN", "I live in Maple Grove"]
)
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
    ("text", "place", "said"),
    [
        ("Baldwin", "Baldwin, WI", "This is for Baldwin, WI. Did you mean another?"),
        ("Phoenix", "Phoenix, AZ",
         "This is for Phoenix, AZ. Did you mean another? Add its state, or type a ZIP code."),
        ("Maple Grove 55901", "55901", "This is for 55901, in Rochester, MN. Did you mean Maple Grove?"),
        ("Edina, Blah", "Edina, MN", "We took “Edina, Blah” for Edina, MN."),
        ("Longfellow", "",
         "We can't find “Longfellow” near here. Did you mean Longfellow, PA? Or type a ZIP code."),
        ("Paris, France", "",
         "We know places in the United States only, not “Paris, France”. Type a ZIP code or a city there."),
        ("Rochestr", "",
         "We can't find “Rochestr”. Did you mean Rochester, MN, Rochester, NY, or Rochester, MI?"),
        ("APO AE 09012", "",
         "The ZIP code “09012” has no place on the map. Try one near you, or a city."),
        ("qqq\x1b[31mqzzzz", "",
         "We can't find “qqqqzzzz”. Try a five-digit ZIP code, or a city such as Maple Grove."),
    ],
)  # fmt: skip
def test_it_is_said_for_what_a_doubtful_name_was_taken_and_what_else_it_may_be(
    text: str, place: str, said: str
) -> None:
    heard = understood(text, METRO)
    assert (heard.place.name if heard.place else "", heard.said) == (place, said)


@pytest.mark.parametrize(
    ("text", "said"), [("", ""), ("5536", "is not a ZIP code"), ("qqqqzzzz", "We can't find “qqqqzzzz”.")]
)
def test_what_is_no_place_gets_one_sentence(text: str, said: str) -> None:
    heard = understood(text, METRO)
    assert heard.place is None
    assert said in heard.said


SAID = {"value": "yes", "as_of": "2026-11-01", "method": "website"}
NEW_YORK = Place("New York, NY", *HERE)


def said_from_afar(some: Network, place: Place | None = NEW_YORK, need: Need = Need.EVALUATION) -> str:
    is_far = View(some, NOON, need, place).best_answer().is_far
    return no_clinic_near(place) if is_far and place else ""


@pytest.mark.parametrize(
    ("miles_to_the_sure_one", "miles_to_the_other", "said"),
    [
        (212, 230, "No clinic near New York."),
        (230, 212, "No clinic near New York."),
        (212, 9, ""),
        (9, 212, ""),
        (None, 1017, "No clinic near New York."),
        (None, 9, ""),
        (None, None, ""),
    ],
)
@pytest.mark.parametrize("need", Need)
def test_far_is_where_no_clinic_is_near_however_sure_we_are_of_it(
    miles_to_the_sure_one: float | None, miles_to_the_other: float | None, said: str, need: Need
) -> None:
    some = network(
        {"clinic_id": "sure", "name": "Edina Sure", "miles_north": miles_to_the_sure_one,
         "evaluates": YES_BY_PHONE},
        {"clinic_id": "said", "name": "Edina Said", "miles_north": miles_to_the_other, "evaluates": SAID},
    )  # fmt: skip
    assert said_from_afar(some, need=need) == said


def test_a_clinic_for_another_need_is_near_too() -> None:
    far_one = {"clinic_id": "b", "miles_north": 120, "performs": YES_BY_PHONE}
    some = network({"clinic_id": "a", "miles_north": 20, "performs": NO_BY_PHONE}, far_one)
    assert said_from_afar(some, need=Need.PROCEDURE) == ""


def test_without_a_place_or_a_clinic_nothing_is_far() -> None:
    assert said_from_afar(METRO, None) == ""
    assert said_from_afar(network({"clinic_id": "a", "status": "closed"})) == ""


@pytest.mark.parametrize(
    ("place", "near"),
    [
        (Place("55369", *HERE), "55369"),
        (Place("44.86, -93.33", *HERE, PlaceKind.POINT), "the point 44.86, -93.33"),
        (Place("44.86,-93.33", *HERE, PlaceKind.POSITION), "you"),
        (Place("Washington, DC", *HERE), "Washington"),
    ],
)
def test_every_kind_of_place_can_be_far(place: Place, near: str) -> None:
    some = network({"clinic_id": "a", "name": "Alpha", "miles_north": 150})
    assert said_from_afar(some, place) == f"No clinic near {near}."


def test_what_was_probably_meant_is_offered_without_the_state_that_all_clinics_are_in() -> None:
    assert show_place("Maple Grove, MN", METRO) == "Show Maple Grove"
    assert show_place("Hudson, WI", METRO) == "Show Hudson, WI"
    assert show_place("Spring Valley, MN", METRO) == "Show Spring Valley, MN"
    assert show_place("55435", METRO) == "Show 55435"
