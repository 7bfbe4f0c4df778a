"""The language of a visit, and how a phrase comes to be said in it.

English is written in the code and the templates; the catalogs hold every other language, one file each
(catalogs/es.po). A phrase is worded when it is shown, never when a module is loaded: `_` and `ngettext` word
it now, `N_` keeps it until somebody asks for its text. "%" is written "%%" in all of them.
"""

from __future__ import annotations

import gettext as standard
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

from babel import Locale, UnknownLocaleError
from babel.core import get_locale_identifier, negotiate_locale, parse_locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

CATALOGS = Path(__file__).parent / "catalogs"
TEMPLATE = CATALOGS / "messages.pot"
DEFAULT_LANGUAGE = "en"
# Made by machine from the catalog: every phrase in brackets, so that one that was forgotten shows.
PSEUDO_LANGUAGE = "en-XA"
BRACKETS = "⟦⟧"

_spoken: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)


@dataclass(frozen=True, slots=True)
class Message:
    """A phrase that is worded when its text is asked for, in the language spoken then."""

    text: str
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return gettext(self.text, **dict(self.values))

    def with_(self, **values: object) -> Message:
        """The same phrase, to be worded with these values."""
        return Message(self.text, tuple(values.items()))


def N_(text: str, /, **values: object) -> Message:  # noqa: N802 (the name that every gettext tool knows)
    """The phrase, to be worded later."""
    return Message(text, tuple(values.items()))


def gettext(text: str, /, **values: object) -> str:
    """The phrase in the language spoken now, each %(name)s replaced by the value of that name."""
    return raw_gettext(text) % values


def ngettext(one: str, many: str, n: int, /, **values: object) -> str:
    """The phrase for `n` things; %(n)s in it is `n` as the language writes it ("1,203")."""
    return raw_ngettext(one, many, n) % {"n": number(n), **values}


def raw_gettext(text: str) -> str:
    """The phrase in the language spoken now, its values still to be put in."""
    return _translations(language()).gettext(text)


def raw_ngettext(one: str, many: str, n: int) -> str:
    """The phrase for `n` things, its values still to be put in."""
    return _translations(language()).ngettext(one, many, n)


def number(value: float, decimals: int = 0) -> str:
    """A number as the language writes it, with so many decimals."""
    return _number(value, decimals, language())


@lru_cache(maxsize=4096)  # a page says the same few numbers again and again
def _number(value: float, decimals: int, tag: str) -> str:
    pattern = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    return format_decimal(value, format=pattern, locale=_locale(tag))


def language() -> str:
    """The language spoken now, as a BCP 47 tag."""
    return _spoken.get()


def locale() -> Locale:
    """How the language writes dates and numbers in the United States, where everybody reads this."""
    return _locale(language())


def speak(tag: str) -> None:
    """Speak this language from now on, in this thread or task alone."""
    _spoken.set(tag)


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Speak this language for a while."""
    before = _spoken.set(tag)
    try:
        yield
    finally:
        _spoken.reset(before)


@cache
def languages() -> tuple[str, ...]:
    """Every language there is, English first."""
    return (DEFAULT_LANGUAGE, *sorted(path.stem for path in CATALOGS.glob("*.po")))


def chosen_language(asked: str | None) -> str:
    """The language to speak to somebody who asks for this one (`?lang=`): "es" for "es-MX"; else English."""
    if not asked or len(asked) > 35:  # the longest tag that RFC 5646 tells programs to expect
        return DEFAULT_LANGUAGE
    known = {tag.casefold(): tag for tag in (*languages(), PSEUDO_LANGUAGE)}
    wanted = asked.replace("_", "-").casefold()
    return known.get(wanted) or negotiate_locale([wanted], list(known), sep="-") or DEFAULT_LANGUAGE


def link(path: str, /, **query: object) -> str:
    """An address of this site that carries the language on; what is "" or None is left out of the query."""
    tag = language()
    asked = {name: value for name, value in query.items() if value not in ("", None)}
    asked |= {} if tag == DEFAULT_LANGUAGE else {"lang": tag}
    return f"{path}?{urlencode(asked)}" if asked else path


@cache
def _locale(tag: str) -> Locale:
    name = parse_locale(tag, sep="-")[0]
    for identifier in (get_locale_identifier((name, "US")), name):
        try:
            return Locale.parse(identifier)
        except UnknownLocaleError:
            continue
    return Locale("en", "US")


@cache
def _translations(tag: str) -> standard.NullTranslations:
    if tag == DEFAULT_LANGUAGE:
        return standard.NullTranslations()
    if tag == PSEUDO_LANGUAGE:
        return _Bracketed()
    compiled = BytesIO()
    with (CATALOGS / f"{tag}.po").open("rb") as catalog:
        write_mo(compiled, read_po(catalog, locale=tag.replace("-", "_")))
    compiled.seek(0)
    return standard.GNUTranslations(compiled)


class _Bracketed(standard.NullTranslations):
    """English with every phrase of the catalog in brackets, and those that are not in it without."""

    def __init__(self) -> None:
        super().__init__()
        with TEMPLATE.open("rb") as template:
            ids = [message.id for message in read_po(template) if message.id]
        self._known = {each for one in ids for each in ([one] if isinstance(one, str) else one)}

    def gettext(self, message: str) -> str:
        return message.join(BRACKETS) if message in self._known else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)
