"""Streamlit's own scripts and styles, sent compressed: it sends them as they are, three megabytes of them."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

import streamlit
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

STREAMLIT = Path(streamlit.__file__).parent / "static"
_FOLDER = STREAMLIT / "static"
_TYPES = {".js": "text/javascript", ".css": "text/css"}
# Each name holds the hash of what is in the file, so it may be kept for a year.
KEPT = {"cache-control": "public, max-age=31536000, immutable"}
_PACKED = {**KEPT, "content-encoding": "gzip", "vary": "Accept-Encoding"}


def scripts_compressed(app: ASGIApp) -> ASGIApp:
    """Send Streamlit's scripts and style sheets as gzip, to every browser that takes it."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        name = scope["path"].removeprefix("/static/") if scope["type"] == "http" else ""
        if name in _names() and "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            response = Response(_compressed(name), media_type=_TYPES[Path(name).suffix], headers=_PACKED)
            await response(scope, receive, send)
        else:
            await app(scope, receive, send)

    return serve


@cache
def _names() -> frozenset[str]:
    files = (path for path in _FOLDER.rglob("*") if path.suffix in _TYPES)
    return frozenset(path.relative_to(_FOLDER).as_posix() for path in files)


@cache
def _compressed(name: str) -> bytes:
    return gzip.compress((_FOLDER / name).read_bytes(), 9, mtime=0)
