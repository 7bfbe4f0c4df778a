"""The files that the browser needs, all from here: Leaflet, our own few, the base map."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from locator.asset_addresses import FOLDERS, asset, version
from locator.clinic_file import template_file
from locator.server.compressed import KEPT, STREAMLIT
from locator.settings import ASSETS

__all__ = ["asset", "asset_routes"]

FOR_AN_HOUR = "public, max-age=3600"


class _Files(StaticFiles):
    """Static files that a browser keeps: for good under an address of `asset()`, else for an hour."""

    def file_response(
        self, full_path: str | PathLike[str], stat_result: object, scope: Scope, status_code: int = 200
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)  # type: ignore[arg-type]
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("v")
        is_this = asked == [version(Path(full_path))]
        response.headers["cache-control"] = KEPT["cache-control"] if is_this else FOR_AN_HOUR
        return response


async def _font(_: Request) -> Response:
    """The one typeface, as Streamlit has it: it holds every letter of Spanish, Hmong and Somali."""
    file = next(STREAMLIT.glob("static/media/SourceSansVF-Upright.*.woff2"))
    return FileResponse(file, headers=KEPT)


async def _template(_: Request) -> Response:
    """An empty clinic list that says what each column is for, for whoever is without scripts."""
    headers = {"content-disposition": 'attachment; filename="clinics-template.csv"'}
    return Response(template_file(), media_type="text/csv", headers=headers)


def asset_routes() -> list[BaseRoute]:
    """Everything under /assets/."""
    return [
        Route("/assets/font.woff2", _font),
        Route("/assets/clinics-template.csv", _template),
        *(Mount(f"/assets/{name}", _Files(directory=folder)) for name, folder in FOLDERS.items()),
        Mount("/assets", _Files(directory=ASSETS)),
    ]
