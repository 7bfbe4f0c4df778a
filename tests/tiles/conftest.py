"""A tile host of our own, and a proxy set up for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from locator.tiles import TileSettings
from tests.stand_ins.tile_server import TileServer


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def host() -> Iterator[TileServer]:
    with TileServer() as server:
        yield server


@pytest.fixture
def settings(host: TileServer, tmp_path: Path) -> TileSettings:
    return TileSettings(
        url=host.url,
        bbox=(-94.5, 44.3, -92.3, 45.7),
        zoom_min=8,
        zoom_max=16,
        cache_folder=tmp_path / "tiles",
    )
