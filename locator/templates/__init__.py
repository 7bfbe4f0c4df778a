"""Every page and part as HTML: the templates beside this file, and how they are filled.

What is put into one is escaped unless it is HTML already (Markup, as `render` gives it).
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from locator.words.dates import long_date, short_date
from locator.words.language import language as spoken
from locator.words.language import link, number, raw_gettext, raw_ngettext

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    extensions=["jinja2.ext.i18n"],
    auto_reload=False,
)
_templates.policies["ext.i18n.trimmed"] = True
_templates.install_gettext_callables(raw_gettext, raw_ngettext, newstyle=True)  # type: ignore[attr-defined]
_templates.globals |= {"link": link, "language": spoken}
_templates.filters |= {"long_date": long_date, "number": number, "short_date": short_date}


def render(template: str, **values: object) -> Markup:
    """The template of that name, filled. Raises UndefinedError where it asks for what is not given."""
    return Markup(_templates.get_template(template).render(values))  # noqa: S704 (autoescaped)
