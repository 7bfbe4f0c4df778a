"""Whether the service is well, for whoever watches it; and which list is live, for open pages."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse

from locator.live import serving


async def newest(_: Request) -> JSONResponse:
    """What /live answers: which list is live, for an open page to see whether it still shows that one."""
    live = serving.snapshot()
    return JSONResponse({"list": live.version, "state": live.state}, headers={"cache-control": "no-store"})


async def health(_: Request) -> JSONResponse:
    """What /healthz answers."""
    # 200 even without clinics: to restart the server would take the emergency words away too.
    refusal, network = serving.snapshot().refusal, serving.network()
    told: dict[str, object] = {
        "status": "degraded" if refusal else "ok",
        "clinics": len(network),
        "data_as_of": network.as_of.isoformat() if network.as_of else None,
    }
    if refusal:
        told |= {"reason": refusal.reason, "why": str(refusal)}
    return JSONResponse(told, headers={"cache-control": "no-store"})
