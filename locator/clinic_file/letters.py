"""The letters of a cell: invisible ones go, stray spaces go, garbled accents and slips are put right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from html.entities import html5

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

# Control characters, and marks that take no room or turn the writing direction. They come along when text is
# pasted, and could make one name look like another.
_INVISIBLE_LETTERS = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f"
)
_INVISIBLE = re.compile(f"[{_INVISIBLE_LETTERS}]")
_RARE_SPACE = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")

# The 64 characters that Windows-1252 shows for the bytes that may follow in a UTF-8 letter, in order. It has
# none for four of them, which Windows then shows as control characters.
_FOLLOWING = "".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xC0))
# What the letters begin with that garbled ones are: accents, and signs such as dashes; and on an older Mac.
_ACCENTS, _SIGNS, _ACCENTS_ON_MAC, _SIGNS_ON_MAC = "ÂÃÄÅ", "â", "√¬", "‚"
# UTF-8 read as Windows-1252 turns "é" into "Ã©" and "–" into "â€“". Only the beginnings that stand for
# accents, dashes, quotation marks and the like are looked for, so that real words are left alone.
# Read as ISO 8859-1 the bytes from 0x80 to 0x9F become control characters.
_GARBLED = re.compile(
    f"[{_ACCENTS}][{re.escape(_FOLLOWING)}\x80-\x9f]|{_SIGNS}[€‚„\x80-\x82][{re.escape(_FOLLOWING)}\x80-\x9f]"
)
# The same for what an older Mac reads: "é" is "√©" and "–" is "‚Äì".
_FOLLOWING_ON_MAC = bytes(range(0x80, 0xC0)).decode("mac_roman")
_GARBLED_ON_MAC = re.compile(
    f"[{_ACCENTS_ON_MAC}][{re.escape(_FOLLOWING_ON_MAC)}]|{_SIGNS_ON_MAC}Ä[{re.escape(_FOLLOWING_ON_MAC)}]"
)
# Text that can be printed has no other spaces than " ", and without one of these letters it is clean.
_TO_CLEAN = re.compile(f"[{_ACCENTS}{_SIGNS}{_ACCENTS_ON_MAC}{_SIGNS_ON_MAC}{_INVISIBLE_LETTERS}]")

# A letter as a web page writes it: "&amp;", "&#39;", "&eacute;".
_ENTITY = re.compile("&(?:#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z][A-Za-z0-9]+);")

# A spreadsheet runs text that begins like this as a formula. An apostrophe before it says that it is text.
FORMULA_START = r"[=+\-@＝＋－＠]"
_MARKED_AS_TEXT = re.compile(f"^'+(?={FORMULA_START})")


def clean(text: str) -> str:
    """`text` as it was meant, on one line: without invisible characters, each run of spaces as one."""
    if text.isprintable() and (text.isascii() or not _TO_CLEAN.search(text)):
        text = " ".join(text.split()) if "  " in text else text.strip()
    else:
        while (cleaner := " ".join(_INVISIBLE.sub("", ungarbled(text)).split())) != text:
            text = cleaner
    return _without_text_mark(text)


def clean_lines(text: str) -> str:
    """`text` as it was typed, lines and all, without invisible characters and outer spaces."""
    return _without_text_mark(_RARE_SPACE.sub(" ", _INVISIBLE.sub("", text)).strip())


def ungarbled(text: str) -> str:
    """`text` with the letters put right that were saved as UTF-8 and then read as something else."""
    text = _GARBLED.sub(lambda found: bytes(map(_byte_shown_as, found[0])).decode(), text)
    return _GARBLED_ON_MAC.sub(lambda found: found[0].encode("mac_roman").decode(), text)


def without_entities(text: str) -> str:
    """`text` with plain letters for those that are written as in a web page: "North &amp; Spine"."""
    return _ENTITY.sub(lambda found: _plain(found[0]), text)


def clean_text(text: str) -> str:
    """`text` as `clean` has it, and without what a web page would write otherwise."""
    while "&" in text and (plain := without_entities(text)) != text:
        text = plain
    return clean(text)


def _plain(entity: str) -> str:
    return unescape(entity) if entity[1] == "#" or entity[1:] in html5 else entity


def most_like(text: str, names: Sequence[str], at_least: float) -> str:
    """The one of `names` most like `text`, or "" where none is at least `at_least` per cent the same."""
    found = extractOne(text, names, scorer=ratio, score_cutoff=at_least)
    return found[0] if found else ""


def _byte_shown_as(letter: str) -> int:
    place = _FOLLOWING.find(letter)
    return 0x80 + place if place >= 0 else ord(letter)


def _without_text_mark(text: str) -> str:
    return _MARKED_AS_TEXT.sub("", text) if text.startswith("'") else text
