"""The US states, territories and military regions that the post office writes with two letters."""

from __future__ import annotations

from functools import cache
from pathlib import Path

# USPS Publication 28, appendix B, each with its name and then other ways to write it: the traditional
# abbreviation, where there is one and it differs from the two letters.
_STATES = Path(__file__).with_name("states.txt")
_LONGEST_NAME = 3  # words


@cache
def state_codes() -> frozenset[str]:
    """Every two-letter code that may stand in an address: the states, DC, the territories, the military."""
    return frozenset(_codes_by_name().values())


def state_named(words: tuple[str, ...]) -> str | None:
    """The two-letter code of the state written in `words` (lower case, no punctuation), or None."""
    return _codes_by_name().get(" ".join(words))


def split_state(words: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """The words before a state at the end, and its code; all the words and None where there is no state."""
    for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
        state = state_named(words[-length:])
        if state:
            return words[:-length], state
    return words, None


@cache
def _codes_by_name() -> dict[str, str]:
    codes = {}
    for line in _STATES.read_text(encoding="ascii").splitlines():
        code, _, names = line.partition(" ")
        for name in (code, *names.split("/")):
            codes[name.lower()] = code
    return codes
