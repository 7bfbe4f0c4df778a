import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from locator.places import DidYouMean, Found, NotFound, Outcome, Place, PlaceKind, Reason, find_place
from locator.places.distance import miles_between
from locator.places.towns import accepted_names, towns_called
from locator.words.places import described

TWIN_CITIES = (44.95, -93.35)
MAPLE_GROVE = "Maple Grove, MN"


def find(text: str, near: tuple[float, float] = TWIN_CITIES) -> Outcome:
    return find_place(text, near=near)


def place(text: str, near: tuple[float, float] = TWIN_CITIES) -> Place:
    outcome = find(text, near)
    assert isinstance(outcome, Found), f"{text!r}: {outcome}"
    return outcome.place


def suggestions(text: str) -> tuple[str, ...]:
    outcome = find(text)
    assert isinstance(outcome, DidYouMean), f"{text!r}: {outcome}"
    return outcome.suggestions


@pytest.mark.parametrize(
    "text",
    [
        "55369", "55369-1234", "55369 1234", "553691234", " 55369 ", "55 369", "５５３６９", "55369.",
        "MN 55369", "55369 MN", "Maple Grove MN 55369", "55369 Maple Grove, MN",
        "Maple Grove, Minnesota 55369, USA",
        "9645 Grove Cir N Ste 200, Maple Grove, MN 55369-1234", "9645 Grove Cir N\nMaple Grove, MN\n55369",
    ],
)  # fmt: skip
def test_a_zip_code_is_found_however_it_is_written(text: str) -> None:
    assert place(text).name == "55369"
    assert described(place(text)) == "the center of 55369"


@pytest.mark.parametrize(
    "text",
    [
        "maple grove", "Maple Grove, MN", "maple grove mn", "MAPLE GROVE  ,  MN.", "Maple Grove, Minnesota",
        "maple grove minn", " maple\tgrove ", "Máple Grové", "Ｍａｐｌｅ Ｇｒｏｖｅ", "Maple Grove!",
        "maple-grove", "Maple Grv", "Maple Grove MN USA", "9645 Grove Cir N, Maple Grove, MN",
        "Maple Grove, MN 00000",
        "9645 Grove Cir N Maple Grove MN", "9645 Grove Cir N, Maple Grove", "maple grove 5536",
    ],
)  # fmt: skip
def test_a_town_is_found_however_it_is_written(text: str) -> None:
    assert place(text).name == MAPLE_GROVE
    assert described(place(text)) == "the center of Maple Grove, MN"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("st paul", "Saint Paul, MN"),
        ("Saint Paul", "Saint Paul, MN"),
        ("St. Paul", "Saint Paul, MN"),
        ("st.paul", "Saint Paul, MN"),
        ("100 Main Street St Paul MN", "Saint Paul, MN"),
        ("n st paul", "North Saint Paul, MN"),
        ("st. louis pk", "Saint Louis Park, MN"),
        ("mpls", "Minneapolis, MN"),
        ("minneapolis/st. paul", "Minneapolis, MN"),
        ("Twin Cities", "Minneapolis, MN"),
        ("ft snelling", "Fort Snelling, MN"),
        ("mt prospect", "Mount Prospect, IL"),
        ("sauk center", "Sauk Centre, MN"),
        ("coeur d'alene", "Coeur D Alene, ID"),
        ("Coeur d’Alene", "Coeur D Alene, ID"),
        ("billings mt", "Billings, MT"),
        ("washington, d.c.", "Washington, DC"),
        ("Port Washington", "Port Washington, WI"),
        ("San Juan, PR", "San Juan, PR"),
        ("Hennepin County", "Hennepin County, MN"),
        ("hassan", "Hassan, MN"),
    ],
)
def test_short_forms_and_other_spellings_are_understood(text: str, name: str) -> None:
    assert place(text).name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rochester", "Rochester, MN"),
        ("Bloomington", "Bloomington, MN"),
        ("Austin", "Austin, MN"),
        ("Springfield", "Springfield, MN"),
        ("Hudson", "Hudson, WI"),
        ("Madison", "Madison, WI"),
        ("Ely", "Ely, MN"),
        ("Chicago", "Chicago, IL"),
        ("Phoenix", "Phoenix, AZ"),
        ("St Louis", "Saint Louis, MO"),
        ("Houston", "Houston, TX"),
        ("Portland", "Portland, OR"),
        ("Paris", "Paris, TX"),
        ("New York", "New York, NY"),
        ("Wyoming", "Wyoming, MN"),
    ],
)
def test_of_several_towns_the_one_a_minnesotan_means_is_found(text: str, name: str) -> None:
    assert place(text).name == name


def test_a_state_that_is_typed_settles_which_town_is_meant() -> None:
    assert place("Rochester, NY").name == "Rochester, NY"
    assert place("rochester new york").name == "Rochester, NY"
    assert find("Springfield, IL") == Found(place("Springfield, IL"), also=())


def test_elsewhere_the_same_name_means_another_town() -> None:
    assert place("Rochester", near=(43.0, -78.0)).name == "Rochester, NY"


def test_a_bigger_or_nearly_as_likely_namesake_is_offered_too() -> None:
    outcome = find("Austin")
    assert isinstance(outcome, Found)
    assert outcome.also == ("Austin, TX",)
    assert find("Saint Paul") == Found(place("Saint Paul"), also=())


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("mapel grove", MAPLE_GROVE),
        ("mapelgrove", MAPLE_GROVE),
        ("maplegrove", MAPLE_GROVE),
        ("maple grove, wi", MAPLE_GROVE),
        ("9645 Grove Cir N, Mapel Grove, MN", MAPLE_GROVE),
        ("edna", "Edina, MN"),
        ("egan", "Eagan, MN"),
        ("shakopeee", "Shakopee, MN"),
        ("Shakopea, mn", "Shakopee, MN"),
        ("minnepolis", "Minneapolis, MN"),
        ("coon rapid", "Coon Rapids, MN"),
        ("mendota hights", "Mendota Heights, MN"),
        ("white bear", "White Bear Lake, MN"),
        ("hennepin", "Hennepin County, MN"),
        ("chicgo", "Chicago, IL"),
        ("pheonix", "Phoenix, AZ"),
    ],
)
def test_a_near_miss_is_answered_with_what_was_probably_meant(text: str, first: str) -> None:
    names = suggestions(text)
    assert names[0] == first
    assert len(names) <= 3


def test_a_far_town_of_exactly_that_name_is_still_among_the_suggestions() -> None:
    assert "Edna, KS" in suggestions("edna")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY),
        (" \t\n\u200b", Reason.EMPTY),
        ("5536", Reason.ZIP_LENGTH),
        ("553690", Reason.ZIP_LENGTH),
        ("MN 5536", Reason.ZIP_LENGTH),
        ("00000", Reason.UNKNOWN_ZIP),
        ("99999", Reason.UNKNOWN_ZIP),
        ("Nowhere at all 99999", Reason.UNKNOWN_ZIP),
        ("09012", Reason.NO_POSITION),
        ("APO AE 09012", Reason.NO_POSITION),
        ("Minnesota", Reason.STATE_ONLY),
        ("MN", Reason.STATE_ONLY),
        ("wis.", Reason.STATE_ONLY),
        ("Iowa", Reason.STATE_ONLY),
        ("144.86, -93.33", Reason.POINT_OUT_OF_RANGE),
        ("-93.33, 144.86", Reason.POINT_OUT_OF_RANGE),
        ("asdfgh", Reason.UNKNOWN),
        ("!!!", Reason.UNKNOWN),
        ("🙂", Reason.UNKNOWN),
        ("help", Reason.UNKNOWN),
        ("n", Reason.UNKNOWN),
        ("\x00\x07", Reason.UNKNOWN),
        ("12345 Elm Street", Reason.UNKNOWN),
        ("'; DROP TABLE clinics; --", Reason.UNKNOWN),
        ("<script>alert(1)</script>", Reason.UNKNOWN),
        ("Minneapolis " * 1000, Reason.UNKNOWN),
    ],
)
def test_what_leads_nowhere_says_why(text: str, reason: Reason) -> None:
    assert find(text) == NotFound(reason)


def test_a_zip_code_that_does_not_exist_brings_up_those_one_slip_away_near_the_clinics() -> None:
    swapped, *changed = suggestions("55499")
    assert swapped == "55949"
    assert changed == ["55409", "55419"]
    for name in (swapped, *changed):
        assert miles_between(place(name).latitude, place(name).longitude, *TWIN_CITIES) < 150


@pytest.mark.parametrize("text", ["44.86,-93.33", "44.86 -93.33", "(44.86, -93.33)", "44.86; −93.33"])
def test_a_latitude_and_longitude_is_a_place_too(text: str) -> None:
    found = place(text)
    assert found == Place("44.86, -93.33", 44.86, -93.33, PlaceKind.POINT)
    assert described(found) == "the point 44.86, -93.33"


@pytest.mark.parametrize(
    ("town", "center"),
    [
        ("Minneapolis", (44.9778, -93.2650)),
        ("Saint Paul", (44.9537, -93.0900)),
        ("Edina", (44.8897, -93.3499)),
        ("Bloomington", (44.8408, -93.2983)),
        ("Maple Grove", (45.0725, -93.4558)),
        ("Duluth", (46.7867, -92.1005)),
        ("Rochester", (44.0121, -92.4802)),
        ("Fargo", (46.8772, -96.7898)),
        ("Anoka", (45.1977, -93.3872)),
        ("Carver", (44.7636, -93.6258)),
        ("Dayton", (45.2439, -93.5149)),
        ("Mounds View", (45.1050, -93.2086)),
        ("East Bethel", (45.3194, -93.2024)),
        ("Chicago", (41.8781, -87.6298)),
    ],
)
def test_the_center_of_a_town_is_in_its_middle(town: str, center: tuple[float, float]) -> None:
    assert miles_between(place(town).latitude, place(town).longitude, *center) < 3


def test_every_name_near_the_clinics_is_found_when_written_with_its_state() -> None:
    for key, by_state in accepted_names().items():
        for state in {"MN", "WI"} & by_state.keys():
            (town,) = towns_called(key, state)
            assert place(town.name).name == town.name


@given(st.text())
@example("\ud800")
@example("ﷺ" * 199)
@example("1" * 200)
@example(",".join("n" * 90))
def test_nothing_that_can_be_typed_is_an_error(text: str) -> None:
    assert isinstance(find(text), Found | DidYouMean | NotFound)


@settings(max_examples=200)
@given(st.sampled_from(sorted(accepted_names())), st.randoms(use_true_random=False))
def test_every_suggestion_is_found_when_it_is_asked_for(name: str, chance: random.Random) -> None:
    slip = chance.randrange(len(name))
    outcome = find(name[:slip] + chance.choice("aeiou") + name[slip + 1 :])
    if isinstance(outcome, DidYouMean):
        assert 1 <= len(outcome.suggestions) <= 3
        for suggestion in outcome.suggestions:
            assert place(suggestion).name == suggestion


@pytest.mark.parametrize(
    "typed", ["55369-1234", "st paul", "Hudson", "Wright county", "Rochester NY", "7700 France Ave S, Edina, MN 55435",
              "twin cities", "44.97 -93.26", "Chicago", "Brooklyn Pk"]
)  # fmt: skip
def test_the_name_of_a_place_leads_to_the_same_place_again(typed: str) -> None:
    first = find_place(typed, near=TWIN_CITIES)
    assert isinstance(first, Found)
    again = find_place(first.place.name, near=TWIN_CITIES)
    assert isinstance(again, Found)
    assert again.place == first.place
