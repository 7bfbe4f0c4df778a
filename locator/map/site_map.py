"""Clinics on one Folium map: a constant base, and the pins that change."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

import folium
from branca.element import MacroElement
from folium.template import Template
from markupsafe import Markup, escape

from locator.clinics import Match
from locator.clinics.view import View
from locator.map.pins import pin_for, pin_svg
from locator.words import _
from locator.words.facts import pin_name

# West, south, east, north in WGS 84 degrees.
Bounds = tuple[float, float, float, float]

ZOOM_MIN = 6
ZOOM_MAX = 17


class BaseMap(folium.Map):
    """A Leaflet map that loads nothing from anywhere but this server."""

    default_js = [("leaflet", "/assets/leaflet/leaflet.js"), ("locator", "/assets/map.js")]  # noqa: RUF012 - folium's own form
    default_css = [("leaflet", "/assets/leaflet/leaflet.css"), ("locator", "/assets/map.css")]  # noqa: RUF012


class _Drawn(MacroElement):
    """What a function of map.js draws of the payload; `call` is the call of it, in folium's template."""

    def __init__(self, call: str, payload: object) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._template = Template(f"{{% macro script(this, kwargs) %}}locatorMap.{call};{{% endmacro %}}")
        self.payload = _as_script(payload)


def base_map(tile_address: str | None, bounds: Bounds | None = None) -> folium.Map:
    """The map without pins; `tile_address` has {z}, {x} and {y} in it, None for no street tiles.

    `bounds` is where there are tiles: west, south, east, north in degrees; None for everywhere.

    It must be the same on every run: streamlit-folium rebuilds the frame when its script changes.
    """
    site_map = BaseMap(
        location=(44.95, -93.28),
        zoom_start=9,
        min_zoom=ZOOM_MIN,
        max_zoom=ZOOM_MAX,
        tiles=None,
        zoom_control=False,
        scroll_wheel_zoom=False,
    )
    osm = Markup(
        '<a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noopener">OpenStreetMap</a>'
    )
    options = {
        "tiles": tile_address,
        "bounds": bounds,
        "osmCredit": f"&copy; {osm}",
        "censusCredit": escape(_("County lines: U.S. Census Bureau")),
        "zoomIn": _("Zoom in"),
        "zoomOut": _("Zoom out"),
    }
    site_map.add_child(_Drawn("start({{ this._parent.get_name() }}, {{ this.payload }})", options))
    return site_map


def pins(matches: Sequence[Match], targets: Sequence[Match], view: View) -> folium.FeatureGroup:
    """The pins of a search. `targets` are the clinics that the answer names: the map keeps them in sight."""
    payload = {
        "pins": [_pin(match, view) for match in matches if match.clinic.position],
        "targets": [_point(match) for match in targets if match.clinic.position],
        "origin": view.origin,
        "selected": view.selected,
    }
    group = folium.FeatureGroup(name="clinics")
    onto = "{{ this._parent._parent.get_name() }}, {{ this._parent.get_name() }}"
    group.add_child(_Drawn(f"show({onto}, {{{{ this.payload }}}})", payload))
    return group


def number_of(pin_name: str) -> int | None:
    """The number at the front of a pin's name, which is the place of its clinic in the list, from 1."""
    digits = pin_name.partition(",")[0].strip()
    return int(digits) if digits.isdecimal() else None


def _point(match: Match) -> list[float]:
    position = match.clinic.position
    return [position.latitude, position.longitude] if position else []


def _pin(match: Match, view: View) -> Mapping[str, object]:
    return {
        "id": match.clinic.clinic_id,
        "at": _point(match),
        "name": escape(pin_name(match)),
        "svg": pin_svg(pin_for(match.clinic.fact(view.procedure)), match.number),
    }


_JSON_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')


def _as_script(value: object) -> str:
    """JSON in which no text of a clinic can do anything.

    folium renders its scripts as Jinja templates and streamlit-folium rewrites names in them, so within texts
    every character that either looks for, or HTML does, is written as an escape.
    """
    return _JSON_TEXT.sub(
        lambda text: re.sub(r"[<>&'`$_{}%#]", lambda c: f"\\u{ord(c[0]):04x}", text[0]), json.dumps(value)
    )
