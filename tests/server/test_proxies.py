"""Who is asking, where something stands before the server."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from locator.server.origins import TRUSTED, believing_proxies

VISITOR = {"x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https"}


async def who(request: Request) -> JSONResponse:
    return JSONResponse([request.client and request.client.host, request.url.scheme])


def asked_from(peer: str) -> list[str]:
    app = Starlette(routes=[Route("/", who)], middleware=[Middleware(believing_proxies)])
    told: list[str] = TestClient(app, client=(peer, 50000)).get("/", headers=VISITOR).json()
    return told


@pytest.mark.parametrize("peer", ["127.0.0.1", "::ffff:127.0.0.1", "::1"])
def test_a_proxy_on_this_machine_is_believed(peer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TRUSTED, raising=False)
    assert asked_from(peer) == ["203.0.113.9", "https"]


@pytest.mark.parametrize("peer", ["198.51.100.7", "::ffff:198.51.100.7", "2001:db8::7"])
def test_a_stranger_is_not_believed(peer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TRUSTED, raising=False)
    assert asked_from(peer) == [peer.removeprefix("::ffff:"), "http"]


@pytest.mark.parametrize("peer", ["198.51.100.7", "::ffff:198.51.100.7"])
def test_a_proxy_on_another_machine_is_believed_once_it_is_named(
    peer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TRUSTED, "198.51.100.0/24")
    assert asked_from(peer) == ["203.0.113.9", "https"]
