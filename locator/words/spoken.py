"""The languages that are spoken at a clinic: tags as a file has them, names as people read them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from babel import Locale
from babel.core import get_global

from locator.words.language import N_, language, locale

# CLDR has no names for these, which are spoken in Minnesota (names: the registry of BCP 47).
_NOT_IN_CLDR = {"kar": N_("Karen"), "ksw": N_("S’gaw Karen"), "mww": N_("Hmong Daw")}
_NO_LANGUAGE = frozenset(("mis", "mul", "root", "und", "zxx"))  # ISO 639 codes that name none
_TAG = re.compile(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|[0-9]{3}))?")


def language_tag(text: str) -> str | None:
    """The BCP 47 tag of a language, from a tag or from its name in English; None if it is not known.

    "en", "EN-us" and "English" are en, en-US and en; "spa" is es, since the shortest code is the tag.
    """
    wanted = " ".join(text.split()).casefold()
    if wanted in _tags_by_name():
        return _tags_by_name()[wanted]
    found = _TAG.fullmatch(wanted.replace("_", "-"))
    if not found or found[1] in _NO_LANGUAGE:
        return None
    code, script, region = found.groups()
    alias = get_global("language_aliases").get(code, "")
    code = alias if re.fullmatch("[a-z]{2,3}", alias) else code
    tag = "-".join(filter(None, (code, script and script.title(), region and region.upper())))
    return tag if _name(tag, "en") else None


def language_name(tag: str) -> str:
    """The language's name in the language of the visit: "Spanish"; the tag itself where it has none."""
    code = tag.partition("-")[0]
    if code in _NOT_IN_CLDR:
        return str(_NOT_IN_CLDR[code])
    return _name(tag, language()) or _name(tag, "en") or tag


def language_names(tags: Iterable[str]) -> str:
    """ "English, Spanish, Hmong", in the order of the tags."""
    return ", ".join(map(language_name, tags))


@cache
def _name(tag: str, spoken: str) -> str:
    """What CLDR, or we, call it; "" for what nobody knows."""
    code, *others = tag.split("-")
    known = Locale("en") if spoken == "en" else locale()
    if code in _NOT_IN_CLDR:
        return _NOT_IN_CLDR[code].text
    whole = known.languages.get("_".join((code, *others)))
    if whole or code not in known.languages:
        return str(whole or "")
    parts = [known.scripts.get(part) or known.territories.get(part) for part in others]
    return f"{known.languages[code]} ({', '.join(map(str, parts))})" if all(parts) else ""


@cache
def _tags_by_name() -> dict[str, str]:
    """Every name in English, of languages alone: "Spanish" and not "Mexican Spanish"."""
    names = {
        str(name).casefold(): code
        for code, name in Locale("en").languages.items()
        if "_" not in code and code not in _NO_LANGUAGE
    }
    return names | {message.text.replace("’", "'").casefold(): code for code, message in _NOT_IN_CLDR.items()}
