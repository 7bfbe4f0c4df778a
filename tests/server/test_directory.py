"""/directory: the whole list as one page of plain HTML."""

from __future__ import annotations

import gzip
import re
from html import unescape
from itertools import chain, pairwise
from urllib.parse import parse_qs, urlsplit

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape
from starlette.testclient import TestClient

from locator.clinics import Need
from locator.clinics.view import View
from locator.places import Found, find_place
from locator.templates import render
from locator.templates.answer import told
from locator.templates.cards import card_groups
from locator.words.emergency import EMERGENCIES
from tests.html_page import HtmlPage
from tests.made_clinics import YES_BY_PHONE, clinics
from tests.served import EXAMPLE, NOW, REAL, Served, clinics_in, network_in

LEAD = (
    "Kyphoplasty treats some painful fractures of the spine. See where you can be checked for it, "
    "where it is done, and how sure we are."
)
EXAMPLE_BANNER = "Example data — these are not real clinics"

SMALLER_THAN = 7_500  # bytes as they are sent, which is compressed; with the styles and the table for paper


def page_of(client: TestClient, query: str = "") -> HtmlPage:
    answer = client.get(f"/directory{query}")
    assert answer.status_code == 200
    return HtmlPage(answer.text)


@pytest.fixture(scope="module")
def real() -> TestClient:
    return Served(clinics_in(REAL)).client()


@pytest.fixture(scope="module")
def example() -> TestClient:
    return Served(clinics_in(EXAMPLE)).client()


# --- the same as the main page -----------------------------------------------------------------------------
@pytest.mark.parametrize("need", Need)
@pytest.mark.parametrize("near", ["55406", "Lakeville", ""])
def test_it_has_the_same_answer_and_the_same_cards_as_the_main_page(
    example: TestClient, need: Need, near: str
) -> None:
    network = network_in(EXAMPLE)
    found = find_place(near, near=network.file.center)
    place = found.place if isinstance(found, Found) else None
    view = View(network, NOW, need, place, has_map=False)
    result = view.search()
    html = page_of(example, f"?near={near}&need={need}").html
    assert render("answer.html", told=told(view.best_answer(), view)) in html
    assert render("cards.html", groups=card_groups(result.first(len(result)), view)) in html
    assert html.index('class="answer"') < html.index('class="card"')


def test_the_answer_of_today_is_not_the_answer_of_tomorrow() -> None:
    served = Served(clinics({"clinic_id": "a", "evaluates": YES_BY_PHONE, "opening_hours": "Fr 08:00-17:00"}))
    client = served.client()
    assert "Open until 5 pm today." in page_of(client).text
    served.now = NOW.replace(day=21)
    assert "Opens Friday" in page_of(client).text
    served.clinics = clinics({"clinic_id": "b"})
    assert page_of(client).clinics == ["b"]


def test_it_says_what_the_main_page_says_around_the_list(example: TestClient) -> None:
    text = page_of(example).text
    for words in (
        EXAMPLE_BANNER,
        "Call 911 or go to an emergency room now if you have:",
        *(str(sign.text) for sign in EMERGENCIES),
        "This site gives information, not medical advice.",
        LEAD,
    ):  # fmt: skip
        assert words in text
    assert EXAMPLE_BANNER not in page_of(Served(clinics_in(REAL)).client()).text


def test_the_same_question_a_minute_later_is_answered_anew() -> None:
    served = Served(clinics({"clinic_id": "a", "opening_hours": "Mo-Su 08:00-17:00"}))
    client = served.client()
    served.now = NOW.replace(hour=22, minute=59)  # 4:59 pm in Chicago
    assert "Open until 5 pm today." in page_of(client, "?near=55406").text
    served.now = NOW.replace(hour=23, minute=0)
    assert "Closed now." in page_of(client, "?near=55406").text


# --- a plain page --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("query", ["", "?near=55406", "?near=mapel+grove&need=procedure", "?near=%3Cb%3E"])
@pytest.mark.parametrize("network", [REAL, EXAMPLE], ids=["real", "example"])
def test_it_is_valid_html(network: object, query: str) -> None:
    client = Served(clinics_in(network)).client()  # type: ignore[arg-type]
    html = client.get(f"/directory{query}").content
    html5lib.HTMLParser(strict=True).parse(html)
    page = HtmlPage(html.decode())
    identifiers = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(set(identifiers)) == len(identifiers)


def test_it_is_small_and_needs_no_script_and_no_other_host(real: TestClient) -> None:
    for query in ("", "?near=55406", "?near=Springfield&need=evaluation"):
        answer = real.get(f"/directory{query}")
        assert len(gzip.compress(answer.content)) < SMALLER_THAN
        page = HtmlPage(answer.text)
        assert [script["type"] for script in page.all("script")] == ["application/ld+json"]
        assert not page.all("img") + page.all("iframe")
        assert {link["rel"] for link in page.all("link")} == {"canonical", "icon", "stylesheet"}
        assert all(link["href"].startswith("/") for link in page.all("link"))
        assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]


def test_it_has_what_readers_and_search_engines_look_for(real: TestClient) -> None:
    page = page_of(real)
    assert page.all("html") == [{"lang": "en"}]
    assert len(page.all("h1")) == len(page.all("title")) == len(page.all("main")) == 1
    assert [meta["content"] for meta in page.all("meta") if meta.get("name") == "description"] == [LEAD]
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(page.all("label")) == len(page.all("input"))


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", "/directory"),
        ("?near=55406", "/directory"),
        ("?near=55406&need=procedure", "/directory?need=procedure"),
    ],
)
def test_the_canonical_address_holds_nobodys_place(real: TestClient, query: str, canonical: str) -> None:
    (link,) = [link for link in page_of(real, query).all("link") if link["rel"] == "canonical"]
    assert link["href"] == canonical


def test_search_engines_are_told_of_the_clinics_on_the_page(example: TestClient) -> None:
    page = page_of(example, "?need=procedure")
    data = page.linked_data
    assert len(data) == len(page.clinics)
    assert {each["@type"] for each in data} == {"MedicalClinic"}
    assert "Example Surgery Center – Plymouth" in [each["name"] for each in data]


def test_one_can_go_on_to_the_map_with_the_same_question(real: TestClient) -> None:
    assert "/?near=55406&need=procedure" in page_of(real, "?near=55406&need=procedure").links
    assert "/" in page_of(real).links


def test_the_form_asks_the_same_question_again(real: TestClient) -> None:
    page = page_of(real, "?near=55406&need=procedure")
    (form,) = page.all("form")
    assert (form["action"], form["method"]) == ("/directory", "get")
    assert [box["value"] for box in page.all("input") if box["name"] == "near"] == ["55406"]
    assert [box["value"] for box in page.all("input") if "checked" in box] == ["procedure"]


# --- places --------------------------------------------------------------------------------------------------
def test_a_misspelled_place_is_asked_about_with_links_and_the_list_stays(real: TestClient) -> None:
    page = page_of(real, "?near=mapel grove&need=evaluation")
    assert "We can't find “mapel grove”. Did you mean Maple Grove?" in page.text
    assert "/directory?near=Maple+Grove%2C+MN&need=evaluation" in page.links
    assert len(page.clinics) == 8


@pytest.mark.parametrize(
    ("near", "words"),
    [
        ("00000", "We don't know the ZIP code “00000”."),
        ("5536", "is not a ZIP code"),
        ("Minnesota", "is a whole state"),
        ("New York", "No clinic near New York. Be seen at Maplewood, 1,005 miles away."),
        ("x" * 10_000, "We can't find “xxx"),
    ],
)
def test_what_is_no_place_near_is_said_in_a_sentence_and_the_list_stays(
    real: TestClient, near: str, words: str
) -> None:
    answer = real.get("/directory", params={"near": near})
    assert answer.status_code == 200
    assert words in HtmlPage(answer.text).text
    assert len(HtmlPage(answer.text).clinics) == 8
    assert len(gzip.compress(answer.content)) < SMALLER_THAN


def test_a_town_of_many_states_names_the_others(real: TestClient) -> None:
    page = page_of(real, "?near=Springfield")
    assert "This is for Springfield, MN. Did you mean another?" in page.text
    assert "/directory?near=Springfield%2C+IL" in page.links


@pytest.mark.parametrize(
    "query", ["?need=surgery", "?page=x", "?page=0", "?page=99", "?utm_source=mail", "?page=9999999999"]
)
def test_nonsense_in_the_address_still_gives_the_list(real: TestClient, query: str) -> None:
    assert len(page_of(real, query).clinics) == 8


# --- long lists ------------------------------------------------------------------------------------------------
def test_a_long_list_comes_in_pages_that_lead_to_each_other() -> None:
    client = Served(clinics(*({"clinic_id": f"c{i:03}", "miles_north": i / 10} for i in range(230)))).client()
    seen, address = [], "/directory"
    while address:
        page = HtmlPage(client.get(address).text)
        seen.append(page.clinics)
        (address,) = [a["href"] for a in page.all("a") if a.get("rel") == "next"] or [""]
    assert [len(each) for each in seen] == [100, 100, 30]
    assert list(chain.from_iterable(seen)) == [f"c{i:03}" for i in range(230)]
    (back,) = [a["href"] for a in page.all("a") if a.get("rel") == "prev"]
    assert parse_qs(urlsplit(back).query) == {"page": ["2"]}
    assert page.html.count('<li value="201">') == 1
    assert '<link rel="canonical" href="/directory?page=3">' in page.html


def test_of_a_long_list_the_nearest_ten_come_first_and_the_place_stays() -> None:
    client = Served(clinics(*({"clinic_id": f"c{i:03}", "miles_north": i / 10} for i in range(230)))).client()
    page = page_of(client, "?near=45,-93")
    assert page.clinics == [f"c{i:03}" for i in range(10)]
    (onward,) = [a["href"] for a in page.all("a") if a.get("rel") == "next"]
    assert page_of(client, onward.removeprefix("/directory")).clinics == [f"c{i:03}" for i in range(10, 20)]


# --- who may keep it ---------------------------------------------------------------------------------------------
def test_nobody_may_keep_a_page_with_a_place_in_it(real: TestClient) -> None:
    answer = real.get("/directory?near=55406")
    assert answer.headers["cache-control"] == "private, no-store"
    assert "etag" not in answer.headers


def test_the_list_alone_is_not_sent_again_while_it_is_the_same(real: TestClient) -> None:
    first = real.get("/directory?near=")
    assert first.headers["cache-control"] == "public, max-age=60, must-revalidate"
    again = real.get("/directory", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304


# --- attacks -----------------------------------------------------------------------------------------------------
ATTACKS = (
    "<script>alert(1)</script>",
    "</script><img src=x>",
    '"><b onclick=x>',
    "&lt;i&gt;",
    "{{7*7}}",
    "`${1}`",
)


@given(st.sampled_from(ATTACKS) | st.text(min_size=1, max_size=30))
@settings(max_examples=40)
def test_whatever_is_asked_is_shown_as_text_and_adds_no_element(near: str) -> None:
    nobody_near = Served(clinics({"clinic_id": "a", "name": "n"})).client()
    page = HtmlPage(nobody_near.get("/directory", params={"near": f"q{near}zq"}).text)
    usual = page_of(nobody_near, "?near=zzz")
    assert [tag for tag, _ in page.elements if tag != "a"] == [tag for tag, _ in usual.elements if tag != "a"]
    assert [box["value"] for box in page.all("input") if box["name"] == "near"] == [
        " ".join(f"q{near}zq".split())
    ]


@pytest.mark.parametrize("text", ATTACKS)
def test_whatever_the_file_says_is_shown_as_text_also_to_search_engines(text: str) -> None:
    some = clinics({"clinic_id": "a", "name": text, "street": text})
    page = page_of(Served(some).client())
    assert text in page.text
    assert page.linked_data[0]["name"] == text
    assert page.html.count("<script") == page.html.count("</script") == 1
    assert escape(text) in page.html
    assert unescape(escape(text)) == text
