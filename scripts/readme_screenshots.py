"""Takes the README's two screenshots anew: `python -m scripts.readme_screenshots`."""

from __future__ import annotations

from playwright.sync_api import expect

from scripts.screenshots import EXAMPLE, REAL, chromium
from tests.journeys.find_page import FindPage
from tests.journeys.served import PROJECT, served

PICTURES = {
    "real": (REAL, "55406"),
    "example": (EXAMPLE, "Saint Paul"),
}


def main() -> None:
    """One picture for each data set, 1280 by 900, with a place typed."""
    with chromium() as browser:
        for name, (clinics, place) in PICTURES.items():
            with served(LOCATOR_CLINICS=clinics) as site:
                page = browser.new_page(viewport={"width": 1280, "height": 900})
                find = FindPage(page, site).open()
                find.find(place)
                expect(find.count).to_contain_text("miles from")
                expect(find.pins.first).to_be_visible()
                page.wait_for_timeout(1000)  # the map's own movement
                page.screenshot(path=PROJECT / "docs" / f"{name}.png")
                page.close()


if __name__ == "__main__":
    main()
