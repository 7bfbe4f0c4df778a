"""The patient's sheet: what is on it, and what is not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
import segno
from html5lib import HTMLParser as StrictParser
from markupsafe import Markup

from locator.clinics import Match, Network, Standing
from locator.clinics.pairs import Pair
from locator.places import Place
from locator.settings import Settings
from locator.templates.sheet import sheet
from locator.words.emergency import EMERGENCIES
from tests import made_clinics
from tests.html_page import HtmlPage
from tests.made_clinics import HOSTILE

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)
SITE = "https://locator.example.org"
PLACE = Place("55369", 45.0, -93.0)
EXAMPLE = "Example data — these are not real clinics"
PHONE_YES = {"value": "yes", "as_of": "2026-11-03", "method": "phone"}


def network(*rows: Mapping[str, Any]) -> Network:
    return made_clinics.network(*rows, now=NOW)


TWO = network(
    {
        "clinic_id": "a",
        "name": "Alpha",
        "street": "4 Example Circle",
        "phone": "763-555-0131",
        "evaluates": {"value": "yes", "method": "website"},
        "opening_hours": "Mo-Fr 08:00-17:00; PH off",
        "access_notes": "Step-free door on the north side.",
    },
    {"clinic_id": "b", "name": "Beta", "street": "300 Example Parkway", "phone": "763-555-0121 ext. 4", "performs": PHONE_YES},
)  # fmt: skip
SEEN = Match(1, TWO[0], 0.7, Standing.REPORTED)
DONE = Match(1, TWO[1], 8.4, Standing.CONFIRMED)


def printed(pair: Pair, site: str = SITE, *, is_example: bool = False) -> HtmlPage:
    on_the_web = Settings(public_address=site).on_the_web
    html = sheet(pair, PLACE, Markup(), on_the_web=on_the_web, is_example=is_example)
    StrictParser(strict=True).parse(html)
    return HtmlPage(html)


def test_miles_to_the_center_of_a_zip_code_are_said_to_be_about() -> None:
    some = network({"clinic_id": "a", "is_approximate": True})
    assert "about a mile or less" in printed(Pair(Match(1, some[0], 0.7, Standing.POSSIBLE))).text


def tags(page: HtmlPage) -> set[str]:
    return {tag for tag, _ in page.elements}


def test_both_visits_are_on_it_with_address_phone_hours_miles_and_the_dates_of_the_facts() -> None:
    text = printed(Pair(SEEN, DONE)).text
    for said in (
        "Alpha", "4 Example Circle, Edina, MN 55435", "763-555-0131", "0.7 miles",
        "Open Monday to Friday 8 am to 5 pm. Holidays may differ.", "Step-free door on the north side.",
        "Its website says that it evaluates patients, without a date. Please call to confirm.",
        "Beta", "300 Example Parkway, Edina, MN 55435", "763-555-0121 ext. 4", "8.4 miles",
        "Hours not known. Please call.", "Confirmed by phone on November 3, 2026.",
        "As listed on November 20, 2026.",
    ):  # fmt: skip
        assert said in text


def test_of_an_old_listing_the_hours_are_usual_and_the_day_of_address_and_hours_is_printed() -> None:
    old = network({"clinic_id": "a", "opening_hours": "Mo-Fr 08:00-17:00", "listing_as_of": "2026-01-02"})
    text = printed(Pair(Match(1, old[0], 0.7, Standing.POSSIBLE))).text
    assert "Usually open Monday to Friday 8 am to 5 pm · call first. Holidays may differ." in text
    assert (
        "Address, phone and hours as of January 2, 2026. They may have changed: call before you go." in text
    )
    assert "They may have changed" not in printed(Pair(SEEN, DONE)).text


def test_the_emergency_words_stand_on_it_and_at_its_foot_that_they_await_review() -> None:
    text = printed(Pair(SEEN, DONE)).text
    for words in (
        "Call 911 or go to an emergency room now if you have:",
        *(str(sign.text) for sign in EMERGENCIES),
        "A clinician has not reviewed the medical words on this site yet.",
    ):
        assert words in text


def test_a_square_for_each_clinic_leads_to_it_on_this_site_and_is_drawn_in_the_page() -> None:
    page = printed(Pair(SEEN, DONE))
    drawn = re.findall(r'<path class="qrline"[^>]* d="([^"]+)"', page.html)
    assert len(drawn) == 2
    for path, clinic_id in zip(drawn, "ab", strict=True):
        assert path in segno.make(f"{SITE}/?clinic={clinic_id}", error="m", micro=False).svg_inline(border=2)
    assert 'role="img" aria-label="QR code: Beta on the web"' in page.html
    assert "see that clinic on the web, at locator.example.org." in page.text


@pytest.mark.parametrize("site", ["", "http://localhost:8501"])
def test_without_an_address_that_others_can_reach_there_is_no_square_and_no_word_of_one(site: str) -> None:
    page = printed(Pair(SEEN, DONE), site)
    assert "svg" not in tags(page)
    assert "square" not in page.text
    assert "localhost" not in page.html


def test_its_one_script_is_that_of_the_print_button_and_it_asks_nobody_else_for_anything() -> None:
    page = printed(Pair(SEEN, DONE))
    assert [script["src"].partition("?")[0] for script in page.all("script")] == ["/assets/copy.js"]
    assert [button["data-print"] for button in page.all("button")] == [""]
    assert not {"img", "iframe", "object"} & tags(page)
    assert re.findall(r'(?:src|href)="(?!/assets/|tel:)', page.html) == []


def test_it_says_for_where_and_when_it_was_made() -> None:
    assert "For a patient near 55369." in printed(Pair(SEEN, DONE)).text
    assert "As listed on November 20, 2026." in printed(Pair(SEEN, DONE)).text


def test_each_clinic_has_lines_for_the_appointment_and_what_to_bring() -> None:
    text = printed(Pair(SEEN, DONE)).text
    for label in ("Day", "Time", "With whom", "Bring"):
        assert len(re.findall(rf"\b{label}\b", text.partition("When to get help")[0])) == 2


def test_one_clinic_for_both_is_printed_once() -> None:
    both = network({"clinic_id": "a", "name": "Alpha", "evaluates": PHONE_YES, "performs": PHONE_YES})
    match = Match(1, both[0], 2.0, Standing.CONFIRMED)
    page = printed(Pair(match, match))
    assert page.text.count("Alpha") == 1
    assert "Evaluation: Confirmed by phone on November 3, 2026." in page.text
    assert "The procedure: Confirmed by phone on November 3, 2026." in page.text


def test_where_nobody_is_known_to_perform_it_says_so_and_what_to_do() -> None:
    assert "We do not know yet where it is done. Ask when you call" in printed(Pair(SEEN)).text


def test_a_clinic_that_only_may_evaluate_is_not_said_to() -> None:
    unknown = network({"clinic_id": "a"})
    text = printed(Pair(Match(1, unknown[0], None, Standing.POSSIBLE))).text
    assert "We do not know yet if it evaluates patients. Please call first." in text


def test_example_data_is_said_to_be_made_up() -> None:
    assert EXAMPLE in printed(Pair(SEEN, DONE), is_example=True).text
    assert EXAMPLE not in printed(Pair(SEEN, DONE)).text


def test_nothing_from_the_file_becomes_markup() -> None:
    columns = ("name", "street", "city", "phone", "access_notes")
    hostile = network({"clinic_id": "a", **dict.fromkeys(columns, HOSTILE)})
    match = Match(1, hostile[0], 1.0, Standing.POSSIBLE)
    assert "img" not in tags(printed(Pair(match, match)))


def test_longer_texts_make_the_type_smaller_and_are_cut_in_the_end() -> None:
    def paper(words: int) -> str:
        wordy = {"street": "way " * (words // 2), "access_notes": "door " * words}
        some = network({"clinic_id": "a", **wordy}, {"clinic_id": "b", **wordy})
        seen, done = (Match(1, clinic, 1.0, Standing.POSSIBLE) for clinic in some)
        html = printed(Pair(seen, done)).html
        found = re.search(r'<main [^>]*class="([^"]*)"', html)
        assert found
        return found[1] + ("…" if "…" in html else "")

    assert [paper(1), paper(16), paper(100)] == ["paper", "paper is-full", "paper is-crowded…"]


def test_whom_to_ask_for_what_a_referral_needs_and_which_languages_are_spoken_are_on_it() -> None:
    told = {
        "phone_steps": "press 2, ask for Alpha", "referral_needs": "an MRI, by fax", "languages": "en;hmn",
        "step_free": "no", "access_notes": "Free parking.",
    }  # fmt: skip
    text = printed(Pair(Match(1, network({"clinic_id": "a"} | told)[0], 0.7, Standing.POSSIBLE))).text
    for said in (
        "When you call: press 2, ask for Alpha",
        "There is no way in without steps. Free parking. Languages: English, Hmong",
        "A referral needs: an MRI, by fax",
    ):
        assert said in text
    assert "Languages" not in printed(Pair(SEEN, DONE)).text
