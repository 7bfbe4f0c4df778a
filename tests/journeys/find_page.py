"""Find a clinic, as a visitor sees it: by roles and labels."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.journeys.open_page import OpenPageWithMap

MAP_TITLE = "Map of the clinics"


class FindPage(OpenPageWithMap):
    """The page `/`."""

    def open(self, query: str = "") -> FindPage:
        self.page.goto(f"{self.site}/{query}")
        expect(self.page.get_by_role("heading", name="Find a clinic", level=1)).to_be_visible(timeout=30_000)
        expect(self.answer).to_be_visible()
        return self

    @property
    def place(self) -> Locator:
        return self.page.get_by_role("textbox", name="ZIP code or city")

    @property
    def answer(self) -> Locator:
        return self.page.get_by_role("region", name="The answer")

    @property
    def cards(self) -> Locator:
        return self.page.get_by_role("article")

    @property
    def count(self) -> Locator:
        return self.page.locator(".count")

    def card(self, name: str) -> Locator:
        return self.page.get_by_role("article", name=name)

    def pin(self, name: str) -> Locator:
        return self.map.get_by_role("button", name=name)

    def comes_to_rest(self) -> None:
        """Wait until the map has stopped moving and its names stand: a press on what moves would miss it."""
        expect(
            self.map.locator(".leaflet-zoom-anim, .leaflet-pan-anim, .leaflet-cluster-anim")
        ).to_have_count(0)
        expect(self.map.locator(".leaflet-places-pane:not([hidden])")).to_have_count(1)
        self.page.wait_for_timeout(400)  # names are put down when the browser has nothing else to do

    def find(self, text: str) -> None:
        self.place.fill(text)
        self.place.press("Enter")

    def need(self, label: str) -> None:
        self.page.get_by_role("radiogroup", name="I need").get_by_text(label, exact=True).click()
