"""Reading the education folder: articles, their sources, their pictures and the clinic's own instructions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from locator.clinics import Need
from locator.words import DEFAULT_LANGUAGE, N_, emergency, speaking

CLAIM_MARKER = re.compile(r"\[\^([\w-]+)\]")
PICTURE = re.compile(r"!\[(?P<alternative>[^\]]*)\]\((?P<path>[^)]+)\)")
# Pictures at these paths are no files: they are drawn from data/counts.csv.
COUNTS = "counts/"
_INSTRUCTION = re.compile(r"\{\{clinic: (\w+)\}\}")
_EMERGENCY = re.compile(r"\{\{emergency: (\w+)\}\}")

_ASK = N_("Ask your clinic.")
# Nobody can ask the clinic at night which number to call at night.
_INSTEAD = {
    "after_hours_phone": N_(
        "Call your clinic's main number. If nobody answers and you are worried, go to an emergency room."
    )
}


class Tool(StrEnum):
    """The address of a tool for visitors, which an article may offer beside its text."""

    COMPARE = "/learn-compare"
    WORTH_ASKING = "/learn-worth-asking"
    WHEN_DID_IT_START = "/learn-when-did-it-start"
    QUESTIONS = "/learn-questions-for-your-visit"


class ArticleError(ValueError):
    """Something in the education folder is missing or wrong; the message names the file and the fault."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim comes from. `figures` are the numbers we take from it, exactly as it gives them."""

    key: str
    title: str
    publisher: str
    year: int | None = None
    link: str = ""
    figures: tuple[str, ...] = ()
    second_hand: bool = False

    @property
    def citation(self) -> str:
        """Title, publisher and, where known, the year."""
        return f"{self.title}. {self.publisher}{f', {self.year}' if self.year else ''}."

    @property
    def shown_link(self) -> str:
        """The link as people write it: without "https://www." and the last slash."""
        return re.sub(r"^https://(www\.)?|/$", "", self.link)


@dataclass(frozen=True, slots=True)
class Article:
    """One article, with its sources and pictures at hand and the clinic's instructions filled in.

    `sources` holds every source the head names, by key; `pictures` the SVG text of every picture the body
    shows, by the path the body uses; `tools` what helps with its question. `body` is Markdown, all text in
    `language` (a BCP 47 tag).
    """

    title: str
    summary: str
    address: str
    order: int
    need: Need
    reviewed: date
    standard: str
    clinician_review: str
    sources: Mapping[str, Source]
    body: str
    pictures: Mapping[str, str] = field(default_factory=dict, repr=False)
    tools: tuple[Tool, ...] = ()
    language: str = DEFAULT_LANGUAGE

    @property
    def cited(self) -> tuple[str, ...]:
        """The keys the text cites, in the order of first use."""
        return tuple(dict.fromkeys(CLAIM_MARKER.findall(self.body)))


def load_articles(folder: Path, language: str = DEFAULT_LANGUAGE) -> tuple[Article, ...]:
    """Every `learn-*.md` of the folder in reading order, in `language` where its own folder has the article.

    Raises ArticleError if a head lacks a field, names a source, a picture, a tool or a clinic instruction
    that is not there, or leaves out a source that the text cites.
    """
    articles = [load_article(folder, path.name, language) for path in folder.glob("learn-*.md")]
    return tuple(sorted(articles, key=lambda article: article.order))


def load_article(folder: Path, name: str, language: str = DEFAULT_LANGUAGE) -> Article:
    """One file of the folder as an article, in `language` where its own folder has it.

    Raises ArticleError as `load_articles` does.
    """
    sources = load_sources(folder / "sources.toml")
    instructions = tomllib.loads((folder / "clinic-instructions.toml").read_text("utf-8"))
    path = folder / language / name
    if not path.exists():
        path, language = folder / name, DEFAULT_LANGUAGE
    try:
        _before, head_text, body = path.read_text("utf-8").split("+++\n", 2)
        head: dict[str, Any] = tomllib.loads(head_text)
        body = _filled(body.strip(), language, instructions)
        article = Article(
            **head
            | {
                "need": Need(head["need"]),
                "sources": {key: sources[key] for key in head["sources"]},
                "tools": tuple(map(Tool, head.get("tools", ()))),
            },
            body=body,
            pictures={
                found["path"]: (folder / found["path"]).read_text("utf-8").strip()
                for found in PICTURE.finditer(body)
                if not found["path"].startswith(COUNTS)
            },
            language=language,
        )
    except KeyError as fault:
        raise ArticleError(f"{path.name}: {fault} is missing") from fault
    except (TypeError, ValueError, OSError) as fault:
        raise ArticleError(f"{path.name}: {fault}") from fault
    if unnamed := [key for key in article.cited if key not in article.sources]:
        raise ArticleError(f"{path.name}: cites {', '.join(unnamed)}, which the head does not name")
    return article


def load_sources(path: Path) -> dict[str, Source]:
    """All sources by key, out of `sources.toml`. Raises ArticleError on a missing or unknown field."""
    tables = tomllib.loads(path.read_text("utf-8"))
    try:
        return {
            key: Source(key=key, **(table | {"figures": tuple(table.get("figures", ()))}))
            for key, table in tables.items()
        }
    except TypeError as fault:
        raise ArticleError(f"{path.name}: {fault}") from fault


def _filled(body: str, language: str, instructions: Mapping[str, str]) -> str:
    """The text with each placeholder replaced.

    `{{clinic: lifting}}` becomes the clinic's words, or what to do without them; `{{emergency: before}}` the
    words of locator/words/emergency.py.
    """
    with speaking(language):
        body = _EMERGENCY.sub(lambda found: emergency.as_markdown(found[1]), body)
        return _INSTRUCTION.sub(
            lambda found: instructions[found[1]].strip() or str(_INSTEAD.get(found[1], _ASK)), body
        )
