"""The map: nothing from elsewhere, nothing from the file that could run, one frame for every search."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from html import escape
from typing import Any

import folium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit_folium import _get_feature_group_string, generate_leaflet_string

from locator import site_map
from locator.cards import Showing
from locator.clinics import Answer, Certainty, Clinics, Fact, Need
from locator.nearest import search
from locator.pins import Pin, pin_for, pin_svg
from tests.made_clinics import clinics

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)
HERE = (45.0, -93.0)


def payload(some: Clinics) -> dict[str, Any]:
    """What the browser would be given to draw, after folium and streamlit-folium have had their way with it."""
    matches = search(some, Need.EITHER, HERE, NOW, 180).first(10)
    group = site_map.pins(matches, matches[:1], HERE, Showing(some, NOW, 180, "", "the centre of 55435"))
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
    some = clinics({"clinic_id": "a", "name": "Clinic – Edina", "evaluates": {"value": "yes", "as_of": "2026-11-01",
                    "method": "phone"}})  # fmt: skip
    (pin,) = payload(some)["pins"]
    assert pin["name"] == "1, Edina, evaluates; procedure not confirmed"
    assert site_map.number_of(pin["name"]) == 1


def test_a_clinic_without_a_position_has_no_pin() -> None:
    some = clinics({"clinic_id": "a", "miles_north": None}, {"clinic_id": "b"})
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
    (pin,) = payload(clinics({"clinic_id": "a", "name": name}))["pins"]
    shown = pin["name"]
    assert "<" not in shown
    assert shown == escape(f"1, {name}, evaluation not confirmed; procedure not confirmed")


@pytest.mark.parametrize(
    ("fact", "certainty", "pin"),
    [
        (Fact(), Certainty.NOT_CONFIRMED, Pin.NOT_CONFIRMED),
        (Fact(Answer.YES), Certainty.REPORTED, Pin.REPORTED),
        (Fact(Answer.YES), Certainty.CONFIRMED, Pin.CONFIRMED),
        (Fact(Answer.NO), Certainty.CONFIRMED, Pin.NO),
    ],
)
def test_each_answer_has_a_pin_of_its_own_shape(fact: Fact, certainty: Certainty, pin: Pin) -> None:
    assert pin_for(fact, certainty) is pin
    shapes = {pin_svg(other) for other in Pin}
    assert len(shapes) == len(Pin)
    colourless = {re.sub(r"#[0-9a-f]{6}", "", shape) for shape in shapes}
    assert len(colourless) == len(Pin)


def test_the_map_is_a_folium_map() -> None:
    assert isinstance(site_map.base_map(None), folium.Map)
