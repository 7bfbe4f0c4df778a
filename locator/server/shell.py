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

from locator.templates import render
from locator.words import _, language

STREAMLIT = Path(streamlit.__file__).parent / "static"
# Streamlit's names for what stands there: the map's frame, our HTML, our script, the box, the choice.
ELEMENTS = ("ComponentInstance", "Html", "BidiComponent", "TextInput", "ButtonGroup", "Button")
_STATIC_IMPORT = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")


def shell_html(plain: Markup | str = "", *, is_find: bool = False) -> str:
    """Streamlit's own page with our head, in the language spoken now; `plain` is read where no script runs.

    Raises RuntimeError if Streamlit's page has changed its form.
    """
    html = (STREAMLIT / "index.html").read_text(encoding="utf-8")
    head = render("shell_head.html", early_modules=_early_modules(html) if is_find else [])
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


def _early_modules(html: str) -> list[str]:
    """The scripts that Find a clinic asks for once it runs, for its HTML to name so that they come at once.

    Streamlit loads the script of each kind of element when the first one appears, and the map waits for all
    of them. Given are these and all that they import, but for what `html` itself asks for already; an element
    that this Streamlit names otherwise is left out.
    """
    scripts = STREAMLIT / "static" / "js"
    wanted: list[str] = []
    waiting = [path.name for element in ELEMENTS for path in sorted(scripts.glob(f"{element}.*.js"))]
    while waiting:
        name = waiting.pop()
        if name not in wanted and name not in html:
            wanted.append(name)
            waiting += _STATIC_IMPORT.findall((scripts / name).read_text(encoding="utf-8"))
    return wanted


def shell_routes(addresses: Collection[str], plain_text: Callable[[str], Markup | str]) -> list[Route]:
    """The start of each page, at its own address; `plain_text` gives what to read at one without script."""

    @cache
    def start(address: str, _language: str) -> str:
        return shell_html(plain_text(address), is_find=address == "/")

    async def shell(request: Request) -> HTMLResponse:
        html = start(request.url.path, language())
        return HTMLResponse(html, headers={"cache-control": "no-cache"})

    return [Route(address, shell) for address in addresses]
