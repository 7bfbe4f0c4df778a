"""What is wrong with a clinic file, said so that the person who keeps it can put it right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from locator.clinic_file import wording
from locator.words import Message, ngettext

LONGEST_VALUE = 100  # characters of a cell that a problem shows
MOST_OF_A_KIND = 1_000  # problems of one kind in one column; nobody reads on, and memory must not run out


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right.

    `row` is the number a spreadsheet shows beside it (the column names are row 1), None for the whole file.
    `column` is a column's name or "". `value` is what was there.
    """

    row: int | None
    column: str
    value: str
    message: Message

    @property
    def problem(self) -> str:
        """One sentence that ends with what to do, in the language of whoever looks."""
        return str(self.message)


class UnreadableError(ValueError):
    """It can't be told what was meant by a cell. The message says so, and what to write instead."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class RefusedError(Exception):
    """The file cannot be read at all. Carries the one problem that says why."""

    def __init__(self, message: Message, row: int | None = None, value: str = "") -> None:
        super().__init__(message)
        self.problem = Problem(row, "", shown(value), message)


@dataclass(frozen=True, slots=True)
class Alike:
    """Problems that are one to whoever reads them: the same column and the same sentence. Never none."""

    problems: tuple[Problem, ...]

    @property
    def first(self) -> Problem:
        """The one in the first row."""
        return self.problems[0]

    @property
    def rows(self) -> tuple[int, ...]:
        """The numbers of their rows, each once; none where they are about the whole file."""
        return tuple(dict.fromkeys(problem.row for problem in self.problems if problem.row is not None))

    @property
    def values(self) -> tuple[str, ...]:
        """What was there, each text once."""
        return tuple(dict.fromkeys(problem.value for problem in self.problems if problem.value))


def alike(problems: Iterable[Problem]) -> list[Alike]:
    """The problems put together where column and sentence are the same, in order of the first of each."""
    found: dict[tuple[str, Message], list[Problem]] = {}
    for problem in problems:
        found.setdefault((problem.column, problem.message), []).append(problem)
    return [Alike(tuple(together)) for together in found.values()]


def how_many(problems: Sequence[Problem], thing: Literal["error", "warning"]) -> str:
    """ "1 error", "2 errors", "more than 1,000 errors" where some were not counted."""
    more = sum(problem.message == wording.MANY_MORE for problem in problems)
    count = len(problems) - more
    if thing == "error":
        if more:
            return ngettext("more than %(n)s error", "more than %(n)s errors", count)
        return ngettext("%(n)s error", "%(n)s errors", count)
    if more:
        return ngettext("more than %(n)s warning", "more than %(n)s warnings", count)
    return ngettext("%(n)s warning", "%(n)s warnings", count)


def shown(value: str) -> str:
    """A cell's text, cut where it is too long to show."""
    return value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + "…"


def first_of_each_kind(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first MOST_OF_A_KIND with one sentence about one column; where there are more, one that says so."""
    counts: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        kind = problem.column, problem.message.text
        counts[kind] += 1
        if counts[kind] <= MOST_OF_A_KIND:
            yield problem
        elif counts[kind] == MOST_OF_A_KIND + 1:
            yield Problem(None, problem.column, "", wording.MANY_MORE)
