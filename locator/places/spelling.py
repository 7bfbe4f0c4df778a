"""Reducing the many ways to write a place name to one, so that they can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# What people and the post office shorten in town names (USPS Publication 28, appendices B and C, and use).
_IN_FULL = {
    "afb": "air force base", "bch": "beach", "brg": "bridge", "centre": "center", "crk": "creek",
    "ctr": "center", "cty": "county", "e": "east", "fls": "falls", "ft": "fort", "gdns": "gardens",
    "grv": "grove", "hbr": "harbor", "hgts": "heights", "hls": "hills", "hts": "heights",
    "intl": "international", "jct": "junction", "lk": "lake", "lks": "lakes", "lndg": "landing",
    "mdws": "meadows", "mkt": "market", "mls": "mills", "mrkt": "market", "mt": "mount",
    "mtn": "mountain", "n": "north", "no": "north", "pk": "park", "plns": "plains", "pt": "point",
    "rdg": "ridge", "rpds": "rapids", "rvr": "river", "s": "south", "shrs": "shores", "so": "south",
    "spg": "spring", "spgs": "springs", "st": "saint", "ste": "sainte", "tp": "township",
    "twp": "township", "vlg": "village", "vly": "valley", "w": "west", "xing": "crossing",
}  # fmt: skip
# What a terminal takes for orders, such as a change of color, and other characters that show nothing.
_CONTROLS = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SMALL_WORDS = frozenset(("At", "By", "Of", "On", "The"))
NICKNAMES = {
    "mpls": "minneapolis", "msp": "minneapolis", "minneapolis saint paul": "minneapolis",
    "twin cities": "minneapolis", "nyc": "new york",
}  # fmt: skip
_DASHES = re.compile(r"[‐‑‒–—―−]")
_APOSTROPHES = re.compile(r"['’‘ʼʻ`´]")
_INITIALS = re.compile(r"\b([a-z])\.\s?(?=[a-z]\b)")
_PREFIXES = re.compile(r"\b(d|l|mc|o) (?=[a-z]{2})")


def tidy(text: str) -> str:
    """`text` in lower case; full-width and accented letters, all digits, dashes and spaces made plain."""
    # The apostrophe like marks go first: compatibility folding would turn some of them into a space.
    text = _APOSTROPHES.sub("", _DASHES.sub("-", text))
    folded = unicodedata.normalize("NFKD", text.casefold())
    kept = ("" if unicodedata.combining(c) or unicodedata.category(c) == "Cf" else c for c in folded)
    digits = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in kept)
    return " ".join("".join(digits).split())


def without_controls(text: str) -> str:
    """`text` without escape sequences and other control characters; its lines and tabs stay."""
    return _CONTROLS.sub("", text)


def in_capitals(name: str) -> str:
    """A name of the ZIP table in ordinary capitals: "Marine on Saint Croix", "McGregor"."""
    first, *others = name.split(" ")
    words = [first, *(word.lower() if word.title() in _SMALL_WORDS else word for word in others)]
    return " ".join(re.sub(r"^Mc([a-z])(?=[a-z])", lambda mc: f"Mc{mc[1].upper()}", word) for word in words)


def words_of(text: str) -> tuple[str, ...]:
    """The words and numbers in tidy text, without punctuation: "st. paul, d.c." gives st, paul, dc."""
    return tuple(re.findall(r"[a-z0-9]+", _INITIALS.sub(r"\1", text)))


def name_key(words: tuple[str, ...]) -> str:
    """One spelling for all the ways to write a name: "st paul" and "saint paul" give "saint paul".

    An abbreviation on its own stays: "n" is no town, while South Carolina has a town called North.
    """
    if len(words) == 1:
        return words[0]
    return _PREFIXES.sub(r"\1", " ".join(_IN_FULL.get(word, word) for word in words))


@lru_cache(maxsize=100_000)
def key_of_name(name: str) -> str:
    """The key of a name as the ZIP table writes it."""
    return name_key(words_of(tidy(name)))
