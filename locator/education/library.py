"""The articles of this site and their sources, in the language of the visit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, wraps
from typing import TypeVar, cast

from locator.education.articles import Article, Source, load_articles, load_sources
from locator.education.markup import Drawn, draw
from locator.settings import PROJECT
from locator.words import language

FOLDER = PROJECT / "education"

Made = TypeVar("Made", bound=Callable[..., object])


def once_a_language(make: Made) -> Made:
    """`make`, called once for each language that is spoken and what is asked of it."""
    made = cache(lambda _spoken, *asked: make(*asked))
    return cast("Made", wraps(make)(lambda *asked: made(language(), *asked)))


@once_a_language
def articles() -> Mapping[str, Article]:
    """Every article by its address, in reading order; in English where it is not translated."""
    return {article.address: article for article in load_articles(FOLDER, language())}


@once_a_language
def drawn(address: str) -> Drawn:
    """The article at an address as HTML. Raises KeyError where there is none."""
    row = articles()
    return draw(row[address], place=[*row].index(address) + 1, total=len(row))


@cache
def sources() -> Mapping[str, Source]:
    """Every source by its key."""
    return load_sources(FOLDER / "sources.toml")


def neighbors(article: Article) -> tuple[Article | None, Article | None]:
    """The articles before and after this one, in reading order."""
    row = [None, *articles().values(), None]
    place = row.index(article)
    return row[place - 1], row[place + 1]
