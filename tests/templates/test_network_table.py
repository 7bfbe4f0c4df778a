"""The table of the network as HTML."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import partial

from locator.clinics import Network
from locator.clinics.table import Filters, table
from locator.clinics.view import View
from locator.places import Place
from locator.templates import render
from tests import made_clinics
from tests.made_clinics import HERE, HOSTILE

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)  # a Friday, noon in Chicago
PHONE_YES = {"value": "yes", "as_of": "2026-11-03", "method": "phone"}
OLD_YES = {"value": "yes", "as_of": "2026-01-03", "method": "staff"}
SITE_YES = {"value": "yes", "as_of": "2026-10-03", "method": "website"}
PHONE_NO = {"value": "no", "as_of": "2026-11-03", "method": "phone"}

network = partial(made_clinics.network, now=NOW)

MIXED = network(
    {"clinic_id": "e", "miles_north": 5, "evaluates": PHONE_YES, "performs": PHONE_NO, "opening_hours": "Th 08:00-16:30"},
    {"clinic_id": "d", "city": "Delano", "miles_north": 4, "evaluates": SITE_YES, "opening_hours": "Mo-Fr 08:00-17:00"},
    {"clinic_id": "c", "miles_north": 3, "evaluates": OLD_YES, "performs": SITE_YES},
    {"clinic_id": "b", "miles_north": None, "evaluates": PHONE_NO, "performs": PHONE_YES},
    {"clinic_id": "a", "miles_north": 1, "status": "closed", "evaluates": PHONE_YES, "performs": PHONE_YES},
)  # fmt: skip


def written(some: Network, day: int | None = None, place: Place | None = None) -> str:
    view = View(some, NOW, place=place)
    rows = table(some, Filters(), view.origin, NOW)
    return render("network_table.html", rows=rows, view=view, day=day)


def test_every_fact_has_a_shape_a_word_and_how_sure_since_when() -> None:
    html = written(MIXED)
    for shape, word, detail in (
        ("✓", "Yes", "confirmed by phone Nov 3, 2026"),
        ("✓", "Yes", "overdue: last confirmed Jan 3, 2026 · call"),
        ("✓", "Yes", "website, Oct 3, 2026 · call to confirm"),
        ("?", "Not confirmed", "call to ask"),
        ("✕", "No", "confirmed by phone Nov 3, 2026"),
    ):
        assert f'{shape}</span><span><b>{word}</b> <span class="detail">{detail}' in html
    assert "Closed for good." in html


def test_of_a_clinic_that_is_closed_for_good_no_answer_is_left_standing() -> None:
    html = written(
        network({"clinic_id": "a", "evaluates": PHONE_YES, "performs": PHONE_YES, "status": "closed"})
    )
    assert html.count("Closed for good.") == 3
    assert "Yes" not in html


def test_phones_of_referrals_go_before_the_main_phone() -> None:
    html = written(
        network(
            {"clinic_id": "a", "referral_phone": "612-555-0102", "referral_fax": "612-555-0103"},
            {"clinic_id": "b"},
        )
    )
    assert 'href="tel:+16125550102"' in html
    assert "Fax 612-555-0103" in html
    assert html.count("main phone") == 1


def test_a_place_adds_miles_and_a_day_shows_its_hours() -> None:
    html = written(MIXED, day=3, place=Place("55435", *HERE))
    assert ">Miles</th>" in html
    assert ">Open on Thursdays</th>" in html
    assert "8 am to 4:30 pm" in html
    assert 'data-label="Miles"><div>Not known' in html


def test_patients_are_referred_to_no_closed_clinic_and_a_doubt_is_said() -> None:
    some = network(
        {"clinic_id": "a", "refers_to": "b;c"},
        {"clinic_id": "b", "name": "Beta", "status": "closed"},
        {"clinic_id": "c", "name": "Gamma"},
    )
    assert (
        re.findall(r'data-label="Refers to"><div>(.*?)\s*</div>', written(some))[0]
        == "Gamma (call to confirm)"
    )


def test_miles_to_the_center_of_a_zip_code_are_said_to_be_about() -> None:
    some = network({"clinic_id": "a", "miles_north": 6.9, "is_approximate": True}, {"clinic_id": "b"})
    html = written(some, place=Place("55435", *HERE))
    assert re.findall(r'data-label="Miles"><div>(.*?)\s*</div>', html) == ["about 7", "less than 0.1"]


def test_hours_of_an_old_listing_are_usual_now_and_on_a_day() -> None:
    old = network({"clinic_id": "a", "opening_hours": "Fr 08:00-16:30", "listing_as_of": "2026-01-02"})
    assert "Usually open until 4:30 pm · call first" in written(old)
    assert "Usually 8 am to 4:30 pm · call first" in written(old, day=4)


def test_nothing_from_the_file_becomes_markup() -> None:
    columns = ("name", "street", "city", "phone", "referral_phone", "referral_fax", "access_notes", "website")
    html = written(
        network({"clinic_id": "a", **dict.fromkeys(columns, HOSTILE), "refers_to": "a"}),
        place=Place("x", *HERE),
    )
    assert "<img" not in html
    assert 'onerror=alert(1)&gt;"' not in html


def test_languages_and_new_patients_stand_where_they_are_known_and_take_no_room_where_they_are_not() -> None:
    told = {
        "languages": "en;so",
        "new_patients": "yes",
        "wait_weeks": "2",
        "availability_as_of": "2026-11-03",
    }
    html = written(
        network({"clinic_id": "a"} | told, {"clinic_id": "b"}, {"clinic_id": "c", "status": "closed"} | told)
    )
    assert html.count("Languages: English, Somali") == 2
    assert html.count("New patients: yes, a wait of about 2 weeks (Nov 3, 2026)") == 1
    assert html.count("New patients") == 1
