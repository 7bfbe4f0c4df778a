"""Whether the service is well, for whoever watches it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse

from locator.live import serving


async def health(_: Request) -> JSONResponse:
    """What /healthz answers."""
    refusal, network = serving.snapshot().refusal, serving.network()
    told: dict[str, object] = {
        "status": "degraded" if refusal else "ok",
        "clinics": len(network),
        "data_as_of": network.as_of.isoformat() if network.as_of else None,
    }
    if refusal:
        told["why"] = str(refusal)
    return JSONResponse(told, headers={"cache-control": "no-store"})
