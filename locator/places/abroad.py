"""Places in other countries, told by a country or a Canadian province at their end."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from holidays import country_holidays

from locator.places.spelling import tidy, words_of
from locator.places.states import codes_by_name, split_state

Words = tuple[str, ...]

_ALSO = "uk/great britain/holland/turkey/ivory coast/czech republic"
_LONGEST_NAME = 4  # words
_CANADIAN_POSTCODE = re.compile(r"(.*?) ?\b[a-z]\d[a-z] ?\d[a-z]\d")


def is_abroad(part: Words) -> bool:
    """Whether the words after a comma are another country, or a province, maybe with its postcode."""
    postcode = _CANADIAN_POSTCODE.fullmatch(" ".join(part))
    words = tuple(postcode[1].split()) if postcode else part
    return (postcode is not None and not words) or _key(words) in _names()


def abroad_at_end(words: Words) -> Words:
    """The country or province, written out, at the end of the words; empty where they end in none."""
    if split_state(words)[1]:  # New Jersey is not Jersey
        return ()
    if is_abroad(words[-2:]) and any(map(str.isdecimal, words[-1])):
        return words[-2:]
    tails = (words[-length:] for length in range(min(_LONGEST_NAME, len(words)), 0, -1))
    return next((tail for tail in tails if len("".join(tail)) > 2 and is_abroad(tail)), ())


def _key(words: Words) -> str:
    return " ".join(word for word in words if word != "and")


@cache
def _names() -> frozenset[str]:
    """Every country, and the parts of Canada and of the United Kingdom; Georgia is a state first."""
    countries = Locale("en").territories.items()
    names = [
        name for code, name in countries if len(code) == 2 and code.isalpha() and code not in ("US", "UM")
    ]
    for country in ("CA", "GB"):
        names += country_holidays(country).subdivisions_aliases
    names += country_holidays("CA").subdivisions_aliases.values()
    names += _ALSO.split("/")
    in_parts = (_key(words_of(tidy(part))) for name in names for part in re.split("[()]", name))
    return frozenset(in_parts) - codes_by_name().keys() - {""}
