"""What a visitor who compares the choices can count on, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocket, expect

from locator.education import comparison
from locator.education.matters import MATTERS, QUESTIONS
from tests.education.passages import choices_by_question
from tests.journeys.compare_page import ComparePage
from tests.journeys.conftest import NARROWEST, PHONE, WIDE


@pytest.fixture
def compare(page: Page, real_site: str) -> ComparePage:
    return ComparePage(page, real_site)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_comparison_keeps_nobody_out_at_any_width_by_day_or_night(
    compare: ComparePage, scheme: str
) -> None:
    compare.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    compare.open()
    expect(compare.title).to_have_text("Compare your choices")
    compare.press("What I have to pay", "ArrowRight", 4)
    expect(compare.in_order).to_have_count(1)
    compare.has_no_barrier(WIDE, PHONE, NARROWEST)


def test_on_a_wide_screen_the_four_choices_stand_side_by_side(compare: ComparePage) -> None:
    compare.open()
    tops = (
        compare.article.locator(".abreast")
        .first.locator(".one-choice")
        .evaluate_all("all => all.map(e => e.getBoundingClientRect().top)")
    )
    assert len(tops) == 4
    assert len(set(tops)) == 1


def test_it_is_the_first_thing_before_the_call(compare: ComparePage) -> None:
    compare.open()
    menu = compare.page.get_by_role("navigation", name="Menu")
    menu.get_by_text("Before you call").click()
    items = menu.get_by_role("group").filter(has_text="Before you call").get_by_role("link")
    expect(items.first).to_have_text("Compare your choices")
    expect(items).to_have_count(4)


def test_sliders_moved_by_keyboard_put_ones_own_words_in_order_and_send_them_nowhere(
    compare: ComparePage,
) -> None:
    page, sent = compare.page, list[str]()

    def watch(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: sent.append(str(frame)))

    page.on("websocket", watch)
    page.on("request", lambda asked: sent.append(f"{asked.url} {asked.post_data}"))
    compare.open()
    expect(compare.paper.get_by_text("You have not moved a slider yet.")).to_be_visible()
    page.wait_for_timeout(500)
    before = len(sent)

    compare.press("Less pain soon", "ArrowRight", 4)
    compare.press("Keeping the risk of harm low", "ArrowUp", 8)
    compare.press("Doing daily things by myself", "End", 1)
    page.keyboard.press("Tab")
    page.keyboard.type("To hold <b>my</b> grandchild")
    expect(compare.own_words("Doing daily things by myself")).to_be_focused()
    expect(compare.in_order).to_have_text(
        [
            "To hold <b>my</b> grandchild (Doing daily things by myself) 10 · very much",
            "Keeping the risk of harm low 8 · a lot",
            "Less pain soon 4 · some",
        ]
    )
    expect(compare.slider("Less pain soon")).to_have_attribute("aria-valuetext", "4 · some")
    expect(page.locator(".matters [role=status]")).to_have_text(
        "First on your list: To hold <b>my</b> grandchild"
    )
    compare.press("Less pain soon", "End", 1)
    expect(compare.in_order.first).to_have_text("Less pain soon 10 · very much")  # alike: as on the page
    compare.press("Doing daily things by myself", "Home", 1)
    expect(compare.in_order).to_have_count(2)

    assert sent[before:] == [], "what was set was sent somewhere"
    assert page.url == f"{compare.site}/learn-compare"
    assert page.evaluate("JSON.stringify([localStorage, sessionStorage])").count("grandchild") == 0
    compare.has_no_barrier()


def test_what_was_set_is_still_there_after_reading_on_and_gone_when_cleared_or_loaded_again(
    compare: ComparePage,
) -> None:
    compare.open()
    compare.press("Less pain soon", "ArrowRight", 3)
    compare.page.get_by_role("link", name="Is it worth asking about?").last.click()
    compare.is_there("Is it worth asking about?")
    compare.page.go_back()
    compare.is_there("Compare your choices")
    expect(compare.slider("Less pain soon")).to_have_value("3")
    expect(compare.in_order).to_have_count(1)
    compare.page.get_by_role("button", name="Clear my answers").click()
    expect(compare.slider("Less pain soon")).to_have_value("0")
    expect(compare.paper.get_by_text("You have not moved a slider yet.")).to_be_visible()
    compare.press("Less pain soon", "ArrowRight", 3)
    compare.page.reload()
    compare.is_there()
    expect(compare.slider("Less pain soon")).to_have_value("0")


def test_the_page_to_bring_prints_alone_on_one_page_filled_in_or_to_fill_in_by_hand(
    compare: ComparePage, tmp_path: Path
) -> None:
    # The window itself can't be printed here; it stays open until its answer, as a real one does.
    compare.page.add_init_script(
        "window.print = () => { window.printed = document.documentElement.dataset.printing }"
    )
    compare.page.emulate_media(color_scheme="dark")
    compare.open()
    compare.page.get_by_role("button", name="Print my page").click()
    assert compare.page.evaluate("window.printed") == "sheet"
    compare.page.emulate_media(media="print")
    for matter in MATTERS.values():
        expect(compare.paper.locator(".by-hand").get_by_text(str(matter))).to_be_visible()
    for question in QUESTIONS:
        expect(compare.paper.get_by_text(str(question))).to_be_visible()
    for hidden in (compare.title, compare.article, compare.sources, compare.emergency_words):
        expect(hidden).to_be_hidden()
    assert pages_printed(compare.page, tmp_path) == 1

    compare.page.emulate_media(media="screen")
    for matter in MATTERS.values():
        compare.slider(str(matter)).fill("5")
    compare.page.get_by_role("button", name="Print my page").click()
    compare.page.emulate_media(media="print")
    expect(compare.in_order).to_have_count(len(MATTERS))
    expect(compare.paper.locator(".by-hand")).to_be_hidden()
    assert pages_printed(compare.page, tmp_path) == 1


def test_the_comparison_prints_with_the_page_to_bring_and_the_emergency_words(
    compare: ComparePage, tmp_path: Path
) -> None:
    compare.open()
    compare.page.emulate_media(media="print")
    for shown in (compare.title, compare.article, compare.paper, compare.sources, compare.emergency_words):
        expect(shown).to_be_visible()
    expect(compare.page.get_by_text(f"Printed from {compare.site}/learn-compare")).to_be_visible()
    for hidden in (compare.contents, compare.slider("Less pain soon"), compare.find_a_clinic):
        expect(hidden).to_be_hidden()
    assert 6 <= pages_printed(compare.page, tmp_path) <= 14


def pages_printed(page: Page, folder: Path) -> int:
    return page.pdf(path=folder / "printed.pdf", format="Letter").count(b"/Type /Page\n")


def test_a_browser_without_script_reads_the_whole_comparison(browser: Browser, real_site: str) -> None:
    visitor = browser.new_context(java_script_enabled=False)
    page = visitor.new_page()
    page.goto(f"{real_site}/learn-compare")
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare your choices")
    for question in choices_by_question(comparison()):
        expect(page.get_by_role("heading", name=question, level=2)).to_be_visible()
    expect(page.get_by_role("region", name="My page for the visit")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text=str(MATTERS["pain-soon"]))).to_be_visible()
    visitor.close()
