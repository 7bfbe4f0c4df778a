"""Check a clinic file: upload or paste, what is wrong, what would change, the map, the tidied file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit_folium import st_folium

from locator.clinic_file import geocoder, template_file, write_clinic_file
from locator.clinic_file.checked_file import CheckedFile, check_file, with_positions
from locator.clinic_file.geocoder import LookedUp, Trouble, Verdict
from locator.clinic_file.matching import FileColumn, Ours, choices
from locator.clinic_file.schema import explanations
from locator.clinics import Match, Network, Position, Standing
from locator.clinics.changes import shared_names, what_would_change
from locator.clinics.view import View
from locator.live import serving
from locator.map import site_map
from locator.server import pieces
from locator.server.street_tiles import tile_address
from locator.templates import check, pins, render
from locator.templates.slots import Slot
from locator.words import N_, _
from pages.addresses import just_entered
from pages.parts.place import said
from pages.parts.problem_table import problem_table
from pages.parts.slot import show

MOST_CHANGES = 100  # of each kind
MOST_PINS = 500
FIRST_ROW = 2  # of a spreadsheet, below the column names
MAP_HEIGHT = 480
COLUMN = "column_"  # begins the names of the boxes that say what a column stands for

TROUBLES = {
    Trouble.AWAY: N_("The US Census Bureau's address finder can't be reached just now."),
    Trouble.SLOW: N_("The US Census Bureau's address finder did not answer in time."),
    Trouble.UNREADABLE: N_("The US Census Bureau's address finder answered in a way that we can't read."),
}
NOTHING_LOST = N_(
    "Nothing was changed. Try again later, or leave the positions blank: patients then see the center of the "
    "ZIP code, marked as such."
)

state = st.session_state


def uploaded() -> None:
    """A file was chosen, or taken out again."""
    file = state["upload"]
    forget()
    if file is not None:
        state["given"] = (file.name, file.getvalue())


def pasted() -> None:
    """ "Check what I pasted" was pressed. Nothing is worded here: the language is not spoken yet."""
    forget()
    text = state["paste"]
    if text.strip():
        state["given"] = (None, text.encode("utf-8", "replace"))
    else:
        state["paste_is_empty"] = True


def forget() -> None:
    """Nothing is kept of a file once another takes its place."""
    for key in ("given", "chosen_columns", "checked_file", "looked_up", "paste_is_empty"):
        state.pop(key, None)
    for key in [key for key in state if str(key).startswith(COLUMN)]:
        del state[key]


def rematch(key: str) -> None:
    """What a column of that file stands for was chosen: it is checked anew with that."""
    file: CheckedFile | None = state.get("checked_file")
    if file is None or file.key != key:  # the boxes of a file go, and say so, when another takes its place
        return
    state["chosen_columns"] = {
        column.label: tuple(state[column_key(file, column)])
        if column_key(file, column) in state
        else column.ours
        for column in file.unsure
    }
    for key in ("checked_file", "looked_up"):
        state.pop(key, None)


def column_key(file: CheckedFile, column: FileColumn) -> str:
    """The name of the box in which it is chosen what a column stands for."""
    return f"{COLUMN}{file.key}_{column.letters}"


def ask_for_a_file() -> None:
    """The two ways to hand over a file, and the template for those who have none."""
    upload_box, paste_box = st.columns(2, gap="large")
    with upload_box:
        st.file_uploader(_("Your clinic list: Excel or CSV (up to 50 MB)"), key="upload", on_change=uploaded)
        st.html(render("check_no_list.html"))
        st.download_button(
            _("Download the template"),
            template_file(),
            "clinics-template.csv",
            "text/csv",
            on_click="ignore",
        )
    with paste_box, st.form("paste_form", border=False):
        st.text_area(_("Or paste it: all cells, the column names too"), key="paste", height=150)
        st.form_submit_button(_("Check what I pasted"), on_click=pasted)
        if "paste_is_empty" in state:
            said(
                _(
                    "There is nothing to check yet. "
                    "Paste your clinic list with the column names in its first row."
                )
            )


def said_of(ours: Ours) -> str:
    """What a column may stand for, in words: "phone: The phone that patients call"."""
    if not ours:
        return _("kept, not used")
    return ", ".join(ours) if len(ours) > 1 else f"{ours[0]}: {explanations()[ours[0]]}"


def show_columns(file: CheckedFile) -> None:
    """What each column was taken for, and a box for each of which that is not certain."""
    if not file.unsure:
        return
    with st.expander(_("The columns of your file"), expanded=not file.reading.ok or file.matched):
        st.html(render("check_columns.html", file=file))
        may_be = choices(file.columns)
        for column in file.unsure:
            about, box = st.columns([3, 2], vertical_alignment="center")
            about.html(render("check_column.html", column=column))
            box.selectbox(
                _("Column %(letters)s of your file is", letters=column.letters),
                may_be,
                may_be.index(column.ours),
                format_func=said_of,
                key=column_key(file, column),
                on_change=rematch,
                args=(file.key,),
            )


def show_problems(file: CheckedFile) -> None:
    """Every problem, as a table or, where that is cut off, as a list (staff.css)."""
    st.html(check.problems(file))
    with st.container(key="problem-table"):
        problem_table(file)
    shown, total = len(file.listed), len(file.lines)
    if shown < total:
        st.html(render("check_more_problems.html", shown=shown, total=total))


def show_positions(network: Network, file: CheckedFile) -> dict[str, Position]:
    """Clinics without a position, the way to look them up, and those that a person has accepted."""
    missing = [clinic for clinic in network if clinic.exact_position is None]
    if not missing:
        return {}
    st.html(render("check_positions.html", missing=len(missing), most=geocoder.MOST_ADDRESSES))
    if st.button(_("Look up the positions")):
        with st.spinner(_("Asking the US Census Bureau…")):
            state["looked_up"] = geocoder.look_up(missing, geocoder.CENSUS)
    found: LookedUp | None = state.get("looked_up")
    if found is None:
        return {}
    if found.trouble:
        said(f"{TROUBLES[found.trouble]} {NOTHING_LOST}")
    taken = {}
    if any(located.verdict is Verdict.FOUND for located in found.located):
        st.html(render("check_take.html"))
    for located in found.located:
        with st.container(border=True):
            st.html(check.located(located))
            clinic_id = located.clinic.clinic_id
            # A box reads Markdown, and a clinic_id can hold none.
            if (
                located.verdict is Verdict.FOUND
                and located.position
                and st.checkbox(
                    _("Use this position for %(id)s", id=clinic_id), key=f"take_{file.key}_{clinic_id}"
                )
            ):
                taken[clinic_id] = located.position
    return taken


def show_map(network: Network) -> None:
    """The clinics on the map, numbered by their row in the tidied file."""
    shown = network[:MOST_PINS]
    matches = [Match(clinic.row + FIRST_ROW, clinic, None, Standing.POSSIBLE) for clinic in shown]
    view = View(network=network, now=serving.now())
    legend = pins.legend(matches, view)
    show(Slot("map-head", render("check_map.html", legend=legend, shown=len(shown), total=len(network))))
    st_folium(
        site_map.base_map(tile_address(serving.settings()), is_crowded=len(network) >= site_map.CROWD),
        key="preview",
        feature_group_to_add=site_map.pins(matches, [], view),
        returned_objects=[],
        height=MAP_HEIGHT,
        use_container_width=True,
        render=False,  # the component does so once more in any case
    )


def show_what_it_would_do(file: CheckedFile, network: Network, live: Network) -> None:
    """For a file that could go live: hours, positions, changes, map, and the tidied file."""
    shared = shared_names(live, network)
    if hours := file.tidied_hours():
        st.html(check.tidied_hours(hours, shared))
    taken = show_positions(network, file)
    tidied = network.once(with_positions, *taken.items()) if taken else network
    st.html(check.changes(what_would_change(live, serving.with_answers(tidied), MOST_CHANGES), shared))
    if serving.snapshot().answers.facts:
        st.caption(_("An answer that staff saved on Calls to make stays where it is newer than the file."))
    show_map(tidied)
    offer_the_tidied_file(partial(write_clinic_file, tidied.file), is_good=True)


def offer_the_tidied_file(written: Callable[[], bytes], is_good: bool) -> None:
    """The file as we have tidied it, to go on with."""
    st.html(render("check_download.html", is_good=is_good))
    st.download_button(
        _("Download the tidied file"), written, "clinics.csv", "text/csv", on_click="ignore", type="primary"
    )


live = serving.network()
show(pieces.check_head())
if just_entered():
    forget()
ask_for_a_file()
if "given" in state and "checked_file" not in state:
    name, data = state["given"]
    with st.spinner(_("Checking the file…")):
        state["checked_file"] = check_file(
            name or _("What you pasted"), data, live, serving.now(), state.get("chosen_columns")
        )
if "checked_file" in state:
    checked: CheckedFile = state["checked_file"]
    st.html(check.verdict(checked, live))
    show_columns(checked)
    if checked.listed and not checked.is_refused:
        show_problems(checked)
    if checked.network:
        show_what_it_would_do(checked, checked.network, live)
    elif tidied_so_far := checked.tidied_so_far():
        offer_the_tidied_file(lambda: tidied_so_far, is_good=False)
