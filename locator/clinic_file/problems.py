"""What is wrong with a clinic file, said so that the person who keeps it can put it right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from locator.clinic_file import wording

LONGEST_VALUE = 100  # characters of a cell that a problem shows
MOST_OF_A_KIND = 1_000  # problems of one kind in one column; nobody reads on, and memory must not run out


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right.

    `row` is the number a spreadsheet shows beside it (the column names are row 1), None for the whole file.
    `column` is a column's name or "". `value` is what was there. `problem` is one sentence that ends with
    what to do.
    """

    row: int | None
    column: str
    value: str
    problem: str


def how_many(problems: Sequence[Problem], thing: str) -> str:
    """ "1 error", "2 errors", "more than 1,000 errors" where some were not counted."""
    more = sum(problem.problem == wording.MANY_MORE for problem in problems)
    number = len(problems) - more
    return f"{'more than ' if more else ''}{number:,} {thing if number == 1 else thing + 's'}"


class RefusedError(Exception):
    """The file cannot be read at all. Carries the one problem that says why."""

    def __init__(self, problem: str, row: int | None = None, value: str = "") -> None:
        super().__init__(problem)
        self.problem = Problem(row, "", shown(value), problem)


def shown(value: str) -> str:
    """A cell's text, cut where it is too long to show."""
    return value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + "…"


def problems_at(
    rows: Sequence[int] | npt.NDArray[np.int64], column: str, describe: Callable[[int], tuple[str, str]]
) -> Iterator[Problem]:
    """A problem for each of `rows`; `describe` takes a place in `rows` and gives the value and the sentence.

    Stops after MOST_OF_A_KIND with one that says so.
    """
    for place, row in enumerate(rows[:MOST_OF_A_KIND]):
        value, sentence = describe(place)
        yield Problem(int(row), column, shown(value), sentence)
    if len(rows) > MOST_OF_A_KIND:
        yield Problem(None, column, "", wording.MANY_MORE)
