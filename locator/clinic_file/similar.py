"""The name that someone most likely meant."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne


def most_like(text: str, names: Sequence[str], at_least: float) -> str:
    """The one of `names` most like `text`, or "" where none is at least `at_least` per cent the same."""
    found = extractOne(text, names, scorer=ratio, score_cutoff=at_least)
    return found[0] if found else ""
