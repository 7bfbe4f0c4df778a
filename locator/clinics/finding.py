"""Finding clinics by a part of their name, street, city, ZIP code or phone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from locator.clinics.clinic import Clinic
from locator.clinics.network import Network
from locator.places.spelling import name_key

_NUMBER = re.compile(r"[\d\s().+\-–/]+")  # a phone in any common form, or a part of one
_FEWEST_DIGITS = 4  # of a part of a phone whose pieces belong together
_ZIP_PLUS_FOUR = re.compile(r"\s*(\d{5})-\d{4}\s*")


def found_by(network: Network, text: str) -> list[Clinic]:
    """The clinics that have every word of `text` somewhere; all of them for a blank.

    Case, accents and punctuation don't count, and "St" is "Saint". A number of four digits or more is also
    sought as a part of a phone or fax, however it is written.
    """
    zip_and_four = _ZIP_PLUS_FOUR.fullmatch(text)
    text = zip_and_four[1] if zip_and_four else text
    if not text.strip():
        return list(network)
    words = plain(text).split()
    in_full = name_key(tuple(words)).split()
    together = _digits(text) if _NUMBER.fullmatch(text) else ""
    whole = together if len(together) >= _FEWEST_DIGITS else ""
    return [
        clinic
        for clinic, told in zip(network, network.once(_texts), strict=True)
        if (words and (_has(told, words) or _has(told, in_full))) or (whole != "" and whole in told)
    ]


def _has(told: str, words: Sequence[str]) -> bool:
    return all(word in told for word in words)


def plain(text: str) -> str:
    """`text` in small letters without accents or punctuation, words apart by single blanks."""
    # A letter may come apart before its case is folded, and again after it.
    small = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in small if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s]|_", " ", bare.replace("’", "").replace("'", "")).split())


def _texts(network: Network) -> list[str]:
    """What each clinic is found by."""
    return [
        " ".join(
            (
                *_spellings(f"{clinic.name} {clinic.street} {clinic.city} {clinic.state} {clinic.zip}"),
                *(
                    _digits(phone.partition(" ext")[0])
                    for phone in (clinic.phone, clinic.referral_phone, clinic.referral_fax)
                ),
            )
        )
        for clinic in network
    ]


def _spellings(text: str) -> tuple[str, str]:
    """As it is written, and with what people shorten in full."""
    bare = plain(text)
    return bare, name_key(tuple(bare.split()))


def _digits(text: str) -> str:
    """The digits of a phone, without the country's 1."""
    digits = re.sub(r"\D", "", text)
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
