"""About this data: how good it is, every fact with its origin, and whom staff should call next."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from locator import data_html, site
from locator import staff_wording as wording
from locator.cards import Showing
from locator.overdue import by_next_due, calls_to_make, next_due
from locator.reminders import reminders
from locator.server.assets import ASSETS
from locator.wording import PRODUCT

PAGE_SIZE = 50
MOST_REMINDERS = 500  # the soonest; a calendar is no place for more

settings, live, now = site.settings(), site.live_clinics(), site.now()
clinics, limit = live.clinics, settings.confirm_days
showing = Showing(clinics=clinics, now=now, limit_days=limit, report_email=settings.report_email)


def more() -> None:
    """ "Show more clinics" was pressed."""
    st.session_state["data_pages"] = pages() + 1


def pages() -> int:
    """How many pages of clinics have been asked for."""
    return int(st.session_state.get("data_pages", 1))


st.set_page_config(page_title=f"{wording.DATA_TITLE} · {PRODUCT}")
st.html(ASSETS / "staff.css")
st.html(
    f'<h1>{escape(wording.DATA_TITLE)}</h1><p class="lead">{escape(wording.DATA_LEAD)}</p>'
    f'<p class="as-of">{escape(wording.data_as_of(live.data_as_of, len(clinics)))}</p>'
    f'<p><a href="#whom-to-call" target="_self">{escape(wording.CALLS_TITLE)}</a></p>'
)

counts_box, words_box = st.columns(2, gap="medium")
with counts_box:
    st.html(f"<h2>{wording.COUNTS_TITLE}</h2>{data_html.counts(showing)}")
    st.html(f"<h2>{escape(wording.UNKNOWN_TITLE)}</h2>{data_html.unknowns(clinics)}")
with words_box:
    st.html(f"<h2>{wording.HOW_SURE_TITLE}</h2>{data_html.meanings(limit)}")
    mistake = escape(wording.how_to_report(has_email=bool(settings.report_email)))
    st.html(f"<h2>{wording.MISTAKE_TITLE}</h2><p>{mistake}</p>")

listed = clinics[: pages() * PAGE_SIZE]
st.html(
    f'<h2 id="every-fact">{wording.FACTS_TITLE}</h2>'
    f'<p class="quiet">{wording.shown_of(len(listed), len(clinics), "clinics")}</p>'
    f"{data_html.fact_table(listed, showing)}"
)
if len(listed) < len(clinics):
    st.button(wording.SHOW_MORE, on_click=more)

calls = calls_to_make(clinics, now, limit, PAGE_SIZE)
st.html(
    f'<h2 id="whom-to-call">{escape(wording.CALLS_TITLE)}</h2>'
    f"<p>{escape(wording.CALLS_LEAD if len(calls) else wording.NOBODY_TO_CALL)}</p>"
    f'<p class="quiet">{wording.shown_of(len(calls.first), len(calls), "clinics")}</p>'
    f"{data_html.call_list(calls.first)}"
)
due = by_next_due(clinics, limit, MOST_REMINDERS)
st.html(f"<h3>{wording.REMINDERS_TITLE}</h3><p>{wording.REMINDERS_LEAD if due else wording.NO_REMINDERS}</p>")
if due:
    labels = {
        clinic.clinic_id: wording.reminder_choice(clinic, day)
        for clinic in due
        if (day := next_due(clinic, limit))
    }
    with st.container(key="reminders", horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(wording.REMINDER_LABEL, list(labels), format_func=labels.__getitem__)
        st.download_button(
            wording.REMINDER_BUTTON,
            reminders([clinic for clinic in due if clinic.clinic_id == chosen], now, limit),
            f"call-{chosen}.ics",
            "text/calendar",
            on_click="ignore",
        )
    st.download_button(
        wording.ALL_REMINDERS_BUTTON,
        partial(reminders, due, now, limit),
        wording.ALL_REMINDERS_NAME,
        "text/calendar",
        on_click="ignore",
    )
