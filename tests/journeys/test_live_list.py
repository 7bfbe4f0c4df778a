"""While a page is open, another clinic list goes live, is held back, or is there at last; in a real browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from locator.settings import PROJECT
from tests.journeys.conftest import NARROWEST, WIDE
from tests.journeys.find_page import FindPage
from tests.journeys.schedulers_page import SchedulersPage
from tests.journeys.served import served

WHOLE = (PROJECT / "data" / "clinics.csv").read_bytes()
ANOTHER_PHONE = WHOLE.replace(b"763-201-8191", b"612-555-0123")
HALF = b"\n".join(WHOLE.splitlines()[:5])


class LiveSite:
    """A site of its own on a file that a test changes."""

    def __init__(self, address: str, file: Path) -> None:
        self.address = address
        self.file = file

    def put(self, data: bytes) -> None:
        """Change the file, and wait until the server has seen it."""
        before = self._newest()
        self.file.write_bytes(data)
        self.wait_for_another(before)

    def accept(self) -> None:
        """What the keeper runs on the server."""
        before = self._newest()
        command = [sys.executable, "-m", "locator", "accept", "--yes"]
        environment = {**os.environ, "LOCATOR_CLINICS": str(self.file)}
        subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True)  # noqa: S603
        self.wait_for_another(before)

    def wait_for_another(self, before: object) -> None:
        deadline = time.monotonic() + 15
        while self._newest() == before:
            assert time.monotonic() < deadline
            time.sleep(0.1)

    def _newest(self) -> object:
        return httpx.get(f"{self.address}/live").json()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[LiveSite]:
    file = tmp_path / "clinics.csv"
    file.write_bytes(WHOLE)
    with served(LOCATOR_CLINICS=str(file)) as address:
        yield LiveSite(address, file)


@pytest.fixture
def empty_site(tmp_path: Path) -> Iterator[LiveSite]:
    file = tmp_path / "clinics.csv"
    with served(LOCATOR_CLINICS=str(file)) as address:
        yield LiveSite(address, file)


def come_back_to(page: Page) -> None:
    """The visitor comes back to the tab, which looks at once and not only every 5 seconds."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_an_open_page_takes_up_a_new_list_and_keeps_what_is_typed_focused_and_seen(
    page: Page, site: LiveSite
) -> None:
    find = FindPage(page, site.address)
    find.open()
    find.find("55369")
    expect(page.get_by_role("link", name=re.compile("763-201-8191")).first).to_be_visible()
    expect(find.complete).to_be_attached()
    box = page.get_by_role("textbox", name="ZIP code or city")
    box.fill("5540")  # and not yet sent
    page.evaluate("window.neverReloaded = true; window.emptied = 0")
    page.evaluate(
        """new MutationObserver(() => {
             if (!document.querySelector("#root article")) window.emptied += 1;
           }).observe(document.getElementById("root"), { subtree: true, childList: true })"""
    )
    site.put(ANOTHER_PHONE)
    come_back_to(page)
    expect(page.get_by_role("link", name=re.compile("612-555-0123")).first).to_be_visible()
    expect(page.get_by_text("763-201-8191")).to_have_count(0)
    expect(page.locator("#news")).to_have_text("The clinic list was updated.")
    expect(box).to_have_value("5540")
    expect(box).to_be_focused()
    assert page.evaluate("[window.neverReloaded, window.emptied]") == [True, 0]
    expect(page.get_by_text("Be seen at Maple Grove, 1.2 miles away.").first).to_be_visible()
    find.has_no_barrier(WIDE, NARROWEST)


def test_an_unfolded_part_and_the_focused_link_of_a_card_stay_so(page: Page, site: LiveSite) -> None:
    find = FindPage(page, site.address)
    find.open()
    expect(find.complete).to_be_attached()
    card = page.get_by_role("article").nth(5)
    directions = card.get_by_role("link", name=re.compile("Directions"))
    directions.scroll_into_view_if_needed()
    directions.focus()
    before = directions.bounding_box()
    site.put(ANOTHER_PHONE)
    come_back_to(page)
    expect(page.locator("#news")).to_have_text("The clinic list was updated.")
    expect(page.get_by_text("763-201-8191")).to_have_count(0)
    expect(directions).to_be_focused()
    after = directions.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 3


def test_schedulers_see_that_a_file_is_held_and_once_it_is_accepted_that_it_is_live(
    page: Page, site: LiveSite
) -> None:
    schedulers = SchedulersPage(page, site.address).open()
    expect(schedulers.rows).to_have_count(8)
    schedulers.place.fill("Del")  # and not yet sent
    site.put(HALF)
    come_back_to(page)
    held = page.get_by_role("region", name="The newest file is not live")
    expect(held).to_contain_text("4 of 8 clinics that patients find today are not in it")
    expect(schedulers.rows).to_have_count(8)
    expect(page.locator("#news")).to_have_text("")
    schedulers.has_no_barrier()
    site.accept()
    come_back_to(page)
    expect(schedulers.rows).to_have_count(4)
    expect(held).to_have_count(0)
    expect(page.locator("#news")).to_have_text("The clinic list was updated.")
    expect(schedulers.place).to_have_value("Del")
    page.get_by_text("Changed in the last 30 days (4)").click()
    expect(page.get_by_text(re.compile("Delano: no longer in the list"))).to_be_visible()
    schedulers.has_no_barrier()


def test_where_no_list_could_be_loaded_the_page_is_calm_and_shows_the_list_once_it_is_there(
    page: Page, empty_site: LiveSite
) -> None:
    find = FindPage(page, empty_site.address)
    page.goto(empty_site.address)
    expect(page.get_by_role("heading", name="Find a clinic", level=1)).to_be_visible()
    expect(page.get_by_text("We can't load the clinic list just now.")).to_be_visible()
    expect(find.complete).to_be_attached(timeout=30_000)
    find.has_no_barrier(WIDE, NARROWEST)
    empty_site.put(WHOLE)
    come_back_to(page)
    expect(page.get_by_role("article")).to_have_count(8)
    expect(page.get_by_text("The clinic list can't be loaded just now.")).to_have_count(0)
    find.find("55369")
    expect(page.get_by_text("Be seen at Maple Grove, 1.2 miles away.").first).to_be_visible()
    find.has_no_barrier(WIDE, NARROWEST)
