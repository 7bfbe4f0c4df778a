"""About this data: how good it is, every fact with its origin, and whom staff should call next."""

from __future__ import annotations

from functools import partial

import streamlit as st

from locator.clinics.due import REMIND_DAYS, reminders_due
from locator.live import serving
from locator.reminders import reminders
from locator.server import pieces
from locator.templates import render
from locator.words import _
from locator.words.due import reminder_choice
from pages.parts.later import in_this_language
from pages.parts.slot import show

PAGE_SIZE = 50
MOST_REMINDERS = 500  # the soonest; a calendar is no place for more

network, now = serving.network(), serving.now()


def more() -> None:
    """ "Show more clinics" was pressed."""
    st.session_state["data_pages"] = pages() + 1


def pages() -> int:
    """How many pages of clinics have been asked for."""
    return int(st.session_state.get("data_pages", 1))


most = pages() * PAGE_SIZE

show(pieces.data_head(network))
show(pieces.data_text(network, most))
if most < len(network):
    st.button(_("Show more clinics"), on_click=more)

due = network.once(reminders_due, MOST_REMINDERS)
st.html(render("data_reminders.html", due=due, days=REMIND_DAYS))
if due:
    by_phone = {reminder.phone: reminder for reminder in due}
    labels = {phone: reminder_choice(reminder) for phone, reminder in by_phone.items()}
    with st.container(key="reminders", horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(_("A reminder for"), list(labels), format_func=labels.__getitem__)
        st.download_button(
            _("Download this reminder (.ics)"),
            reminders([by_phone[chosen]], now),
            f"call-{by_phone[chosen].clinics[0].clinic_id}.ics",
            "text/calendar",
            on_click="ignore",
        )
    st.download_button(
        _("Download a reminder for every call (.ics)"),
        in_this_language(partial(reminders, due, now)),
        "clinics-to-call.ics",
        "text/calendar",
        on_click="ignore",
    )
