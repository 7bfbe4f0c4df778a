"""What a name may mistake: namesakes, far towns, other countries, a ZIP code and a town that contradict."""

from __future__ import annotations

import pytest

from locator.places import DidYouMean, Doubt, Found, NotFound, Outcome, PlaceKind, Reason, find_place
from locator.places.towns import accepted_names, towns_called

TWIN_CITIES = (44.95, -93.35)


def find(text: str) -> Outcome:
    return find_place(text, near=TWIN_CITIES)


def found(text: str) -> Found:
    outcome = find(text)
    assert isinstance(outcome, Found), f"{text!r}: {outcome}"
    return outcome


def suggestions(text: str) -> tuple[str, ...]:
    outcome = find(text)
    assert isinstance(outcome, DidYouMean), f"{text!r}: {outcome}"
    return outcome.suggestions


# --- namesakes -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("town", ["Baldwin", "Spring Valley", "Hammond", "Cushing", "Clear Lake", "Webster"])
def test_of_two_towns_within_reach_one_is_taken_and_the_other_is_offered(town: str) -> None:
    both = {f"{town}, MN", f"{town}, WI"}
    taken = found(town)
    assert taken.doubt is Doubt.NAMESAKE
    assert both <= {taken.place.name, *taken.also}


@pytest.mark.parametrize(
    "town",
    [
        "Minneapolis", "Saint Paul", "Rochester", "Edina", "Hudson", "Maple Grove", "Duluth", "Saint Cloud",
        "Bloomington", "Burnsville", "Buffalo", "Eau Claire", "Chicago", "Milwaukee", "Baldwin, WI",
    ],
)  # fmt: skip
def test_a_town_that_is_surely_meant_is_not_asked_about(town: str) -> None:
    assert found(town).doubt is None
    assert found(town).also == ()


def test_few_towns_of_the_region_are_asked_about() -> None:
    asked = typed = 0
    for key, by_state in accepted_names().items():
        for state in {"MN", "WI"} & by_state.keys():
            (town,) = towns_called(key, state)
            if town.miles_from(TWIN_CITIES) <= 100:
                typed += 1
                outcome = find(key)
                asked += isinstance(outcome, Found) and outcome.doubt is not None
    assert asked < typed / 8


def test_a_town_known_by_a_name_that_the_post_office_rejects_comes_before_a_far_one() -> None:
    taken = found("Lexington")
    assert taken.place.name == "Lexington, MN"
    assert "Lexington, KY" in taken.also


# --- far away --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("town", ["The Dalles", "Phoenix", "Phillips", "Portland", "Highland Park"])
def test_a_name_alone_that_leads_far_away_is_always_doubted(town: str) -> None:
    assert found(town).doubt is Doubt.FAR


@pytest.mark.parametrize("town", ["Portland, OR", "The Dalles, OR", "Crookston", "Ely", "60601"])
def test_a_far_place_is_taken_when_its_state_is_typed_or_it_is_at_home(town: str) -> None:
    assert found(town).doubt is None


@pytest.mark.parametrize("town", ["Longfellow", "Frogtown", "U of M", "home", "Como"])
def test_a_far_place_without_a_zip_code_of_its_own_is_asked_about(town: str) -> None:
    outcome = find(town)
    assert isinstance(outcome, DidYouMean)
    assert outcome.is_elsewhere


# --- other countries -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        "Thunder Bay, Ontario", "Ottawa, Ontario", "Toronto, Canada", "London, England", "Cancun, Mexico",
        "Paris, France", "Vancouver, BC", "Toronto, Ontario, Canada", "Vancouver, BC V6B 1A1", "Winnipeg, MB",
        "Toronto, ON M5V 2T6, Canada", "Montréal, Québec", "Glasgow, Scotland", "Thunder Bay Ontario",
        "Mogadishu, Somalia", "Kingston, Jamaica", "London, UK", "M5V 2T6", "Abidjan, Cote d'Ivoire",
    ],
)  # fmt: skip
def test_a_place_in_another_country_is_no_american_namesake(text: str) -> None:
    assert find(text) == NotFound(Reason.ABROAD)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mexico, MO", "Mexico, MO"),
        ("Ontario, CA", "Ontario, CA"),
        ("Ontario, WI", "Ontario, WI"),
        ("Poland, ME", "Poland, ME"),
        ("Cuba City, WI", "Cuba City, WI"),
        ("Norway, MI", "Norway, MI"),
        ("Atlanta, Georgia", "Atlanta, GA"),
        ("Jordan", "Jordan, MN"),
        ("12 Main Street, Jordan", "Jordan, MN"),
        ("Edina, USA", "Edina, MN"),
        ("San Juan, Puerto Rico", "San Juan, PR"),
    ],
)
def test_a_town_that_is_called_like_a_country_is_still_itself(text: str, name: str) -> None:
    assert found(text).place.name == name


@pytest.mark.parametrize(
    "text", ["Georgia", "South Dakota", "Alaska", "West Virginia", "Nevada", "Maine", "Minn"]
)
def test_a_state_alone_is_no_town_that_is_called_like_it(text: str) -> None:
    assert find(text) == NotFound(Reason.STATE_ONLY)


def test_where_the_end_is_not_understood_it_is_said_what_was_taken() -> None:
    assert found("Edina, Blah").doubt is Doubt.IN_PART
    assert found("Edina, MN").doubt is None


@pytest.mark.parametrize("quarter", ["Uptown", "Phillips", "Longfellow"])
def test_a_quarter_after_its_town_is_no_far_town(quarter: str) -> None:
    taken = found(f"Minneapolis, {quarter}")
    assert (taken.place.name, taken.doubt) == ("Minneapolis, MN", Doubt.IN_PART)


# --- a ZIP code and a town -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Maple Grove 55901", "Maple Grove, MN"),
        ("55901 Maple Grove", "Maple Grove, MN"),
        ("Maple Grove, MN 55901", "Maple Grove, MN"),
        ("I live in Maple Grove 55901", "Maple Grove, MN"),
    ],
)
def test_of_a_zip_code_and_a_town_elsewhere_the_zip_is_taken_and_the_town_offered(
    text: str, town: str
) -> None:
    taken = found(text)
    assert (taken.place.name, taken.also) == ("55901", (town,))
    assert (taken.doubt, taken.town) == (Doubt.TOWN_ELSEWHERE, "Rochester, MN")


@pytest.mark.parametrize("text", ["Chicago 55369", "55369 Chicago"])
def test_the_order_of_zip_code_and_town_makes_no_difference(text: str) -> None:
    assert found(text).place.name == "55369"
    assert found(text).also == ("Chicago, IL",)


@pytest.mark.parametrize(
    "text", ["Maple Grove 55369", "Osseo 55369", "Edina 55406", "55406 Edina", "Hennepin County 55369",
             "Longfellow 55406", "Como 55108", "Springfield 62701"]
)  # fmt: skip
def test_a_zip_code_of_the_town_or_near_it_is_no_contradiction(text: str) -> None:
    assert found(text).doubt is None


@pytest.mark.parametrize("text", ["Duluth, St. Louis County", "Duluth, St Louis County, MN"])
def test_a_county_after_a_town_says_where_the_town_is(text: str) -> None:
    assert found(text).place.name == "Duluth, MN"


# --- words around a town ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Downtown Minneapolis", "Minneapolis, MN"), ("North Minneapolis", "Minneapolis, MN"),
        ("Northeast Minneapolis", "Minneapolis, MN"), ("N Mpls", "Minneapolis, MN"),
        ("NE Mpls", "Minneapolis, MN"), ("Uptown Minneapolis", "Minneapolis, MN"),
        ("East Side St Paul", "Saint Paul, MN"), ("Minneapolis airport", "Minneapolis, MN"),
        ("MSP airport", "Minneapolis, MN"), ("VA hospital Minneapolis", "Minneapolis, MN"),
        ("St. Cloud Hospital", "Saint Cloud, MN"), ("7700 France Ave S Edina", "Edina, MN"),
        ("9645 Grove Circle North Maple Grove", "Maple Grove, MN"), ("P.O. Box 5 Delano", "Delano, MN"),
        ("Village of Osceola", "Osceola, WI"), ("North St Paul", "North Saint Paul, MN"),
    ],
)  # fmt: skip
def test_a_town_is_taken_from_words_that_only_say_where_in_it(text: str, name: str) -> None:
    assert found(text).place.name == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Edina and Chaska", ("Edina, MN", "Chaska, MN")),
        ("I am at 55369 and my back hurts", ("55369",)),
        ("5536O", ("55360",)),
        ("Burnsville Minnesotta", ("Burnsville, MN",)),
        ("Coon Rapids Minesota", ("Coon Rapids, MN",)),
        ("Stpaul", ("Saint Paul, MN",)),
        ("stpaul mn", ("Saint Paul, MN",)),
        ("Vivo en Edina", ("Edina, MN",)),
        ("cerca de Burnsville", ("Burnsville, MN",)),
        ("Waxaan ku noolahay Edina", ("Edina, MN",)),
        ("Kuv nyob hauv Maple Grove", ("Maple Grove, MN",)),
    ],
)
def test_a_town_or_zip_code_inside_of_other_words_is_suggested(text: str, names: tuple[str, ...]) -> None:
    assert suggestions(text)[: len(names)] == names


def test_a_town_in_the_words_for_a_hospital_is_suggested() -> None:
    assert "Rochester, MN" in suggestions("St Mary's Hospital Rochester")


# --- spelling --------------------------------------------------------------------------------------------------
def test_a_short_form_by_ear_brings_up_the_town_it_begins() -> None:
    assert suggestions("Faribo")[0] == "Faribault, MN"


def test_a_town_spelled_right_is_never_denied() -> None:
    assert found("Luverne").place.name == "Luverne, MN"


@pytest.mark.parametrize(
    "text", ["Edi\x1b[31mna", "\x1b[1;31mEdina\x1b[0m", "Ed\x00ina", "Edina\x07", "\x9bEdina"]
)
def test_what_a_terminal_takes_for_orders_is_left_out(text: str) -> None:
    assert found(text).place.name == "Edina, MN"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("intl falls", "International Falls, MN"), ("nyc", "New York, NY"), ("mcgregor", "McGregor, MN"),
        ("marine on st croix", "Marine on Saint Croix, MN"), ("fond du lac, wi", "Fond Du Lac, WI"),
        ("The Dalles", "The Dalles, OR"), ("McAllen, TX", "McAllen, TX"),
    ],
)  # fmt: skip
def test_names_are_shown_in_ordinary_capitals(text: str, name: str) -> None:
    assert found(text).place.name == name


def test_a_prison_is_not_suggested_for_a_town() -> None:
    assert "Duluth Federal Prison, MN" not in suggestions("Duluth Fedral")


# --- points ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        "44.98N 93.27W", "44.98 N, 93.27 W", "N44.98 W93.27", "44.98° N, 93.27° W", "44°58'48\"N 93°16'12\"W",
        "44°58′48″N, 93°16′12″W", "44.98°, -93.27°", "44° 58.8' N 93° 16.2' W", "٤٤.٩٨, -٩٣.٢٧",
    ],
)  # fmt: skip
def test_a_point_is_understood_with_letters_degrees_and_minutes(text: str) -> None:
    place = found(text).place
    assert place.kind is PlaceKind.POINT
    assert place.name == "44.98, -93.27"


@pytest.mark.parametrize(
    "text", ["44.98, 93.27", "-93.27, 44.98", "93.27, 44.98", "-44.98, -93.27", "44.98N 93.27E"]
)
def test_a_point_elsewhere_that_one_slip_puts_into_the_country_is_asked_about(text: str) -> None:
    assert suggestions(text) == ("44.98, -93.27",)


def test_a_comma_in_a_zip_code_is_asked_about() -> None:
    assert suggestions("55,369") == ("55369",)


def test_arabic_digits_are_digits() -> None:
    assert found("٥٥٣٦٩").place.name == "55369"
