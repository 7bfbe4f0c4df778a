"""Check a clinic file: upload or paste, what is wrong, what would change, the map, the tidied file."""

from __future__ import annotations

from functools import partial
from html import escape

import numpy as np
import streamlit as st
from streamlit_folium import st_folium

from locator import check_html, geocoder, page_parts, pins, site, site_map
from locator import staff_wording as wording
from locator.cards import Showing
from locator.checked_file import CheckedFile, check_file
from locator.clinic_file import template_file, write_clinic_file
from locator.clinics import Clinics, Position
from locator.file_changes import shared_names, what_would_change
from locator.geocoder import LookedUp, Verdict, with_positions
from locator.nearest import Match
from locator.ranking import Standing
from locator.server.assets import ASSETS, PIN_ADDRESS
from locator.server.street_tiles import tile_address
from locator.wording import PRODUCT
from pages.addresses import just_entered

MOST_CHANGES = 100  # of each kind
MOST_PINS = 500
MAP_HEIGHT = 480

state = st.session_state


def heading(text: str, lead: str = "") -> None:
    """A section's heading, with what it is for."""
    st.html(f"<h2>{escape(text)}</h2>" + (f"<p>{escape(lead)}</p>" if lead else ""))


def uploaded() -> None:
    """A file was chosen, or taken out again."""
    file = state["upload"]
    forget()
    if file is not None:
        state["to_check"] = (file.name, file.getvalue())


def pasted() -> None:
    """ "Check what I pasted" was pressed."""
    forget()
    text = state["paste"]
    if text.strip():
        state["to_check"] = (wording.PASTE_NAME, text.encode("utf-8", "replace"))
    else:
        state["paste_said"] = wording.PASTE_EMPTY


def forget() -> None:
    """Nothing is kept of a file once another takes its place."""
    for key in ("to_check", "checked_file", "looked_up", "paste_said"):
        state.pop(key, None)


def ask_for_a_file() -> None:
    """The two ways to hand over a file, and the template for those who have none."""
    upload_box, paste_box = st.columns(2, gap="large")
    with upload_box:
        st.file_uploader(wording.UPLOAD_LABEL, key="upload", on_change=uploaded)
        st.html(f"<p>{escape(wording.TEMPLATE_LEAD)}</p>")
        st.download_button(
            wording.TEMPLATE_BUTTON, template_file(), wording.TEMPLATE_NAME, "text/csv", on_click="ignore"
        )
    with paste_box, st.form("paste_form", border=False):
        st.text_area(wording.PASTE_LABEL, key="paste", height=150)
        st.form_submit_button(wording.PASTE_BUTTON, on_click=pasted)
        page_parts.said(state.get("paste_said", ""))


def show_problems(file: CheckedFile) -> None:
    """Every problem, as a table or, where that is cut off, as a list (staff.css)."""
    st.html(f"<h2>{escape(wording.PROBLEMS_TITLE)}</h2>{check_html.problem_list(file)}")
    with st.container(key="problem-table"):
        show_problem_table(file)
    capped = wording.shown_of(len(file.listed), file.problem_count, "problems")
    if capped:
        st.html(f'<p class="quiet">{capped}</p>')


def show_problem_table(file: CheckedFile) -> None:
    """The problems as a table that sorts; the row of the chosen one below."""
    st.html(f"<p>{escape(wording.PROBLEMS_HELP)}</p>")
    row, column, remedy, value, kind = wording.PROBLEM_COLUMNS
    config = st.column_config
    chosen = st.dataframe(
        check_html.problem_table(file),
        hide_index=True,
        row_height=76,
        column_config={
            row: config.NumberColumn(width=55, format="%d"),
            column: config.TextColumn(width=155),
            remedy: config.TextColumn(width=500),
            value: config.TextColumn(width=210),
            kind: config.TextColumn(width=90),
        },
        key=f"problems_{file.key}",
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [0]}},
        alt=wording.PROBLEMS_ALT,
    )
    for place in chosen["selection"]["rows"]:
        st.html(check_html.row_of(file, file.listed[place]))


def show_positions(clinics: Clinics, file: CheckedFile) -> dict[str, Position]:
    """Clinics without a position, the way to look them up, and those that a person has accepted."""
    missing = np.flatnonzero(clinics.is_approximate | np.isnan(clinics.latitude))
    if not len(missing):
        return {}
    heading(wording.POSITIONS_TITLE, wording.without_position(len(missing)))
    st.html(f"<p>{escape(wording.POSITIONS_PROMISE)} {escape(wording.most_looked_up(len(missing)))}</p>")
    if st.button(wording.POSITIONS_BUTTON):
        with st.spinner(wording.LOOKING_UP):
            asked = [clinics[int(row)] for row in missing[: geocoder.MOST_ADDRESSES]]
            state["looked_up"] = geocoder.look_up(asked, geocoder.CENSUS)
    found: LookedUp | None = state.get("looked_up")
    if found is None:
        return {}
    if found.trouble:
        page_parts.said(wording.trouble_sentence(found.trouble))
    taken = {}
    if any(located.verdict is Verdict.FOUND for located in found.located):
        st.html(f"<p>{escape(wording.TAKE_LEAD)}</p>")
    for located in found.located:
        with st.container(border=True):
            told = f"<b>{escape(located.clinic.name)}</b><br>{escape(wording.looked_up_sentence(located))}"
            st.html(f"<p>{told}</p>")
            clinic_id = located.clinic.clinic_id
            if (
                located.verdict is Verdict.FOUND
                and located.position
                and st.checkbox(wording.take_label(clinic_id), key=f"take_{file.key}_{clinic_id}")
            ):
                taken[clinic_id] = located.position
    return taken


def show_map(clinics: Clinics) -> None:
    """The clinics on the map, numbered by their row in the tidied file."""
    heading(wording.MAP_PREVIEW_TITLE, wording.MAP_PREVIEW_LEAD)
    shown = clinics[:MOST_PINS]
    matches = [Match(row, clinic, None, Standing.POSSIBLE) for row, clinic in enumerate(shown, start=2)]
    showing = Showing(clinics=clinics, now=site.now(), limit_days=site.settings().confirm_days)
    capped = wording.shown_of(len(shown), len(clinics), "clinics")
    st.html(pins.legend_html(PIN_ADDRESS) + (f'<p class="quiet">{capped}</p>' if capped else ""))
    st_folium(
        site_map.base_map(tile_address(site.settings())),
        key="preview",
        feature_group_to_add=site_map.pins(matches, [], None, showing),
        returned_objects=[],
        height=MAP_HEIGHT,
        use_container_width=True,
        render=False,  # the component does so once more in any case
    )


def show_what_it_would_do(file: CheckedFile, clinics: Clinics) -> None:
    """For a file that could go live: hours, positions, changes, map, and the tidied file."""
    live = site.live_clinics().clinics
    shared = shared_names(live, clinics)
    if hours := file.tidied_hours():
        heading(wording.HOURS_TITLE, wording.HOURS_LEAD)
        st.html(check_html.tidied_hours(hours, shared))
    taken = show_positions(clinics, file)
    tidied = with_positions(clinics, taken) if taken else clinics
    heading(wording.CHANGES_TITLE)
    st.html(check_html.changes(what_would_change(live, tidied, MOST_CHANGES), shared))
    show_map(tidied)
    heading(wording.DOWNLOAD_TITLE, wording.PUT_LIVE)
    st.download_button(
        wording.DOWNLOAD_BUTTON,
        partial(write_clinic_file, tidied),
        wording.DOWNLOAD_NAME,
        "text/csv",
        on_click="ignore",
        type="primary",
    )


st.set_page_config(page_title=f"{wording.CHECK_TITLE} · {PRODUCT}")
st.html(ASSETS / "staff.css")
st.html(f'<h1>{escape(wording.CHECK_TITLE)}</h1><p class="lead">{escape(wording.CHECK_LEAD)}</p>')
if site.live_clinics().is_degraded:
    st.html(check_html.not_live(site.live_clinics()))
if just_entered():
    forget()
ask_for_a_file()
if "to_check" in state:
    name, data = state["to_check"]
    with st.spinner(wording.CHECKING):
        state["checked_file"] = check_file(name, data, site.now().date())
    del state["to_check"]
if "checked_file" in state:
    checked: CheckedFile = state["checked_file"]
    st.html(check_html.verdict(checked, site.live_clinics().clinics))
    if checked.listed and not checked.is_refused:
        show_problems(checked)
    if checked.reading.clinics:
        show_what_it_would_do(checked, checked.reading.clinics)
