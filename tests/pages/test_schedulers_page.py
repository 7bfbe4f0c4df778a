"""For schedulers as a page: what its boxes make it show (AppTest, without a browser)."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from locator.settings import PROJECT
from tests.pages.app_page import html


def opened() -> AppTest:
    page = AppTest.from_file(str(PROJECT / "pages" / "schedulers.py"), default_timeout=30).run()
    assert not page.exception
    return page


def shown(page: AppTest) -> str:
    return unescape(html(page))


def choose(page: AppTest, name: str, label: str) -> str:
    return shown(page.selectbox(key=f"schedulers_{name}").set_value(label).run())


def press(page: AppTest, label: str) -> str:
    return shown(next(button for button in page.button if button.label == label).click().run())


def typed(page: AppTest, name: str, text: str) -> str:
    return shown(page.text_input(key=f"schedulers_{name}").set_value(text).run())


def test_it_opens_with_the_whole_network_and_no_patient() -> None:
    text = shown(opened())
    assert "8 of 8 clinics · sorted by: name" in text
    assert text.count('<tr role="row">') == 9
    assert 'class="ways"' not in text


def test_a_place_gives_evaluations_and_whom_to_ask_while_nobody_performs() -> None:
    page = opened()
    text = typed(page, "place", "55406")
    assert "No clinic has told us that it does the procedure. These eight evaluate patients." in text
    assert "Evaluation at Edina" in text
    assert "in a straight line from the center of 55406" in text
    assert text.count('<article class="way"') == 3
    press(page, "Show more options")
    assert shown(page).count('<article class="way"') == 6
    assert typed(page, "place", "55369").count('<article class="way"') == 3


def test_a_day_leaves_only_clinics_that_are_open_then() -> None:
    page = opened()
    typed(page, "place", "55328")
    assert "Evaluation at Delano" in shown(page)
    text = choose(page, "day", "Friday")
    assert "Evaluation at Delano" not in text
    assert "No clinic that may evaluate is listed as open on Sundays. Try another day." in choose(
        page, "day", "Sunday"
    )


def test_a_typo_is_asked_about_and_one_press_mends_it() -> None:
    page = opened()
    assert "Did you mean Maple Grove?" in typed(page, "place", "mapel grove")
    next(button for button in page.button if button.label == "Show Maple Grove").click().run()
    assert "Evaluation at Maple Grove" in shown(page)


def test_of_several_towns_of_a_name_it_says_which_it_took_and_offers_the_others() -> None:
    page = opened()
    assert "This is for Springfield, MN. Did you mean another?" in typed(page, "place", "Springfield")
    next(button for button in page.button if button.label == "Show Springfield, IL").click().run()
    assert "in a straight line from the center of Springfield, IL" in shown(page)


@pytest.mark.parametrize(
    ("mistyped", "said"), [("qqqqzzzz", "We can't find “qqqqzzzz”."), ("5543", "is not a ZIP code"), ("", "")]
)
def test_a_place_that_cannot_be_read_takes_the_last_patients_ways_away(mistyped: str, said: str) -> None:
    page = opened()
    assert 'class="ways"' in typed(page, "place", "55435")
    text = typed(page, "place", mistyped)
    assert said in text
    assert 'class="ways"' not in text
    assert ">Miles</th>" not in text


def test_the_next_patient_finds_nothing_of_the_last_one() -> None:
    page = opened()
    typed(page, "place", "55435")
    for name, choice in (
        ("day", "Friday"),
        ("done_day", "Monday"),
        ("within", "Within 25 miles"),
        ("needs", "Evaluations"),
    ):
        choose(page, name, choice)
    typed(page, "find", "edina")
    before = checklist(page)
    text = press(page, "Next patient")
    assert 'class="ways"' not in text
    assert "8 of 8 clinics · sorted by: name" in text
    assert page.text_input(key="schedulers_place").value == ""
    for name in ("day", "done_day", "within", "needs"):
        assert page.selectbox(key=f"schedulers_{name}").value == ""
    assert (before["place"], before["forWhom"]) == ("55435", "For a patient near 55435.")
    assert (checklist(page)["place"], checklist(page)["forWhom"]) == ("", "")
    assert checklist(page)["patient"] != before["patient"]


def checklist(page: AppTest) -> dict[str, object]:
    """What the script of the checklist is told."""
    (part,) = [one for one in page.get("bidi_component") if one.proto.js_source_path == "checklist.js"]
    told: dict[str, object] = json.loads(part.proto.json)
    return told


def test_within_so_many_miles_narrows_ways_and_table() -> None:
    page = opened()
    typed(page, "place", "55435")
    text = choose(page, "within", "Within 10 miles")
    assert "Evaluation at Edina" in text
    assert re.search("[1-7] of 8 clinics", text)
    typed(page, "place", "Chicago")
    assert "No clinics for both visits fit within 10 miles on these days." in shown(page)


def test_whoever_is_asked_for_the_procedure_comes_surest_first() -> None:
    page = opened()
    assert "sorted by: performs: surest first" in choose(page, "needs", "The procedure")
    assert "sorted by: name" in choose(page, "needs", "All")


def test_what_the_table_shows_can_be_copied_and_says_for_where_and_when() -> None:
    page = opened()
    typed(page, "place", "55435")
    text = typed(page, "find", "edina")
    (copied,) = re.findall('<pre id="network-text"[^>]*>(.*?)</pre>', text, re.DOTALL)
    assert copied.startswith(
        "Kyphoplasty clinics\nFor a patient near 55435.\n1 of 8 clinics · sorted by: name\n\niSpine Clinics – Edina\n"
    )
    assert "Phone: 763-201-8191" in copied
    assert re.search(r"\nAs listed on .+ \d{4} at .+\.$", copied)
    assert ">Print these clinics</button>" in text


def test_what_the_table_shows_can_be_downloaded() -> None:
    labels = [getattr(button, "label", "") for button in opened().get("download_button")]
    assert labels == [f"Download these clinics ({kind})" for kind in ("CSV", "Excel", "GeoJSON")]


def test_far_from_every_clinic_the_page_says_how_far_before_the_ways() -> None:
    text = typed(opened(), "place", "Chicago")
    assert "No clinic near Chicago." in text
    assert text.index("No clinic near Chicago") < text.index('class="ways"')


@pytest.mark.parametrize(
    ("name", "label", "count"),
    [
        ("needs", "Evaluations", "8 of 8"),
        ("sureness", "Call to confirm", "8 of 8"),
        ("sureness", "Confirmed", "0 of 8"),
        ("sureness", "Overdue for a check", "0 of 8"),
        ("open_on", "Friday", "6 of 8"),
        ("open_on", "Sunday", "0 of 8"),
    ],
)
def test_each_filter_narrows_the_table(name: str, label: str, count: str) -> None:
    assert f"{count} clinics" in choose(opened(), name, label)


def test_a_part_of_a_name_or_a_phone_finds_a_clinic() -> None:
    page = opened()
    assert "1 of 8 clinics" in typed(page, "find", "delan")
    assert "8 of 8 clinics" in typed(page, "find", "(763) 201.8191")


def test_when_no_clinic_is_left_one_press_takes_all_filters_away() -> None:
    page = opened()
    typed(page, "find", "nobody")
    choose(page, "open_on", "Sunday")
    assert "No clinic fits all of this." in shown(page)
    next(button for button in page.button if button.label == "Clear all filters").click().run()
    assert "8 of 8 clinics" in shown(page)


def test_the_nearest_can_be_sorted_only_from_a_place() -> None:
    page = opened()
    assert "ZIP code or city above to sort by miles." in choose(page, "sort", "Nearest first")
    text = typed(page, "place", "55435")
    assert "above to sort by miles" not in text
    assert text.index('rowheader" scope="row">iSpine Clinics – Edina') < text.index(
        'rowheader" scope="row">iSpine Clinics – Burnsville'
    )


def test_the_address_never_holds_what_was_typed() -> None:
    page = opened()
    typed(page, "place", "55406")
    typed(page, "find", "edina")
    assert page.query_params == {}


def test_every_export_and_the_pages_about_the_data_are_linked() -> None:
    text = shown(opened())
    for address in (
        "/api/clinics.csv", "/api/clinics.xlsx", "/api/clinics.fhir.json", "/api/clinics.hsds.json",
        "/api/clinics.jsonld", "/api/clinics.geojson", "/data", "/check",
    ):  # fmt: skip
        assert f'href="{address}"' in text


def test_there_is_no_box_for_what_the_list_does_not_say_and_it_says_why_there_is_none_for_insurance() -> None:
    page = opened()
    assert {box.label for box in page.selectbox}.isdisjoint({"Language", "New patients", "Insurance"})
    assert shown(page).count("You can't filter by insurance") == 1
