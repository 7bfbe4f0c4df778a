"""Which pages are ours, and who is asking, whatever stands before this server."""

from __future__ import annotations

import ipaddress
import os
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from locator.live import serving

# Uvicorn's own name for the proxies that are believed, and who is where nobody is named.
TRUSTED, ON_THIS_MACHINE = "FORWARDED_ALLOW_IPS", "127.0.0.1, ::1"


def is_our_page(origin: str, headers: Headers) -> bool:
    """Whether a request with these headers comes from a page of this site.

    What stands before this server may ask it under another name than the site's own.
    """
    try:
        host = urlsplit(origin).netloc
    except ValueError:  # no address at all
        return False
    ours = {headers.get("host", ""), urlsplit(serving.settings().public_address).netloc}
    return bool(host) and host in ours


def believing_proxies(app: ASGIApp) -> ASGIApp:
    """Let a proxy of ours say who is asking (X-Forwarded-For, X-Forwarded-Proto).

    Uvicorn does this too. But Streamlit has it listen on IPv4 and IPv6 at once, where 127.0.0.1 is written
    ::ffff:127.0.0.1 (RFC 4291, section 2.5.5.2), which it takes for another machine.
    """
    believed = ProxyHeadersMiddleware(app, os.environ.get(TRUSTED, ON_THIS_MACHINE))  # type: ignore[arg-type]

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        if client := scope.get("client"):
            scope["client"] = (_plain(client[0]), client[1])
        await believed(scope, receive, send)  # type: ignore[arg-type]

    return serve


def _plain(address: str) -> str:
    """An IPv4 address as it is usually written."""
    try:
        mapped = ipaddress.IPv6Address(address).ipv4_mapped
    except ValueError:
        return address
    return str(mapped or address)
