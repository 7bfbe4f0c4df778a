"""For schedulers, as one sees it: by roles and labels."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.journeys.open_page import OpenPage

TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


class SchedulersPage(OpenPage):
    """The page `/schedulers`."""

    def open(self) -> SchedulersPage:
        self.page.goto(f"{self.site}/schedulers")
        return self.is_there()

    def is_there(self) -> SchedulersPage:
        """Wait until all of the page is there, its foot included."""
        expect(self.page.get_by_role("heading", name="For schedulers", level=1)).to_be_visible(timeout=30_000)
        expect(self.network).to_be_visible()
        expect(self.checklist_item("Can lie face down?")).to_be_attached()
        expect(self.complete).to_be_attached()
        return self

    @property
    def place(self) -> Locator:
        return self.page.get_by_role("textbox", name="Patient's ZIP code or city")

    @property
    def ways(self) -> Locator:
        return self.page.get_by_role("article")

    @property
    def network(self) -> Locator:
        return self.page.get_by_role("table", name="All clinics")

    @property
    def rows(self) -> Locator:
        return self.network.locator("tbody").get_by_role("row")

    @property
    def count(self) -> Locator:
        return self.page.locator(".count")

    @property
    def find_box(self) -> Locator:
        return self.page.get_by_label("Find by name, street, city, ZIP or phone")

    @property
    def copied(self) -> Locator:
        return self.page.locator("#copied")

    def send(self, place: str) -> None:
        """Ask where a patient can go."""
        self.place.fill(place)
        self.place.press("Enter")

    def choose(self, box: str, choice: str) -> None:
        """Choose from one of the boxes of the table."""
        self.page.get_by_role("combobox", name=box).scroll_into_view_if_needed()
        self.page.evaluate(TWO_FRAMES)  # a list of choices closes when the page is scrolled
        self.page.get_by_role("combobox", name=box).click()
        self.page.get_by_role("option", name=choice, exact=True).click()
        expect(self.page.get_by_role("combobox", name=box)).to_have_value(choice)

    @property
    def whose(self) -> Locator:
        """The question whether the checklist is still this patient's, beside the place."""
        return self.page.get_by_role("alert").filter(has_text="Clear the checklist for this patient?")

    def next_patient(self) -> None:
        self.page.get_by_role("button", name="Next patient").click()

    def checklist_item(self, question: str) -> Locator:
        return self.page.get_by_role("group", name=question)

    def answer(self, question: str, choice: str = "", note: str = "") -> None:
        item = self.checklist_item(question)
        if choice:
            item.get_by_role("radio", name=choice, exact=True).check()
        if note:
            item.get_by_role("textbox").fill(note)

    def clipboard(self) -> str:
        """What was copied."""
        text: str = self.page.evaluate("navigator.clipboard.readText()")
        return text

    def sheet(self) -> Page:
        """The patient's sheet of the first way, in its own tab."""
        with self.page.expect_popup() as opened:
            self.ways.first.get_by_role("link", name="Sheet for the patient").click()
        expect(opened.value.get_by_role("heading", level=1)).to_be_visible()
        return opened.value
