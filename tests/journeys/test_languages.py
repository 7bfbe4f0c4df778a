"""`?lang=en-XA` is English with every phrase in brackets: whatever stands outside them has been forgotten."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import httpx
import pytest
from babel.dates import get_day_names, get_month_names
from playwright.sync_api import Page, expect

from locator.clinics import SERVICES
from locator.education import Tool, articles
from tests.journeys.conftest import EXAMPLE, PHONE
from tests.served import network_in

UNSAID = (Path(__file__).parent / "unsaid.js").read_text(encoding="utf-8")
TOOLS = [str(tool) for tool in Tool]
STREAMLIT_PAGES = [
    "/",
    "/?near=55406",
    "/?near=mapel+grove",
    "/schedulers",
    "/data",
    "/check",
    "/sign-in",
    *articles(),
    *TOOLS,
]
PLAIN_PAGES = [
    "/directory?near=55406",
    "/directory?near=mapel+grove",
    "/sheet?evaluation=example-minneapolis",
    "/calls",
    "/report?clinic=example-edina",
    "/report?clinic=example-edina&about=evaluates",
    "/report?clinic=nobody",
    "/confirm?link=none",
    "/nope",
]
# Streamlit's own words, which it says in English alone.
STREAMLITS_OWN = [
    "Skip to main content", "Logo", "App pages", "Navigate to home page", "Open", "Upload", "upload", "file upload",
    "50MB per file", "search", "Choose an option", "Choose date", "month,", "day,", "year,", "yyyy", "mm", "dd",
]  # fmt: skip
# Babel words these, by its own tables, as the language of the visit has them.
BABELS_OWN = (
    *get_month_names("wide", locale="en_US").values(),
    *get_month_names("abbreviated", locale="en_US").values(),
    *get_day_names("wide", locale="en_US").values(),
    "or",
)


def known_words() -> list[str]:
    """What the file says is said as it is: names, addresses, sources, notes. Longest first."""
    with Path(EXAMPLE).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    told = ("name", "street", "city", "access_notes", "website", "opening_hours", "listing_source",
            "phone_steps", "referral_needs")  # fmt: skip
    sources = [f"{service.column}_source" for service in SERVICES]
    cells = {row[column] for row in rows for column in (*told, *sources)}
    cells |= {clinic.address for clinic in network_in(Path(EXAMPLE))}
    pieces = {piece for cell in cells for piece in cell.split(" – ")}
    words = cells | pieces | {*BABELS_OWN, "mapel grove", "Maple Grove", "Maple Grove, MN", " ext. "}
    return sorted(words - {""}, key=len, reverse=True)


def in_brackets(address: str) -> str:
    """The address, with the made-up language asked for."""
    return f"{address}{'&' if '?' in address else '?'}lang=en-XA"


@pytest.mark.parametrize("address", STREAMLIT_PAGES)
def test_no_phrase_of_a_page_was_forgotten(example_site: str, page: Page, address: str) -> None:
    page.goto(example_site + in_brackets(address))
    expect(page.locator("html.live")).to_be_attached()
    expect(page.locator("html")).to_have_attribute("lang", "en-XA")
    page.eval_on_selector_all("details", "all => { for (const one of all) one.open = true }")
    assert page.evaluate(UNSAID, [STREAMLITS_OWN, known_words()]) == []
    assert re.fullmatch(r"(⟦.*⟧|[^⟦⟧]*) · ⟦Kyphoplasty clinics⟧", page.title())


@pytest.mark.parametrize("address", PLAIN_PAGES)
def test_no_phrase_of_what_the_server_writes_itself_was_forgotten(
    example_site: str, page: Page, address: str
) -> None:
    page.goto(example_site + in_brackets(address))
    assert page.locator("html").get_attribute("lang") == "en-XA"
    assert page.evaluate(UNSAID, [STREAMLITS_OWN, known_words()]) == []


@pytest.mark.parametrize("context", [PHONE], indirect=True)
@pytest.mark.parametrize("address", ["/", "/schedulers", "/directory", "/learn-risks", "/learn-worth-asking"])
def test_every_link_carries_the_language_on(example_site: str, page: Page, address: str) -> None:
    page.goto(example_site + in_brackets(address))
    expect(page.locator(".review")).to_be_visible()
    links = page.eval_on_selector_all(
        "a[href]", "all => all.map((one) => one.href).filter((href) => href.startsWith(location.origin))"
    )
    own = [link for link in links if "#" not in link and "/assets/" not in link]
    assert own
    assert [link for link in own if "lang=en-XA" not in link] == []


def test_the_language_stays_from_page_to_page(example_site: str, page: Page) -> None:
    page.goto(example_site + in_brackets("/"))
    page.get_by_role("link", name="For schedulers").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("⟦For schedulers⟧")
    expect(page).to_have_url(re.compile("lang=en-XA"))
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("⟦Find a clinic⟧")


def test_a_language_that_nobody_knows_gets_english(example_site: str, page: Page) -> None:
    page.goto(f"{example_site}/?lang=tlh")
    expect(page.get_by_role("heading", level=1)).to_have_text("Find a clinic")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_errors_and_exports_are_in_the_language_too(example_site: str) -> None:
    ask = httpx.Client(base_url=example_site, params={"lang": "en-XA"})
    assert ask.get("/api/clinics", params={"near": "mapel grove"}).json()["error"].startswith("⟦")
    assert ask.get("/api/nope").json()["error"].startswith("⟦")
    narrative = ask.get("/api/clinics.fhir.json").json()["entry"][1]["resource"]["text"]["div"]
    assert "⟦Evaluates patients for kyphoplasty" in narrative
    service = ask.get("/api/clinics.hsds.json").json()["contents"][0]
    assert service["name"] == "⟦Evaluation for kyphoplasty⟧"
    described = ask.get("/api/clinics.jsonld").json()["@graph"][0]["availableService"][0]
    assert described["name"].startswith("⟦")
