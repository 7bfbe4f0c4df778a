"""The towns whose names look most like a misspelled one."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from locator.places.distance import miles_between
from locator.places.outcomes import DidYouMean
from locator.places.spelling import key_of_name, name_key
from locator.places.towns import NEAR_MILES, Point, Rows, Town, accepted_names, towns_called
from locator.places.zip_table import zip_table

# From so many letters on, a guess may have so many slips, and be so odd as `_oddness` counts it. Short words
# are like too many names for guessing at ones far away.
_LENIENCE: tuple[tuple[int, int, float], ...] = ((9, 3, 4.3), (6, 2, 4.3), (4, 1, 3.5))
_LONGEST = 40  # letters
_ODDER_THAN_BEST = 1.5


@dataclass(frozen=True, eq=False)
class _Names:
    """Every accepted name in every state, by the alphabet, in columns; each lies where its first ZIP is."""

    keys: tuple[str, ...]
    squeezed: tuple[str, ...]
    states: npt.NDArray[np.str_]
    latitude: npt.NDArray[np.float64]
    longitude: npt.NDArray[np.float64]
    zip_count: npt.NDArray[np.int64]

    @cached_property
    def each(self) -> frozenset[str]:
        """The squeezed names, for looking one up."""
        return frozenset(self.squeezed)

    @cached_property
    def by_letters(self) -> dict[int, tuple[npt.NDArray[np.intp], list[str]]]:
        """The rows and the squeezed names of so many letters: a name with others is too unlike."""
        rows: dict[int, list[int]] = defaultdict(list)
        for row, name in enumerate(self.squeezed):
            rows[len(name)].append(row)
        return {
            letters: (np.array(those), [self.squeezed[row] for row in those])
            for letters, those in rows.items()
        }

    def beginning(self, letters: str) -> slice:
        """Where the names are that begin so."""
        return slice(bisect_left(self.squeezed, letters), bisect_left(self.squeezed, f"{letters}\uffff"))


def towns_like(words: tuple[str, ...], state: str | None, near: Point) -> list[Town]:
    """Up to three towns whose names come nearest to the misspelled words, likeliest first; often none."""
    typed = len("".join(words))
    squeezed = _in_one_word(words)
    most_slips, oddest = next(((slips, odd) for letters, slips, odd in _LENIENCE if typed >= letters), (0, 0))
    if not most_slips or len(squeezed) > _LONGEST:
        return []
    names = _names()
    oddness = _oddness(names, squeezed, state, near, most_slips)
    likely = np.argsort(oddness, kind="stable")[: DidYouMean.MOST]
    limit = min(oddest, float(oddness[likely[0]]) + _ODDER_THAN_BEST)
    return [
        town
        for i in likely
        if oddness[i] <= limit
        for town in towns_called(names.keys[i], str(names.states[i]))
    ]


def _oddness(
    names: _Names, squeezed: str, state: str | None, near: Point, most_slips: int
) -> npt.NDArray[np.float64]:
    """How unlikely each name is to be meant: slips of the finger, less half the logarithm of the town's pull.

    So a town with a tenth of the pull must be spelled half a slip better. A beginning counts as one slip, one
    whose last letter is wrong as two, and another state than the one typed as one more.
    """
    cost = np.full(len(names.keys), np.inf)
    for letters in range(len(squeezed) - most_slips, len(squeezed) + most_slips + 1):
        if letters in names.by_letters:
            rows, alike = names.by_letters[letters]
            slips = cdist([squeezed], alike, scorer=OSA.distance, score_cutoff=most_slips)[0]
            cost[rows] = np.where(slips <= most_slips, slips, np.inf)
    for beginning, slips_of_it in ((squeezed[:-1], 2), (squeezed, 1)):
        begins = names.beginning(beginning)
        cost[begins] = np.minimum(cost[begins], slips_of_it)
    if state:
        cost[names.states != state] += 1
    return cost - _half_log_of_pull(near)


@lru_cache(maxsize=8)
def _half_log_of_pull(near: Point) -> npt.NDArray[np.float64]:
    names = _names()
    miles = miles_between(*near, names.latitude, names.longitude)
    half_log: npt.NDArray[np.float64] = np.log10(names.zip_count / np.maximum(miles, NEAR_MILES) ** 2) / 2
    return half_log


def _in_one_word(words: tuple[str, ...]) -> str:
    """The name without spaces; "stpaul" as "saintpaul" where there is such a town."""
    squeezed = name_key(words).replace(" ", "")
    for short in ("st", "ft", "mt"):
        in_full = name_key((short, squeezed.removeprefix(short))).replace(" ", "")
        if squeezed.startswith(short) and in_full in _names().each:
            return in_full
    return squeezed


def _is_suggested(key: str, rows: Rows) -> bool:
    """Whether it is a town where people live: the post office puts it first, or it has ordinary ZIP codes.

    So it is no prison and no company.
    """
    table = zip_table()
    return any(
        table.in_use[row]
        and (
            table.kind[row] == "STANDARD"
            or (table.kind[row] == "PO BOX" and key_of_name(str(table.city[row])) == key)
        )
        for row in rows
    )


@cache
def _names() -> _Names:
    named = sorted(
        (key.replace(" ", ""), key, state, rows)
        for key, by_state in accepted_names().items()
        for state, rows in by_state.items()
        if _is_suggested(key, rows)
    )
    squeezed, keys, states, rows_of = zip(*named, strict=True)
    first = [rows[0] for rows in rows_of]
    table = zip_table()
    return _Names(
        keys=keys,
        squeezed=squeezed,
        states=np.array(states, dtype=np.str_),
        latitude=table.latitude[first],
        longitude=table.longitude[first],
        # A county is rarely meant: it counts as little as a town can.
        zip_count=np.array(
            [1 if key.endswith(" county") else len(rows) for key, rows in zip(keys, rows_of, strict=True)]
        ),
    )
