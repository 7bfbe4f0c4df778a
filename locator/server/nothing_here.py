"""An address where there is nothing says so: Streamlit would answer with a page that then stays empty."""

from __future__ import annotations

from collections.abc import Callable, Collection

from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from locator.clinics import Network
from locator.live import serving
from locator.server.headers import MAP_FRAME
from locator.templates import render


class NothingHere:
    """ASGI middleware: HTML at an address that is none of `pages` becomes a 404 that leads back."""

    def __init__(
        self, app: ASGIApp, pages: Collection[str], network: Callable[[], Network] = serving.network
    ) -> None:
        self._app = app
        self._pages = frozenset(pages)
        self._network = network

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
                await _nothing_here(self._network())(scope, receive, send)
            elif not replaced:
                await send(message)

        await self._app(scope, receive, send_unless_a_page)


def _is_html(start: Message) -> bool:
    return any(name == b"content-type" and value.startswith(b"text/html") for name, value in start["headers"])


def _nothing_here(network: Network) -> Response:
    page = render("nothing_here.html", is_example=network.is_example)
    return HTMLResponse(page, 404, {"cache-control": "no-cache"})
