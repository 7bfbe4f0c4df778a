"""Compare your choices: the same questions asked of each choice, side by side, and counts of 100 people."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from pathlib import Path

from locator.education.articles import COUNTS, Article, load_article
from locator.education.library import FOLDER, once_a_language
from locator.education.markup import Drawn, draw_side_by_side
from locator.words import language

# Shown where no study counts, in the same place and of the same size as a picture.
NONE = f"{COUNTS}none"
# 95 %: how many standard deviations to either side.
_Z = 1.96


@dataclass(frozen=True, slots=True)
class Count:
    """How many of those studied it happened to. `source` is its key; "" where nothing had to be counted."""

    source: str
    count: int
    of: int

    @property
    def share(self) -> int:
        """Of 100 people."""
        return round(100 * self.count / self.of)

    @property
    def spread(self) -> tuple[int, int] | None:
        """The likely range of the share, of 100: the 95 % interval of Wilson (1927).

        Worked out here, because the studies print their counts and seldom an interval. None where nothing
        had to be counted.
        """
        if not self.source:
            return None
        share, square = self.count / self.of, _Z**2
        center = share + square / (2 * self.of)
        reach = _Z * sqrt(share * (1 - share) / self.of + square / (4 * self.of**2))
        low, high = ((center + side * reach) / (1 + square / self.of) for side in (-1, 1))
        return round(100 * low), round(100 * high)


@dataclass(frozen=True)
class Comparison:
    """The comparison as an article, whose sections are questions and, within these, the choices."""

    article: Article
    counts: Mapping[str, Count | None]

    @cached_property
    def asked(self) -> Mapping[str, Mapping[str, str]]:
        """By each question that is asked of the choices: the Markdown of each choice by its name."""
        answers = {section.heading: section.parts for section in self.article.sections}
        return {question: parts for question, parts in answers.items() if parts}

    @property
    def choices(self) -> tuple[str, ...]:
        """The names of the choices, in the order in which they always stand."""
        return tuple(next(iter(self.asked.values())))


def load_counts(path: Path) -> dict[str, Count | None]:
    """Every count of `counts.csv` by the path at which a text shows it."""
    with path.open(encoding="utf-8") as file:
        return {NONE: None} | {
            f"{COUNTS}{row['name']}": Count(row["source"], int(row["count"]), int(row["of"]))
            for row in csv.DictReader(file)
        }


@once_a_language
def comparison() -> Comparison:
    """The comparison of this site, in the language of the visit, or in English where it is not translated."""
    counts = load_counts(FOLDER / "data" / "counts.csv")
    return Comparison(load_article(FOLDER, "compare.md", language()), counts)


@once_a_language
def drawn_comparison() -> Drawn:
    """It as HTML."""
    return draw_side_by_side(comparison().article, comparison().counts)
