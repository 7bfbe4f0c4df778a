"""One column at a time: every cell as the contract writes it, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from locator.clinic_file import wording
from locator.clinic_file.kinds import Kind
from locator.clinic_file.problems import MOST_OF_A_KIND, Problem, UnreadableError, first_of, shown
from locator.clinic_file.schema import Column, Needed
from locator.words import Message

Told = Mapping[str, Message]  # by the text that it is about


@dataclass(frozen=True)
class TidyColumn:
    """A column's cells as typed, and alongside as tidy text, "" where one was blank or could not be read.

    `unreadable` holds the places of the cells that could not be read, counted from 0.
    """

    typed: Sequence[str]
    cells: Sequence[str]
    unreadable: frozenset[int]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def tidy_column(column: Column, typed: Sequence[str], numbers: Sequence[int]) -> TidyColumn:
    """Read every cell of a column; `numbers`, the spreadsheet's row numbers, run alongside."""
    tidied, wrong, doubted = _read_once(column.kind, typed)
    cells = [tidied[text] for text in typed]
    unreadable = frozenset(_places(typed, wrong))

    def told(texts: Told) -> list[Problem]:
        """A problem for each row whose text has something told about it."""
        places = _places(typed, texts)
        name = column.name
        return [*first_of(Problem(numbers[i], name, shown(typed[i]), texts[typed[i]]) for i in places)]

    errors = told(wrong)
    if column.needed is Needed.CELL or column.if_blank:
        blank = [place for place, cell in enumerate(cells) if not cell and place not in unreadable]
        if column.needed is Needed.CELL:
            is_blank = wording.blank(column.name)
            errors += first_of(Problem(numbers[place], column.name, "", is_blank) for place in blank)
        for place in blank:
            cells[place] = column.if_blank
    return TidyColumn(typed, cells, unreadable, tuple(errors), tuple(told(doubted)))


def _read_once(kind: Kind, typed: Sequence[str]) -> tuple[Mapping[str, str], Told, Told]:
    """What each different text became; what is wrong with those that can't be read; doubts about others."""
    tidied: dict[str, str] = {}
    wrong: dict[str, Message] = {}
    doubted: dict[str, Message] = {}
    for text in dict.fromkeys(typed):
        if len(wrong) > MOST_OF_A_KIND:
            # Nobody is helped by more, and a page must not wait for them.
            tidied[text], wrong[text] = "", wording.MANY_MORE
            continue
        try:
            tidied[text], doubt = kind.read(text)
        except UnreadableError as reason:
            tidied[text], wrong[text] = "", reason.message
            continue
        if doubt:
            doubted[text] = doubt
    return tidied, wrong, doubted


def _places(typed: Sequence[str], told: Told) -> list[int]:
    return [place for place, text in enumerate(typed) if text in told] if told else []
