"""What the server serves: the pages, its own files, street tiles, its health; with security headers on all.

Start it with `streamlit run app.py`, or with any ASGI server: `uvicorn app:app`.
"""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager

import streamlit as st
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit import config

from locator.clinic_file import LARGEST
from locator.live import serving
from locator.places import find_place
from locator.server.account import account_routes, back_to_sign_in
from locator.server.api import api_routes
from locator.server.assets import asset_routes
from locator.server.calls import call_routes
from locator.server.compressed import scripts_compressed
from locator.server.confirm import confirm_routes
from locator.server.directory import directory_route
from locator.server.headers import security_headers
from locator.server.health import health, newest
from locator.server.middleware import in_the_language_asked_for, nothing_here, own_pages_only
from locator.server.navigation import FIND
from locator.server.origins import believing_proxies
from locator.server.report import report_routes
from locator.server.sheet import patient_sheet
from locator.server.shell import frame, shell_routes
from locator.server.sockets import send_at_once
from locator.server.street_tiles import tile_proxy
from locator.settings import PROJECT, SettingsError, Tiles
from locator.words import DEFAULT_LANGUAGE

try:
    settings = serving.settings()
except SettingsError as problem:
    sys.exit(f"The locator can't start.\n{problem}")
serving.live()  # read before the first visit
config.set_option("secrets.files", [str(serving.SECRETS_FILE)])  # what st.login needs is in the same file

# Else an upload of more than a megabyte would wait in a file on disk, and /check promises memory alone.
MultiPartParser.spool_max_size = LARGEST

tiles = tile_proxy(settings)


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncGenerator[None, None]:
    """Read what every visit needs before the first one, and close what is open after the last."""
    send_at_once()
    # Uvicorn's own log of requests would hold the ZIP codes in addresses.
    logging.getLogger("uvicorn.access").disabled = True
    find_place("mapel grove", near=serving.network().file.center)  # builds every table a search uses
    # Streamlit collects garbage after every run of a page, and nothing else can run meanwhile. What is here
    # for good need not be looked through each time.
    gc.collect()
    gc.freeze()
    async with AsyncExitStack() as stack:
        if tiles:
            await stack.enter_async_context(tiles)
        serving.live().start()
        stack.callback(serving.live().stop)
        yield


routes = [
    Route("/healthz", health),
    Route("/live", newest),
    *api_routes(),
    directory_route(),
    *account_routes(),
    Route("/sheet", patient_sheet),
    *call_routes(),
    *report_routes(),
    *confirm_routes(),
    *asset_routes(),
    *(tiles.routes if tiles else []),
    *shell_routes(),
]

app = st.App(
    PROJECT / "pages" / "frame.py",
    lifespan=lifespan,
    routes=routes,
    middleware=[
        Middleware(believing_proxies),
        Middleware(
            security_headers,
            page_html="".join(frame(DEFAULT_LANGUAGE, FIND)),
            tile_url=settings.tile_url if settings.tiles is Tiles.DIRECT else None,
            embed_sites=settings.embed_sites,
        ),
        Middleware(scripts_compressed),
        Middleware(own_pages_only),
        Middleware(back_to_sign_in),
        Middleware(in_the_language_asked_for),
        Middleware(nothing_here, pages={route.path for route in routes if isinstance(route, Route)}),
    ],
)
