"""The kinds of cell, all in one shape: how to tidy, what is tidy already, what to ask about."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from locator.clinic_file import cells, hours, wording
from locator.clinic_file.dates import tidy_date
from locator.clinic_file.letters import PLAIN_TEXT, clean, clean_lines, ungarbled
from locator.clinic_file.unreadable import UnreadableError
from locator.clinics import Answer, Method, Status

LONGEST_TEXT = 1_000  # characters; room for any address or note, and a page stays readable
LONGEST_CELL = 32_767  # characters that Excel holds in one cell

# Ways to leave a cell blank with something in it. In notes and sources they may be meant.
BLANKS = frozenset((
    "-", "--", "–", "—", ".", "?", "??", "n/a", "na", "none", "null", "nan", "nil", "tbd", "unknown",
    "unsure", "not known", "not confirmed", "not sure",
))  # fmt: skip


# What a spreadsheet shows where a formula failed, or has not been worked out yet.
FORMULA_ERRORS = frozenset((
    "#N/A", "#NAME?", "#REF!", "#DIV/0!", "#VALUE!", "#NULL!", "#NUM!", "#ERROR!", "#SPILL!", "#CALC!",
    "#FIELD!", "#GETTING_DATA", "Loading...", "Loading…",
))  # fmt: skip
# BLANKS as people spell them.
_SPELLED_BLANKS = frozenset(
    spelled for blank in BLANKS for spelled in (blank, blank.upper(), blank.capitalize(), blank.title())
)


def _as_it_is(text: str) -> str:
    return text


def _no_formula_error(text: str) -> str:
    if text in FORMULA_ERRORS:
        raise UnreadableError(wording.FORMULA_ERROR)
    return text


def _no_doubt(_typed: str, _tidied: str) -> str:
    return ""


def _doubt_text(typed: str, tidied: str) -> str:
    if ungarbled(typed) != typed:
        return wording.read_as(tidied)
    return wording.LOST_LETTERS if "\N{REPLACEMENT CHARACTER}" in tidied else ""


@dataclass(frozen=True)
class Kind:
    """One kind of cell.

    `tidy` takes clean text and gives the contract's form, or raises UnreadableError. `already_tidy` is a
    regular expression for cells that `tidy` would leave alone, but for those in `never_tidy`; a blank is tidy
    in every kind. `usual` is one
    for how most people write it, and what `tidy` would make of that: a whole column of these takes no time.
    `doubt` takes what was typed and what it became, and gives a sentence where someone should look again.
    `described` is what a Frictionless Table Schema says about the kind.
    """

    already_tidy: str
    never_tidy: frozenset[str] = frozenset()
    tidy: Callable[[str], str] = _as_it_is
    usual: tuple[str, str] | None = None
    doubt: Callable[[str, str], str] = _no_doubt
    described: Mapping[str, object] = field(default_factory=lambda: {"type": "string"})
    is_free_text: bool = False
    blanks: frozenset[str] = BLANKS
    longest: int = 100
    clean: Callable[[str], str] = clean

    def read(self, typed: str) -> tuple[str, str]:
        """The tidy text, and the doubt about it or "". Raises UnreadableError."""
        if len(typed) > LONGEST_CELL:
            raise UnreadableError(wording.too_long(LONGEST_CELL))
        text = self.clean(typed)
        if not self.is_free_text:
            text = _without_excel_guard(text)
        text = "" if text.lower() in self.blanks else text
        if len(text) > self.longest:
            raise UnreadableError(wording.too_long(self.longest))
        if not text:
            return "", ""
        tidied = self.tidy(text)
        return tidied, self.doubt(typed, tidied)


def _without_excel_guard(text: str) -> str:
    """A cell without the ="…" or apostrophe that keeps a spreadsheet from making it a number."""
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    return text.strip("' " if text.startswith("'") else " ")


def _text_like(pattern: str) -> Mapping[str, object]:
    return {"type": "string", "constraints": {"pattern": pattern}}


def _choice(spellings: Mapping[str, tuple[str, ...]], sentence: str) -> Kind:
    """A kind with few values, each of which may be spelled in several ways."""
    values = {spelling: value for value, ways in spellings.items() for spelling in (value, *ways)}

    def tidy(text: str) -> str:
        try:
            return values[re.sub("[ _-]+", " ", text.lower()).rstrip(".! ")]
        except KeyError:
            raise UnreadableError(sentence) from None

    return Kind(
        already_tidy="|".join(spellings),
        tidy=tidy,
        described={"type": "string", "constraints": {"enum": list(spellings)}},
    )


TEXT = Kind(
    PLAIN_TEXT,
    FORMULA_ERRORS,
    _no_formula_error,
    doubt=_doubt_text,
    is_free_text=True,
    blanks=frozenset(),
    longest=LONGEST_TEXT,
)
NAME = replace(TEXT, never_tidy=FORMULA_ERRORS | _SPELLED_BLANKS, blanks=BLANKS)
EXTRA = Kind(PLAIN_TEXT, is_free_text=True, blanks=frozenset(), longest=LONGEST_CELL, clean=clean_lines)
SLUG = Kind(cells.SLUG.pattern, BLANKS, cells.tidy_slug, described=_text_like(cells.SLUG.pattern))
SLUGS = Kind(
    cells.SLUGS.pattern,
    BLANKS,
    cells.tidy_slugs,
    described=_text_like(cells.SLUGS.pattern),
    longest=LONGEST_TEXT,
    clean=clean_lines,
)
STATE = Kind(cells.STATE.pattern, tidy=cells.tidy_state, described=_text_like("[A-Z]{2}"))
ZIP = Kind(cells.ZIP.pattern, tidy=cells.tidy_zip, described=_text_like(cells.ZIP.pattern))
PHONE = Kind(
    cells.PHONE.pattern,
    tidy=cells.tidy_phone,
    usual=(r"\(?([2-9][0-9]{2})\)?[-. ]?([2-9][0-9]{2})[-. ]?([0-9]{4})", r"\1-\2-\3"),
    described=_text_like(cells.PHONE.pattern),
)
WEBSITE = Kind(
    cells.WEBSITE.pattern,
    tidy=cells.tidy_website,
    doubt=cells.doubt_website,
    described={"type": "string", "format": "uri", **_text_like("https?://.+")},
    longest=LONGEST_TEXT,
)
LATITUDE = Kind(
    cells.DEGREES.pattern,
    tidy=cells.tidy_degrees,
    described={"type": "number", "constraints": {"minimum": -90, "maximum": 90}},
)
LONGITUDE = Kind(
    cells.DEGREES.pattern,
    tidy=cells.tidy_degrees,
    described={"type": "number", "constraints": {"minimum": -180, "maximum": 180}},
)
DATE = Kind(cells.DATE.pattern, tidy=tidy_date, described={"type": "date"})
# Nothing is passed over: what is right in form may still deserve a doubt.
HOURS = Kind("", tidy=hours.tidy_hours, doubt=hours.doubt_hours, longest=hours.LONGEST)
YES_NO = _choice(
    {
        Answer.YES: ("y", "true", "t", "1", "1.0", "x", "✓", "✔", "☑", "✅"),
        Answer.NO: ("n", "false", "f", "0", "0.0", "✗", "✘", "✕", "✖", "❌"),
    },
    wording.YES_NO,
)
METHOD = _choice(
    {
        Method.PHONE: ("by phone", "call", "called", "phone call", "telephone"),
        Method.STAFF: ("in person", "told by staff", "email from staff"),
        Method.WEBSITE: ("web site", "web", "site", "online", "web page", "webpage"),
        Method.DIRECTORY: ("listing", "business listing", "map listing"),
    },
    wording.METHOD,
)
STATUS = _choice(
    {
        Status.OPEN: ("active", "open now"),
        Status.TEMPORARILY_CLOSED: (
            "temporary closed",
            "temp closed",
            "closed temporarily",
            "closed for now",
        ),
        Status.CLOSED: ("permanently closed", "closed permanently", "closed for good"),
    },
    wording.STATUS,
)
