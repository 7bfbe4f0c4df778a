"""How a template is filled."""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from locator.asset_addresses import asset
from locator.clinics import SERVICES
from locator.settings import ASSETS
from locator.templates.links import directions_href, is_web_address, mistake_href, phone_href
from locator.words import answer, dates, emergency, facts, hours, scheduling, visiting
from locator.words.amounts import either_of, miles, some_of
from locator.words.language import language as spoken
from locator.words.language import link, number, raw_gettext, raw_ngettext
from locator.words.services import words_for


class _Templates(Environment):
    """Jinja's own, but that all templates share one dictionary of globals, where it would chain two.

    Each template, include and import copies them, which took a quarter of the time of a page.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The environment's own: no template here is given others."""
        return d or self.globals


_templates = _Templates(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=select_autoescape(("html", "svg"), default_for_string=False),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    auto_reload=False,
)
_templates.policies["ext.i18n.trimmed"] = True
_templates.install_gettext_callables(raw_gettext, raw_ngettext, newstyle=True)  # type: ignore[attr-defined]
_templates.globals |= {
    "SERVICES": SERVICES,
    "answer_words": answer,
    "asset": asset,
    "directions_href": directions_href,
    "emergency": emergency,
    "facts": facts,
    "hours_words": hours,
    "language": spoken,
    "link": link,
    "mistake_href": mistake_href,
    "scheduling_words": scheduling,
    "visiting": visiting,
    "words_for": words_for,
}
_templates.filters |= {
    "day_names": dates.day_names,
    "either": either_of,
    "long_date": dates.long_date,
    "miles": miles,
    "number": number,
    "short_date": dates.short_date,
    "some_of": some_of,
    "tel": phone_href,
}
_templates.tests["web_address"] = is_web_address


@cache
def stylesheet(name: str) -> Markup:
    """The text of one of our style sheets, for a page that is to need no other file."""
    text = re.sub(r"/\*.*?\*/", "", (ASSETS / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    return Markup(re.sub(r"\s+", " ", text).strip())  # noqa: S704 (our own file)


_templates.globals["stylesheet"] = stylesheet


def render(template: str, **values: object) -> Markup:
    """The HTML template of that name, filled. Raises UndefinedError where it asks for what is not given."""
    return Markup(_templates.get_template(template).render(values))  # noqa: S704 (autoescaped)


def render_text(template: str, **values: object) -> str:
    """A template of plain text (.txt), filled: nothing in it is escaped until it is put into HTML."""
    return _templates.get_template(template).render(values)


def _worded(text: str, **values: object) -> Markup:
    """What Jinja's own `_` gives, in a third of the time: a page has a hundred phrases."""
    return _phrase(text, spoken()) % values if values else _phrase(text, spoken()).replace("%%", "%")


@cache
def _phrase(text: str, _language: str) -> Markup:
    return Markup(raw_gettext(text))  # noqa: S704 (ours, or a translator's)


_templates.globals["_"] = _worded


def fixed(template: str, **values: object) -> Markup:
    """A part that says the same to everybody, in the language of the visit: rendered once.

    There is one for each combination of `values`, which must be few and hashable.
    """
    return _fixed(template, spoken(), **values)


@cache
def _fixed(template: str, _language: str, **values: object) -> Markup:
    return render(template, **values)


_templates.globals["fixed"] = fixed

# Stands in a part that is rendered once, wherever one visit differs from the next.
GAP = Markup("<!-- gap -->")
_templates.globals["GAP"] = GAP


def filled(pieces: Sequence[str], *values: object) -> Markup:
    """The pieces of a part that is split at each GAP, with a value in each."""
    texts = [pieces[0]]
    for value, piece in zip(values, pieces[1:], strict=True):
        texts += (escape(value), piece)
    return Markup("".join(texts))  # noqa: S704 (rendered, and escaped)
