"""What stands between every request and its answer, beside the security headers of headers.py."""

from __future__ import annotations

from collections.abc import Callable, Collection

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.web.server.server_util import allow_all_cross_origin_requests, allowlisted_origins

from locator.clinics import Network
from locator.live import serving
from locator.server.headers import MAP_FRAME
from locator.server.navigation import site_header
from locator.server.origins import is_our_page
from locator.templates import render
from locator.words import chosen_language, speaking

# Here Streamlit would tell everybody how many visits there are and how long they last.
METRICS = "/_stcore/metrics"


def own_pages_only(app: ASGIApp) -> ASGIApp:
    """Refuse a WebSocket from another site's page (RFC 6455, section 10.2).

    Streamlit refuses it too, but first asks a host on the internet for this server's own address, and
    everybody waits meanwhile. What its settings allow stays allowed.
    """

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket" or _is_ours(Headers(scope=scope)):
            await app(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    return serve


def _is_ours(headers: Headers) -> bool:
    origin = headers.get("origin")
    if origin is None or allow_all_cross_origin_requests() or origin in allowlisted_origins():
        return True
    return is_our_page(origin, headers, also_named=config.get_option("browser.serverAddress"))


def in_the_language_asked_for(app: ASGIApp) -> ASGIApp:
    """Let `?lang=` hold for whatever is said while a request is answered."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        asked = HTTPConnection(scope).query_params.get("lang") if scope["type"] == "http" else None
        with speaking(chosen_language(asked)):
            await app(scope, receive, send)

    return serve


def nothing_here(
    app: ASGIApp, pages: Collection[str], network: Callable[[], Network] = serving.network
) -> ASGIApp:
    """Make HTML at an address that is none of `pages`, and METRICS, a 404 that leads back.

    Streamlit would answer with a page that then stays empty.
    """

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in pages or scope["path"].startswith(MAP_FRAME):
            await app(scope, receive, send)
            return
        replaced = False

        async def send_unless_a_page(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and (_is_html(message) or scope["path"] == METRICS):
                replaced = True
                page = render("nothing_here.html", header=site_header(scope["path"], network()))
                await HTMLResponse(page, 404, {"cache-control": "no-cache"})(scope, receive, send)
            elif not replaced:
                await send(message)

        await app(scope, receive, send_unless_a_page)

    return serve


def _is_html(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")
