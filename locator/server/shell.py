"""The HTML that Streamlit's pages start from, with our name, icon, styles and words for no script."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path

import streamlit
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from locator.server.preloading import MAP_FILES, early_modules
from locator.templates import render
from locator.words import _, language

STREAMLIT_SHELL = Path(streamlit.__file__).parent / "static" / "index.html"


def shell_html(plain: Markup | str = "", *, is_find: bool = False) -> str:
    """Streamlit's own page with our head, in the language spoken now; `plain` is read where no script runs.

    Raises RuntimeError if Streamlit's page has changed its form.
    """
    html = STREAMLIT_SHELL.read_text(encoding="utf-8")
    head = render(
        "shell_head.html", is_find=is_find, early_modules=early_modules(html), early_files=MAP_FILES
    )
    for old, new in (
        ('<html lang="en">', f'<html lang="{language()}">'),
        ("<title>.*?</title>", Markup("<title>{}</title>").format(_("Kyphoplasty clinics"))),
        ('<link rel="shortcut icon"[^>]*/>', '<link rel="icon" href="/assets/favicon.svg" />'),
        ("</head>", head),
        ("<noscript>.*?</noscript>", render("shell_noscript.html", plain=plain)),
        ("</body>", render("shell_foot.html")),
    ):
        html, count = re.subn(old, lambda _, new=new: str(new), html, count=1, flags=re.DOTALL)  # type: ignore[misc]
        if not count:
            raise RuntimeError(f"Streamlit's page has no {old}: see locator/server/shell.py")
    return html


def shell_routes(addresses: Collection[str], plain_text: Callable[[str], Markup | str]) -> list[Route]:
    """The start of each page, at its own address; `plain_text` gives what to read at one without script."""

    @cache
    def start(address: str, _language: str) -> str:
        return shell_html(plain_text(address), is_find=address == "/")

    async def shell(request: Request) -> HTMLResponse:
        html = start(request.url.path, language())
        return HTMLResponse(html, headers={"cache-control": "no-cache"})

    return [Route(address, shell) for address in addresses]
