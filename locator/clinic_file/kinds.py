"""The kinds of cell, all in one shape: how to tidy, what to ask about, and how to describe it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial

from locator.clinic_file import cells, hours, wording
from locator.clinic_file.dates import doubt_date, tidy_date
from locator.clinic_file.letters import clean, clean_lines, clean_text, ungarbled, without_entities
from locator.clinic_file.problems import UnreadableError
from locator.clinics import Answer, Method, Status
from locator.words import Message

LONGEST_TEXT = 1_000  # characters; room for any address or note, and a page stays readable
LONGEST_CELL = 32_767  # characters that Excel holds in one cell

# Ways to leave a cell blank with something in it. In notes and sources they may be meant.
BLANKS = frozenset((
    "-", "--", "–", "—", ".", "?", "??", "n/a", "na", "none", "null", "nan", "nil", "tbd", "unknown",
    "unsure", "not known", "not confirmed", "not sure", "not available", "<null>",
))  # fmt: skip
# Where "not available" may be an answer, it is asked about.
_BLANK_ANSWERS = BLANKS - {"not available"}
# What a spreadsheet shows where a formula failed, or has not been worked out yet.
FORMULA_ERRORS = frozenset((
    "#N/A", "#NAME?", "#REF!", "#DIV/0!", "#VALUE!", "#NULL!", "#NUM!", "#ERROR!", "#SPILL!", "#CALC!",
    "#FIELD!", "#GETTING_DATA", "Loading...", "Loading…",
))  # fmt: skip


# What a workbook's cell becomes that holds a formula without its result.
NO_RESULT = "#NO RESULT"


def _no_formula_error(text: str) -> str:
    if text in FORMULA_ERRORS:
        raise UnreadableError(wording.FORMULA_ERROR)
    return text


def _doubt_text(typed: str, tidied: str) -> Message | None:
    if typed != tidied and without_entities(ungarbled(typed)) != typed:
        return wording.READ_AS.with_(tidied=tidied)
    if re.search("</?[a-zA-Z][^<>]*>", tidied):
        return wording.TAGS
    if "\\" in tidied:
        return wording.BACKSLASH
    return wording.LOST_LETTERS if "\N{REPLACEMENT CHARACTER}" in tidied else None


@dataclass(frozen=True)
class Kind:
    """One kind of cell.

    `tidy` takes clean text and gives the contract's form, or raises UnreadableError. `doubt` takes what was
    typed and what it became, and gives a message where someone should look again. `described` is what a
    Frictionless Table Schema says about the kind.
    """

    tidy: Callable[[str], str] = str
    doubt: Callable[[str, str], Message | None] | None = None
    described: Mapping[str, object] = field(default_factory=lambda: {"type": "string"})
    is_free_text: bool = False
    blanks: frozenset[str] = BLANKS
    longest: int = 100
    clean: Callable[[str], str] = clean
    is_date: bool = False
    is_own: bool = False  # of a column that is not ours, in which anything may stand

    def on(self, today: date) -> Kind:
        """The kind as it is read on that day: a date without a year is the last such one."""
        return replace(self, tidy=cache(partial(tidy_date, today=today)))

    def read(self, typed: str) -> tuple[str, Message | None]:
        """The tidy text, and the doubt about it if there is one. Raises UnreadableError."""
        text = self.clean(typed) if len(typed) <= LONGEST_CELL else typed
        if text[:1] in ("=", "'") and not self.is_free_text:
            text = _without_excel_guard(text)
        if len(text) > self.longest:
            raise UnreadableError(wording.TOO_LONG.with_(longest=wording.Amount(self.longest)))
        if text == NO_RESULT:
            if self.is_own:
                return "", None
            raise UnreadableError(wording.FORMULA_WITHOUT_RESULT)
        if text in FORMULA_ERRORS and not self.is_free_text:
            raise UnreadableError(wording.FORMULA_ERROR)
        if not text or text.lower() in self.blanks:
            return "", None
        tidied = self.tidy(text)
        return tidied, self.doubt and self.doubt(typed, tidied)


def _without_excel_guard(text: str) -> str:
    """A cell without the ="…" or apostrophe that keeps a spreadsheet from making it a number."""
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    return text.strip("' " if text.startswith("'") else " ")


def _text_like(pattern: str) -> Mapping[str, object]:
    return {"type": "string", "constraints": {"pattern": pattern}}


def _choice(spellings: Mapping[str, tuple[str, ...]], otherwise: Message) -> Kind:
    """A kind with few values, each of which may be spelled in several ways."""
    values = {spelling: value for value, ways in spellings.items() for spelling in (value, *ways)}

    def tidy(text: str) -> str:
        try:
            return values[re.sub("[ _-]+", " ", text.lower()).rstrip(".! ")]
        except KeyError:
            raise UnreadableError(otherwise) from None

    described = {"type": "string", "constraints": {"enum": list(spellings)}}
    return Kind(tidy, described=described, blanks=_BLANK_ANSWERS)


TEXT = Kind(
    _no_formula_error,
    _doubt_text,
    is_free_text=True,
    blanks=frozenset(),
    longest=LONGEST_TEXT,
    clean=clean_text,
)
NAME = replace(TEXT, blanks=BLANKS)
EXTRA = Kind(is_free_text=True, blanks=frozenset(), longest=LONGEST_CELL, clean=clean_lines, is_own=True)
SLUG = Kind(cells.tidy_slug, described=_text_like(cells.SLUG.pattern))
SLUGS = Kind(
    cells.tidy_slugs,
    described=_text_like(f"{cells.SLUG.pattern}(?:;{cells.SLUG.pattern})*"),
    longest=LONGEST_TEXT,
    clean=clean_lines,
)
_TAG = "[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?"
LANGUAGES = Kind(
    cells.tidy_languages,
    described=_text_like(f"{_TAG}(?:;{_TAG})*"),
    longest=LONGEST_TEXT,
    clean=clean_lines,
)
WEEKS = Kind(
    cells.tidy_weeks,
    described={"type": "integer", "constraints": {"minimum": 0, "maximum": cells.MOST_WEEKS}},
    blanks=_BLANK_ANSWERS,
)
NPI = Kind(cells.tidy_npi, described=_text_like("[12][0-9]{9}"))
STATE = Kind(cells.tidy_state, described=_text_like("[A-Z]{2}"))
ZIP = Kind(cells.tidy_zip, described=_text_like("[0-9]{5}(?:-[0-9]{4})?"))
PHONE = Kind(
    cells.tidy_phone, described=_text_like(r"[2-9][0-9]{2}-[2-9][0-9]{2}-[0-9]{4}(?: ext\. [0-9]{1,6})?")
)
WEBSITE = Kind(
    cells.tidy_website,
    cells.doubt_website,
    described={"type": "string", "format": "uri", **_text_like("https?://.+")},
    longest=LONGEST_TEXT,
)
LATITUDE, LONGITUDE = (
    Kind(
        cells.tidy_degrees,
        described={"type": "number", "constraints": {"minimum": -most, "maximum": most}},
    )
    for most in (90, 180)
)
# Read on the last day that there is, until `Kind.on` says which day it is.
DATE = Kind(partial(tidy_date, today=date.max), doubt_date, described={"type": "date"}, is_date=True)
HOURS = Kind(hours.tidy_hours, hours.doubt_hours, longest=hours.LONGEST)
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
