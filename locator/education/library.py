"""The articles of this site and their sources, in the language of the visit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from locator.education.articles import Article, Source, load_articles, load_sources
from locator.education.markup import Drawn, draw
from locator.settings import PROJECT
from locator.words import language

FOLDER = PROJECT / "education"


def articles() -> Mapping[str, Article]:
    """Every article by its address, in reading order; in English where it is not translated."""
    return _articles(language())


def drawn(address: str) -> Drawn:
    """The article at an address as HTML. Raises KeyError where there is none."""
    return _drawn(language(), address)


@cache
def sources() -> Mapping[str, Source]:
    """Every source by its key."""
    return load_sources(FOLDER / "sources.toml")


def neighbors(article: Article) -> tuple[Article | None, Article | None]:
    """The articles before and after this one, in reading order."""
    row = [None, *articles().values(), None]
    place = row.index(article)
    return row[place - 1], row[place + 1]


@cache
def _articles(spoken: str) -> Mapping[str, Article]:
    return {article.address: article for article in load_articles(FOLDER, spoken)}


@cache
def _drawn(spoken: str, address: str) -> Drawn:
    row = _articles(spoken)
    return draw(row[address], place=[*row].index(address) + 1, total=len(row))
