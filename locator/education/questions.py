"""Questions for your visit: a list to tick from, and one sheet to print or save."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from locator.words import N_, Message, _, emergency


@dataclass(frozen=True, slots=True)
class Question:
    """A question to take to a visit, and the key of the source it comes from ("" for our own)."""

    key: str
    text: Message
    source: str = ""


_AHRQ = "ahrq-questions"
QUESTIONS = (
    Question("why", N_("Why do I need this?"), _AHRQ),
    Question("choices", N_("What other choices do I have?"), _AHRQ),
    Question("wait", N_("What if I wait?"), _AHRQ),
    Question("how_often", N_("How often have you done this?"), _AHRQ),
    Question("sleep", N_("Which medicine will I get to relax or sleep?"), _AHRQ),
    Question("recovery", N_("How long will it take to recover?"), _AHRQ),
    Question("cost", N_("What will it cost?"), _AHRQ),
    Question("new_break", N_("How do we know that the break is new?")),
    Question("sample", N_("Will you take a piece of bone and look for cancer?")),
    Question("bones", N_("Who will treat my bones after this?")),
)


def to_ask(ticked: Collection[str], own: Iterable[str]) -> list[str]:
    """The questions whose keys were ticked and then the visitor's own, each once.

    Each line of `own` is trimmed, and empty ones are left out.
    """
    listed = [str(question.text) for question in QUESTIONS if question.key in ticked]
    return list(dict.fromkeys(text for text in (*listed, *map(trimmed, own)) if text))


def trimmed(line: str) -> str:
    """A question as it was meant: one space between words, none around it."""
    return " ".join(line.split())


def sheet_text(questions: Sequence[str]) -> str:
    """The questions as plain text, with room to write, and what cannot wait for the visit."""
    heading = _("Questions for my visit")
    if not questions:
        return f"{heading}\n\n{_('You have not chosen a question yet.')}\n"
    lines = "\n".join(f"{number}. {text}\n\n" for number, text in enumerate(questions, start=1))
    return f"{heading}\n\n{lines}\n{emergency.as_text()}\n"
