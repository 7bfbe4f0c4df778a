"""A real browser on the real server. Every journey fails if the browser asks any other host for anything."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from scripts.ensure_browser import BROWSER_ARGS, ensure_browser
from tests.journeys.served import PROJECT, served

WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 375, "height": 800}
NARROWEST: ViewportSize = {"width": 320, "height": 700}
EXAMPLE = str(PROJECT / "data" / "example" / "clinics.csv")


expect.set_options(timeout=15_000)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One for all journeys, and no longer: while it runs, no other test could start an event loop."""
    program = Path(os.environ["CHROMIUM"]) if "CHROMIUM" in os.environ else ensure_browser()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(BROWSER_ARGS))
        yield running
        running.close()


@pytest.fixture(scope="package")
def real_site() -> Iterator[str]:
    """The eight real clinics."""
    with served() as address:
        yield address


@pytest.fixture(scope="package")
def example_site() -> Iterator[str]:
    """The made-up network that shows every state."""
    with served(LOCATOR_CLINICS=EXAMPLE, LOCATOR_REPORT_EMAIL="office@example.com") as address:
        yield address


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A visitor's browser at the width that `@pytest.mark.parametrize("context", [PHONE], indirect=True)` says."""
    visitor = browser.new_context(viewport=getattr(request, "param", WIDE))
    outside: list[str] = []
    broken: list[str] = []

    def watch(asked: str) -> None:
        parts = urlsplit(asked)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != "localhost":
            outside.append(asked)

    visitor.on("request", lambda asked: watch(asked.url))
    # streamlit-folium throws a bare "Event" when a file of the map can't be had; the page copes, and is tested.
    visitor.on("weberror", lambda told: broken.append(str(told.error)))
    # Streamlit says so before it stops for good.
    visitor.on("console", lambda told: broken.append(told.text) if "Failed to process" in told.text else None)
    yield visitor
    visitor.close()
    assert outside == [], "the browser was sent to another host"
    assert [error for error in broken if error != "Event"] == [], "a script on the page failed"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
