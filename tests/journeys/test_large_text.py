"""Larger type, more room between letters, words without end: every page bears them, on a phone too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from locator.server.navigation import CALLS, streamlit_pages
from tests.journeys.conftest import NARROWEST, PHONE, WIDE
from tests.journeys.find_page import FindPage
from tests.journeys.open_page import OpenPage
from tests.journeys.served import served

ORDINARY_PX = 16  # the type that a browser starts from
MADE_BY_THE_SERVER = ["/directory?near=55407", "/report", "/sheet?near=55407", CALLS, "/nothing-here"]
# WCAG 1.4.12 Text Spacing
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
    p { margin-bottom: 2em !important; }"""
CROWDED = Path(__file__).with_name("crowded.js").read_text(encoding="utf-8")


def set_type(page: Page, pixels: int) -> None:
    """As in the settings of the browser: "Font size"."""
    sizes = {"standard": pixels, "fixed": pixels}
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})
    assert page.locator("html").evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= pixels


def nothing_is_crowded(page: Page, look: str) -> None:
    """Nowhere is anything too wide, cut off or covered."""
    faults = page.evaluate(CROWDED)
    assert not faults, f"{page.url}, {look}: {faults}"
    OpenPage(page, page.url).fits()


@pytest.mark.parametrize("address", ["/?near=55407", *list(streamlit_pages())[1:], *MADE_BY_THE_SERVER])
def test_with_large_type_or_wide_spacing_nothing_is_covered_cut_off_or_too_wide(
    page: Page, real_site: str, address: str
) -> None:
    page.goto(f"{real_site}{address}")
    if page.locator("#root").count():
        expect(page.locator("html.live")).to_be_attached()
    for size in (WIDE, PHONE, NARROWEST):
        for percent in (125, 150, 200):
            page.set_viewport_size(size)
            set_type(page, ORDINARY_PX * percent // 100)
            nothing_is_crowded(page, f"{size['width']} px, type of {percent} %")
    set_type(page, ORDINARY_PX)
    page.add_style_tag(content=SPACED)
    for size in (PHONE, NARROWEST):
        page.set_viewport_size(size)
        nothing_is_crowded(page, f"{size['width']} px, text spacing")


@pytest.fixture(scope="module")
def long_words_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A clinic whose name, note and source are one word each, as long as a file may hold."""
    source = f"https://clinic.example/{'where-we-say-so/' * 12}"
    row = (
        f"long,{'Unbroken' * 120},1 Example Way,Edina,MN,55435,612-555-0101,open,"
        f"yes,2026-01-01,website,{source},unknown,{source}"
    )
    file: Path = tmp_path_factory.mktemp("long") / "clinics.csv"
    columns = (
        "clinic_id,name,street,city,state,zip,phone,status,"
        "evaluates,evaluates_as_of,evaluates_method,evaluates_source,performs,access_notes"
    )
    file.write_text(f"{columns}\n{row}\n", encoding="utf-8")
    with served(LOCATOR_CLINICS=str(file)) as address:
        yield address


LISTED = [
    "/?near=55407",
    "/directory?near=55407",
    "/schedulers",
    "/data",
    "/report?clinic=long",
    "/sheet?evaluation=long",
]


@pytest.mark.parametrize("context", [PHONE], indirect=True, ids=["375"])
@pytest.mark.parametrize("address", LISTED)
def test_a_word_without_end_makes_no_page_wider(page: Page, long_words_site: str, address: str) -> None:
    page.goto(f"{long_words_site}{address}")
    if page.locator("#root").count():
        expect(page.locator("html.live")).to_be_attached()
    expect(page.get_by_text("UnbrokenUnbroken").first).to_be_attached()
    page.locator("main details").evaluate_all("all => all.forEach((part) => { part.open = true })")
    nothing_is_crowded(page, "375 px")


def test_the_name_of_a_pin_stays_within_the_map(page: Page, long_words_site: str) -> None:
    find = FindPage(page, long_words_site).open()
    find.pins.first.hover()
    name = find.map.get_by_role("tooltip").bounding_box()
    frame = page.locator("iframe").bounding_box()
    assert name is not None
    assert frame is not None
    assert frame["x"] <= name["x"]
    assert name["x"] + name["width"] <= frame["x"] + frame["width"]
