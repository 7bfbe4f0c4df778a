"""About this data: how good it is, every fact with its origin, and whom staff should call next."""

from __future__ import annotations

from functools import partial

import streamlit as st

from locator.clinics.due import by_next_due, calls_to_make
from locator.live import serving
from locator.reminders import reminders
from locator.settings import ASSETS
from locator.templates import data, render
from locator.words import _
from locator.words.due import reminder_choice
from pages.parts.later import in_this_language

PAGE_SIZE = 50
MOST_REMINDERS = 500  # the soonest; a calendar is no place for more

network, now = serving.network(), serving.now()
report_email = serving.settings().report_email


def more() -> None:
    """ "Show more clinics" was pressed."""
    st.session_state["data_pages"] = pages() + 1


def pages() -> int:
    """How many pages of clinics have been asked for."""
    return int(st.session_state.get("data_pages", 1))


st.html(ASSETS / "staff.css")
st.html(render("data_head.html", network=network))

counts_box, words_box = st.columns(2, gap="medium")
with counts_box:
    st.html(data.counts(network))
    st.html(data.unknowns(network))
with words_box:
    st.html(render("data_meanings.html", confirm_days=network.confirm_days))
    st.html(render("data_mistake.html", report_email=report_email))

listed = network[: pages() * PAGE_SIZE]
st.html(render("data_facts.html", clinics=listed, total=len(network), report_email=report_email))
if len(listed) < len(network):
    st.button(_("Show more clinics"), on_click=more)

calls = network.once(calls_to_make)
st.html(data.call_list(calls[:PAGE_SIZE], len(calls)))
due = network.once(by_next_due, MOST_REMINDERS)
st.html(render("data_reminders.html", due=due))
if due:
    labels = {clinic.clinic_id: reminder_choice(clinic) for clinic in due}
    with st.container(key="reminders", horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(_("A reminder for"), list(labels), format_func=labels.__getitem__)
        st.download_button(
            _("Download this reminder (.ics)"),
            reminders([clinic for clinic in due if clinic.clinic_id == chosen], now),
            f"call-{chosen}.ics",
            "text/calendar",
            on_click="ignore",
        )
    st.download_button(
        _("Download a reminder for every clinic (.ics)"),
        in_this_language(partial(reminders, due, now)),
        "clinics-to-call.ics",
        "text/calendar",
        on_click="ignore",
    )
