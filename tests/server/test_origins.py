"""Another site's page gets no connection, and Streamlit is not even asked."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit import config

from locator.server.middleware import own_pages_only


async def stream(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("connected")
    await socket.close()


CLIENT = TestClient(Starlette(routes=[WebSocketRoute("/", stream)], middleware=[Middleware(own_pages_only)]))


def answered(headers: dict[str, str]) -> str:
    with CLIENT.websocket_connect("/", headers=headers) as socket:
        return socket.receive_text()


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", "null", "", "http://[", "http://testserver.elsewhere.example"]
)
def test_another_sites_page_is_refused(origin: str) -> None:
    with pytest.raises(WebSocketDisconnect) as refused:
        answered({"origin": origin})
    assert refused.value.code == 1008


# No origin: no browser. The last: the address that .streamlit/config.toml names as ours.
@pytest.mark.parametrize(
    "headers", [{}, {"origin": "http://testserver"}, {"origin": "http://localhost:3000"}]
)
def test_our_own_pages_are_connected(headers: dict[str, str]) -> None:
    assert answered(headers) == "connected"


@pytest.mark.parametrize(
    ("setting", "value"),
    [("server.enableCORS", False), ("server.corsAllowedOrigins", ["https://elsewhere.example"])],
)
def test_whom_streamlits_settings_let_in_is_let_in(setting: str, value: object) -> None:
    before = config.get_option(setting)
    config.set_option(setting, value)
    try:
        assert answered({"origin": "https://elsewhere.example"}) == "connected"
    finally:
        config.set_option(setting, before)
