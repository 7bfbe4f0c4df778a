"""The HTML of a page: ours to read at once, within the page that Streamlit starts from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from markupsafe import Markup
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from locator.live import serving
from locator.server.caching import PRIVATE
from locator.server.compressed import STREAMLIT
from locator.server.first_page import first_page
from locator.server.navigation import CHECK, COMPARE, DATA, FIND, SCHEDULERS, site_header, streamlit_pages
from locator.templates import render
from locator.words import language

# What a page needs to be read, sent within it; and what some pages need beside that.
SHEETS = ("colors.css", "style.css", "header.css", "list.css", "map_column.css", "learn.css")
SHEETS_OF = {
    COMPARE: ("compare.css",),
    SCHEDULERS: ("schedulers.css",),
    DATA: ("staff.css",),
    CHECK: ("staff.css",),
}
# Streamlit's names for what stands on Find a clinic: the map's frame, and our own HTML.
ELEMENTS = ("ComponentInstance", "BidiComponent")
_STATIC_IMPORT = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")
_PAGE = Markup("<!-- the page -->")


def page_html(address: str, query: Mapping[str, str]) -> str:
    """The page at an address of `streamlit_pages()`, for what its query asks, in the language spoken now."""
    title = render("shell_title.html", title=streamlit_pages()[address].title)
    is_embedded = query.get("embed") == "true"  # the name is Streamlit's
    header = site_header(address, serving.network(), is_embedded=is_embedded)
    page = render("shell_page.html", header=header, first=first_page(address, query))
    start, head, end = frame(language(), address)
    return f"{start}{title}{head}{page}{end}"


@cache
def frame(tag: str, address: str) -> tuple[str, str, str]:
    """What stands before the title, between it and the page, and after the page.

    Raises RuntimeError if Streamlit's page has changed its form.
    """
    html = (STREAMLIT / "index.html").read_text(encoding="utf-8")
    modules = _early_modules(html) if address == FIND else []
    ours = render("shell_head.html", early_modules=modules, sheets=(*SHEETS, *SHEETS_OF.get(address, ())))
    theirs = re.findall('<link rel="stylesheet"[^>]*>', html)
    late = {sheet for sheets in SHEETS_OF.values() for sheet in sheets} | {"streamlit.css"}
    foot = render("shell_foot.html", theirs=Markup("".join(theirs)), sheets=sorted(late))  # noqa: S704 (Streamlit's)
    for old, new in (
        ("<!--.*?-->", ""),
        ('<html lang="en">', f'<html lang="{tag}" data-page="{address}">'),
        ('<link rel="shortcut icon"[^>]*/>', '<link rel="icon" href="/assets/favicon.svg" />'),
        ('<link\\s+rel="preload"[^>]*/>', ""),  # a font that the theme does without
        ("<noscript>.*?</noscript>", ""),
        ('<link rel="stylesheet"[^>]*>', ""),  # comes after what is to be read: see shell_foot.html
        ("</head>", ours),
        ('<div id="root"></div>', _PAGE),
        ("</body>", foot),
    ):
        html, count = re.subn(old, lambda _, new=new: str(new), html, count=1, flags=re.DOTALL)  # type: ignore[misc]
        if not count:
            raise RuntimeError(f"Streamlit's page has no {old}: see locator/server/shell.py")
    before, end = html.split(_PAGE)
    start, head = re.split("<title>.*?</title>", before)
    return start, head, end


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


def shell_routes() -> list[Route]:
    """Each page at its own address. One that names a place is nobody's to keep."""

    async def shell(request: Request) -> HTMLResponse:
        html = page_html(request.url.path, request.query_params)
        headers = PRIVATE if "near" in request.query_params else {"cache-control": "no-cache"}
        return HTMLResponse(html, headers=headers)

    # Streamlit compresses every answer but the one at "/".
    return [Route(address, shell, middleware=[Middleware(GZipMiddleware)]) for address in streamlit_pages()]
