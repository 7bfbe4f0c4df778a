"""The catalog of every phrase, made from the code and the templates, and held to them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from locator.settings import PROJECT
from locator.words.language import CATALOGS, TEMPLATE

PLACES = ("locator", "pages")
FILLED = ("**.html", "**.txt", "**.json")
METHODS = [("**.py", "python"), *((pattern, "jinja2") for pattern in FILLED)]
OPTIONS = {pattern: {"newstyle_gettext": "true", "trimmed": "true"} for pattern in FILLED}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None}


def catalog_files() -> dict[Path, bytes]:
    """What each catalog should hold now: the template, and each language brought up to it."""
    template = _extracted()
    files = {TEMPLATE: _written(template)}
    for path in sorted(CATALOGS.glob("*.po")):
        with path.open("rb") as file:
            catalog = read_po(file, locale=path.stem.replace("-", "_"))
        catalog.update(template, no_fuzzy_matching=True)
        files[path] = _written(catalog)
    return files


def stale_files() -> list[Path]:
    """The catalogs that do not hold what they should."""
    return [path for path, data in catalog_files().items() if not path.exists() or path.read_bytes() != data]


def _extracted() -> Catalog:
    catalog = Catalog()
    for place in PLACES:
        found = extract_from_dir(PROJECT / place, METHODS, OPTIONS, KEYWORDS, comment_tags=("Translators:",))
        for file, _line, message, comments, context in sorted(found, key=lambda one: (one[0], one[1])):
            # Which file, but not which line: that would change with every edit.
            catalog.add(message, None, [(f"{place}/{file}", 0)], auto_comments=comments, context=context)
    return catalog


def _written(catalog: Catalog) -> bytes:
    out = BytesIO()
    write_po(out, catalog, width=100, sort_by_file=True, include_lineno=False, omit_header=True)
    return out.getvalue()
