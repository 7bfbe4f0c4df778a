"""Find a clinic: the address says what is needed, the box says where; answer, list and map follow."""

from __future__ import annotations

from html import escape

import streamlit as st
from streamlit_folium import st_folium

from locator import cards, page_parts, pins, site, site_map, wording
from locator.asked_place import outside_the_area
from locator.clinics import Need
from locator.nearest import best_answer, search
from locator.page_script import page_script
from locator.server.assets import PIN_ADDRESS
from locator.server.street_tiles import tile_address, tile_bounds
from pages import visit

PAGE_SIZE = 50
MAP_HEIGHT = 640

settings, clinics, now = site.settings(), site.live_clinics().clinics, site.now()
visit.begin(clinics)

# What we answer.
need, place, origin = visit.need(), visit.place(), visit.origin()
result = search(clinics, need, origin, now, settings.confirm_days)
chosen = clinics.by_id(visit.chosen_clinic())
chosen_match = result.match_of(chosen.clinic_id) if chosen else None
matches = result.first(visit.pages() * PAGE_SIZE)
if chosen_match and chosen_match.number > len(matches):
    matches.append(chosen_match)
visit.remember_shown(matches)
best = best_answer(clinics, origin, now, settings.confirm_days)
showing = cards.Showing(
    clinics=clinics,
    now=now,
    limit_days=settings.confirm_days,
    report_email=settings.report_email,
    measured_from=place.described if place else None,
    selected=chosen.clinic_id if chosen else "",
)
count_line = wording.count_line(
    len(result), result.total, result.without_exact_position, showing.measured_from
)

# The map is sent first, because its frame takes longest to draw, and together with the first boxes: so it is
# made before them.
targets = [found for found in (best.seen_at, best.done_at) if found and origin]
base = site_map.base_map(tile_address(settings), tile_bounds(settings))
found_pins = site_map.pins(matches, targets, origin, showing)

# Where it stands on the page.
question_box, answer_box = st.container(key="search"), st.container()
list_column, map_column = st.columns([6, 7], gap="medium")

with map_column, st.container(key="map"):
    st.html(page_parts.map_note(pins.legend_html(PIN_ADDRESS)))
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
    st.html(f'<h1>{escape(wording.FIND_TITLE)}</h1><p class="lead">{escape(wording.FIND_LEAD)}</p>')
    place_box, locate_box, need_box = st.columns([5, 3, 5], gap="medium")
    with place_box:
        st.text_input(wording.PLACE_LABEL, key="place", persist_state="session")
        page_parts.said(visit.sentence(), visit.suggestions(), visit.suggestion_taken)
        if not visit.sentence():
            page_parts.said(outside_the_area(result))
        if not chosen_match:
            page_parts.said(page_parts.about_unlisted(visit.chosen_clinic(), chosen))
    with locate_box:
        page_script(
            visit.SCRIPT_KEY,
            announce=visit.sentence() or count_line,
            bring=visit.card_to_bring(),
            on_chosen=visit.card_chosen,
            on_position=visit.position_given,
            on_navigated=visit.navigated,
        )
    with need_box:
        st.segmented_control(
            wording.NEED_LABEL,
            list(Need),
            key="need",
            format_func=wording.NEED_CHOICES.__getitem__,
            required=True,
            on_change=visit.need_chosen,
            persist_state="session",
        )
        st.html(f'<p class="quiet">{escape(wording.NEED_HELP)}</p>')

with answer_box:
    st.html(cards.answer(best, need, showing))

with list_column, st.container(key="list"):
    st.html(
        f'<h2 class="list-title" id="clinics">Clinics</h2><p class="count">{escape(count_line)}</p>'
        f"{page_parts.SHOW_MAP_BUTTON}"
    )
    st.html(cards.clinic_cards(matches, need, showing) or f"<p>{escape(wording.NOTHING_LISTED)}</p>")
    if len(matches) < len(result):
        st.button(wording.SHOW_MORE, on_click=visit.more)
    page_parts.share(place is not None, visit.address() if visit.sharing() else None, visit.share)

st.html('<div id="after-map" tabindex="-1"></div>')
