"""An address where there is nothing says so: Streamlit would answer with a page that then stays empty."""

from __future__ import annotations

from collections.abc import Callable, Collection

from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from locator import site, wording
from locator.cards import banners, escape
from locator.live_clinics import Snapshot
from locator.server import wording as server_wording
from locator.server.directory_page import ADDRESS as DIRECTORY
from locator.server.headers import MAP_FRAME
from locator.server.plain_page import plain_page


class NothingHere:
    """ASGI middleware: HTML at an address that is none of `pages` becomes a 404 that leads back."""

    def __init__(
        self, app: ASGIApp, pages: Collection[str], live: Callable[[], Snapshot] = site.live_clinics
    ) -> None:
        self._app = app
        self._pages = frozenset(pages)
        self._live = live

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"] in self._pages or scope["path"].startswith(MAP_FRAME):
            await self._app(scope, receive, send)
            return
        replaced = False

        async def send_unless_a_page(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and _is_html(message):
                replaced = True
                await _nothing_here(self._live())(scope, receive, send)
            elif not replaced:
                await send(message)

        await self._app(scope, receive, send_unless_a_page)


def _is_html(start: Message) -> bool:
    return any(name == b"content-type" and value.startswith(b"text/html") for name, value in start["headers"])


def _nothing_here(live: Snapshot) -> Response:
    ways_on = (("/", wording.FIND_TITLE), (DIRECTORY, wording.PLAIN_LIST))
    links = "".join(f'<li><a href="{address}">{escape(words)}</a></li>' for address, words in ways_on)
    main = f"<p>{escape(server_wording.NO_PAGE)}</p><ul>{links}</ul>"
    page = plain_page(server_wording.NO_PAGE_TITLE, main, header=banners(live))
    return HTMLResponse(page, 404, {"cache-control": "no-cache"})
