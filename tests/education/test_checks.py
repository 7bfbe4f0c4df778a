"""The checks that articles are held to can fail: each finds its fault in a bad sample, not in a good one."""

from __future__ import annotations

from datetime import date

import pytest

from locator.clinics import Need
from locator.education import Article, Source
from tests.education.figures import figures_in, is_carried
from tests.education.passages import passages, sentences
from tests.education.reading import reading
from tests.education.review import (
    CHECKS,
    dash_piles,
    dead_links,
    lone_leak_rates,
    long_sentences,
    overstatements,
    too_hard,
    uncarried_figures,
    unexplained_jargon,
    unfit_sections,
    unmarked_second_hand,
    unsourced_markers,
)

STUDY = Source("study", "A study", "A journal", 2018, figures=("19.2", "2/3", "1500000", "1/5"))
HEARSAY = Source("hearsay", "Some rules", "A plan", second_hand=True)


def article(body: str, *sources: Source) -> Article:
    """An article with this text that names these sources."""
    return Article(
        title="A title",
        summary="",
        address="/learn-sample",
        order=1,
        need=Need.EITHER,
        reviewed=date(2026, 11, 21),
        standard="",
        clinician_review="not yet done",
        sources={source.key: source for source in sources},
        body=body,
    )


GOOD = """## Is this good?

Your bones can break, and it can hurt a lot. About 19 of 100 people broke one.[^study] You can get well.

An *MRI* (a scan that uses a magnet) can show it.

- Two-thirds heal.[^study]
"""


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_good_text_passes(check: object) -> None:
    assert callable(check)
    assert check(article(GOOD, STUDY)) == []


def test_a_claim_marker_without_a_source_is_found() -> None:
    assert unsourced_markers(article("It helps.[^nobody]")) == ["[^nobody] is not in the head"]


def test_a_source_that_the_text_never_cites_is_found() -> None:
    assert unsourced_markers(article("It helps.", STUDY)) == ["study is in the head but not cited"]


@pytest.mark.parametrize(
    "text",
    [
        "About 20 of 100 broke one.[^study]",
        "About 19.3 of 100 broke one.[^study]",
        "Three people broke one.[^study]",
        "It takes one hour.[^study]",
        "Half of them heal.[^study]",
        "About 1 in 6 had a break.[^study]",
        "This is well known.[^study] But 19 of 100 broke one.",
        "There are 2.5 million a year.[^study]",
        "| Who | How many |\n|---|---|\n| Women[^study] | 21 of 100 |",
        "- 7 days[^study]",
    ],
)
def test_a_figure_that_no_cited_source_carries_is_found(text: str) -> None:
    assert len(uncarried_figures(article(text, STUDY))) > 0


@pytest.mark.parametrize(
    "text",
    [
        "About 19 of every 100 broke one in 2018.[^study]",
        "About 1 in 5 had a break, and two-thirds heal.[^study]",
        "There are 1.5 million a year.[^study]",
        "Call 911. No one is alone.",
        "| Who | How many |\n|---|---|\n| Women[^study] | 19.2% |",
    ],
)
def test_a_figure_that_a_cited_source_carries_passes(text: str) -> None:
    assert uncarried_figures(article(text, STUDY)) == []


def test_a_figure_of_another_source_does_not_count() -> None:
    assert uncarried_figures(article("About 19 of 100 broke one.[^hearsay]", STUDY, HEARSAY)) != []


def test_second_hand_reading_must_be_called_a_summary() -> None:
    assert unmarked_second_hand(article("## May I?\n\nThe plan pays.[^hearsay]", HEARSAY)) != []
    assert unmarked_second_hand(article("## May I?\n\nIn a summary, the plan pays.[^hearsay]", HEARSAY)) == []


def test_a_dead_link_is_found() -> None:
    sample = article(
        "See [this](/learn-nothing), [home](/), [that](https://example.org) and [old](http://example.org)."
    )
    assert dead_links(sample, {"/"}) == ["dead link: /learn-nothing", "dead link: http://example.org"]


HARD = (
    "Percutaneous vertebral augmentation constitutes a minimally invasive interventional modality. "
    "Contemporary observational investigations demonstrate considerable methodological heterogeneity. "
    "Consequently, individualized multidisciplinary consideration remains indispensable."
)


def test_a_hard_text_is_found() -> None:
    assert too_hard(article(f"## Is it?\n\n{HARD}")) != []


def test_a_hard_section_is_found_among_easy_ones() -> None:
    easy = "## Is it?\n\nThe cat sat on the mat. The dog ran home. It was a warm day."
    assert too_hard(article(easy)) == []
    assert all("And this?" in fault for fault in too_hard(article(f"{easy}\n\n## And this?\n\n{HARD}")))
    assert too_hard(article(f"{easy}\n\n## And this?\n\n{HARD}")) != []


def test_uncommon_words_in_short_sentences_are_found() -> None:
    text = "## Is it?\n\nOpt for a graft. Shun the clamp. Brace the strut. Gauge the torque. Vent the sump."
    assert ["uncommon words" in fault for fault in too_hard(article(text))] == [True]


def test_list_fragments_and_decimals_do_not_make_a_text_look_easier() -> None:
    assert reading(HARD + "\n\n- a cat\n- a dog\n- an ox\n") == reading(HARD)
    assert reading(HARD.replace("minimally", "3.5 minimally")).grade > 12


def test_a_numeral_is_no_uncommon_word() -> None:
    assert reading("They saw 1,782 of them.").dale_chall == reading("They saw one of them.").dale_chall


def test_a_sentence_of_26_words_is_found_and_one_of_25_is_not() -> None:
    assert len(long_sentences(article(" ".join(["word"] * 26) + "."))) == 1
    assert long_sentences(article(" ".join(["word"] * 25) + ". Next one.")) == []


def test_a_section_that_is_too_long_or_no_question_is_found() -> None:
    assert len(unfit_sections(article("## What?\n\n" + "word " * 251))) == 1
    assert unfit_sections(article("## Facts\n\nWord.")) == ["not a question: Facts"]


def test_a_pile_of_em_dashes_is_found() -> None:
    assert len(dash_piles(article("It—as we said—helps."))) == 1
    assert len(dash_piles(article("One—two. Three—four. Five—six. Seven—eight."))) == 1
    assert dash_piles(article("One—two.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "You will get sedation.",
        "Sedation is common. *Sedation* (medicine to relax) helps.",
        "The *sedation* starts.",
        "| What |\n|---|\n| MRI |",
        "Call us about Kyphoplasty.",
    ],
)
def test_a_hard_word_that_is_not_explained_at_first_use_is_found(text: str) -> None:
    assert len(unexplained_jargon(article(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "You get *sedation* (medicine to relax). Sedation is common.",
        "You get medicine to relax (*sedation*).",
        "Each bone is called a *vertebra*.",
        "*Kyphoplasty* is a treatment for a broken bone.",
        "This was shown.[^kyphoplasty-study]",
    ],
)
def test_a_hard_word_that_is_explained_passes(text: str) -> None:
    assert unexplained_jargon(article(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "It has a high success rate.",
        "It is highly successful.",
        "It has minimal complications.",
        "Treated people live longer.",
        "It improves survival.",
        "Mortality was lower.",
        "Stop your blood thinner 5 days before.",
        "Five days before, stop taking warfarin.",
        "Do not lift anything for 2 weeks.",
        "Lift no more than 10 lb.",
    ],
)
def test_what_no_article_may_say_is_found(text: str) -> None:
    assert len(overstatements(article(text))) >= 1


def test_warnings_about_the_same_things_pass() -> None:
    text = "Never stop a blood thinner on your own. Ask what you may lift. Death is rare."
    assert overstatements(article(text)) == []


def test_one_leak_rate_alone_is_found_and_a_range_is_not() -> None:
    assert len(lone_leak_rates(article("Cement leaks in 7 of 100 bones."))) == 1
    assert len(lone_leak_rates(article("Leaks were seen in 18.4%."))) == 1
    assert lone_leak_rates(article("Leak counts run from 7 of 100 to 73 of 100.")) == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("1,782 people, 5.2 (2.9 to 7.4)", ["1782", "5.2", "2.9", "7.4"]),
        ("two-thirds, twenty and 1.5 million", ["2/3", "20", "1500000"]),
        ("19 of every 100 people, 8 out of 10", ["19", "8", "10"]),
        ("about 1 in 5 had one of these", ["1/5"]),
        ("one day, one of them", ["1"]),
        ("24 to 48 hours, 100.4°F, 8–12", ["24", "48", "100.4", "8", "12"]),
        ("Call 911", []),
    ],
)
def test_figures_are_read_from_words_and_digits(text: str, figures: list[str]) -> None:
    assert figures_in(text) == figures


@pytest.mark.parametrize(
    ("figure", "given", "carried"),
    [
        ("19", "19.2", True),
        ("25", "24.8", True),
        ("32", "31.8", True),
        ("20", "19.2", False),
        ("1.7", "1.68", True),
        ("19.20", "19.2", True),
        ("2/3", "2/3", True),
        ("2", "2/3", False),
    ],
)
def test_a_figure_may_be_rounded_but_not_changed(figure: str, given: str, carried: bool) -> None:
    assert is_carried(figure, [given]) is carried


def test_a_passage_is_what_stands_before_its_markers() -> None:
    found = list(passages("First.[^a] Second.[^b][^c] Third."))
    assert [(passage.text, passage.keys) for passage in found] == [
        ("First.", ("a",)),
        ("Second.", ("b", "c")),
        ("Third", ()),
    ]


def test_sentences_end_where_a_reader_ends_them() -> None:
    assert sentences("It rose by 5.2 points. See [this](/x). Is it *new*?[^a] Yes.") == [
        "It rose by 5.2 points.",
        "See this.",
        "Is it *new*?",
        "Yes.",
    ]
