"""The files that the browser needs, all from here: Leaflet, our own few, the base map, the pins."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from xstatic.pkg import leaflet

from locator.map.pins import PIN_ADDRESS, Pin, pin_svg
from locator.settings import ASSETS, PROJECT


class _Files(StaticFiles):
    """Static files that a browser keeps, and asks about again after an hour."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["cache-control"] = "public, max-age=3600"
        return response


async def _pin(request: Request) -> Response:
    try:
        pin = Pin(request.path_params["pin"])
    except ValueError:
        return Response(status_code=404)
    return Response(
        pin_svg(pin), media_type="image/svg+xml", headers={"cache-control": "public, max-age=3600"}
    )


def asset_routes() -> list[BaseRoute]:
    """Everything under /assets/."""
    return [
        Route(PIN_ADDRESS, _pin),
        Mount("/assets/leaflet", _Files(directory=Path(leaflet.BASE_DIR))),
        Mount("/assets/base_map", _Files(directory=PROJECT / "data" / "base_map")),
        Mount("/assets", _Files(directory=ASSETS)),
    ]
