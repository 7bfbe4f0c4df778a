"""Every request is answered in the language that its address asks for."""

from __future__ import annotations

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from locator.words import chosen_language, speaking


class InTheLanguageAskedFor:
    """ASGI middleware: `?lang=` holds for whatever is said while the request is answered."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with speaking(chosen_language(HTTPConnection(scope).query_params.get("lang"))):
            await self._app(scope, receive, send)
