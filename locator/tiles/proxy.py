"""Serves street tiles to the map out of a shared, bounded cache, asking the tile host only when it must."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Self

import httpx
from hishel import AsyncSqliteStorage, CacheOptions
from hishel.httpx import AsyncCacheTransport
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from locator.entity_tags import etag_of, has_it
from locator.tiles.settings import TileId, TileSettings
from locator.tiles.upstream import UnavailableError, Upstream

logger = logging.getLogger(__name__)

# Whole numbers as we would write them ourselves, so that one tile has one address.
NUMBER = "(0|[1-9][0-9]{0,7})"
TILE_PATH = re.compile(f"{NUMBER}/{NUMBER}/{NUMBER}\\.png")
# How long a visitor's browser may keep a tile is the tile host's to say.
PASSED_ON = ("content-type", "cache-control", "expires", "age")
# A tile is read in milliseconds, so one that has lain unused this long is nobody's current reading.
UNUSED_SECONDS = 5.0


_Tile = tuple[bytes, dict[str, str]]  # with its headers


class _NoUpstream(httpx.AsyncBaseTransport):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:  # noqa: ARG002
        raise UnavailableError


class TileProxy:
    """One per server. `routes` are what it serves; use it as an async context manager to close it properly.

    It answers at /tiles/{z}/{x}/{y}.png. 200: the tile. 304: the browser has it already. 404: not a tile of
    the region and zooms in use; the tile host is not asked. 204: no tile to be had just now, so that Leaflet
    leaves the square to the base map underneath.
    """

    def __init__(self, settings: TileSettings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._under_way: dict[TileId, asyncio.Task[_Tile | None]] = {}
        self._upstream = Upstream(settings, clock)
        self._storage = AsyncSqliteStorage(
            database_path=settings.cache_folder / "tiles.sqlite3",
            max_size=settings.max_bytes,
            soft_delete_ttl=UNUSED_SECONDS,
        )
        self._honest = AsyncCacheTransport(self._upstream, self._storage, CacheOptions(shared=True))
        self._stale = AsyncCacheTransport(
            _NoUpstream(), self._storage, CacheOptions(shared=True, allow_stale=True)
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        for task in self._under_way.values():
            task.cancel()
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)
        await self._upstream.aclose()
        await self._storage.close()

    @property
    def routes(self) -> list[Route]:
        """What to hand to the server. Everything under /tiles/ is answered here, nonsense included."""
        return [Route("/tiles/{path:path}", self._answer)]

    async def _answer(self, request: Request) -> Response:
        found = TILE_PATH.fullmatch(request.path_params["path"])
        if not found:
            return Response(status_code=404)
        tile_id = TileId(*map(int, found.groups()))
        if not self._settings.covers(tile_id):
            return Response(status_code=404)
        tile = await self._shared(tile_id)
        if tile is None:
            return Response(status_code=204, headers={"cache-control": "no-store"})
        body, headers = tile
        if has_it(request.headers.get("if-none-match", ""), headers["etag"]):
            return Response(status_code=304, headers=headers)
        return Response(body, headers=headers)

    async def _shared(self, tile_id: TileId) -> _Tile | None:
        """The tile, fetched once however many ask at the same time. One who leaves takes it from nobody."""
        task = self._under_way.get(tile_id)
        if task is None:
            task = self._under_way[tile_id] = asyncio.create_task(self._tile(tile_id))
            task.add_done_callback(lambda _: self._under_way.pop(tile_id))
        return await asyncio.shield(task)

    async def _tile(self, tile_id: TileId) -> _Tile | None:
        url = self._settings.url_of(tile_id)
        try:
            for cache in (self._honest, self._stale):
                with suppress(UnavailableError):
                    return await _read(cache, url)
        except RuntimeError:
            # hishel's word for a cache file of another layout, closed, or emptied under our eyes.
            logger.exception("The tile cache in %s cannot be used", self._settings.cache_folder)
        return None


async def _read(cache: AsyncCacheTransport, url: str) -> _Tile | None:
    answer = await cache.handle_async_request(httpx.Request("GET", url))
    try:
        body = await answer.aread()
    finally:
        await answer.aclose()
    if answer.status_code != HTTPStatus.OK:
        return None
    headers = {name: answer.headers[name] for name in PASSED_ON if name in answer.headers}
    # Our own tag, and not the tile host's, which could carry anything.
    return body, {**headers, "etag": etag_of(body)}
