"""Street tiles, fetched and kept by this server, so that the tile host never sees a visitor."""

from locator.tiles.proxy import TileProxy
from locator.tiles.settings import TileSettings

__all__ = ["TileProxy", "TileSettings"]
