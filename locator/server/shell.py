"""The HTML that Streamlit's pages start from, with our name, icon, stylesheet and a word for no script."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from locator import wording

STREAMLIT_SHELL = Path(streamlit.__file__).parent / "static" / "index.html"


def shell_html() -> str:
    """Streamlit's own page with our head. Raises RuntimeError if Streamlit's page has changed its form."""
    html = STREAMLIT_SHELL.read_text(encoding="utf-8")
    head = (
        f'<meta name="description" content="{escape(wording.FIND_LEAD)}" />\n'
        '    <link rel="stylesheet" href="/assets/style.css" />\n'
        '    <link rel="stylesheet" href="/assets/learn.css" />\n'
        '    <link rel="stylesheet" href="/assets/schedulers.css" />\n'
        '    <script src="/assets/shell.js" defer></script>\n'
        '    <script src="/assets/copy.js" defer></script>\n'
        '    <script src="/assets/learn.js" defer></script>\n  </head>'
    )
    plain_list = f'<a href="/directory">{escape(wording.PLAIN_LIST)}</a>'
    noscript = f'<noscript><p class="plain-list">{escape(wording.NO_SCRIPT)} {plain_list}</p></noscript>'
    unconnected = (
        f'<p class="plain-list" id="unconnected" role="alert" hidden>{escape(wording.NO_CONNECTION)} '
        f"{plain_list}</p>\n  </body>"
    )
    for old, new in (
        (r"<title>.*?</title>", f"<title>{escape(wording.PRODUCT)}</title>"),
        (r'<link rel="shortcut icon"[^>]*/>', '<link rel="icon" href="/assets/favicon.svg" />'),
        (r"</head>", head),
        (r"<noscript>.*?</noscript>", noscript),
        (r"</body>", unconnected),
    ):
        html, count = re.subn(old, lambda _, new=new: new, html, count=1, flags=re.DOTALL)  # type: ignore[misc]
        if not count:
            raise RuntimeError(f"Streamlit's page has no {old}: see locator/server/shell.py")
    return html


def with_plain_text(html: str, plain: str) -> str:
    """The same page, with HTML to read where there is no script."""
    return html.replace("</noscript>", f"{plain}</noscript>", 1)


def shell_routes(html: str, paths: list[str]) -> list[Route]:
    """The start of each page, at its own address."""

    async def shell(_: Request) -> HTMLResponse:
        return HTMLResponse(html, headers={"cache-control": "no-cache"})

    return [Route(path, shell) for path in paths]
