""" "Check a clinic file" and "About this data", as staff see them: by roles and labels."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Download, FilePayload, Locator, expect

from tests.journeys.open_page import OpenPage, OpenPageWithMap

# The table of problems is drawn, so a press goes to a place in it: its boxes stand at the left edge.
HEAD_HEIGHT, ROW_HEIGHT, BOX_MIDDLE = 40, 76, 16


class _StaffPage(OpenPage):
    """What both pages have in common."""

    address: str
    title: str

    def open(self) -> None:
        self.page.goto(f"{self.site}{self.address}")
        expect(self.page.get_by_role("heading", name=self.title, level=1)).to_be_visible(timeout=30_000)
        expect(self.complete).to_be_attached()

    def download(self, label: str) -> Path:
        """What a download button gives."""
        with self.page.expect_download() as told:
            self.page.get_by_role("button", name=label).click()
        given: Download = told.value
        return Path(given.path())


class CheckPage(_StaffPage, OpenPageWithMap):
    """The page `/check`."""

    address = "/check"
    title = "Check a clinic file"

    def upload(self, data: bytes, name: str = "clinics.csv") -> None:
        file: FilePayload = {"name": name, "mimeType": "text/csv", "buffer": data}
        self.page.locator("input[type=file]").set_input_files(file)

    def paste(self, text: str) -> None:
        self.page.get_by_label("Or paste it").fill(text)
        self.page.get_by_role("button", name="Check what I pasted").click()

    @property
    def verdict(self) -> Locator:
        return self.page.locator(".verdict[role=status]")

    @property
    def table(self) -> Locator:
        return self.page.get_by_test_id("stDataFrame")

    @property
    def problems(self) -> Locator:
        return self.page.locator(".problem-list > li")

    def row(self, number: int) -> Locator:
        return self.page.get_by_role("region", name=f"Row {number} of your file")

    def column(self, letters: str) -> Locator:
        """The box that says what a column of the file is."""
        return self.page.get_by_role("combobox", name=f"Column {letters} of your file is")

    def match_column(self, letters: str, ours: str) -> None:
        """Say what a column of the file is."""
        self.column(letters).scroll_into_view_if_needed()
        self.column(letters).click()
        self.column(letters).press_sequentially(ours)  # the list is long: only a part of it is there at once
        self.page.get_by_role("option", name=ours).click()

    def choose_problem(self, place: int) -> None:
        """Press the box in front of a problem, counted from 0."""
        y = HEAD_HEIGHT + ROW_HEIGHT * place + ROW_HEIGHT // 2
        self.table.click(position={"x": BOX_MIDDLE, "y": y})

    def section(self, heading: str) -> Locator:
        return self.page.get_by_role("heading", name=heading, exact=True)


class DataPage(_StaffPage):
    """The page `/data`."""

    address = "/data"
    title = "About this data"

    @property
    def facts(self) -> Locator:
        return self.page.get_by_role("table", name="Every fact, clinic by clinic")

    @property
    def counts(self) -> Locator:
        return self.page.get_by_role("table", name="How much is confirmed")
