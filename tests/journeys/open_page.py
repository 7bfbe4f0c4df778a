"""What every page of the app has in common, as a visitor sees it."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FrameLocator, Locator, Page, ViewportSize, expect


class OpenPage:
    """A page of the site at `site`, in a browser."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site

    @property
    def said(self) -> Locator:
        """What is said about what was typed."""
        return self.page.locator(".said")

    @property
    def emergency_words(self) -> Locator:
        return self.page.get_by_role("complementary", name="When to get help at once")

    @property
    def complete(self) -> Locator:
        """There once Streamlit has taken over, with every control."""
        return self.page.locator("html.live")

    def has_no_barrier(self, *sizes: ViewportSize) -> None:
        """Nobody is kept out, in the window as it is or in one of each size, the last of which stays.

        axe finds nothing serious or critical, and nothing has to be scrolled sideways.
        """
        for size in sizes:
            self.page.set_viewport_size(size)
            self._has_no_barrier()
        if not sizes:
            self._has_no_barrier()

    def _has_no_barrier(self) -> None:
        # What Streamlit is about to change it draws pale.
        expect(self.page.locator(".stApp[data-test-script-state=running]")).to_have_count(0)
        found = Axe().run(self.page).response["violations"]
        serious = [
            f"{problem['id']}: {problem['help']}: {[node['html'] for node in problem['nodes'][:3]]}"
            for problem in found
            if problem["impact"] in {"serious", "critical"}
        ]
        assert not serious, "\n".join(serious)
        self.fits()

    def fits(self) -> None:
        """Nothing has to be scrolled sideways."""
        scrolled = self.page.locator("html, [data-testid=stMain]")
        too_wide = scrolled.evaluate_all("all => all.map(e => e.scrollWidth - e.clientWidth)")
        assert max(too_wide) <= 0, self.page.url


class OpenPageWithMap(OpenPage):
    """A page that shows clinics on a map."""

    @property
    def map(self) -> FrameLocator:
        return self.page.frame_locator("iframe")

    @property
    def pins(self) -> Locator:
        return self.map.locator(".leaflet-marker-icon.pin")
