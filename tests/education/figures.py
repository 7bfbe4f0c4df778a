"""The numbers in a text, and whether a source carries them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_WORDS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15", "twenty": "20", "thirty": "30",
    "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
    "dozen": "12", "hundred": "100", "thousand": "1000", "million": "1000000", "twice": "2", "double": "2",
    "half": "1/2", "third": "1/3", "quarter": "1/4", "two-thirds": "2/3", "three-quarters": "3/4",
}  # fmt: skip

_BASE = re.compile(r"(?<=\d) (?:of|in|out of)(?: every| each)? 100\b")
_FRACTION = re.compile(r"\b(\d+) (?:in|of|out of) (\d+) (?=had\b)")
_ONE = re.compile(r"\bone (?=(?:in(?! \d{4})|out|hour|day|week|month|year|percent)\b)", re.IGNORECASE)
_MILLION = re.compile(r"\b(\d+(?:\.\d+)?) million\b")
_WORD = re.compile(r"\b(" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+/\d+|\d+(?:\.\d+)?")
# Not figures that a study or a rule could carry: the emergency number.
_NOT_FIGURES = {"911"}


def figures_in(text: str) -> list[str]:
    """The numbers of a text in digits: 1,782 is "1782", 1.5 million "1500000", two-thirds "2/3".

    "19 of 100" is "19", since the 100 only says that it is a share; "1 in 5 had" is "1/5". The word "one"
    counts before a length of time or "in" alone, because elsewhere it is mostly no number.
    """
    text = _ONE.sub("1 ", re.sub(r"(?<=\d),(?=\d{3})", "", text))
    text = _MILLION.sub(lambda found: str(int(Decimal(found[1]) * 1_000_000)), text)
    text = _WORD.sub(lambda found: _WORDS[found[1].lower()], text)
    text = _FRACTION.sub(r"\1/\2 ", _BASE.sub("", text))
    return [figure for figure in _NUMBER.findall(text) if figure not in _NOT_FIGURES]


def is_carried(figure: str, carried: Iterable[str]) -> bool:
    """Whether `figure` is among the carried ones, or is one of them rounded half up to fewer decimals."""
    return any(figure == given or _is_rounding(figure, given) for given in carried)


def _is_rounding(figure: str, given: str) -> bool:
    try:
        written, exact = Decimal(figure), Decimal(given)
    except InvalidOperation:
        return False
    return exact.quantize(Decimal(1).scaleb(_exponent(written)), ROUND_HALF_UP) == written


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
