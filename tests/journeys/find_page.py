"""Find a clinic, as a visitor sees it: by roles and labels."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FrameLocator, Locator, Page, expect

MAP_TITLE = "Map of the clinics"


class FindPage:
    """The page `/`."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site

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
    def said(self) -> Locator:
        return self.page.locator(".said")

    @property
    def count(self) -> Locator:
        return self.page.locator(".count")

    @property
    def map(self) -> FrameLocator:
        return self.page.frame_locator("iframe")

    @property
    def pins(self) -> Locator:
        return self.map.locator(".leaflet-marker-icon.pin")

    def card(self, name: str) -> Locator:
        return self.page.get_by_role("article", name=name)

    def pin(self, name: str) -> Locator:
        return self.map.get_by_role("button", name=name)

    def find(self, text: str) -> None:
        self.place.fill(text)
        self.place.press("Enter")

    def need(self, label: str) -> None:
        self.page.get_by_role("radiogroup", name="I need").get_by_text(label, exact=True).click()

    def has_no_barrier(self) -> None:
        """axe finds nothing serious or critical."""
        found = Axe().run(self.page).response["violations"]
        serious = [
            f"{problem['id']}: {problem['help']}: {[node['html'] for node in problem['nodes'][:3]]}"
            for problem in found
            if problem["impact"] in {"serious", "critical"}
        ]
        assert not serious, "\n".join(serious)
