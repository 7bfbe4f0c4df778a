"""Questions for your visit: a list to tick from, and one sheet to print or save."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from locator.education import wording


@dataclass(frozen=True, slots=True)
class Question:
    """A question to take to a visit, and the key of the source it comes from ("" for our own)."""

    text: str
    source: str


QUESTIONS = (
    *(
        Question(text, "ahrq-questions")
        for text in (
            "Why do I need this?",
            "What other choices do I have?",
            "What if I wait?",
            "How often have you done this?",
            "Which medicine will I get to relax or sleep?",
            "How long will it take to recover?",
            "What will it cost?",
        )
    ),
    Question("How do we know that the break is new?", ""),
    Question("Who will treat my bones after this?", ""),
)


def visit_sheet(chosen: Iterable[str], own: Iterable[str]) -> str:
    """The chosen questions and then the visitor's own, as plain text with room to write.

    Each line of `own` is trimmed, and empty or repeated ones are left out.
    """
    questions = dict.fromkeys(text for text in (" ".join(line.split()) for line in (*chosen, *own)) if text)
    if not questions:
        return f"{wording.SHEET_HEADING}\n\n{wording.SHEET_NO_QUESTIONS}\n"
    lines = "\n".join(f"{number}. {text}\n\n" for number, text in enumerate(questions, start=1))
    return f"{wording.SHEET_HEADING}\n\n{lines}"
