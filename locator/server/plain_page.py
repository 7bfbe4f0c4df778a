"""A whole HTML page made by the server: no JavaScript, no other file."""

from __future__ import annotations

import re
from functools import cache

from locator import cards, wording
from locator.cards import escape
from locator.server.assets import ASSETS


def plain_page(title: str, main: str, *, head: str = "", header: str = "") -> str:
    """The document around `main`, the emergency words at its end. All but the title is HTML."""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} · {escape(wording.PRODUCT)}</title>
<link rel="icon" href="/assets/favicon.svg">
<style>{_style()}</style>
{head}
</head>
<body>
<header>{header}</header>
<main>
<h1>{escape(title)}</h1>
{main}
</main>
{cards.closing_words()}
</body>
</html>
"""


@cache
def _style() -> str:
    return re.sub(r"\s+", " ", (ASSETS / "directory.css").read_text(encoding="utf-8")).strip()
