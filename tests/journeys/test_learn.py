"""What a reader of the education pages, and a visitor of the tools, can count on, in a real browser."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from locator.education import Article, articles
from locator.education.questions import QUESTIONS as LISTED
from locator.server.navigation import QUESTIONS, WHEN_DID_IT_START, WORTH_ASKING, pages
from tests.journeys.conftest import NARROWEST, PHONE, WIDE
from tests.journeys.find_page import FindPage
from tests.journeys.learn_page import LearnPage

EITHER_WIDTH = pytest.mark.parametrize("context", [WIDE, NARROWEST], indirect=True, ids=["1280", "320"])
ON_A_PHONE = pytest.mark.parametrize("context", [PHONE], indirect=True, ids=["375"])
ARTICLES = [*articles().values()]
TOOLS = [WORTH_ASKING, WHEN_DID_IT_START, QUESTIONS]

by_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.address)


@pytest.fixture
def learn(page: Page, real_site: str) -> LearnPage:
    return LearnPage(page, real_site)


@by_article
def test_an_article_can_be_read_by_everybody(learn: LearnPage, article: Article) -> None:
    learn.open(article.address)
    expect(learn.title).to_have_text(article.title)
    expect(learn.page).to_have_title(f"{article.title} · Kyphoplasty clinics")
    expect(learn.page.get_by_text("Review by a clinician: not yet done.")).to_be_visible()
    pictures = learn.article.get_by_role("img")
    expect(pictures).to_have_count(len(article.pictures))
    for size in (WIDE, NARROWEST):
        learn.has_no_barrier(size)
        for picture in pictures.all():
            expect(picture).to_be_visible()


@pytest.mark.parametrize("address", TOOLS)
def test_a_tool_can_be_used_by_everybody(learn: LearnPage, address: str) -> None:
    learn.open(address)
    expect(learn.title).to_have_text(str(pages()[address].title))
    expect(learn.page.get_by_text("It is used for this page and is not kept.")).to_be_visible()
    learn.has_no_barrier(WIDE, NARROWEST)


@pytest.mark.parametrize("address", ["/learn-risks", "/learn-does-it-work", *TOOLS])
def test_the_dark_look_has_no_barrier_either(learn: LearnPage, address: str) -> None:
    learn.page.emulate_media(color_scheme="dark")
    learn.open(address).has_no_barrier()


def test_no_link_on_an_education_page_is_dead(learn: LearnPage) -> None:
    for address in [article.address for article in ARTICLES] + TOOLS:
        for link in set(learn.open(address).links()):
            if link.startswith("#"):
                expect(learn.page.locator(f"[id='{link[1:]}']")).to_have_count(1)
            else:
                assert link in pages(), f"{link} on {address}"
    for address in pages():
        assert httpx.get(f"{learn.site}{address}").status_code == 200


@EITHER_WIDTH
def test_an_article_leads_to_the_clinics_with_the_right_need(learn: LearnPage) -> None:
    learn.open("/learn-the-day")
    expect(learn.find_a_clinic).to_have_attribute("href", "/?need=procedure")  # also in a new tab
    learn.find_a_clinic.click()
    find = FindPage(learn.page, learn.site)
    expect(find.page.get_by_role("radio", name="The procedure")).to_be_checked()
    expect(find.answer).to_contain_text("No clinic has told us that it does the procedure.")
    assert find.page.url == f"{learn.site}/?need=procedure"


def test_a_place_typed_before_reading_never_enters_the_address(learn: LearnPage) -> None:
    find = FindPage(learn.page, learn.site).open()
    find.find("55406")
    expect(find.count).to_contain_text("55406")
    menu = find.page.get_by_role("navigation", name="Menu")
    menu.get_by_text("Learn", exact=True).click()
    menu.get_by_role("link", name="Does it work?").click()
    learn.is_there("Does it work?")
    assert learn.page.url == f"{learn.site}/learn-does-it-work"
    learn.find_a_clinic.click()
    expect(find.page.get_by_role("radio", name="An evaluation")).to_be_checked()
    assert find.page.url == f"{learn.site}/?need=evaluation"


def test_a_question_in_the_list_leads_to_its_answer_and_a_number_to_its_source(learn: LearnPage) -> None:
    learn.open("/learn-does-it-work")
    learn.contents.get_by_role("link", name="Who paid for the studies?").click()
    expect(learn.page.get_by_role("heading", name="Who paid for the studies?")).to_be_in_viewport()
    learn.article.get_by_role("link", name="Source 4", exact=True).last.click()
    expect(learn.sources.get_by_text("CAFE trial in people with cancer")).to_be_in_viewport()
    learn.page.get_by_role("link", name="Back to where source 4 is first used").click()
    expect(learn.article.get_by_role("link", name="Source 4", exact=True).first).to_be_in_viewport()


# Whether the old article is gone before the new one is there depends on how quick the device is.
@pytest.mark.parametrize("times_slower", [1, 4, 12])
def test_the_next_article_begins_at_its_top_and_back_leads_back(learn: LearnPage, times_slower: int) -> None:
    learn.open("/learn-what-is-a-fracture")
    device = learn.page.context.new_cdp_session(learn.page)
    device.send("Emulation.setCPUThrottlingRate", {"rate": times_slower})
    learn.page.get_by_role("link", name="Next: What is kyphoplasty?").click()
    learn.is_there("What is kyphoplasty?")
    expect(learn.title).to_be_in_viewport()
    learn.page.get_by_role("link", name="Before: What is a spine compression fracture?").click()
    learn.is_there("What is a spine compression fracture?")
    learn.page.go_back()
    learn.is_there("What is kyphoplasty?")


def test_a_link_inside_an_article_opens_in_the_same_tab(learn: LearnPage) -> None:
    learn.open("/learn-the-day")
    learn.article.get_by_role("link", name="Going home").click()
    learn.is_there("Going home, and protecting your other bones")
    assert len(learn.page.context.pages) == 1


@ON_A_PHONE
def test_on_a_phone_every_article_is_behind_one_button_with_a_word_on_it(learn: LearnPage) -> None:
    learn.open("/learn-risks")
    learn.page.get_by_role("button", name="Menu").click()
    menu = learn.page.get_by_role("navigation", name="Menu")
    for section in ("Before you call", "For staff", "Learn"):
        menu.get_by_text(section, exact=True).click()
    menu.locator("details").evaluate_all(
        "all => { for (const one of all) { one.name = ''; one.open = true } }"
    )
    for address, page in pages().items():
        link = menu.get_by_role("link", name=str(page.title), exact=True)
        expect(link).to_have_attribute("href", address)
    menu.get_by_role("link", name="What is kyphoplasty?").click()
    learn.is_there("What is kyphoplasty?")


def test_one_article_prints_whole_with_the_emergency_words_its_address_and_nothing_else(
    learn: LearnPage, tmp_path: Path
) -> None:
    learn.page.emulate_media(color_scheme="dark")
    learn.open("/learn-does-it-work")
    learn.page.emulate_media(media="print")
    for shown in (learn.title, learn.article, learn.sources, learn.emergency_words):
        expect(shown).to_be_visible()
    expect(learn.page.get_by_text(f"Printed from {learn.site}/learn-does-it-work")).to_be_visible()
    for hidden in (learn.contents, learn.find_a_clinic, learn.page.get_by_test_id("stHeader")):
        expect(hidden).to_be_hidden()
    expect(learn.page.locator(".print")).to_be_hidden()
    for black in (learn.title, learn.article.get_by_role("paragraph").first):
        expect(black).to_have_css("color", "rgb(0, 0, 0)")
    assert 3 <= pages_printed(learn.page, tmp_path) <= 8


def pages_printed(page: Page, folder: Path) -> int:
    return page.pdf(path=folder / "printed.pdf", format="Letter").count(b"/Type /Page\n")


def test_the_print_button_opens_the_print_window(learn: LearnPage) -> None:
    learn.page.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1 }")
    learn.open("/learn-going-home")
    learn.page.get_by_role("button", name="Print this page").click()
    assert learn.page.evaluate("window.printed") == 1


def test_a_typed_day_gets_its_answer(learn: LearnPage) -> None:
    learn.open(WHEN_DID_IT_START)
    expect(learn.outcome).to_have_role("status")
    expect(learn.outcome).to_have_text("You have not given a day yet.")
    today = date.fromisoformat(learn.page.evaluate("new Date().toLocaleDateString('sv')"))
    learn.type_day(today - timedelta(days=36))
    expect(learn.outcome).to_contain_text("About 5 weeks ago.")
    expect(learn.outcome).to_contain_text("so call soon")
    expect(learn.outcome).to_contain_text("rule of thumb, not medical advice")
    learn.has_no_barrier()
    learn.type_day(today + timedelta(days=3))
    expect(learn.outcome).to_have_text("That date is in the future. Please check it.")
    assert learn.page.url == f"{learn.site}{WHEN_DID_IT_START}"


def test_a_typed_day_counts_when_enter_is_pressed(learn: LearnPage) -> None:
    learn.open(WHEN_DID_IT_START)
    today = date.fromisoformat(learn.page.evaluate("new Date().toLocaleDateString('sv')"))
    learn.type_day(today - timedelta(days=36), then="Enter")
    expect(learn.outcome).to_contain_text("About 5 weeks ago.")


def test_a_day_picked_in_the_calendar_gets_its_answer_at_once(learn: LearnPage) -> None:
    learn.open(WHEN_DID_IT_START)
    learn.page.get_by_role("button", name="Choose date").click()
    learn.page.get_by_role("button", name="Today").first.click()
    expect(learn.outcome).to_contain_text("Today.")


def test_an_emergency_sign_stops_the_checklist_and_gives_the_911_words(learn: LearnPage) -> None:
    learn.open(WORTH_ASKING)
    learn.tick("I have become shorter or more stooped")
    expect(learn.outcome).to_contain_text("You ticked 1 sign.")
    expect(learn.outcome).to_have_role("status")
    learn.tick("Numbness between the legs")
    expect(learn.alert).to_contain_text("Call 911 or go to an emergency room now.")
    expect(learn.alert).to_contain_text("numbness between the legs")
    expect(learn.alert.get_by_role("link", name="Call 911")).to_have_attribute("href", "tel:911")
    expect(learn.box("I have become shorter or more stooped")).to_have_count(0)
    expect(learn.find_a_clinic).to_have_count(0)
    learn.has_no_barrier(WIDE, NARROWEST)
    learn.tick("Numbness between the legs")
    expect(learn.box("I have become shorter or more stooped")).to_be_checked()


def test_questions_are_ticked_added_saved_and_printed_alone_on_one_page(
    learn: LearnPage, tmp_path: Path
) -> None:
    learn.open(QUESTIONS)
    for question in LISTED:
        learn.tick(str(question.text))
        expect(learn.sheet).to_contain_text(str(question.text))
    own = learn.page.get_by_role("textbox", name="A question of your own")
    own.fill("May I <b>fly</b> for $5 or *$6*?")
    own.press("Enter")
    expect(learn.sheet.get_by_role("listitem")).to_have_count(len(LISTED) + 1)
    expect(learn.sheet.get_by_role("listitem").last).to_have_text("May I <b>fly</b> for $5 or *$6*?")
    expect(learn.page.get_by_role("status").get_by_text("On your list: 11.")).to_be_visible()
    expect(own).to_have_value("")
    learn.has_no_barrier()

    with learn.page.expect_download() as saving:
        learn.page.get_by_role("button", name="Save as a text file").click()
    saved = saving.value.path().read_text("utf-8")
    assert saving.value.suggested_filename == "questions-for-my-visit.txt"
    assert "1. Why do I need this?" in saved
    assert "11. May I <b>fly</b> for $5 or *$6*?" in saved

    learn.page.emulate_media(media="print")
    expect(learn.sheet).to_be_visible()
    expect(learn.sheet.get_by_text("Call 911 or go to an emergency room now if you have:")).to_be_visible()
    for hidden in (learn.title, learn.emergency_words, own, learn.box(str(LISTED[0].text)), learn.sources):
        expect(hidden).to_be_hidden()
    assert pages_printed(learn.page, tmp_path) == 1


def test_what_was_ticked_is_still_there_after_reading_an_article(learn: LearnPage) -> None:
    learn.open(QUESTIONS)
    learn.tick(str(LISTED[0].text))
    expect(learn.sheet).to_contain_text(str(LISTED[0].text))
    menu = learn.page.get_by_role("navigation", name="Menu")
    menu.get_by_text("Learn", exact=True).click()
    menu.get_by_role("link", name="What are the risks?").click()
    learn.is_there("What are the risks?")
    learn.page.go_back()
    expect(learn.box(str(LISTED[0].text))).to_be_checked()
