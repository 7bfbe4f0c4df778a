"""Which pages are ours, and who is asking, whatever stands before this server."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from locator.answers.addresses import as_written
from locator.live import serving

# Uvicorn's own name for the proxies that are believed, and who is where nobody is named.
TRUSTED, ON_THIS_MACHINE = "FORWARDED_ALLOW_IPS", "127.0.0.1, ::1"


def is_our_page(origin: str, headers: Headers, *, also_named: str | None = None) -> bool:
    """Whether a request with these headers comes from a page of this site.

    What stands before this server may ask it under another name than the site's own. `also_named` is the name
    of a host that is ours at any port.
    """
    try:
        asked_by = urlsplit(origin)
    except ValueError:  # no address at all
        return False
    ours = {headers.get("host", ""), urlsplit(serving.settings().public_address).netloc}
    return bool(asked_by.netloc) and (asked_by.netloc in ours or asked_by.hostname == also_named)


def believing_proxies(app: ASGIApp) -> ASGIApp:
    """Let a proxy of ours say who is asking (X-Forwarded-For, X-Forwarded-Proto).

    Uvicorn does this too. But Streamlit has it listen on IPv4 and IPv6 at once, and ::ffff:127.0.0.1, which
    is 127.0.0.1, it takes for another machine.
    """
    believed = ProxyHeadersMiddleware(app, os.environ.get(TRUSTED, ON_THIS_MACHINE))  # type: ignore[arg-type]

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        if client := scope.get("client"):
            scope["client"] = (as_written(client[0]), client[1])
        await believed(scope, receive, send)  # type: ignore[arg-type]

    return serve
