"""How hard a text is to read: `python -m tests.education.reading` prints every section of every article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

import textstat  # type: ignore[import-untyped]

from tests.education.passages import plain, sections, sentences


@dataclass(frozen=True, slots=True)
class Reading:
    """US school grades by three formulas, and the score of Dale and Chall, who count uncommon words."""

    flesch_kincaid: float
    smog: float
    fog: float
    dale_chall: float

    @property
    def grades(self) -> tuple[float, float, float]:
        """The three that look at the length of words and sentences."""
        return (self.flesch_kincaid, self.smog, self.fog)

    @property
    def grade(self) -> float:
        """Their median."""
        return float(median(self.grades))


def reading(markdown: str) -> Reading:
    """The reading grades of a text (textstat).

    Whole sentences alone are measured: a list's fragments would count as very short sentences and make the
    text look easier than it is. Decimals are cut ("5.2" is read as "5"), because the library takes their
    point for the end of a sentence. Dale and Chall count numerals among the words that everybody knows; the
    library does not, so each is given to it as "one".
    """
    text = " ".join(
        re.sub(r"(\d)\.\d+", r"\1", plain(sentence))
        for sentence in sentences(markdown)
        if plain(sentence).endswith((".", "?", "!"))
    )
    return Reading(
        textstat.flesch_kincaid_grade(text),
        textstat.smog_index(text),
        textstat.gunning_fog(text),
        textstat.dale_chall_readability_score(re.sub(r"[−$]?\d[\d,]*%?", "one", text)),
    )


def table() -> str:
    """One line a section, as Markdown."""
    from locator.education import articles

    lines = [
        "| Article | Section | Flesch-Kincaid | SMOG | Fog | Median | Dale-Chall |",
        "|---|---|---|---|---|---|---|",
    ]
    for article in articles().values():
        for section in sections(article):
            found = reading(section.markdown)
            numbers = (*found.grades, found.grade, found.dale_chall)
            shown = " | ".join(f"{number:.1f}" for number in numbers)
            lines.append(f"| {article.address} | {section.heading} | {shown} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
