"""The map: nothing from elsewhere, nothing from the file that could run, one frame for every search."""

from __future__ import annotations

import json
import re
from typing import Any

import folium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from streamlit_folium import _get_feature_group_string, generate_leaflet_string

from locator.clinics import Answer, Certainty, Fact, Network
from locator.clinics.view import View
from locator.map import site_map
from locator.map.pins import Pin, pin_for, pin_svg
from locator.places import Place
from tests.made_clinics import HERE, NOON, YES_BY_PHONE, network


def payload(some: Network) -> dict[str, Any]:
    """What the browser would be given to draw, after folium and streamlit-folium have had their way with it."""
    view = View(some, NOON, place=Place("55435", *HERE))
    matches = view.search().first(10)
    group = site_map.pins(matches, matches[:1], view)
    base = site_map.base_map(None)
    base.render()  # type: ignore[no-untyped-call]
    script = _get_feature_group_string(group, base)
    found = re.search(
        r"locatorMap\.show\(map_div, feature_group_feature_group_0, (.*?)\);\n", script, re.DOTALL
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
    assert site_map.number_of(pin["name"]) == 1


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
def test_no_name_changes_the_script_and_every_name_arrives_escaped_and_whole(name: str) -> None:
    (pin,) = payload(network({"clinic_id": "a", "name": name}))["pins"]
    shown = pin["name"]
    assert "<" not in shown
    assert shown == escape(f"1, {name}, evaluation not confirmed; procedure not confirmed")


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


def test_the_map_is_a_folium_map() -> None:
    assert isinstance(site_map.base_map(None), folium.Map)
