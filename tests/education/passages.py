"""An article cut into what a reviewer looks at: blocks, sentences, and passages with their sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from locator.education.articles import CLAIM_MARKER, PICTURE, Article

# A sentence ends at . ? or !, with a closing quote or marker after it, before the next capital or digit.
_SENTENCE_END = re.compile(r"(?<=[.?!:])[\"”)*]*\s+(?=[\"“(*]*[A-Z0-9])")
_LINK = re.compile(r"\[([^\]^]+)\]\([^)]*\)")
_MARKERS = re.compile(r"(?:\[\^[\w-]+\])+")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list item or a table row; `text` keeps its claim markers and its *emphasis*."""

    text: str
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """The words that one group of claim markers stands for. No keys: nothing is cited for them."""

    text: str
    keys: tuple[str, ...]


class Section(NamedTuple):
    """One idea of an article: a question and the Markdown that answers it."""

    heading: str
    markdown: str


def sections(article: Article) -> list[Section]:
    """The sections in order, one a question."""
    return [Section(*part) for part in _split("##", article.body)]


def choices_by_question(comparison: Article) -> dict[str, dict[str, str]]:
    """By each question that is asked of the choices: the Markdown of each choice by its name."""
    answers = {section.heading: dict(_split("###", section.markdown)) for section in sections(comparison)}
    return {question: choices for question, choices in answers.items() if choices}


def _split(heading: str, markdown: str) -> list[tuple[str, str]]:
    """The words of each heading, and what stands under it."""
    _, *parts = (part.strip() for part in re.split(f"^{heading} +(.+)$", markdown, flags=re.MULTILINE))
    return list(zip(parts[::2], parts[1::2], strict=True))


def blocks(markdown: str) -> list[Block]:
    """The blocks in reading order, without headings and pictures; the cells of a row are joined."""
    found: list[Block] = []
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    for opening, token in pairwise(tokens):
        if opening.type == "tr_open":
            found.append(Block("", is_row=True))
        if token.type == "inline" and opening.type != "heading_open":
            _add(found, opening, _LINK.sub(r"\1", PICTURE.sub("", token.content)).strip())
    return [block for block in found if block.text]


def _add(found: list[Block], opening: Token, text: str) -> None:
    if opening.type in ("td_open", "th_open"):
        found[-1] = Block(f"{found[-1].text} | {text}" if found[-1].text else text, is_row=True)
    else:
        found.append(Block(text))


def plain(text: str) -> str:
    """The words alone: no claim markers, no emphasis."""
    return re.sub(r"[*_]", "", CLAIM_MARKER.sub("", text)).replace("  ", " ").strip()


def sentences(markdown: str) -> list[str]:
    """The sentences of paragraphs and list items (a table's cells are no sentences), emphasis kept."""
    return [
        sentence.strip()
        for block in blocks(markdown)
        if not block.is_row
        for sentence in _SENTENCE_END.split(CLAIM_MARKER.sub("", block.text))
        if sentence.strip()
    ]


def passages(markdown: str) -> Iterator[Passage]:
    """Each block cut after its claim markers; a table row is one passage, as its cells share sources."""
    for block in blocks(markdown):
        if block.is_row:
            yield Passage(plain(block.text), tuple(CLAIM_MARKER.findall(block.text)))
            continue
        start = 0
        for group in _MARKERS.finditer(block.text):
            yield Passage(plain(block.text[start : group.start()]), tuple(CLAIM_MARKER.findall(group[0])))
            start = group.end()
        if rest := plain(block.text[start:]).strip(" .,"):
            yield Passage(rest, ())
