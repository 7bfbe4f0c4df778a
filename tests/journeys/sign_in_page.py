"""The page `/sign-in` and the provider behind it, as staff see them: by roles and labels."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.journeys.open_page import OpenPage


class SignInPage(OpenPage):
    """The page `/sign-in`."""

    def open(self, query: str = "") -> None:
        self.page.goto(f"{self.site}/sign-in{query}")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        expect(self.complete).to_be_attached()

    def choose_provider(self, name: str) -> None:
        """Press its button, and see its page."""
        self.page.get_by_role("button", name=f"Sign in with {name}").click()
        expect(self.page.get_by_role("heading", name="Authorize Client")).to_be_visible()

    def say_who(self, user: str) -> None:
        """Choose an account at the provider, and come back."""
        self.page.get_by_role("button", name=user, exact=True).first.click()
        expect(self.complete).to_be_attached()

    @property
    def go_on(self) -> Locator:
        return self.page.get_by_role("button", name="Go on to the calls")

    def cookie(self, name: str) -> dict[str, object] | None:
        """What the browser keeps under that name for the site."""
        kept = [dict(one) for one in self.page.context.cookies(self.site) if one.get("name") == name]
        return kept[0] if kept else None
