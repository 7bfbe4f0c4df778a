"""Every article of the education folder against everything an article is held to."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from locator.education import Article, Tool, articles, checklist, comparison, drawn, onset, sources
from locator.education.articles import Source
from locator.education.library import FOLDER
from locator.education.questions import QUESTIONS
from locator.education.worth_asking import SIGNS
from locator.settings import PROJECT
from locator.words import speaking
from locator.words.dates import long_date
from locator.words.emergency import EMERGENCIES, SAME_DAY, WARNINGS
from tests.education.figures import figures_in, is_carried
from tests.education.passages import passages, sections
from tests.education.reading import table
from tests.education.review import CHECKS, dead_links

ARTICLES = [*articles().values()]
SOURCES = sources()
WITH_COMPARISON = [*ARTICLES, comparison()]

by_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.address)


@by_article
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_an_article_passes(article: Article, check: Callable[[Article], list[str]]) -> None:
    assert check(article) == []


@by_article
def test_every_link_leads_somewhere(article: Article) -> None:
    assert dead_links(article, {"/", *Tool, *(other.address for other in ARTICLES)}) == []


@by_article
def test_an_article_says_who_has_and_has_not_reviewed_it(article: Article) -> None:
    html = drawn(article.address).text
    assert f"Text last reviewed {long_date(article.reviewed)}." in html
    assert "Review by a clinician: not yet done." in html


@by_article
def test_every_article_comes_out_as_html_that_a_markdown_element_takes_whole(article: Article) -> None:
    html = "\n".join((drawn(article.address).text, drawn(article.address).sources))
    assert "" not in html.split("\n")
    assert "[^" not in html
    assert "{{" not in html
    assert html.count("<h2") == len(sections(article)) + 1


def test_an_article_lives_at_the_address_its_file_is_named_after() -> None:
    assert {article.address for article in ARTICLES} == {
        f"/{path.stem}" for path in FOLDER.glob("learn-*.md")
    }


def test_the_articles_stand_in_reading_order() -> None:
    assert [article.order for article in ARTICLES] == list(range(1, len(ARTICLES) + 1))


def test_a_translated_article_is_the_same_one_in_other_words() -> None:
    for path in FOLDER.glob("*/learn-*.md"):
        with speaking(path.parent.name):
            translated = articles()[f"/{path.stem}"]
        article = next(article for article in ARTICLES if article.address == f"/{path.stem}")
        for field in ("address", "order", "need", "tools", "sources", "cited", "pictures"):
            assert getattr(translated, field) == getattr(article, field), f"{field} of {path}"


def test_every_source_is_used_by_an_article() -> None:
    assert set(SOURCES) == {key for article in WITH_COMPARISON for key in article.cited}


def test_every_figure_kept_with_a_source_is_used_by_an_article() -> None:
    used = {
        (key, figure)
        for article in WITH_COMPARISON
        for passage in passages(article.body)
        for key in passage.keys
        for figure in figures_in(passage.text)
    }
    used |= {
        (row["source"], figure)
        for name in ("free-trial", "another-fracture")
        for row in csv.DictReader((FOLDER / f"data/{name}.csv").open(encoding="utf-8"))
        for figure in figures_in(" ".join(row.values()))
    }
    unused = [
        (key, given)
        for key, source in SOURCES.items()
        for given in source.figures
        if not any(cited == key and is_carried(figure, [given]) for cited, figure in used)
    ]
    assert unused == []


@pytest.mark.parametrize("source", SOURCES.values(), ids=lambda source: source.key)
def test_a_source_is_one_work_with_an_address_that_opens_it(source: Source) -> None:
    address = urlsplit(source.link)
    assert address.scheme == "https"
    assert address.path.strip("/") or address.query, f"{source.link} is a home page"
    assert ";" not in source.title + source.publisher, "two works in one entry"
    assert [other.key for other in SOURCES.values() if other.link == source.link] == [source.key]


def test_the_tools_name_only_sources_that_are_there() -> None:
    signs = (*SIGNS, *EMERGENCIES, *WARNINGS, *SAME_DAY)
    named = {source for sign in signs for source in sign.sources} | {
        question.source for question in QUESTIONS
    }
    payers = {payer.source for payer in checklist.PAYERS}
    tools = {*onset.SOURCES, *checklist.ITEM_SOURCES, checklist.CODE_SOURCE}
    assert (named | payers | tools) - {""} <= set(SOURCES)


def test_every_sign_that_needs_help_has_a_source() -> None:
    assert [sign.key for sign in (*EMERGENCIES, *WARNINGS, *SAME_DAY) if not sign.sources] == []


def test_the_article_and_the_tool_ask_the_doctor_the_same_questions() -> None:
    article = next(article for article in ARTICLES if article.address == "/learn-cost-and-questions")
    section = next(
        section for section in sections(article) if section.heading == "What should I ask my doctor?"
    )
    listed = [line.removeprefix("- ") for line in section.markdown.splitlines() if line.startswith("- ")]
    assert listed == [str(question.text) for question in QUESTIONS]


def test_the_review_gives_the_reading_of_every_section_as_it_is() -> None:
    review = (PROJECT / "docs/education-review.md").read_text("utf-8")
    assert table() in review, "print it anew: python -m tests.education.reading"


def test_every_row_of_the_review_is_answered() -> None:
    review = (PROJECT / "docs/education-review.md").read_text("utf-8").split("## Safety")[0]
    answers = re.findall(r"^\| (\d+) \|.*\| ([^|]+) \|$", review, re.MULTILINE)
    assert [int(row) for row, answer in answers if answer.strip()] == list(range(1, 116))
