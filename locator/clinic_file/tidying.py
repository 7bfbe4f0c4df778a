"""One column at a time: every cell as the contract writes it, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from locator.clinic_file import wording
from locator.clinic_file.kinds import Kind
from locator.clinic_file.problems import MOST_OF_A_KIND, Problem, UnreadableError, problems_at
from locator.clinic_file.schema import Column, Needed
from locator.words import Message


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


class _Read(dict[str, str]):
    """The tidy text for what was typed: each different text is read when first asked for, and remembered."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind = kind
        self.errors: dict[str, Message] = {}
        self.doubts: dict[str, Message] = {}

    def __missing__(self, typed: str) -> str:
        tidied = ""
        if len(self.errors) > MOST_OF_A_KIND:
            # Nobody is helped by more, and a page must not wait for them.
            self.errors[typed] = wording.MANY_MORE
        else:
            try:
                tidied, doubt = self.kind.read(typed)
                if doubt:
                    self.doubts[typed] = doubt
            except UnreadableError as reason:
                self.errors[typed] = reason.message
        self[typed] = tidied
        return tidied


def tidy_column(column: Column, typed: Sequence[str], numbers: Sequence[int]) -> TidyColumn:
    """Read every cell of a column; `numbers`, the spreadsheet's row numbers, run alongside."""
    read = _Read(column.kind)
    cells = list(map(read.__getitem__, typed))
    errors = [*_problems(column, typed, numbers, read.errors)]
    warnings = [*_problems(column, typed, numbers, read.doubts)]
    unreadable = frozenset(_places(typed, read.errors))
    if column.needed is Needed.CELL or column.if_blank:
        blank = [place for place, cell in enumerate(cells) if not cell and place not in unreadable]
        if column.needed is Needed.CELL:
            is_blank = wording.blank(column.name)
            errors += problems_at([numbers[place] for place in blank], column.name, lambda _: ("", is_blank))
        for place in blank:
            cells[place] = column.if_blank
    return TidyColumn(typed, cells, unreadable, tuple(errors), tuple(warnings))


def _problems(
    column: Column, typed: Sequence[str], numbers: Sequence[int], told: Mapping[str, Message]
) -> Iterator[Problem]:
    """A problem for each row whose text has something told about it."""
    places = _places(typed, told)

    def describe(i: int) -> tuple[str, Message]:
        text = typed[places[i]]
        return text, told[text]

    return problems_at([numbers[place] for place in places], column.name, describe)


def _places(typed: Sequence[str], told: Mapping[str, Message]) -> list[int]:
    return [place for place, text in enumerate(typed) if text in told] if told else []
