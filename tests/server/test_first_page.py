"""Each page as it arrives: all there is to read is in its HTML, before any script has run."""

from __future__ import annotations

import base64
import hashlib
import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app import app
from locator.live import serving
from locator.server import navigation, pieces
from locator.server.first_page import first_page
from locator.server.shell import page_html
from locator.words.emergency import CALL_911, EMERGENCIES
from tests.html_page import HtmlPage
from tests.made_clinics import HOSTILE, network
from tests.served import EXAMPLE, NOW, REAL, network_in

ADDRESSES = list(navigation.streamlit_pages())
STAFF = {"/schedulers", "/data", "/check", "/sign-in"}
FOOT = "This site gives information, not medical advice."

at_every_address = pytest.mark.parametrize("address", ADDRESSES)


@pytest.fixture(scope="module")
def browser() -> TestClient:
    return TestClient(app)


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> None:
    """The made-up network, where some clinics perform, on a Friday at noon."""
    monkeypatch.setattr(serving, "network", lambda: network_in(EXAMPLE))
    monkeypatch.setattr(serving, "now", lambda: NOW)


def page_of(address: str, **query: str) -> HtmlPage:
    return HtmlPage(page_html(address, query))


def answer_in(html: str) -> str:
    """What the page says first, to the question that was asked."""
    (answer,) = re.findall(r'<section class="answer".*?</section>', html, flags=re.DOTALL)
    return unescape(re.sub("<[^>]+>", "", answer))


# --- every page --------------------------------------------------------------------------------------------
@at_every_address
def test_a_page_arrives_with_its_heading_header_content_and_foot(browser: TestClient, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 200
    page = HtmlPage(answer.text)
    title = str(navigation.streamlit_pages()[address].title)
    assert len(page.all("h1")) == len(page.all("main")) == page.html.count('<header class="site-header"') == 1
    (heading,) = re.findall(r"<h1[^>]*>(.*?)</h1>", page.html)
    assert unescape(heading) == title
    assert page.html.index("<header") < page.html.index("<main") < page.html.index("<h1")
    assert page.html.index("<h1") < page.html.index(FOOT) < page.html.index("</main>")


@at_every_address
def test_the_window_is_named_after_the_page_and_the_site(address: str) -> None:
    page = page_html(address, {})
    assert re.findall("<title>(.*?)</title>", page) == [
        f"{navigation.streamlit_pages()[address].title} · Kyphoplasty clinics"
    ]


@at_every_address
def test_a_page_is_in_the_language_asked_for_and_so_is_where_it_leads(
    browser: TestClient, address: str
) -> None:
    page = HtmlPage(browser.get(address, params={"lang": "en-XA"}).text)
    assert [element["lang"] for element in page.all("html")] == ["en-XA"]
    assert "⟦Skip to the page⟧" in page.text
    assert "⟦Kyphoplasty clinics⟧" in page.html.split("<title>")[1].split("</title>")[0]
    assert FOOT not in page.text.replace(f"⟦{FOOT}⟧", "")
    ours = [link for link in page.links if re.match("/(?!/)", link) and not link.startswith("/api")]
    assert [link for link in ours if "lang=en-XA" not in link] == []
    assert [element["lang"] for element in HtmlPage(browser.get(address).text).all("html")] == ["en"]


@at_every_address
def test_the_emergency_words_stand_in_every_header_and_open_on_patients_pages_alone(address: str) -> None:
    html = page_html(address, {})
    header = HtmlPage(html[html.index("<header") : html.index("</header>")]).text
    for words in (CALL_911, *(sign.text for sign in EMERGENCIES)):
        assert str(words) in header
    assert html.count('<aside class="emergency"') == (0 if address in STAFF else 1)


@at_every_address
def test_no_two_elements_of_a_page_share_an_id(address: str) -> None:
    ids = [attributes["id"] for _, attributes in page_of(address).elements if "id" in attributes]
    assert len(set(ids)) == len(ids)


@at_every_address
def test_a_page_comes_compressed_to_whoever_takes_it(browser: TestClient, address: str) -> None:
    packed = browser.get(address, headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(packed.content) / 3
    plain = browser.get(address, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers


@at_every_address
def test_no_name_of_a_clinic_becomes_html(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    usual = network({"clinic_id": "a", "name": "n", "street": "s", "city": "c"})
    monkeypatch.setattr(serving, "network", lambda: usual)
    expected = [tag for tag, _ in page_of(address).elements]
    hostile = network({"clinic_id": "a", "name": HOSTILE, "street": HOSTILE, "city": HOSTILE})
    monkeypatch.setattr(serving, "network", lambda: hostile)
    assert [tag for tag, _ in page_of(address).elements] == expected
    if address in ("/", "/schedulers", "/data"):
        assert HOSTILE in page_of(address).text


@at_every_address
def test_a_script_that_stands_in_a_page_itself_is_one_that_may_run(browser: TestClient, address: str) -> None:
    answer = browser.get(address, params={"lang": "en-XA", "near": "55406"})
    allowed = answer.headers["content-security-policy"]
    scripts = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", answer.text, flags=re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    assert [digest for digest in digests if f"'sha256-{digest}'" not in allowed] == []
    assert " on" not in " ".join(f" {name}" for _, found in HtmlPage(answer.text).elements for name in found)


# --- Find a clinic -----------------------------------------------------------------------------------------
def test_find_a_clinic_arrives_with_every_clinic_and_asks_where(browser: TestClient) -> None:
    page = HtmlPage(browser.get("/").text)
    assert len(page.clinics) == 8
    assert "Type your ZIP code or city" in answer_in(page.html)


def test_a_place_in_the_address_is_answered_at_once_with_a_number_to_call(browser: TestClient) -> None:
    html = browser.get("/?near=55406").text
    assert "Be seen at Edina, 7.5 miles away." in answer_in(html)
    assert 'href="tel:+17632018191"' in html
    assert HtmlPage(html).clinics[0] == "edina"
    assert 'name="near" value="55406"' in html


@pytest.mark.parametrize(
    "query", ["?near=55406", "?near=", "?need=procedure&near=zzz", "?near=55406&lang=en-XA"]
)
def test_an_answer_about_somebodys_place_is_kept_by_nobody(browser: TestClient, query: str) -> None:
    assert browser.get(f"/{query}").headers["cache-control"] == "private, no-store"


@at_every_address
def test_a_page_without_a_place_may_be_kept_and_asked_about_again(browser: TestClient, address: str) -> None:
    assert browser.get(address).headers["cache-control"] == "no-cache"


@pytest.mark.usefixtures("example")
def test_the_need_in_the_address_is_chosen_and_answered() -> None:
    html = page_html("/", {"need": "procedure", "near": "55406"})
    assert re.findall('<input type="radio" name="need" value="([a-z]+)" checked', html) == ["procedure"]
    assert html != page_html("/", {"need": "evaluation", "near": "55406"})
    nonsense = page_html("/", {"need": "magic"})
    assert re.findall('name="need" value="([a-z]+)" checked', nonsense) == ["either"]


def test_without_a_script_the_form_itself_asks_and_keeps_the_language(browser: TestClient) -> None:
    html = browser.get("/?lang=en-XA").text
    (form,) = re.findall('<form class="search".*?</form>', html, flags=re.DOTALL)
    assert 'action="/" method="get"' in form
    fields = {box["name"]: box.get("value") for box in HtmlPage(form).all("input") if box["type"] != "radio"}
    assert fields == {"near": "", "lang": "en-XA"}
    assert {box["value"] for box in HtmlPage(form).all("input") if box["type"] == "radio"} == {
        "evaluation", "procedure", "either"
    }  # fmt: skip


def test_a_slip_is_asked_about_and_what_was_meant_is_one_press_away(browser: TestClient) -> None:
    html = browser.get("/?near=mapel+grove").text
    (meant,) = re.findall('name="near" value="([^"]*)">Show Maple Grove</button>', html)
    assert "Be seen at" not in answer_in(html)
    assert len(HtmlPage(html).clinics) == 8
    assert "Be seen at Maple Grove" in answer_in(
        browser.get("/", params={"near": ["mapel grove", unescape(meant)]}).text
    )


def test_a_place_that_is_none_is_said_to_be_unknown_and_the_list_stays(browser: TestClient) -> None:
    html = browser.get("/?near=qqqqzzzz").text
    assert "We can't find “qqqqzzzz”." in HtmlPage(html).text
    assert len(HtmlPage(html).clinics) == 8


def test_a_link_to_a_clinic_marks_it_and_one_to_nobody_says_so(browser: TestClient) -> None:
    assert re.search('id="clinic-delano"[^>]*aria-current="true"', browser.get("/?clinic=delano").text)
    assert 'aria-current="true"' not in browser.get("/?clinic=nobody").text
    assert (
        "The link names a clinic that is not in the list."
        in HtmlPage(browser.get("/?clinic=nobody").text).text
    )


ATTACKS = ("<script>alert(1)</script>", '"><b onclick=x>', "</main><img src=x>", "&lt;i&gt;", "{{7*7}}")


@given(st.sampled_from(ATTACKS) | st.text(min_size=1, max_size=30))
@settings(max_examples=30)
def test_whatever_place_is_asked_for_is_shown_as_text_and_adds_no_element(near: str) -> None:
    typed = f"q{near}zq"
    page, usual = page_of("/", near=typed), page_of("/", near="zzz")
    assert [tag for tag, _ in page.elements if tag != "a"] == [tag for tag, _ in usual.elements if tag != "a"]
    assert [box["value"] for box in page.all("input") if box["name"] == "near"] == [" ".join(typed.split())]


@pytest.mark.parametrize("name", ["clinic", "need", "lang", "x"])
@pytest.mark.parametrize("text", ATTACKS)
def test_nothing_else_in_an_address_becomes_html_either(name: str, text: str) -> None:
    asked, usual = page_of("/", **{name: text}), page_of("/", **{name: "q"})
    assert [tag for tag, _ in asked.elements] == [tag for tag, _ in usual.elements]


def test_a_place_longer_than_any_is_cut(browser: TestClient) -> None:
    assert len(browser.get("/", params={"near": "x" * 10_000}).text) < 100_000


def test_of_very_many_clinics_the_first_are_sent_with_a_link_to_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    many = network(*({"clinic_id": f"c{i:03}", "name": f"Clinic {i:03}"} for i in range(130)))
    monkeypatch.setattr(serving, "network", lambda: many)
    page = page_of("/", need="evaluation")
    assert len(page.clinics) == 50
    assert "/directory?need=evaluation" in page.links
    assert len(page_of("/", clinic="c120").clinics) == 51


# --- staff's pages, and the tools --------------------------------------------------------------------------
def test_the_network_and_every_fact_are_there_to_read() -> None:
    schedulers, data = page_of("/schedulers"), page_of("/data")
    assert schedulers.html.count('<tr role="row">') == 9
    assert "/api/clinics.csv" in schedulers.links
    assert "8 clinics. Data as of December 8, 2025." in data.text


@pytest.mark.parametrize("address", list(pieces.TOOLS))
def test_what_a_tool_asks_can_be_read_where_it_cannot_be_answered(address: str) -> None:
    text = unescape(page_of(address).text)
    assert [str(asked) for asked in pieces.TOOLS[address].asked if str(asked) not in text] == []
    assert "/?need=" in " ".join(page_of(address).links)


def test_an_address_that_is_no_page_has_no_first_page() -> None:
    with pytest.raises(KeyError):
        first_page("/learn-nothing", {})


@pytest.mark.parametrize("address", ["/", "/data"])
def test_a_mistake_about_each_clinic_can_be_reported(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    network = network_in(REAL)
    monkeypatch.setattr(serving, "network", lambda: network)
    page = page_html(address, {})
    missing = [clinic for clinic in network if f'href="/report?clinic={clinic.clinic_id}"' not in page]
    assert missing == []
