"""The patient's sheet: what is on it, what is not, and how it is asked for."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import segno
from html5lib import HTMLParser as StrictParser
from starlette.applications import Starlette
from starlette.testclient import TestClient

from locator import wording
from locator.nearest import Match, Standing
from locator.scheduling.pairs import Pair
from locator.scheduling.sheet import Sheet, no_sheet_html, sheet_html
from locator.server.sheet import sheet_route
from tests.made_clinics import clinics
from tests.test_scheduling_table import HOSTILE

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)
VIEW = "https://locator.example.org/?clinic=a&near=55369"
PHONE_YES = {"value": "yes", "as_of": "2026-11-03", "method": "phone"}
TWO = clinics(
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


class Text(HTMLParser):
    """What is read on a page, and its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags = "", []  # type: str, list[str]
        self.feed(html)

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def sheet(pair: Pair, *, is_example: bool = False) -> Text:
    html = sheet_html(Sheet(pair, TODAY, VIEW, is_example))
    StrictParser(strict=True).parse(html)
    return Text(html)


def test_both_visits_are_on_it_with_address_phone_hours_miles_and_the_dates_of_the_facts() -> None:
    text = sheet(Pair(SEEN, DONE)).text
    for said in (
        "Alpha", "4 Example Circle, Edina, MN 55435", "763-555-0131", "0.7 miles",
        "Open Monday to Friday 8 am to 5 pm. Holidays may differ.", "Step-free door on the north side.",
        "Its website says that it evaluates patients, without a date. Please call to confirm.",
        "Beta", "300 Example Parkway, Edina, MN 55435", "763-555-0121 ext. 4", "8.4 miles",
        "Hours not known. Please call.", "Confirmed by phone on 3 November 2026.",
        "As listed on 20 November 2026.",
    ):  # fmt: skip
        assert said in text


def test_the_emergency_words_stand_on_it_with_that_they_await_review() -> None:
    text = sheet(Pair(SEEN, DONE)).text
    for words in (wording.EMERGENCY_911, wording.EMERGENCY_SAME_DAY, wording.EMERGENCY_REVIEW):
        assert words in text


def test_the_square_leads_to_the_same_view_and_is_drawn_in_the_page() -> None:
    html = sheet_html(Sheet(Pair(SEEN, DONE), TODAY, VIEW))
    drawn = re.search(r'<path class="qrline"[^>]* d="([^"]+)"', html)
    assert drawn
    assert drawn[1] in segno.make(VIEW, error="m", micro=False).svg_inline(border=2)
    assert 'role="img" aria-label="QR code: the web address of this view"' in html


def test_it_has_no_script_and_asks_nobody_else_for_anything() -> None:
    page = sheet(Pair(SEEN, DONE))
    assert not {"script", "img", "iframe", "object"} & set(page.tags)
    html = sheet_html(Sheet(Pair(SEEN, DONE), TODAY, "http://view/"))
    assert re.findall(r'(?:src|href)="(?!/assets/|tel:)', html) == []


def test_the_place_is_in_the_square_alone() -> None:
    assert "55369" not in sheet_html(Sheet(Pair(SEEN, DONE), TODAY, VIEW))


def test_one_clinic_for_both_is_printed_once() -> None:
    both = clinics({"clinic_id": "a", "name": "Alpha", "evaluates": PHONE_YES, "performs": PHONE_YES})
    match = Match(1, both[0], 2.0, Standing.CONFIRMED)
    page = sheet(Pair(match, match))
    assert page.text.count("Alpha") == 1
    assert "Evaluation: Confirmed by phone on 3 November 2026." in page.text
    assert "The procedure: Confirmed by phone on 3 November 2026." in page.text


def test_where_nobody_is_known_to_perform_it_says_so_and_what_to_do() -> None:
    assert "We do not know yet where it is done. Ask when you call" in sheet(Pair(SEEN)).text


def test_a_clinic_that_only_may_evaluate_is_not_said_to() -> None:
    unknown = clinics({"clinic_id": "a"})
    text = sheet(Pair(Match(1, unknown[0], None, Standing.POSSIBLE))).text
    assert "We do not know yet if it evaluates patients. Please call first." in text


def test_example_data_is_said_to_be_made_up() -> None:
    assert wording.EXAMPLE_BANNER in sheet(Pair(SEEN, DONE), is_example=True).text
    assert wording.EXAMPLE_BANNER not in sheet(Pair(SEEN, DONE)).text


def test_nothing_from_the_file_becomes_markup() -> None:
    columns = ("name", "street", "city", "phone", "access_notes")
    hostile = clinics({"clinic_id": "a", **dict.fromkeys(columns, HOSTILE)})
    match = Match(1, hostile[0], 1.0, Standing.POSSIBLE)
    assert "img" not in sheet(Pair(match, match)).tags
    assert "<img" not in no_sheet_html(HOSTILE, "/schedulers")


def test_longer_texts_make_the_type_smaller_and_are_cut_in_the_end() -> None:
    def paper(words: int) -> str:
        wordy = {"street": "way " * (words // 2), "access_notes": "door " * words}
        some = clinics({"clinic_id": "a", **wordy}, {"clinic_id": "b", **wordy})
        seen, done = (Match(1, clinic, 1.0, Standing.POSSIBLE) for clinic in some)
        html = sheet_html(Sheet(Pair(seen, done), TODAY, VIEW))
        found = re.search(r'<main class="([^"]*)"', html)
        assert found
        return found[1] + ("…" if "…" in html else "")

    assert [paper(1), paper(16), paper(100)] == ["paper", "paper is-full", "paper is-crowded…"]


def client() -> TestClient:
    return TestClient(Starlette(routes=[sheet_route()]), base_url="https://locator.example.org")


def test_the_route_gives_the_sheet_of_two_listed_clinics_and_nobody_may_keep_it() -> None:
    answer = client().get("/sheet?evaluation=edina&near=mapel%20grove%20mn%2055369")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "private, no-store"
    assert "iSpine Clinics – Edina" in answer.text


def test_the_route_measures_from_the_place_where_there_is_one() -> None:
    assert re.search(r"<span>[\d.]+ miles</span>", client().get("/sheet?evaluation=edina&near=55369").text)
    assert "miles</span>" not in client().get("/sheet?evaluation=edina").text


def test_a_clinic_that_is_not_listed_for_what_it_is_named_for_gets_a_sentence() -> None:
    for query in (
        "",
        "evaluation=nobody",
        "evaluation=edina&procedure=nobody",
        "evaluation=%3Cscript%3E&near=x",
    ):
        answer = client().get(f"/sheet?{query}")
        assert answer.status_code == 404
        assert "There is no such sheet" in answer.text
        assert "<script" not in answer.text
        assert answer.headers["cache-control"] == "private, no-store"
