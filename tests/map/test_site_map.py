"""The map: nothing from elsewhere, nothing from the file that could run, one frame for every search."""

from __future__ import annotations

import json
import re
from typing import Any

import folium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit_folium import _get_feature_group_string, generate_leaflet_string

from locator.clinics import Answer, Certainty, Fact, Network
from locator.clinics.view import View
from locator.map import site_map
from locator.places import Place
from locator.templates.pins import Pin, legend, map_note, pin_for, pin_svg
from tests.made_clinics import HERE, NOON, YES_BY_PHONE, network


def payload(some: Network) -> dict[str, Any]:
    """What the browser would be given to draw, after folium and streamlit-folium have had their way with it."""
    view = View(some, NOON, place=Place("55435", *HERE))
    matches = view.search().first(50)
    group = site_map.pins(matches, matches[:1], view)
    base = site_map.base_map(None)
    base.render()  # type: ignore[no-untyped-call]
    script = _get_feature_group_string(group, base)
    found = re.search(
        r"locatorMap\.show\(map_div, feature_group_feature_group_0, \w+, (.*?)\);\n", script, re.DOTALL
    )
    assert found, script
    given: dict[str, Any] = json.loads(found[1])
    return given


def test_the_map_loads_nothing_from_anywhere_else() -> None:
    base = site_map.base_map("/tiles/{z}/{x}/{y}.png")
    links = [address for _, address in [*base.default_js, *base.default_css]]
    assert all(link.startswith("/assets/") for link in links)


def test_the_map_is_the_same_on_every_run_so_that_its_frame_is_kept() -> None:
    def script() -> str:
        base = site_map.base_map("/tiles/{z}/{x}/{y}.png")
        base.render()  # type: ignore[no-untyped-call]
        return str(generate_leaflet_string(base))

    assert script() == script()


def test_a_pin_has_a_name_that_tells_number_place_and_both_facts() -> None:
    some = network({"clinic_id": "a", "name": "Clinic – Edina", "evaluates": YES_BY_PHONE})
    (pin,) = payload(some)["pins"]
    assert pin["name"] == "1, Edina, evaluates; procedure not confirmed"


def test_the_pin_of_a_clinic_that_is_closed_for_now_says_so() -> None:
    clinic = {"clinic_id": "a", "name": "Clinic – Edina", "evaluates": YES_BY_PHONE}
    (pin,) = payload(network(clinic | {"status": "temporarily closed"}))["pins"]
    assert pin["name"] == "1, Edina, closed for now; evaluates; procedure not confirmed"


def test_a_clinic_without_a_position_has_no_pin() -> None:
    some = network({"clinic_id": "a", "miles_north": None}, {"clinic_id": "b"})
    assert [pin["id"] for pin in payload(some)["pins"]] == ["b"]


@given(
    st.text(min_size=1, max_size=40)
    | st.sampled_from(
        [
            "</script><script>x",
            "`${x}`",
            "{{ 7 * 7 }} {% raw %} {# x #}",
            "{{'map_div'}}",
            "_feature_group_0 maps/ab/",
            "'\"\\\u2028",
        ]
    )
)
def test_no_name_changes_the_script_and_every_name_arrives_whole(name: str) -> None:
    (pin,) = payload(network({"clinic_id": "a", "name": name}))["pins"]
    assert pin["name"] == f"1, {name}, evaluation not confirmed; procedure not confirmed"


@pytest.mark.parametrize(
    ("fact", "pin"),
    [
        (Fact(), Pin.NOT_CONFIRMED),
        (Fact(Answer.YES, certainty=Certainty.REPORTED), Pin.REPORTED),
        (Fact(Answer.YES, certainty=Certainty.CONFIRMED), Pin.CONFIRMED),
        (Fact(Answer.NO, certainty=Certainty.CONFIRMED), Pin.NO),
    ],
)
def test_each_answer_has_a_pin_of_its_own_shape(fact: Fact, pin: Pin) -> None:
    assert pin_for(fact) is pin
    shapes = {pin_svg(other) for other in Pin}
    assert len(shapes) == len(Pin)
    colorless = {re.sub(r"#[0-9a-f]{6}", "", shape) for shape in shapes}
    assert len(colorless) == len(Pin)


def test_a_pin_takes_its_colors_from_the_style_sheet_and_shows_its_number() -> None:
    for pin in Pin:
        svg = pin_svg(pin, 12)
        assert set(re.findall(r'(?:fill|stroke)="([^v][^"]*)"', svg)) == set()
        assert ">12</text>" in svg


def test_the_legend_shows_only_the_pins_in_use() -> None:
    view = View(network({"clinic_id": "a", "performs": YES_BY_PHONE}, {"clinic_id": "b"}), NOON)
    told = legend(view.search().first(10), view)
    assert "Performs kyphoplasty, confirmed" in told
    assert "Procedure not confirmed, call" in told
    assert "Does not perform it" not in told
    assert "Said to perform it" not in told
    assert pin_svg(Pin.CONFIRMED) in told


def test_the_legend_explains_the_visitors_point_where_there_is_one() -> None:
    some = network({"clinic_id": "a"})
    nowhere, somewhere = View(some, NOON), View(some, NOON, place=Place("55435", *HERE))
    assert "Your place" not in legend(nowhere.search().first(10), nowhere)
    assert "Your place" in legend(somewhere.search().first(10), somewhere)


def test_a_clinic_without_a_position_is_not_in_the_legend() -> None:
    view = View(network({"clinic_id": "a", "miles_north": None}), NOON)
    assert "<svg" not in legend(view.search().first(10), view)


def many(count: int) -> Network:
    return network(*({"clinic_id": f"c{i}", "miles_north": i} for i in range(count)))


def test_the_note_says_so_when_the_map_shows_only_the_first_clinics() -> None:
    view = View(many(60), NOON)
    matches = view.search().first(50)
    assert "The map shows the first 50 of 60 clinics." in map_note(matches, 60, view)
    assert "The map shows" not in map_note(matches, 50, view)


def test_the_map_is_told_what_to_say_of_each_count() -> None:
    words = payload(many(3))["words"]
    assert words["showAll"] == "Show all 3"
    assert words["outside"][2] == "2 more outside this view"
    assert len(words["outside"]) == 4
    assert words["crowd"] == []
    assert payload(many(1))["words"]["showAll"] == "Show the clinic"


def test_only_a_crowd_of_pins_is_drawn_as_clusters() -> None:
    few, crowd = (payload(many(count)) for count in (site_map.CROWD - 1, site_map.CROWD))
    assert few["words"]["crowd"] == []
    assert crowd["words"]["crowd"][12] == "12 clinics. Press to come closer"


def test_the_scripts_for_clusters_come_only_where_there_may_be_a_crowd() -> None:
    def names(*, is_crowded: bool) -> list[str]:
        return [name for name, _ in site_map.base_map(None, is_crowded=is_crowded).default_js]

    assert [name for name in names(is_crowded=True) if name not in names(is_crowded=False)] == [
        "markercluster/leaflet.markercluster.js"
    ]


def test_the_map_names_the_sources_of_its_lines() -> None:
    base = site_map.base_map(None)
    base.render()  # type: ignore[no-untyped-call]
    script = str(generate_leaflet_string(base))
    assert "Roads: MnDOT, U.S. Census TIGER." in script
    assert "Water: U.S. Census TIGER, City of Minneapolis, Natural Earth." in script


def test_the_map_is_a_folium_map() -> None:
    assert isinstance(site_map.base_map(None), folium.Map)
