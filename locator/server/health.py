"""Whether the service is well, for whoever watches it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from locator.live import serving


async def _health(_: Request) -> JSONResponse:
    refusal, network = serving.snapshot().refusal, serving.network()
    health: dict[str, object] = {
        "status": "degraded" if refusal else "ok",
        "clinics": len(network),
        "data_as_of": network.as_of.isoformat() if network.as_of else None,
    }
    if refusal:
        health["why"] = str(refusal)
    return JSONResponse(health, headers={"cache-control": "no-store"})


def health_route() -> Route:
    """The route /healthz."""
    return Route("/healthz", _health)
