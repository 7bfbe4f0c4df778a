"""Where street tiles come from, which of them we serve, and how much of them we keep."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

# Web Mercator ends here (degrees); beyond it there are no tiles.
MAX_LATITUDE = 85.0511


class TileId(NamedTuple):
    """Zoom, column from the west, row from the north: a tile's place in the usual web-map grid."""

    z: int
    x: int
    y: int


@dataclass(frozen=True)
class TileSettings:
    """All that the proxy needs to know.

    `url` is the tile host's address with {z}, {x} and {y} in its path or query; `bbox` is west, south, east,
    north in WGS 84 degrees; the zooms are both included. `max_bytes` bounds the cache on disk,
    `max_tile_bytes` one tile. `timeout_seconds` is how long one tile may take upstream,
    `away_seconds` how long the upstream is left alone after it failed. `user_agent` should let the tile host
    reach the people who run this server: openstreetmap.org asks that of a caching proxy.
    """

    url: str
    bbox: tuple[float, float, float, float]
    zoom_min: int
    zoom_max: int
    cache_folder: Path
    max_bytes: int = 200_000_000
    max_tile_bytes: int = 1_000_000
    timeout_seconds: float = 5.0
    away_seconds: float = 15.0
    requests_at_once: int = 4
    user_agent: str = "kyphoplasty-clinic-locator/0.1"

    def url_of(self, tile: TileId) -> str:
        """The tile's address upstream."""
        return self.url.replace("{z}", str(tile.z)).replace("{x}", str(tile.x)).replace("{y}", str(tile.y))

    def covers(self, tile: TileId) -> bool:
        """Whether the tile is at a zoom in use and touches the region."""
        if not self.zoom_min <= tile.z <= self.zoom_max:
            return False
        west, south, east, north = self.bbox
        left, top = tile_at(tile.z, north, west)
        right, bottom = tile_at(tile.z, south, east)
        return left <= tile.x <= right and top <= tile.y <= bottom


def tile_at(zoom: int, latitude: float, longitude: float) -> tuple[int, int]:
    """Column and row of the tile that holds a point (WGS 84 degrees).

    Source: OpenStreetMap wiki, "Slippy map tilenames", the Web Mercator formula.
    """
    tiles_across = 2**zoom
    x = (longitude + 180) / 360 * tiles_across
    y = (1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2 * tiles_across
    last = tiles_across - 1
    return min(max(int(x), 0), last), min(max(int(y), 0), last)
