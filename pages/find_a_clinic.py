"""Find a clinic: the address says what is needed, the form says where; answer, list and map follow."""

from __future__ import annotations

import streamlit as st
from streamlit_folium import st_folium

from locator.live import serving
from locator.map import site_map
from locator.server.first_page import AT_ONCE, find_view
from locator.server.street_tiles import tile_address, tile_bounds
from locator.templates import pins
from locator.templates.find import results_slot, search_slot, spoken
from locator.templates.slots import Slot
from locator.words import _
from pages import visit
from pages.parts.component import component
from pages.parts.slot import show

MAP_HEIGHT = 640

settings, network = serving.settings(), serving.network()
asked = visit.begin(network)

# What we answer.
view = find_view(network, serving.now(), asked.need, asked.heard.place, asked.clinic)
most = asked.pages * AT_ONCE
result, best = view.search(), view.best_answer()
matches = result.first_with(most, view.selected)
targets = [found for found in (best.seen_at, best.done_at) if found and view.origin]

# Where it stands on the page. The map is sent first, because its frame takes longest to draw.
list_column, map_column = st.columns(2)

with map_column, st.container(key="map"):
    show(Slot("map-note", pins.map_note(matches, len(result), view)))
    st_folium(
        site_map.base_map(
            tile_address(settings), tile_bounds(settings), is_crowded=len(network) >= site_map.CROWD
        ),
        key="folium",
        feature_group_to_add=site_map.pins(matches, targets, view),
        returned_objects=[],
        height=MAP_HEIGHT,
        use_container_width=True,
        render=False,  # the component does so once more in any case
    )

with list_column:
    show(search_slot())
    show(results_slot(view, asked.heard, clinic_id=asked.clinic, most=most))
    component("find", html="<i hidden></i>")(
        key=visit.SCRIPT_KEY,
        data={
            "near": asked.near,
            "need": asked.need,
            "heard": asked.heard_at,
            "announce": spoken(view, asked.heard),
            "bring": asked.bring,
            "words": {
                "title": _("Map of the clinics"),
                "failed": _("The map could not load. The list is complete."),
                "details": _("Details"),
                "close": _("Close"),
            },
        },
        **visit.CALLBACKS,
    )
