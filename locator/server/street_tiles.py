"""The street tiles of this server: which region, which zooms, where they are kept."""

from __future__ import annotations

from functools import cache

import numpy as np

from locator.clinics import Clinics
from locator.live import serving
from locator.map.site_map import ZOOM_MAX, ZOOM_MIN, Bounds
from locator.settings import Settings, Tiles
from locator.tiles import TileProxy, TileSettings
from locator.tiles.settings import MAX_LATITUDE

PROXIED = "/tiles/{z}/{x}/{y}.png"
# Degrees around the outermost clinics that a visitor may look at: about 50 miles.
MARGIN_DEGREES = 0.75
METRO = (-94.5, 44.2, -92.3, 45.6)


def tile_address(settings: Settings) -> str | None:
    """Where the visitor's browser asks for tiles; None when they are off."""
    return {Tiles.PROXY: PROXIED, Tiles.DIRECT: settings.tile_url, Tiles.OFF: None}[settings.tiles]


@cache
def tile_bounds(settings: Settings) -> Bounds | None:
    """Where this server serves tiles: around the clinics it started with. None when it serves none."""
    return region(serving.snapshot().clinics) if settings.tiles is Tiles.PROXY else None


def tile_proxy(settings: Settings) -> TileProxy | None:
    """The proxy that fetches and keeps tiles on behalf of visitors, where the settings ask for one."""
    bounds = tile_bounds(settings)
    if bounds is None:
        return None
    contact = f" ({settings.report_email})" if settings.report_email else ""
    return TileProxy(
        TileSettings(
            url=settings.tile_url,
            bbox=bounds,
            zoom_min=ZOOM_MIN,
            zoom_max=ZOOM_MAX,
            cache_folder=serving.CACHE / "tiles",
            user_agent=f"kyphoplasty-clinic-locator/0.1{contact}",
        )
    )


def region(clinics: Clinics) -> Bounds:
    """West, south, east, north (WGS 84 degrees) of what the clinics need a map of."""
    latitude = clinics.latitude[~np.isnan(clinics.latitude)]
    longitude = clinics.longitude[~np.isnan(clinics.longitude)]
    if not len(latitude):
        return METRO
    return (
        max(float(longitude.min()) - MARGIN_DEGREES, -180.0),
        max(float(latitude.min()) - MARGIN_DEGREES, -MAX_LATITUDE),
        min(float(longitude.max()) + MARGIN_DEGREES, 180.0),
        min(float(latitude.max()) + MARGIN_DEGREES, MAX_LATITUDE),
    )
