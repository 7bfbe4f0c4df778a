"""Security headers on every response, strict for the pages, wider for the map's own frame alone."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from locator.server.headers import security_headers
from locator.server.shell import page_html


def site(tile_url: str | None = None, embed_sites: tuple[str, ...] = ()) -> TestClient:
    def answer(_: object) -> PlainTextResponse:
        return PlainTextResponse("here")

    app = Starlette(
        routes=[Route("/{path:path}", answer)],
        middleware=[
            Middleware(
                security_headers, page_html=page_html("/", {}), tile_url=tile_url, embed_sites=embed_sites
            )
        ],
    )
    return TestClient(app)


def policy(client: TestClient, path: str) -> dict[str, str]:
    told = client.get(path).headers["content-security-policy"]
    return dict(part.strip().split(" ", 1) for part in told.split(";"))


def test_the_pages_run_only_scripts_of_this_server_and_the_one_that_stands_in_them() -> None:
    scripts = policy(site(), "/")["script-src"].split()
    assert scripts[0] == "'self'"
    assert len(scripts) == 2
    assert scripts[1].startswith("'sha256-")


def test_only_the_maps_frame_may_evaluate_scripts() -> None:
    assert "'unsafe-eval'" in policy(site(), "/component/streamlit_folium.st_folium/index.html")["script-src"]
    for path in ("/", "/healthz", "/assets/map.js", "/api/clinics", "/no-such-page"):
        assert "unsafe" not in policy(site(), path)["script-src"]


def test_nothing_may_be_loaded_from_or_sent_to_another_host() -> None:
    for path in ("/", "/component/x"):
        told = policy(site(), path)
        assert "http" not in " ".join(told.values())
        assert told["connect-src"] == "'self'"
        assert told["object-src"] == "'none'"


def test_with_tiles_straight_from_their_host_only_the_maps_frame_may_show_its_pictures() -> None:
    client = site("https://tile.example.org/{z}/{x}/{y}.png")
    assert "https://tile.example.org" in policy(client, "/component/x")["img-src"]
    assert "https://tile.example.org" not in policy(client, "/")["img-src"]


def test_no_site_may_frame_the_pages_unless_it_is_named() -> None:
    closed = site().get("/")
    assert closed.headers["x-frame-options"] == "DENY"
    assert policy(site(), "/")["frame-ancestors"] == "'none'"
    named = site(embed_sites=("https://www.example.com",))
    assert policy(named, "/")["frame-ancestors"] == "'self' https://www.example.com"
    assert policy(named, "/component/x")["frame-ancestors"] == "'self' https://www.example.com"
    assert "x-frame-options" not in named.get("/").headers


def test_the_usual_headers_are_there() -> None:
    headers = site().get("/").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "geolocation=(self)" in headers["permissions-policy"]
