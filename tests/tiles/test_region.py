"""Only the tiles of our region and zooms are to be had."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.tiles import TileSettings
from locator.tiles.settings import TileId, tile_at
from tests.stand_ins.tile_server import TileServer
from tests.tiles.visiting import TILE, ask, visitor

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    "path",
    [
        "/tiles/7/30/46.png",
        "/tiles/17/31520/47136.png",
        "/tiles/12/0/0.png",
        "/tiles/12/985/1400.png",
        "/tiles/12/2100/1473.png",
        "/tiles/-12/985/1473.png",
        "/tiles/12/-985/1473.png",
        "/tiles/12/985/99999999.png",
        f"/tiles/12/985/{'9' * 5000}.png",
        "/tiles/12/985/1473.5.png",
        "/tiles/12/0985/1473.png",
        "/tiles/12/985/1473",
        "/tiles/12/985/1473.jpg",
        "/tiles/12/985/1473.png/",
        "/tiles/12/985/%2e%2e/%2e%2e/1473.png",
        "/tiles/12/985/..%2f1473.png",
        "/tiles/12/985/%D9%A1.png",
        "/tiles/12/985/{x}.png",
        "/tiles/http://elsewhere.example/12/985/1473.png",
        "/tiles//elsewhere.example/12/985/1473.png",
        "/tiles/@elsewhere.example/985/1473.png",
        "/tiles/",
    ],
)
async def test_what_is_not_a_tile_of_our_region_is_not_found_and_nobody_is_asked(
    settings: TileSettings, host: TileServer, path: str
) -> None:
    assert (await ask(settings, path)).status_code == 404
    assert host.asked == []


async def test_only_reading_is_possible(settings: TileSettings, host: TileServer) -> None:
    async with visitor(settings) as browser:
        assert (await browser.post(TILE)).status_code == 405
    assert host.asked == []


@given(z=st.integers(8, 16), east=st.floats(-94.49, -92.31), north=st.floats(44.31, 45.69))
def test_every_point_of_the_region_has_its_tile(z: int, east: float, north: float) -> None:
    settings = TileSettings(
        "https://tiles.example/{z}/{x}/{y}.png", (-94.5, 44.3, -92.3, 45.7), 8, 16, Path()
    )
    assert settings.covers(TileId(z, *tile_at(z, north, east)))


def test_the_grid_is_the_one_everybody_uses() -> None:
    assert tile_at(12, 44.9778, -93.2650) == (986, 1473)  # Minneapolis
    assert tile_at(0, -85.0511, 180) == (0, 0)
    assert tile_at(18, 85.0511, -180) == (0, 0)
    assert tile_at(18, -85.0511, 180) == (2**18 - 1, 2**18 - 1)
