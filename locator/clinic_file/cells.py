"""How each kind of cell is read: what was typed goes in, the tidy text of the contract comes out."""

from __future__ import annotations

import re
from functools import cache

from locator.clinic_file import wording
from locator.clinic_file.problems import UnreadableError, shown
from locator.places import zip_table
from locator.places.states import state_named
from locator.words import Message
from locator.words.spoken import language_tag

MOST_WEEKS = 104
# What stands before an NPI on a card, and counts for its last digit (45 CFR 162.406).
_NPI_PREFIX = "80840"
SLUG = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_SLUG_GAP = re.compile("[ _-]+")
# Languages as those who speak them write them, beside the English names that we know.
_ENGLISH_NAMES = {
    "español": "spanish", "espanol": "spanish", "français": "french", "hmoob": "hmong", "soomaali": "somali",
    "tiếng việt": "vietnamese",
}  # fmt: skip
_BETWEEN = re.compile("[;,|/&+\r\n]| and ")
_ZIP_AS_TYPED = re.compile(
    r"([0-9]{3,5})(?:\.0+)?|([0-9]{3,5})(?: ?[-‐‑‒–—−] ?| )([0-9]{4})|([0-9]{3,5})([0-9]{4})"
)
# Area codes and exchanges begin with 2 to 9 (North American Numbering Plan, ATIS-0300051).
_GAP = "[-‐‑‒–—−. ()/·]{0,3}"
_TEN_DIGITS = rf"\(?([2-9][0-9]{{2}}){_GAP}([2-9][0-9]{{2}}){_GAP}([0-9]{{4}})"
_PHONE_AS_TYPED = re.compile(
    rf"(?:tel|phone|fax)?[.:]? ?(?:\+?1{_GAP})?{_TEN_DIGITS}(?:\.0)?"
    r"(?:[ ,;]*(?:ext(?:ension)?|x|#)[ .:#]*([0-9]{1,6}))?"
)
_WEBSITE = re.compile(r"https?://(?:[a-z0-9-]+\.)+[a-z]{2,}(?::[0-9]{1,5})?(?:[/?#][!#-;=?-Z_a-z~]*)?")
_HOST = re.compile("[^/?#]*")
_DEGREES_AS_TYPED = re.compile(
    r"([NSEW])? ?([+-]?)((?:[0-9]{1,2}|1[0-7][0-9])(?:[.,][0-9]{1,15})?) ?°? ?([NSEW])?"
)
_WEEKS_AS_TYPED = re.compile(r"([0-9]{1,3})(?:\.0+)? ?(?:weeks?|wks?\.?)?")
_NPI_AS_TYPED = re.compile(r"(?:npi)?[:#]? ?([12][0-9]{9})(?:\.0+)?")


def tidy_slug(text: str) -> str:
    """A clinic_id in small letters with hyphens for spaces: "Maple Grove" is maple-grove."""
    slug = text.lower()
    if whole := re.fullmatch(r"([0-9]+)\.0+", slug):  # as some programs save a number
        return whole[1]
    if not SLUG.fullmatch(slug):
        slug = _SLUG_GAP.sub("-", slug).strip("-")
        if not SLUG.fullmatch(slug):
            raise UnreadableError(wording.SLUG)
    return slug


def tidy_slugs(text: str) -> str:
    """clinic_ids with ";" between them, or lines, or what else people write there."""
    pieces = _BETWEEN.split(text.lower())
    return ";".join([tidy_slug(piece.strip()) for piece in pieces if piece.strip(" -_")])


def tidy_languages(text: str) -> str:
    """BCP 47 tags with ";" between them, each once, from tags or from names: "English and Spanish"."""
    tags: dict[str, None] = {}
    for piece in map(str.strip, _BETWEEN.split(text)):
        tag = language_tag(_ENGLISH_NAMES.get(piece.casefold(), piece)) if piece else ""
        if tag is None:
            raise UnreadableError(wording.LANGUAGE.with_(language=shown(piece)))
        tags |= {tag: None} if tag else {}
    return ";".join(tags)


def tidy_weeks(text: str) -> str:
    """Whole weeks: "3", "3 weeks". A span of weeks is not one of them."""
    found = _WEEKS_AS_TYPED.fullmatch(text.lower())
    if not found or int(found[1]) > MOST_WEEKS:
        raise UnreadableError(wording.WEEKS)
    return str(int(found[1]))


def tidy_npi(text: str) -> str:
    """A National Provider Identifier: ten digits, of which the last proves the others."""
    found = _NPI_AS_TYPED.fullmatch(text.lower())
    if not found:
        raise UnreadableError(wording.NPI)
    if not _is_luhn(_NPI_PREFIX + found[1]):
        raise UnreadableError(wording.NPI_SLIP)
    return found[1]


def _is_luhn(digits: str) -> bool:
    """Whether the last digit is the one that ISO/IEC 7812-1 (the "Luhn" formula) asks for."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def tidy_state(text: str) -> str:
    """The two letters of a state, from them or from its name: "Minnesota", "Minn."."""
    text = re.sub(r"\b([A-Za-z])\. ?(?=[A-Za-z]\b)", r"\1", text)  # "N.D."
    state = state_named(tuple(re.sub("[^a-z]+", " ", text.lower()).split()))
    if state is None:
        raise UnreadableError(wording.STATE)
    return state


def tidy_zip(text: str) -> str:
    """A ZIP or ZIP+4, with the leading zeros back that a spreadsheet takes from numbers.

    Zeros are only put back where that gives a ZIP that exists: "5536" may as well lack its last digit.
    """
    found = _ZIP_AS_TYPED.fullmatch(text)
    short = (found[1] or found[2] or found[4]) if found else ""
    five = short.zfill(5)
    if not found or (five != short and five not in _zips_that_begin_with_zero()):
        raise UnreadableError(wording.ZIP)
    plus_four = found[3] or found[5]
    return f"{five}-{plus_four}" if plus_four else five


@cache
def _zips_that_begin_with_zero() -> frozenset[str]:
    return frozenset(five for five in zip_table().zip.tolist() if five.startswith("0"))


def tidy_phone(text: str) -> str:
    """A US number as 763-201-8191, with " ext. 12" where there is an extension."""
    found = _PHONE_AS_TYPED.fullmatch(text.lower())
    if not found:
        are_two = len(re.findall(_TEN_DIGITS, text)) == 2
        raise UnreadableError(wording.TWO_PHONES if are_two else wording.PHONE)
    area, exchange, line, extension = found.groups()
    phone = f"{area}-{exchange}-{line}"
    return f"{phone} ext. {extension}" if extension else phone


def tidy_website(text: str) -> str:
    """An http(s) address, scheme and host in small letters; https is added to "www.example.org"."""
    scheme, mark, rest = text.partition("://")
    if not mark:
        scheme, rest = "https", text
    host = _HOST.match(rest)
    length = host.end() if host else 0
    address = f"{scheme.lower()}://{rest[:length].lower()}{rest[length:]}"
    if not _WEBSITE.fullmatch(address):
        raise UnreadableError(wording.WEBSITE)
    return address


def doubt_website(typed: str, tidied: str) -> Message | None:
    """A wish to look at the address again where its beginning was left out."""
    return None if "://" in typed else wording.READ_AS.with_(tidied=tidied)


def tidy_degrees(text: str) -> str:
    """Decimal degrees with a dot; "93.48 W" is -93.48, "45,13" (as some spreadsheets write it) is 45.13."""
    found = _DEGREES_AS_TYPED.fullmatch(re.sub("[‐‑‒–—−]", "-", text.upper()))
    if not found:
        are_two = len(re.findall(r"[0-9]+\.[0-9]+", text)) == 2
        raise UnreadableError(wording.TWO_DEGREES if are_two else wording.DEGREES)
    before, sign, degrees, after = found.groups()
    if before and after:
        raise UnreadableError(wording.DEGREES)
    is_negative = sign == "-" or (before or after) in ("S", "W")
    return f"{'-' if is_negative else ''}{degrees.replace(',', '.')}"
