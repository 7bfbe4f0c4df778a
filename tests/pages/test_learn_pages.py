"""The education pages and the visitor's tools, run as Streamlit runs them, but without a browser."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from html import unescape
from html.parser import HTMLParser

import pytest
from streamlit.testing.v1 import AppTest

from locator.clinics import Need
from locator.education import Article, Tool, articles, comparison, drawn, drawn_comparison, sources
from locator.education.onset import SOURCES, today_at
from locator.education.questions import QUESTIONS
from locator.education.worth_asking import SIGNS
from locator.live import serving
from locator.server.navigation import pages
from locator.words.emergency import EMERGENCIES, WARNINGS, Sign
from tests.education.passages import choices_by_question, sections
from tests.pages.app_page import html, links, page_at, went_well

ARTICLES = [*articles().values()]
FIND_NEAR_YOU = "Find a clinic near you"
NO_DAY = "You have not given a day yet."
VOID = {"br", "circle", "ellipse", "hr", "line", "path", "rect"}

by_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.address)


class Balance(HTMLParser):
    """Notes tags that are closed out of order, or left open."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.wrong.append(tag)


@by_article
def test_an_article_stands_with_its_title_summary_review_and_sources(article: Article) -> None:
    text = html(page_at(article.address))
    assert f"<h1>{article.title}</h1>" in text
    assert "Review by a clinician: not yet done." in text
    assert all(f' id="{slug}"' in text for slug in slugs(article))
    assert text.count('<li id="source-') == len(article.cited)


def slugs(article: Article) -> list[str]:
    """The ids that the list of questions links to."""
    return [part.split('"')[0] for part in drawn(article.address).text.split('<li><a href="#')[1:]]


@by_article
def test_the_list_of_questions_names_every_section_and_the_sources(article: Article) -> None:
    assert len(slugs(article)) == len(sections(article)) + 1
    assert slugs(article)[-1] == "sources"


@by_article
def test_both_parts_of_an_article_are_whole_html(article: Article) -> None:
    both = drawn(article.address)
    for part in (both.text, both.sources):
        balance = Balance(part)
        assert (balance.open, balance.wrong) == ([], [])
        assert "" not in part.split("\n")
    assert ' id="sources"' not in both.text
    assert both.sources.count(' id="sources"') == 1


@by_article
def test_a_link_inside_an_article_stays_in_the_same_tab(article: Article) -> None:
    html = drawn(article.address).text
    assert '<a href="/' not in html
    assert html.count('target="_self"') == html.count('href="/')


@by_article
def test_an_article_leads_to_the_clinics_that_its_reader_needs(article: Article) -> None:
    assert links(page_at(article.address))[FIND_NEAR_YOU] == (
        "/",
        {"need": [str(article.need)]},
    )


def test_the_articles_can_be_read_one_after_the_other() -> None:
    read, page = ["/learn-what-is-a-fracture"], page_at("/learn-what-is-a-fracture")
    while following := [to for label, (to, _) in links(page).items() if label.startswith("Next: ")]:
        read += following
        page = page_at(read[-1])
        assert f"Before: {ARTICLES[len(read) - 2].title}" in links(page)
    assert read == [article.address for article in ARTICLES]


def test_every_article_and_tool_has_an_address_and_a_place_in_the_navigation() -> None:
    sections = {address: str(page.section) for address, page in pages().items() if "learn" in address}
    assert list(sections.values()).count("Learn") == len(ARTICLES)
    assert {address for address, section in sections.items() if section == "Before you call"} == {*Tool}
    assert len(Tool) == 4
    assert next(address for address in pages() if sections.get(address) == "Before you call") == Tool.COMPARE
    assert len({str(page.title) for page in pages().values()}) == len(pages())


def outcome(page: AppTest) -> str:
    """What the tool says last."""
    return [element.value for element in page.markdown if 'class="outcome"' in element.value][-1]


def day_ago(days: int) -> date:
    return serving.now().date() - timedelta(days=days)


def test_without_a_day_the_tool_waits_politely() -> None:
    said = outcome(page_at("/learn-when-did-it-start"))
    assert 'role="status"' in said
    assert NO_DAY in said


def test_the_tool_says_where_its_rule_comes_from() -> None:
    page = unescape(html(page_at("/learn-when-did-it-start")))
    assert [sources()[key].title in page for key in SOURCES] == [True] * len(SOURCES)


@pytest.mark.parametrize(
    ("days", "words"),
    [(36, "About 5 weeks ago."), (70, "so call this week."), (400, "it is still worth a call.")],
)
def test_a_day_gives_how_long_ago_the_usual_time_and_its_limits(days: int, words: str) -> None:
    page = page_at("/learn-when-did-it-start")
    said = outcome(went_well(page.date_input(key="onset").set_value(day_ago(days)).run()))
    assert words in said
    assert "rule of thumb, not medical advice" in said


def test_a_day_to_come_is_asked_for_again_and_an_emptied_box_says_nothing() -> None:
    page = page_at("/learn-when-did-it-start")
    assert "in the future" in outcome(page.date_input(key="onset").set_value(day_ago(-5)).run())
    assert NO_DAY in outcome(page.date_input(key="onset").set_value(None).run())


@pytest.mark.parametrize(("minutes", "day"), [(None, 22), (0, 22), (360, 21), (-600, 22)])
def test_today_is_the_date_where_the_visitor_is(minutes: int | None, day: int) -> None:
    assert today_at(datetime(2026, 11, 22, 3, 0, tzinfo=UTC), minutes).day == day


def test_ticking_signs_ends_in_talking_to_a_clinician() -> None:
    page = page_at("/learn-worth-asking")
    assert "If none of these fits" in outcome(page)
    for sign in SIGNS:
        page.checkbox(key=sign.key).check()
    said = outcome(went_well(page.run()))
    assert "Talk to a clinician." in said
    assert "You ticked 6 signs." in said
    assert FIND_NEAR_YOU in links(page)


@pytest.mark.parametrize("sign", EMERGENCIES, ids=lambda sign: sign.key)
def test_an_emergency_sign_stops_the_checklist_at_once(sign: Sign) -> None:
    page = page_at("/learn-worth-asking")
    page.checkbox(key="stoop").check().run()
    went_well(page.checkbox(key=sign.key).check().run())
    assert 'role="alert"' in outcome(page)
    assert "Call 911 or go to an emergency room now." in outcome(page)
    assert 'href="tel:911"' in outcome(page)
    assert [box.key for box in page.checkbox] == [each.key for each in EMERGENCIES]
    assert links(page) == {}


@pytest.mark.parametrize("sign", WARNINGS, ids=lambda sign: sign.key)
def test_a_warning_sign_sends_to_ones_own_doctor_the_same_day(sign: Sign) -> None:
    page = page_at("/learn-worth-asking")
    went_well(page.checkbox(key=sign.key).check().run())
    assert "Call your own doctor today." in outcome(page)
    assert str(sign.text) in outcome(page)
    assert FIND_NEAR_YOU in links(page)


def test_a_sign_ticked_by_mistake_can_be_taken_back_and_nothing_else_is_lost() -> None:
    page = page_at("/learn-worth-asking")
    page.checkbox(key="stoop").check().run()
    page.checkbox(key="chest").check().run()
    went_well(page.checkbox(key="chest").uncheck().run())
    assert "You ticked 1 sign." in outcome(page)


def ask(page: AppTest, question: str) -> AppTest:
    page.text_input(key="own_question").input(question)
    return went_well(page.button[0].click().run())


def test_the_list_holds_what_was_ticked_and_then_ones_own_once() -> None:
    page = page_at("/learn-questions-for-your-visit")
    assert "You have not chosen a question yet." in html(page)
    page.checkbox(key=f"ask {QUESTIONS[2].key}").check().run()
    ask(ask(page, "  May I  <fly>? "), "May I <fly>?")
    ask(page, "   ")
    assert "<ol><li>What if I wait?</li><li>May I &lt;fly&gt;?</li></ol>" in html(page)
    assert "On your list: 2." in html(page)


def test_a_question_of_ones_own_can_be_taken_off_the_list() -> None:
    page = ask(ask(page_at("/learn-questions-for-your-visit"), "May I fly?"), "May I swim?")
    (remove,) = [button for button in page.button if button.label == "Remove question 1"]
    went_well(remove.click().run())
    assert "<ol><li>May I swim?</li></ol>" in html(page)


def test_a_question_both_ticked_and_typed_stands_on_the_list_once() -> None:
    page = ask(page_at("/learn-questions-for-your-visit"), str(QUESTIONS[0].text))
    went_well(page.checkbox(key=f"ask {QUESTIONS[0].key}").check().run())
    assert "On your list: 1." in html(page)


def test_a_page_on_paper_says_where_it_came_from_without_what_the_address_carries() -> None:
    page = AppTest.from_function(printed).run()
    assert "Printed from https://clinics.example/learn-risks<" in html(page)


def printed() -> None:
    from pages.parts.learning import printed_from

    printed_from("https://clinics.example/learn-risks?near=55369#sources")
    printed_from(None)


def test_the_tools_lead_to_an_evaluation_before_the_procedure() -> None:
    for address in ("/learn-when-did-it-start", "/learn-worth-asking"):
        assert links(page_at(address))[FIND_NEAR_YOU] == ("/", {"need": [Need.EVALUATION]})


def test_the_comparison_stands_with_every_choice_the_sliders_and_its_sources() -> None:
    page = page_at("/learn-compare")
    text = html(page)
    assert "<h1>Compare your choices</h1>" in text
    assert text.count('<div class="one-choice">') == 4 * len(choices_by_question(comparison()))
    assert "What you set here stays in this browser tab." in text
    assert text.count('<li id="source-') == len(comparison().cited)
    assert links(page)[FIND_NEAR_YOU] == ("/", {"need": [str(comparison().need)]})


def test_nothing_that_is_weighed_there_is_a_widget_which_would_send_it_here() -> None:
    page = page_at("/learn-compare")
    for kind in ("slider", "select_slider", "number_input", "text_input", "text_area", "checkbox", "radio"):
        assert len(page.get(kind)) == 0


def test_both_parts_of_the_comparison_are_whole_html() -> None:
    both = drawn_comparison()
    for part in (both.text, both.sources):
        balance = Balance(part)
        assert (balance.open, balance.wrong) == ([], [])
        assert "" not in part.split("\n")
