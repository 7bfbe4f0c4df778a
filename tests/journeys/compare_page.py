"""Compare your choices, as a visitor sees it."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.journeys.learn_page import LearnPage


class ComparePage(LearnPage):
    """The page at `/learn-compare`."""

    def open(self, address: str = "/learn-compare") -> ComparePage:
        super().open(address)
        expect(self.slider("Less pain soon")).to_be_visible()
        return self

    def group(self, matter: str) -> Locator:
        return self.page.get_by_role("group", name=matter, exact=True)

    def slider(self, matter: str) -> Locator:
        return self.group(matter).get_by_role("slider", name="How much does this matter to you?")

    def own_words(self, matter: str) -> Locator:
        return self.group(matter).get_by_role("textbox", name="In your own words, if you like")

    @property
    def paper(self) -> Locator:
        """The page to bring."""
        return self.page.get_by_role("region", name="My page for the visit")

    @property
    def in_order(self) -> Locator:
        return self.paper.locator(".in-order").get_by_role("listitem")

    def press(self, matter: str, key: str, times: int) -> None:
        """Move a slider with the keyboard."""
        self.slider(matter).focus()
        for _ in range(times):
            self.page.keyboard.press(key)
