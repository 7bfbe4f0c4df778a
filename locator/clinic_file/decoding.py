"""From the bytes of a file to text: which encoding it is in, and what is no text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from locator.clinic_file import wording
from locator.clinic_file.problems import Problem, RefusedError, shown

LARGEST = 50 * 1024 * 1024  # bytes

_ZIP_START = b"PK\x03\x04"
_NOT_TEXT = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", wording.OLD_EXCEL),
    (b"%PDF-", wording.PDF),
    (b"\x89PNG\r\n\x1a\n", wording.PICTURE),
    (b"\xff\xd8\xff", wording.PICTURE),
    (b"GIF8", wording.PICTURE),
    (b"PK\x05\x06", wording.ZIP_FILE),
    (b"\x1f\x8b", wording.ZIP_FILE),
    (b"{\\rtf", wording.WORD),
)
_IN_ZIP = (
    (b"xl/workbook", wording.EXCEL),
    (b"word/document", wording.WORD),
    (b"opendocument.spreadsheet", wording.OPEN_DOCUMENT),
    (b"Index/Document", wording.NUMBERS),
)
_WEB_PAGE = (b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")
_LOOKED_AT = 4096  # bytes at the start that give a file away
_END_OF_FILE = b"\x1a"  # as MS-DOS programs still write it

# In no word as people write it: a capital after a small letter, a sign inside a word, most signs after one, a
# capital on its own. What older Macs and MS-DOS wrote looks so when read as Windows-1252: "CafŽ", "Caf‚".
_CAPITAL = "[À-ÖØ-ÞŠŽŒŸ]"
_STRANGE_WORD = re.compile(
    "|".join((
        f"[a-zß-öø-ÿ]{_CAPITAL}",
        f"[A-Z]{_CAPITAL}[a-z]",
        f"(?<!\\S){_CAPITAL}(?!\\S)",
        "[A-Za-z][€‚ƒ„…†‡ˆ‰‹‘“”•˜™¡-¬¯-¶¸-¿×÷][a-z]",
        "[a-z][–—][a-z]",
        "[a-z][‚ƒ„†‡ˆ‰‹‘“˜¡-§¬¯±´-¶¸¿]",
    ))
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a file as UTF-8 without a byte-order mark, and what to look at again."""

    utf8: bytes
    doubts: tuple[Problem, ...] = ()


def decode(data: bytes) -> Text:
    """The text of a file.

    Understands UTF-8 and UTF-16 with and without a mark, and Windows-1252. Raises RefusedError for all else.
    """
    if len(data) > LARGEST:
        raise RefusedError(wording.TOO_LARGE)
    if not data or data.isspace():
        raise RefusedError(wording.EMPTY)
    _refuse_what_is_no_text(data)
    text = _as_utf8(data.removesuffix(_END_OF_FILE))
    if b"\0" in text.utf8:
        raise RefusedError(wording.NUL)
    if not text.utf8 or text.utf8.isspace():
        raise RefusedError(wording.EMPTY)
    return text


def _refuse_what_is_no_text(data: bytes) -> None:
    for start, message in _NOT_TEXT:
        if data.startswith(start):
            raise RefusedError(message)
    if data.startswith(_ZIP_START):
        raise RefusedError(next((message for name, message in _IN_ZIP if name in data), wording.ZIP_FILE))
    if data.removeprefix(codecs.BOM_UTF8)[:_LOOKED_AT].lstrip().lower().startswith(_WEB_PAGE):
        raise RefusedError(wording.WEB_PAGE)


def _as_utf8(data: bytes) -> Text:
    if data.startswith(codecs.BOM_UTF8):
        text = data.removeprefix(codecs.BOM_UTF8)
        if not _is_utf8(text):
            raise RefusedError(wording.DAMAGED)
        return Text(text)
    for encoding, mark in (("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE)):
        if data.startswith(mark):
            return Text(_transcoded(data[len(mark) :], encoding))
    encoding = _utf16_without_mark(data[:_LOOKED_AT])
    if encoding:
        return Text(_transcoded(data, encoding))
    if _is_utf8(data):
        return Text(data)
    text = _transcoded(data, "cp1252")
    return Text(text, _strange_letters(text))


def _utf16_without_mark(start: bytes) -> str:
    """ "utf-16-le" or "utf-16-be" where every other byte is zero, as in UTF-16 of English text; else ""."""
    letters = len(start) // 2
    odd, even = start[1::2].count(0), start[0::2].count(0)
    if letters < 8:
        return ""
    if odd > 0.7 * letters and even < 0.1 * letters:
        return "utf-16-le"
    if even > 0.7 * letters and odd < 0.1 * letters:
        return "utf-16-be"
    return ""


def _is_utf8(data: bytes) -> bool:
    """Whether it is UTF-8. Raises RefusedError where it is but for the end of its last letter."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        if _stops_in_a_letter(data, error):
            raise RefusedError(wording.CUT_OFF) from None
        return False
    return True


def _strange_letters(utf8: bytes) -> tuple[Problem, ...]:
    """A doubt about the first word that looks as if the file were in yet another encoding."""
    text = utf8.decode()
    found = _STRANGE_WORD.search(text)
    if not found:
        return ()
    begin, end = found.span()
    word = re.split('[\\s,;"]', text[:begin][-50:])[-1] + found[0] + re.split('[\\s,;"]', text[end:][:50])[0]
    return (Problem(None, "", shown(word), wording.STRANGE_LETTERS),)


def _stops_in_a_letter(data: bytes, error: UnicodeDecodeError) -> bool:
    # With no other accent in the file, the last letter may as well be a whole one in Windows-1252.
    return error.reason == "unexpected end of data" and not data[: error.start].isascii()


def _transcoded(data: bytes, encoding: str) -> bytes:
    try:
        return data.decode(encoding).encode("utf-8")
    except UnicodeError:
        raise RefusedError(
            wording.CUT_OFF if encoding != "cp1252" and len(data) % 2 else wording.DAMAGED
        ) from None
