"""A browser in front of the proxy."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from starlette.applications import Starlette

from locator.tiles import TileProxy, TileSettings
from tests.stand_ins.tile_server import tile_png

TILE = "/tiles/12/985/1473.png"
PICTURE = tile_png("/12/985/1473.png")


class Clock:
    """Seconds that go up when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def visitor(settings: TileSettings, clock: Clock | None = None) -> AsyncIterator[httpx.AsyncClient]:
    """A browser in front of a server with the proxy in it."""
    async with TileProxy(settings, clock or Clock()) as proxy:
        app = Starlette(routes=proxy.routes)
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://locator.example"
        ) as browser:
            yield browser


async def ask(settings: TileSettings, path: str = TILE, **headers: str) -> httpx.Response:
    """One visit to a server that was started for it: all it can know is what is on the disk."""
    async with visitor(settings) as browser:
        return await browser.get(path, headers=headers)
