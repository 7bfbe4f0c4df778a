"""Whether the service is well, for whoever watches it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from locator import site


async def _health(_: Request) -> JSONResponse:
    live = site.live_clinics()
    health: dict[str, object] = {
        "status": "degraded" if live.is_degraded else "ok",
        "clinics": len(live.clinics),
        "data_as_of": live.data_as_of.isoformat() if live.data_as_of else None,
    }
    if live.is_degraded:
        health["why"] = live.problem
    return JSONResponse(health, headers={"cache-control": "no-store"})


def health_route() -> Route:
    """The route /healthz."""
    return Route("/healthz", _health)
