"""Compare your choices: the same questions asked of each choice, side by side, and counts of 100 people."""

from __future__ import annotations

import csv
from dataclasses import dataclass
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


def load_counts(path: Path) -> dict[str, Count | None]:
    """Every count of `counts.csv` by the path at which a text shows it."""
    with path.open(encoding="utf-8") as file:
        return {NONE: None} | {
            f"{COUNTS}{row['name']}": Count(row["source"], int(row["count"]), int(row["of"]))
            for row in csv.DictReader(file)
        }


@once_a_language
def comparison() -> Article:
    """The comparison of this site, whose sections are questions and, within these, the choices.

    It is in the language of the visit, or in English where it is not translated.
    """
    return load_article(FOLDER, "compare.md", language())


@once_a_language
def drawn_comparison() -> Drawn:
    """It as HTML."""
    return draw_side_by_side(comparison(), load_counts(FOLDER / "data" / "counts.csv"))
