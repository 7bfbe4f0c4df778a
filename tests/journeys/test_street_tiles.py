"""Street tiles come through our server, and when there are none our own base map stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.find_page import FindPage
from tests.journeys.served import PROJECT, served
from tests.stand_ins.tile_server import TileServer


@pytest.fixture
def tile_host() -> Iterator[TileServer]:
    with TileServer() as server:
        yield server


def test_tiles_are_fetched_by_our_server_and_shown(page: Page, tile_host: TileServer) -> None:
    with served(LOCATOR_TILES="proxy", LOCATOR_TILE_URL=tile_host.url) as site:
        find = FindPage(page, site).open()
        expect(find.map.locator("img.leaflet-tile-loaded").first).to_be_visible()
        assert tile_host.asked
        expect(find.map.get_by_role("link", name="OpenStreetMap")).to_be_visible()


def test_with_the_tile_host_dead_the_base_map_and_the_pins_stay(page: Page) -> None:
    with served(LOCATOR_TILES="proxy", LOCATOR_TILE_URL="http://127.0.0.1:9/{z}/{x}/{y}.png") as site:
        find = FindPage(page, site).open()
        expect(find.pins).to_have_count(8)
        expect(find.map.locator("path.road.interstate")).to_be_visible()
        expect(find.map.get_by_text("Minneapolis", exact=True)).to_be_visible()
        expect(find.map.locator("img.leaflet-tile-loaded")).to_have_count(0)


def test_with_tiles_off_no_tile_is_asked_for(page: Page, real_site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    find = FindPage(page, real_site).open()
    expect(find.map.locator("path.road.interstate")).to_be_visible()
    assert [address for address in asked if "/tiles/" in address] == []


def test_a_file_full_of_attacks_is_shown_as_text(page: Page, tmp_path: Path) -> None:
    attack = "Clinic <img src=x onerror=alert(1)>`${alert(1)}`{{7*7}}</script><script>alert(1)</script>"
    rows = (PROJECT / "data" / "clinics.csv").read_text(encoding="utf-8-sig").splitlines()
    hostile = rows[1].replace("iSpine Clinics – Maple Grove", attack)
    file = tmp_path / "clinics.csv"
    file.write_text("\n".join([rows[0], hostile]) + "\n", encoding="utf-8")
    alerts: list[str] = []
    page.on("dialog", lambda dialog: alerts.append(dialog.message))
    with served(LOCATOR_CLINICS=str(file)) as site:
        find = FindPage(page, site).open()
        find.find("55369")
        expect(find.answer).to_contain_text("<img src=x onerror=alert(1)>")
        expect(find.cards.first.get_by_role("heading", level=4)).to_have_text(attack)
        expect(find.pins).to_have_count(1)
        assert attack in (find.pins.first.get_attribute("aria-label") or "")
        find.comes_to_rest()
        find.pins.first.hover()
        expect(find.map.locator(".leaflet-tooltip")).to_contain_text("onerror")
        find.pins.first.click()
        expect(find.cards.first).to_have_attribute("aria-current", "true")
    assert alerts == []
