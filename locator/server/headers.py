"""Security headers on every response, so that a visit is told to nobody else."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from locator.server.caching import PRIVATE

# streamlit-folium evaluates the map's script, so its own frame needs more than the pages are given.
MAP_FRAME = "/component/"


def inline_script_hashes(html: str) -> list[str]:
    """CSP sources ('sha256-…') for the scripts that stand in a page itself."""
    scripts = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", html, flags=re.DOTALL)
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def page_policy(inline_scripts: list[str], embed_sites: Sequence[str]) -> str:
    """The Content-Security-Policy of all but the map's frame; `embed_sites` may frame it."""
    return _policy(
        {
            "script-src": ["'self'", *inline_scripts],
            # Streamlit's component styles are written into the page as it runs.
            "style-src": ["'self'", "'unsafe-inline'"],
            "img-src": ["'self'", "data:", "blob:"],
            "frame-ancestors": ["'self'", *embed_sites] if embed_sites else ["'none'"],
        }
    )


def map_policy(tile_url: str | None, embed_sites: Sequence[str]) -> str:
    """The Content-Security-Policy of the map's frame; `tile_url` where the browser asks the tile host."""
    tiles = []
    if tile_url:
        parts = urlsplit(tile_url)
        tiles = [f"{parts.scheme}://{parts.netloc}"]
    return _policy(
        {
            "script-src": ["'self'", "'unsafe-inline'", "'unsafe-eval'"],
            "style-src": ["'self'", "'unsafe-inline'"],
            "img-src": ["'self'", "data:", *tiles],
            "frame-ancestors": ["'self'", *embed_sites],
        }
    )


def _policy(directives: dict[str, list[str]]) -> str:
    always = {
        "default-src": ["'self'"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "frame-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in (always | directives).items())


class SecurityHeaders:
    """ASGI middleware that puts the headers on every HTTP response."""

    def __init__(self, app: ASGIApp, page_policy: str, map_policy: str, *, may_be_embedded: bool) -> None:
        self._app = app
        self._page_policy = page_policy
        self._map_policy = map_policy
        self._may_be_embedded = may_be_embedded

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        in_map = scope["path"].startswith(MAP_FRAME)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if "location" in headers:  # it repeats what was asked, which may be somebody's place
                    headers.update(PRIVATE)
                headers["content-security-policy"] = self._map_policy if in_map else self._page_policy
                headers["x-content-type-options"] = "nosniff"
                if not self._may_be_embedded:  # the header can't name sites; the policies above can
                    headers["x-frame-options"] = "SAMEORIGIN" if in_map else "DENY"
                headers["referrer-policy"] = "strict-origin-when-cross-origin"
                headers["cross-origin-opener-policy"] = "same-origin"
                headers["permissions-policy"] = "geolocation=(self), camera=(), microphone=(), payment=()"
            await send(message)

        await self._app(scope, receive, send_with_headers)
