"""Files of ours: kept for good under the address that holds their hash, asked about again under any other."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from locator import asset_addresses
from locator.server.assets import asset, asset_routes

EVERY_KIND = ("map.js", "leaflet/leaflet.js", "markercluster/leaflet.markercluster.js")


@pytest.fixture(scope="module")
def browser() -> TestClient:
    return TestClient(Starlette(routes=asset_routes()))


@pytest.mark.parametrize("name", EVERY_KIND)
def test_a_file_asked_for_by_its_hash_is_kept_for_good(browser: TestClient, name: str) -> None:
    answer = browser.get(asset(name))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("query", ["", "?v=", "?v=0123456789", "?v=%ff", "?w=1"])
def test_a_file_asked_for_in_any_other_way_is_asked_about_again(browser: TestClient, query: str) -> None:
    answer = browser.get(f"/assets/map.js{query}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=3600"


def test_a_changed_file_has_another_address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(asset_addresses, "ASSETS", tmp_path)
    (tmp_path / "a.css").write_text("a {}")
    before = asset("a.css")
    (tmp_path / "a.css").write_text("a { color: red }")
    assert asset("a.css") != before
    assert asset("a.css").startswith("/assets/a.css?v=")


def test_there_is_no_address_for_a_file_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        asset("no-such-file.js")
