"""Where the browser finds the files it needs, each under an address that changes with the file."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from xstatic.pkg import leaflet, leaflet_markercluster

from locator.digests import digest_of
from locator.settings import ASSETS, PROJECT

# Folders of files under /assets/, by the first part of the address; every other file is one of our own.
FOLDERS = {
    "leaflet": Path(leaflet.BASE_DIR),
    "markercluster": Path(leaflet_markercluster.BASE_DIR),
    "base_map": PROJECT / "data" / "base_map",
}


def asset(name: str) -> str:
    """The address of a file under /assets/, such as "map.js" or "leaflet/leaflet.js", for good.

    It holds a hash of the file, so that a browser may keep the file for a year. Raises OSError where there is
    no such file.
    """
    folder, _, rest = name.partition("/")
    path = FOLDERS[folder] / rest if folder in FOLDERS else ASSETS / name
    return f"/assets/{name}?v={version(path)}"


def version(path: Path) -> str:
    """Ten digits that change with the file. Raises OSError where there is none."""
    return _version(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _version(path: Path, _changed: int) -> str:
    return digest_of(path.read_bytes(), digits=10)
