"""Find a clinic: the address says what is needed, the box says where; answer, list and map follow."""

from __future__ import annotations

import streamlit as st
from streamlit_folium import st_folium

from locator.clinics import Need
from locator.clinics.view import View
from locator.live import serving
from locator.map import pins, site_map
from locator.server.street_tiles import tile_address, tile_bounds
from locator.templates import render
from locator.templates.answer import answer
from locator.templates.cards import clinic_cards
from locator.words import _
from locator.words.answer import count_line
from locator.words.places import about_unlisted
from locator.words.services import need_label
from pages import visit
from pages.parts.page_script import page_script
from pages.parts.place import said, share

PAGE_SIZE = 50
MAP_HEIGHT = 640

settings, network = serving.settings(), serving.network()
asked = visit.begin(network)

# What we answer.
chosen = network.by_id(asked.clinic)
view = View(
    network=network,
    now=serving.now(),
    need=asked.need,
    place=asked.found,
    selected=chosen.clinic_id if chosen else "",
    report_email=settings.report_email,
)
result, best = view.search(), view.best_answer()
matches = result.first_with(asked.pages * PAGE_SIZE, view.selected)
asked.remember_shown(matches)
is_listed = view.selected in {match.clinic.clinic_id for match in matches}
counted = count_line(result, view.place)

# The map is sent first, because its frame takes longest to draw, and together with the first boxes: so it is
# made before them.
targets = [found for found in (best.seen_at, best.done_at) if found and view.origin]
base = site_map.base_map(tile_address(settings), tile_bounds(settings))
found_pins = site_map.pins(matches, targets, view)

# Where it stands on the page.
question_box, answer_box = st.container(key="search"), st.container()
list_column, map_column = st.columns([6, 7], gap="medium")

with map_column, st.container(key="map"):
    st.html(render("map_note.html", legend=pins.legend()))
    st_folium(
        base,
        key=visit.MAP_KEY,
        feature_group_to_add=found_pins,
        returned_objects=["last_object_clicked_tooltip"],
        height=MAP_HEIGHT,
        use_container_width=True,
        on_change=visit.pin_clicked,
        render=False,  # the component does so once more in any case
    )

with question_box:
    st.html(render("find_head.html"))
    place_box, locate_box, need_box = st.columns([5, 3, 5], gap="medium")
    with place_box:
        st.text_input(_("ZIP code or city"), key=visit.PLACE_KEY, persist_state="session")
        said(asked.said, asked.suggestions, visit.suggestion_taken)
        if not is_listed:
            said(about_unlisted(asked.clinic, chosen))
    with locate_box:
        page_script(
            visit.SCRIPT_KEY,
            announce=asked.said or counted,
            bring=asked.bring,
            on_chosen=visit.card_chosen,
            on_position=visit.position_given,
            on_navigated=visit.navigated,
        )
    with need_box:
        st.segmented_control(
            _("I need"),
            list(Need),
            key=visit.NEED_KEY,
            format_func=need_label,
            required=True,
            on_change=visit.need_chosen,
            persist_state="session",
        )
        st.html(render("need_help.html"))

with answer_box:
    st.html(answer(best, view))

with list_column, st.container(key="list"):
    st.html(render("list_head.html", count_line=counted))
    st.html(clinic_cards(matches, view) or render("nothing_listed.html"))
    if len(matches) < len(result):
        st.button(_("Show more clinics"), on_click=visit.more)
    share(view.place is not None, asked.address if asked.is_sharing else None, visit.share)

st.html(render("after_map.html"))
