"""An education page or a tool, as a visitor sees it: by roles and labels."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Locator, expect

from tests.journeys.open_page import OpenPage

# Where the links within this site lead: "#…" on the same page, or an address.
LINKS = """links => links.filter(link => link.origin === location.origin).map(
    link => link.getAttribute("href").startsWith("#") ? link.hash : link.pathname)"""


class LearnPage(OpenPage):
    """A page at an address that begins with `/learn-`."""

    def open(self, address: str) -> LearnPage:
        self.page.goto(f"{self.site}{address}")
        return self.is_there()

    def is_there(self, title: str | None = None) -> LearnPage:
        """Wait until all of the page is there, its foot included."""
        expect(self.page.locator(".learn-head")).to_be_visible(timeout=30_000)
        if title:
            expect(self.title).to_have_text(title)
        expect(self.page.get_by_role("heading", name="Where does this come from?")).to_be_attached()
        expect(self.emergency_words).to_be_attached()
        expect(self.complete).to_be_attached()
        return self

    @property
    def title(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    @property
    def article(self) -> Locator:
        return self.page.get_by_role("article")

    @property
    def contents(self) -> Locator:
        return self.page.get_by_role("navigation", name="On this page")

    @property
    def sources(self) -> Locator:
        return self.page.get_by_role("region", name="Where does this come from?")

    @property
    def find_a_clinic(self) -> Locator:
        return self.page.get_by_role("link", name="Find a clinic near you")

    @property
    def outcome(self) -> Locator:
        return self.page.locator(".outcome").last

    @property
    def alert(self) -> Locator:
        return self.page.get_by_role("alert")

    @property
    def sheet(self) -> Locator:
        return self.page.get_by_role("region", name="Questions for my visit")

    def box(self, label: str) -> Locator:
        return self.page.get_by_role("checkbox", name=label, exact=True)

    def tick(self, label: str) -> None:
        self.page.get_by_text(label, exact=True).first.click()

    def type_day(self, day: date, then: str = "Escape") -> None:
        """Type a day into the box and press the key that ends it."""
        self.page.get_by_role("spinbutton", name="month, The day your pain began").focus()
        self.page.keyboard.type(f"{day:%m%d%Y}", delay=30)
        self.page.keyboard.press(then)

    def links(self) -> list[str]:
        """Where the links on the page lead, within this site."""
        found: list[str] = self.page.locator("[data-testid=stMain] a[href]").evaluate_all(LINKS)
        return found
