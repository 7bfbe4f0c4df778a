"""Whose pages may open a WebSocket to this server: our own."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.web.server.server_util import allow_all_cross_origin_requests, allowlisted_origins


class OwnPagesOnly:
    """ASGI middleware that refuses a WebSocket from another site's page (RFC 6455, section 10.2).

    Streamlit refuses it too, but first asks a host on the internet for this server's own address, and
    everybody waits meanwhile. What its settings allow stays allowed.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "websocket" or _is_ours(Headers(scope=scope)):
            await self._app(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})


def _is_ours(headers: Headers) -> bool:
    origin = headers.get("origin")
    if origin is None or allow_all_cross_origin_requests() or origin in allowlisted_origins():
        return True
    try:
        parts = urlsplit(origin)
    except ValueError:  # no address at all
        return False
    return parts.netloc == headers.get("host") or parts.hostname == config.get_option("browser.serverAddress")
