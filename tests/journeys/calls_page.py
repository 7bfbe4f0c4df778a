"""Calls to make, as staff see it: by roles and labels."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.journeys.open_page import OpenPage

STAFF_WORDS = "blue heron"


class CallsPage(OpenPage):
    """The page `/calls`."""

    def open(self, query: str = "") -> CallsPage:
        self.page.goto(f"{self.site}/calls{query}")
        expect(self.page.get_by_role("heading", name="Calls to make", level=1)).to_be_visible()
        return self

    def sign_in(self, name: str = "Ana", words: str = STAFF_WORDS) -> CallsPage:
        self.page.get_by_label("Your name").fill(name)
        self.page.get_by_label("Passphrase of the staff").fill(words)
        self.page.get_by_role("button", name="Sign in").click()
        return self

    @property
    def saved(self) -> Locator:
        return self.page.get_by_role("status")

    @property
    def refused(self) -> Locator:
        return self.page.get_by_role("alert")

    @property
    def speaker(self) -> Locator:
        return self.page.get_by_label("Who is speaking?")

    def clinic(self, name: str) -> Locator:
        return self.page.get_by_role("article", name=name)

    def answer(self, clinic: str, about: str, answer: str) -> Locator:
        """The button of that answer."""
        return self.clinic(clinic).get_by_role("button", name=f"{answer} ({clinic.split('– ')[-1]}, {about})")
