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


def security_headers(
    app: ASGIApp, page_html: str, tile_url: str | None, embed_sites: Sequence[str]
) -> ASGIApp:
    """Put the headers on every HTTP response.

    Of scripts that stand in a page itself only those of `page_html` run. `tile_url` is given where the
    browser asks the tile host itself; `embed_sites` may frame the pages.
    """
    of_pages = _policy(
        scripts=_inline_script_hashes(page_html),
        images=["blob:"],
        ancestors=["'self'", *embed_sites] if embed_sites else ["'none'"],
    )
    of_map = _policy(
        scripts=["'unsafe-inline'", "'unsafe-eval'"],
        images=["{0.scheme}://{0.netloc}".format(urlsplit(tile_url))] if tile_url else [],
        ancestors=["'self'", *embed_sites],
    )

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                in_map = scope["path"].startswith(MAP_FRAME)
                headers = MutableHeaders(scope=message)
                if "location" in headers:  # it repeats what was asked, which may be somebody's place
                    headers.update(PRIVATE)
                headers["content-security-policy"] = of_map if in_map else of_pages
                headers["x-content-type-options"] = "nosniff"
                if not embed_sites:  # the header can't name sites; the policies above can
                    headers["x-frame-options"] = "SAMEORIGIN" if in_map else "DENY"
                headers.setdefault("referrer-policy", "strict-origin-when-cross-origin")
                headers["cross-origin-opener-policy"] = "same-origin"
                headers["permissions-policy"] = "geolocation=(self), camera=(), microphone=(), payment=()"
            await send(message)

        await app(scope, receive, send_with_headers)

    return serve


def _inline_script_hashes(html: str) -> list[str]:
    """CSP sources ('sha256-…') for the scripts that stand in a page itself."""
    scripts = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", html, flags=re.DOTALL)
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def _policy(scripts: list[str], images: list[str], ancestors: list[str]) -> str:
    """A Content-Security-Policy: all from this server, but for what is named."""
    directives = {
        "default-src": ["'self'"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "frame-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "script-src": ["'self'", *scripts],
        # Streamlit's component styles are written into the page as it runs.
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", *images],
        "frame-ancestors": ancestors,
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())
