"""What every article is held to: each check gives the article's problems in plain words, or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from locator.education.articles import CLAIM_MARKER, Article
from tests.education.figures import figures_in, is_carried
from tests.education.passages import Passage, blocks, passages, plain, sections, sentences
from tests.education.reading import reading

# For every section: the median of three formulas, each of the three, and the score of uncommon words.
GRADE_LIMIT = 7.0
FORMULA_LIMIT = 8.5
DALE_CHALL_LIMIT = 7.5
SENTENCE_WORDS = 25
SECTION_WORDS = 250
DASHES = 3

# Each word must be explained where an article first uses it; the pattern covers its other forms.
JARGON = {
    "vertebra": r"vertebra[el]?",
    "compression fracture": r"compression fractures?",
    "kyphoplasty": r"kyphoplasty",
    "vertebroplasty": r"vertebroplasty",
    "bone cement": r"bone cement",
    "sedation": r"sedation",
    "anesthesia": r"(?:local |general )?anesthesia",
    "osteoporosis": r"osteoporosis",
    "MRI": r"MRI",
    "CT": r"CT",
    "bone scan": r"bone scan",
    "bone density": r"bone density(?: test| check)?",
    "sham": r"sham",
    "placebo": r"placebo",
    "blood thinner": r"blood thinners?",
    "opioid": r"opioids?",
    "prior authorization": r"prior authorization",
}

_NUMBER = r"(?:\d+|two|three|four|five|seven|ten)"
_THINNER = r"(?:thinner|warfarin|aspirin|clopidogrel|apixaban)"
OVERSTATED = {
    "promises success": r"success rate|high(?:ly)? success|minimal complications|complications are rare",
    "claims a longer life": r"liv(?:e|es|ed|ing) longer|longer li[fv]|surviv|mortality|prolong",
    "says when to stop a blood thinner": (
        rf"{_THINNER}[^.]*\b{_NUMBER}\s(?:day|hour)|\b{_NUMBER}\s(?:day|hour)[^.]*{_THINNER}"
    ),
    "gives a lifting limit": rf"\b(?:lift|carry)[^.]*\b{_NUMBER}\s?(?:day|week|month)|\d+\s?(?:lb|pound|kg)",
}

_EXPLAINED_BEFORE = re.compile(r"(?:\(|called (?:an? )?)\*$")
_EXPLAINED_AFTER = re.compile(r"^\*(?:,? \(| is | are | means | puts )")
_LINK = re.compile(r"(?<!!)\[[^\]^]+\]\(([^)]+)\)")
_SHARE = re.compile(r"\b[\d.]+(?:%| (?:of|in|out of) 100)")


def unsourced_markers(article: Article) -> list[str]:
    """Claim markers without a source in the head, and sources in the head that the text never cites."""
    missing = [f"[^{key}] is not in the head" for key in article.cited if key not in article.sources]
    unused = [f"{key} is in the head but not cited" for key in article.sources if key not in article.cited]
    return missing + unused


def uncarried_figures(article: Article) -> list[str]:
    """Figures that no source cited for their passage carries, or that have no source at all."""
    return [
        f"no source cited here carries {figure}: {passage.text}"
        for passage in passages(article.body)
        for figure in figures_in(passage.text)
        if not is_carried(figure, _carried(article, passage))
    ]


def _carried(article: Article, passage: Passage) -> list[str]:
    sources = [article.sources[key] for key in passage.keys if key in article.sources]
    return [figure for source in sources for figure in (*source.figures, str(source.year))]


def unmarked_second_hand(article: Article) -> list[str]:
    """Sections that cite a source read in somebody else's summary without the word "summary"."""
    return [
        f"{key} was read in a summary; say so under: {section.heading}"
        for section in sections(article)
        for key, source in article.sources.items()
        if source.second_hand and f"[^{key}]" in section.markdown and "summar" not in section.markdown.lower()
    ]


def dead_links(article: Article, addresses: Collection[str]) -> list[str]:
    """Links that lead neither to one of the app's addresses nor to an https page."""
    links = _LINK.findall(article.body)
    return [
        f"dead link: {link}" for link in links if link not in addresses and not link.startswith("https://")
    ]


def too_hard(article: Article) -> list[str]:
    """The sections that are above one of the limits of reading."""
    problems = []
    for section in sections(article):
        found = reading(section.markdown)
        if found.grade > GRADE_LIMIT:
            problems.append(f"reading grade {found.grade:.1f} is above {GRADE_LIMIT:g}: {section.heading}")
        if max(found.grades) > FORMULA_LIMIT:
            problems.append(
                f"a formula gives {max(found.grades):.1f}, above {FORMULA_LIMIT:g}: {section.heading}"
            )
        if found.dale_chall > DALE_CHALL_LIMIT:
            problems.append(
                f"uncommon words: {found.dale_chall:.1f}, above {DALE_CHALL_LIMIT:g}: {section.heading}"
            )
    return problems


def long_sentences(article: Article) -> list[str]:
    """Sentences with too many words."""
    return [
        f"{len(sentence.split())} words: {plain(sentence)}"
        for sentence in sentences(article.body)
        if len(sentence.split()) > SENTENCE_WORDS
    ]


def unfit_sections(article: Article) -> list[str]:
    """Sections with too many words, and headings that are not questions."""
    length = {
        section.heading: sum(len(plain(block.text).split()) for block in blocks(section.markdown))
        for section in sections(article)
    }
    too_long = [
        f"{words} words under: {heading}" for heading, words in length.items() if words > SECTION_WORDS
    ]
    return too_long + [f"not a question: {heading}" for heading in length if not heading.endswith("?")]


def dash_piles(article: Article) -> list[str]:
    """More than one em dash in a sentence, or more than three in the article."""
    piles = [f"em dashes in: {text}" for text in sentences(article.body) if text.count("—") > 1]
    total = article.body.count("—")
    return piles + ([f"{total} em dashes in the article"] if total > DASHES else [])


def unexplained_jargon(article: Article) -> list[str]:
    """Hard words that are not explained where the text first uses them.

    Explained means written as *word* (its meaning), as its meaning (*word*), or as "called *word*" or
    "*word* is …".
    """
    text = " ".join(CLAIM_MARKER.sub("", block.text) for block in blocks(article.body))
    problems = []
    for word, forms in JARGON.items():
        first = re.search(rf"\b(?:{forms})\b", text, re.IGNORECASE)
        if first is None:
            continue
        before, after = text[: first.start()], text[first.end() :]
        if not (
            (before.endswith("*") and _EXPLAINED_AFTER.search(after))
            or (_EXPLAINED_BEFORE.search(before) and after.startswith("*"))
        ):
            problems.append(f"{word} is not explained at first use: …{before[-40:]}{first[0]}{after[:40]}…")
    return problems


def overstatements(article: Article) -> list[str]:
    """What no article may say: success rates, longer life, days to stop a blood thinner, a lifting limit."""
    return [
        f"{fault}: {plain(block.text)}"
        for block in blocks(article.body)
        for fault, pattern in OVERSTATED.items()
        if re.search(pattern, plain(block.text), re.IGNORECASE)
    ]


def lone_leak_rates(article: Article) -> list[str]:
    """Blocks that give one rate of cement leaks alone; studies differ so much that only a range is honest."""
    return [
        f"one leak rate alone: {plain(block.text)}"
        for block in blocks(article.body)
        if "leak" in plain(block.text).lower() and len(set(_SHARE.findall(plain(block.text)))) == 1
    ]


CHECKS: tuple[Callable[[Article], list[str]], ...] = (
    unsourced_markers,
    uncarried_figures,
    unmarked_second_hand,
    too_hard,
    long_sentences,
    unfit_sections,
    dash_piles,
    unexplained_jargon,
    overstatements,
    lone_leak_rates,
)
