"""From the bytes of a file to text: which encoding it is in, and what is no text at all."""

from __future__ import annotations

import codecs
import re

from locator.clinic_file import wording
from locator.clinic_file.problems import Problem, RefusedError, shown

_OFFICE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_TEXT = (
    (b"%PDF-", wording.PDF),
    (b"\x89PNG\r\n\x1a\n", wording.PICTURE),
    (b"\xff\xd8\xff", wording.PICTURE),
    (b"GIF8", wording.PICTURE),
    (b"PK\x05\x06", wording.ZIP_FILE),
    (b"\x1f\x8b", wording.ZIP_FILE),
    (b"{\\rtf", wording.WORD),
)
_WEB_PAGE = (b"<!doctype", b"<html", b"<head", b"<body")
_XML = (  # by what stands near their start, in small letters
    (b"<html", wording.WEB_PAGE),
    (b"office:document", wording.OPEN_DOCUMENT),
    (b"excel.sheet", wording.XML_SPREADSHEET),
    (b"office:spreadsheet", wording.XML_SPREADSHEET),
)
_LOOKED_AT = 4096  # bytes at the start that give a file away
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
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


def decode(data: bytes) -> tuple[bytes, tuple[Problem, ...]]:
    """The text of a file as UTF-8 without a byte-order mark, and what to look at again.

    Understands UTF-8 and UTF-16 with and without a mark, and Windows-1252. Raises RefusedError for all else.
    """
    if not data or data.isspace():
        raise RefusedError(wording.EMPTY)
    _refuse_what_is_no_text(data)
    text, doubts = _as_utf8(data.removesuffix(_END_OF_FILE))
    if b"\0" in text:
        raise RefusedError(wording.NUL)
    if not text or text.isspace():
        raise RefusedError(wording.EMPTY)
    return text, doubts


def _refuse_what_is_no_text(data: bytes) -> None:
    if data.startswith(_OFFICE_START):
        is_locked = "EncryptedPackage".encode("utf-16-le") in data
        raise RefusedError(wording.LOCKED_EXCEL if is_locked else wording.OLD_EXCEL)
    for start, message in _NOT_TEXT:
        if data.startswith(start):
            raise RefusedError(message)
    start = data.removeprefix(codecs.BOM_UTF8)[:_LOOKED_AT].lstrip().lower()
    if start.startswith(b"<?xml"):
        found = (message for mark, message in _XML if mark in start)
        raise RefusedError(next(found, wording.XML))
    if start.startswith(_WEB_PAGE):
        raise RefusedError(wording.WEB_PAGE)


def _as_utf8(data: bytes) -> tuple[bytes, tuple[Problem, ...]]:
    told = (encoding for mark, encoding in _MARKS if data.startswith(mark))
    encoding = next(told, "") or _utf16_without_mark(data[:_LOOKED_AT]) or "utf-8"
    try:
        text = data.decode(encoding)
        return data if encoding == "utf-8" else text.encode(), ()
    except UnicodeDecodeError as error:
        # With no other accent in the file, the last letter may as well be a whole one in Windows-1252.
        is_certain = encoding != "utf-8" or not data[: error.start].isascii()
        if is_certain and error.reason in ("unexpected end of data", "truncated data"):
            raise RefusedError(wording.CUT_OFF) from None
    try:
        text = data.decode("cp1252" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError:
        raise RefusedError(wording.DAMAGED) from None
    return text.encode(), _strange_letters(text)


def _utf16_without_mark(start: bytes) -> str:
    """ "utf-16-le" or "utf-16-be" where most other bytes are zero, as in UTF-16 of English text; else ""."""
    zeros = {"utf-16-be": start[0::2].count(0), "utf-16-le": start[1::2].count(0)}
    few, many = sorted(zeros, key=lambda one: zeros[one])
    letters = len(start) // 2
    return many if letters >= 8 and zeros[many] > 0.7 * letters and zeros[few] < 0.1 * letters else ""


def _strange_letters(text: str) -> tuple[Problem, ...]:
    """A doubt about the first word that looks as if the file were in yet another encoding."""
    found = _STRANGE_WORD.search(text)
    if not found:
        return ()
    begin, end = found.span()
    word = re.split('[\\s,;"]', text[:begin][-50:])[-1] + found[0] + re.split('[\\s,;"]', text[end:][:50])[0]
    return (Problem(None, "", shown(word), wording.STRANGE_LETTERS),)
