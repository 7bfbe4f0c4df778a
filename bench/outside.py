"""What the tutorial app takes from the web, served from installed packages: the bench needs no network."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Route

from tests.stand_ins.tile_server import tile_png

# By the end of the address. What the tutorial app loads without using it (Bootstrap, Font Awesome,
# awesome-markers) is empty, which can only make it faster.
FROM_PACKAGES = {
    "/leaflet.js": "leaflet/data/leaflet.js",
    "/leaflet.css": "leaflet/data/leaflet.css",
    "/marker-icon.png": "leaflet/data/images/marker-icon.png",
    "/marker-icon-2x.png": "leaflet/data/images/marker-icon-2x.png",
    "/marker-shadow.png": "leaflet/data/images/marker-shadow.png",
    "/jquery-3.7.1.min.js": "jquery/data/jquery.min.js",
}
KINDS = {"js": "text/javascript", "css": "text/css", "png": "image/png"}


def serve_from_here(context: BrowserContext) -> None:
    """Answer every request of this browser to any host but this machine."""
    context.route(lambda address: urlsplit(address).hostname != "127.0.0.1", _answer)


def _answer(route: Route) -> None:
    path = urlsplit(route.request.url).path
    kind = KINDS.get(path.rpartition(".")[2], "text/plain")
    end = next((end for end in FROM_PACKAGES if path.endswith(end)), None)
    if end:
        body = (_packages() / FROM_PACKAGES[end]).read_bytes()
    else:
        body = tile_png() if kind == "image/png" else b""
    route.fulfill(body=body, content_type=kind, headers={"Access-Control-Allow-Origin": "*"})


def _packages() -> Path:
    leaflet = find_spec("xstatic.pkg.leaflet")
    if leaflet is None or leaflet.origin is None:
        raise RuntimeError("XStatic-Leaflet is not installed: pip install -r requirements-dev.txt")
    return Path(leaflet.origin).parent.parent
