"""Whether the service is well, for whoever watches it; and which list is live, for open pages."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse

from locator.live import serving
from locator.words import _


async def newest(_request: Request) -> JSONResponse:
    """What /live answers: which list is live, for an open page to see whether it still shows that one."""
    live = serving.snapshot()
    return JSONResponse({"list": live.shown, "state": live.state}, headers={"cache-control": "no-store"})


async def health(_request: Request) -> JSONResponse:
    """What /healthz answers."""
    # 200 even without clinics: to restart the server would take the emergency words away too.
    live, network = serving.snapshot(), serving.network()
    refusal = live.refusal
    told: dict[str, object] = {
        "status": "degraded" if refusal or live.answers_are_away else "ok",
        "clinics": len(network),
        "data_as_of": network.as_of.isoformat() if network.as_of else None,
    }
    if refusal:
        told |= {"reason": refusal.reason, "why": str(refusal)}
    if live.answers_are_away:
        # The pages go on from what was read of them.
        told = {"reason": "answers", "why": _("The store of answers can't be reached.")} | told
    return JSONResponse(told, headers={"cache-control": "no-store"})
