"""Clinics on one Folium map: a constant base, and the pins that change."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import folium
from branca.element import MacroElement
from folium.plugins import MarkerCluster
from folium.template import Template

from locator.asset_addresses import asset
from locator.clinics import Match
from locator.clinics.view import View
from locator.templates import render
from locator.templates.pins import pin_for, pin_svg
from locator.words import _, language, ngettext
from locator.words.facts import pin_name

# West, south, east, north in WGS 84 degrees.
Bounds = tuple[float, float, float, float]

# The zooms at which there are street tiles. A visitor may look from farther off, at clinics everywhere.
ZOOM_MIN = 6
ZOOM_MAX = 17
FARTHEST_ZOOM = 3
# From so many pins on, those that would lie on each other are drawn as one.
CROWD = 31


class BaseMap(folium.Map):
    """A Leaflet map that loads nothing from anywhere but this server."""

    def __init__(self, has_tiles: bool, is_crowded: bool) -> None:
        """A map for pins that, where it is crowded, may be drawn as clusters.

        Tiles are sharp at whole zooms only; without them half a zoom lets the clinics fill the map.
        """
        super().__init__(
            location=(44.95, -93.28),
            zoom_start=9,
            minZoom=FARTHEST_ZOOM,
            maxZoom=ZOOM_MAX,
            zoomSnap=1 if has_tiles else 0.5,
            tiles=None,
            zoom_control=False,
            scroll_wheel_zoom=False,
        )
        crowd = ["markercluster/leaflet.markercluster.js"] * is_crowded
        scripts = ["leaflet/leaflet.js", *crowd, "map.js"]
        sheets = ["leaflet/leaflet.css", "colors.css", "map.css"]
        self.default_js = [(name, asset(name)) for name in scripts]
        self.default_css = [(name, asset(name)) for name in sheets]


class _Crowd(MarkerCluster):
    """Pins that are drawn as one where they would lie on each other; its script comes with the base map."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium's own form
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__(  # type: ignore[no-untyped-call]
            icon_create_function="locatorMap.crowdIcon", show_coverage_on_hover=False, max_cluster_radius=44
        )


class _Drawn(MacroElement):
    """What a function of map.js draws of the payload; `call` is the call of it, in folium's template."""

    def __init__(self, call: str, payload: object) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._template = Template(f"{{% macro script(this, kwargs) %}}locatorMap.{call};{{% endmacro %}}")
        self.payload = _as_script(payload)


def base_map(
    tile_address: str | None, bounds: Bounds | None = None, *, is_crowded: bool = False
) -> folium.Map:
    """The map without pins; `tile_address` has {z}, {x} and {y} in it, None for no street tiles.

    `bounds` is where there are tiles: west, south, east, north in degrees; None for everywhere. `is_crowded`
    says whether there may be CROWD pins or more.

    It must be the same on every run: streamlit-folium rebuilds the frame when its script changes.
    """
    site_map = BaseMap(tile_address is not None, is_crowded)
    options = {
        "tiles": tile_address,
        "minZoom": ZOOM_MIN,
        "bounds": bounds or (-180, -90, 180, 90),
        "land": [asset("base_map.js"), asset("base_map/base_map.json")],
        "isCrowded": is_crowded,
        "osmCredit": render("osm_credit.html"),
        "credits": render("map_credits.html"),
        "zoomIn": _("Zoom in"),
        "zoomOut": _("Zoom out"),
        "twoFingers": _("Use two fingers to move the map"),
    }
    site_map.add_child(_Drawn("start({{ this._parent.get_name() }}, {{ this.payload }})", options))
    return site_map


def pins(matches: Sequence[Match], targets: Sequence[Match], view: View) -> folium.FeatureGroup:
    """The pins of a search. `targets` are the clinics that the answer names: the map keeps them in sight.

    A press on one tells the page: "pin-chosen" on its document, with the clinic_id as detail.
    """
    shown = [match for match in matches if match.clinic.position]
    is_crowded = len(shown) >= CROWD
    payload = {
        "pins": [_pin(match, view) for match in shown],
        "targets": [match.clinic.clinic_id for match in targets if match.clinic.position],
        "origin": view.origin,
        "selected": view.selected,
        "words": _words(len(shown), is_crowded, language()),
    }
    group = folium.FeatureGroup(name="clinics")
    crowd = "null"
    if is_crowded:
        group.add_child(_Crowd())
        crowd = "{{ (this._parent._children.values()|first).get_name() }}"
    onto = "{{ this._parent._parent.get_name() }}, {{ this._parent.get_name() }}"
    group.add_child(_Drawn(f"show({onto}, {crowd}, {{{{ this.payload }}}})", payload))
    return group


@lru_cache(maxsize=64)
def _words(pins: int, is_crowded: bool, _language: str) -> Mapping[str, object]:
    """What the map says of so many pins; of some of them by how many: outside the view, or drawn as one."""
    counts = range(pins + 1)
    return {
        "showAll": ngettext("Show the clinic", "Show all %(n)s", pins),
        "outside": [
            ngettext("%(n)s more outside this view", "%(n)s more outside this view", n) for n in counts
        ],
        "crowd": [
            ngettext("%(n)s clinic. Press to come closer", "%(n)s clinics. Press to come closer", n)
            for n in counts
            if is_crowded
        ],
    }


def _pin(match: Match, view: View) -> Mapping[str, object]:
    position = match.clinic.position
    return {
        "id": match.clinic.clinic_id,
        "at": position and [position.latitude, position.longitude],
        "name": pin_name(match),
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
