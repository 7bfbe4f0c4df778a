"""Compare your choices: the same for each choice, every figure sourced, drawn as counted, and nothing recommended."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from locator.education import Article, comparison, drawn_comparison, sources
from locator.education.articles import COUNTS, PICTURE
from locator.education.comparison import NONE, Count, load_counts
from locator.education.library import FOLDER
from locator.education.matters import HIGHEST, MATTERS, QUESTIONS, matters_html
from locator.server.first_page import first_page
from locator.server.navigation import pages
from locator.templates import render
from locator.words import speaking
from tests.education.figures import figures_in, is_carried
from tests.education.passages import blocks, choices_by_question, passages, plain, sections
from tests.education.review import CHECKS, dead_links

ARTICLE = comparison()
ASKED = choices_by_question(ARTICLE)
COUNTS_BY_PATH = load_counts(FOLDER / "data" / "counts.csv")
COUNTED = {path: count for path, count in COUNTS_BY_PATH.items() if count}
CHOICES = ("Wait and treat the pain", "A brace and therapy", "Kyphoplasty", "Vertebroplasty")
RECOMMENDS = re.compile(
    r"\bwe (?:recommend|advise|suggest)|\byou should (?:have|choose|pick|get)|\b(?:best|better|worst) (?:choice|option)"
    r"|\bis (?:safer|better|best) (?:than|for you)|\bright for you\b|\bask for (?:kypho|vertebro)plasty",
    re.IGNORECASE,
)


def length(markdown: str) -> int:
    """How many words there are to read."""
    return sum(len(plain(block.text).split()) for block in blocks(markdown))


def shown_in(markdown: str) -> list[tuple[str, str]]:
    """The pictures of a text: the words below each, and its path."""
    return [(found["alternative"], found["path"]) for found in PICTURE.finditer(markdown)]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_comparison_is_held_to_all_that_an_article_is_held_to(
    check: Callable[[Article], list[str]],
) -> None:
    assert check(ARTICLE) == []


def test_each_choice_answers_the_same_questions_in_the_same_order() -> None:
    assert len(ASKED) >= 10
    assert {tuple(answers) for answers in ASKED.values()} == {CHOICES}


def test_no_choice_gets_many_more_words_than_another() -> None:
    total = {choice: sum(length(answers[choice]) for answers in ASKED.values()) for choice in CHOICES}
    assert max(total.values()) <= 1.4 * min(total.values()), total
    for question, answers in ASKED.items():
        words = [length(answer) for answer in answers.values()]
        assert max(words) - min(words) <= 45, f"{question}: {words}"


def test_where_one_choice_is_counted_each_of_them_is_or_its_box_says_that_no_count_was_found() -> None:
    counting = [answers for answers in ASKED.values() if any(map(shown_in, answers.values()))]
    assert len(counting) >= 4
    for answers in counting:
        assert all(map(shown_in, answers.values()))
    for alternative, path in shown_in(ARTICLE.body):
        assert (alternative == "No count found") == (path == NONE)


def test_gain_and_harm_are_both_counted() -> None:
    counting = " ".join(question for question, answers in ASKED.items() if shown_in(answers[CHOICES[0]]))
    assert "little pain" in counting
    assert "relief" in counting
    assert "spine break" in counting
    assert "leak" in counting


def test_every_count_is_shown_and_its_words_say_what_it_shows() -> None:
    pictures = shown_in(ARTICLE.body)
    assert {path for _words, path in pictures} == {*COUNTED, NONE}
    for words, path in pictures:
        if path != NONE:
            assert figures_in(words)[0] == str(COUNTED[path].share), words
            assert "of 100" in words


@pytest.mark.parametrize("path", COUNTED)
def test_a_count_is_drawn_as_exactly_so_many_of_100(path: str) -> None:
    count = COUNTED[path]
    html = render("count.html", count=count, caption="", tag="en")
    groups = dict(re.findall(r'<g class="(had(?:-not)?)">(.*?)</g>', html, re.DOTALL))
    assert groups["had"].count("M") == 2 * count.share  # a head and a body each
    assert groups["had-not"].count("M") == 2 * (100 - count.share)


@pytest.mark.parametrize("path", COUNTED)
def test_the_line_under_a_count_spans_its_likely_range(path: str) -> None:
    count = COUNTED[path]
    html = render("count.html", count=count, caption="", tag="en")
    drawn = re.search(r'class="spread" d="([^"]*)"', html)
    if count.spread is None:
        assert drawn is None
        return
    assert drawn is not None
    low, high = count.spread
    assert low <= count.share <= high
    spans = re.findall(r"M(\d+) \d+H(\d+)", drawn[1])
    assert sum((int(end) - int(start) + 2) // 12 for start, end in spans) == high - low
    assert f"Likely range: {low} to {high}" in html


def test_all_counts_are_drawn_to_the_same_scale() -> None:
    boxes = {
        re.search(r'viewBox="([^"]+)"', render("count.html", count=count, caption="", tag="en"))[1]  # type: ignore[index]
        for count in COUNTED.values()
    }
    assert boxes == {"0 0 120 162"}


def test_the_likely_range_is_wilsons() -> None:
    # Newcombe 1998, Statistics in Medicine 17:857, table I: 81 of 263 gives 0.2553 to 0.3662, 15 of 148 0.0624 to 0.1605.
    assert Count("x", 81, 263).spread == (26, 37)
    assert Count("x", 15, 148).spread == (6, 16)


def test_every_count_is_carried_by_its_source_and_the_source_is_cited_beside_it() -> None:
    for path, count in COUNTED.items():
        if not count.source:
            assert count.count == 0
            continue
        assert {str(count.count), str(count.of)} <= set(sources()[count.source].figures), path
        (answer,) = {
            answer for answers in ASKED.values() for answer in answers.values() if f"]({path})" in answer
        }
        assert f"[^{count.source}]" in answer


def test_the_counts_are_read_from_the_data_file() -> None:
    assert all(path.startswith(COUNTS) for path in COUNTS_BY_PATH)


def test_nothing_recommends_a_choice() -> None:
    everything = " ".join([ARTICLE.body, ARTICLE.summary, matters_html()])
    assert RECOMMENDS.search(everything) is None
    assert "does not tell you which one to pick" in everything
    for choice in ("kyphoplasty", "vertebroplasty", "brace"):
        assert all(choice not in str(matter).lower() for matter in MATTERS.values())
        assert all(choice not in str(question).lower() for question in QUESTIONS)


def test_the_script_that_orders_what_matters_knows_nothing_of_the_choices() -> None:
    script = (FOLDER.parent / "locator/assets/compare.js").read_text("utf-8").lower()
    for name in (
        "kypho",
        "vertebro",
        "brace",
        "wait",
        "fetch(",
        "xmlhttp",
        "sendbeacon",
        "localstorage",
        "sessionstorage",
    ):
        assert name not in script


def test_whose_site_this_is_is_said() -> None:
    said = {section.heading: section.markdown for section in sections(ARTICLE)}["Who made this page?"]
    assert "lists the clinics of a practice that does kyphoplasty" in said
    assert "practice that does kyphoplasty" in matters_html()


def test_every_link_leads_somewhere() -> None:
    assert dead_links(ARTICLE, pages()) == []


def test_every_passage_with_a_figure_has_a_source() -> None:
    for passage in passages(ARTICLE.body):
        if figures_in(passage.text):
            assert passage.keys, passage.text
            carried = [figure for key in passage.keys for figure in sources()[key].figures]
            assert all(is_carried(figure, carried) for figure in figures_in(passage.text)), passage.text


def test_without_a_script_the_comparison_can_be_read_and_filled_in_by_hand() -> None:
    html = str(first_page("/learn-compare", {}))
    for section in sections(ARTICLE):
        assert f">{section.heading}</h2>" in html
    for choice in CHOICES:
        assert html.count(f"<h3>{choice}</h3>") == len(ASKED)
    for matter in MATTERS.values():
        assert f"<span>{matter}</span>" in html
    assert "<form" not in html
    assert 'id="sources"' in html


def test_each_slider_has_a_name_and_the_same_scale() -> None:
    html = matters_html()
    assert html.count("<fieldset") == html.count('type="range"') == len(MATTERS)
    assert html.count(f'min="0" max="{HIGHEST}" step="1" value="0"') == len(MATTERS)


def test_in_another_language_the_frame_is_translated_and_the_text_marked_as_english() -> None:
    with speaking("en-XA"):
        html = drawn_comparison().text
    assert '<article class="learn compare" lang="en">' in html
    assert '<span class="spread-words" lang="en-XA">⟦' in html
    assert 'lang="en-XA"' not in drawn_comparison().text
