"""What the tasks of a scheduler and a keeper take: `python -m bench.tasks [--beside FOLDER]`.

Each is done in a real Chromium, act by act, at the pace of the keystroke-level model (S. K. Card, T. P. Moran
and A. Newell, Communications of the ACM 23(7), 1980, pages 396 to 410): a person who knows the way, makes no
mistake and does not read. Every act waits so long before it is done. How long the machine then makes one wait
is measured. Cells that are mended in a spreadsheet are reckoned alone, by the same model.
"""

from __future__ import annotations

import argparse
import csv
import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Locator, sync_playwright

from bench.apps import LOCATOR, PROJECT, App, served
from bench.generate_clinics import write_file
from scripts.ensure_browser import BROWSER_ARGS, ensure_browser
from tests.clinic_file.messy import CALL_LIST, TWO_PHONES, MessyFile
from tests.journeys.schedulers_page import SchedulersPage
from tests.journeys.staff_pages import CheckPage

# Seconds, as the model has them: a key of somebody who is no typist, the button of a mouse, pointing, the
# hand from mouse to keys or back, and making up one's mind.
KEY, BUTTON, POINT, HOME, MIND = 0.28, 0.20, 1.10, 0.40, 1.35
EXAMPLE = str(PROJECT / "data" / "example" / "clinics.csv")
LARGE = 10_000
PATIENCE_SECONDS = 60
LOOKS_EVERY_MS = 20
BLOOD_THINNER = "Takes a blood thinner?"


@dataclass
class Person:
    """Somebody at a page: what was done, what hands and head took, how long the machine made them wait."""

    site: str
    schedulers: SchedulersPage
    check: CheckPage
    acts: int = 0
    hands: float = 0.0
    waited: float = 0.0
    looks: int = 0

    def press(self, target: Locator, until: Callable[[], bool]) -> None:
        """Point at it and press, in sight already: a list of choices closes when the page is scrolled."""
        target.scroll_into_view_if_needed()
        self._act(MIND + POINT + BUTTON, target.click, until)

    def enter(self, box: Locator, text: str, until: Callable[[], bool]) -> None:
        """Press the box, write over what is in it, and press Enter."""
        self._act(MIND + POINT + BUTTON + HOME, lambda: box.click(click_count=3), lambda: True)
        self.acts -= 1  # it is one with what follows
        start = time.monotonic()
        box.press_sequentially(text, delay=KEY * 1000)
        self.hands += time.monotonic() - start
        self._act(KEY, lambda: box.press("Enter"), until)
        self.hands += HOME

    def choose(self, box: str, choice: str, until: Callable[[], bool]) -> None:
        """Press the box, and the choice in its list."""
        page = self.schedulers.page
        option = page.get_by_role("option", name=choice, exact=True)
        self.press(page.get_by_role("combobox", name=box), option.is_visible)
        self._act(POINT + BUTTON, option.click, until)

    def look(self, data: bytes) -> bool:
        """Drop the file on /check: whether it, or the tidied one, could go live."""
        self.check.open()
        verdict = self.check.verdict
        self._act(MIND + 2 * (POINT + BUTTON), lambda: self.check.upload(data), verdict.is_visible)
        self.looks += 1
        return "could go live" in verdict.inner_text()

    def mend(self, cells: list[str]) -> None:
        """Write these texts into cells of a spreadsheet, and save it (one act more)."""
        self.acts += len(cells) + 1
        self.hands += sum(MIND + POINT + BUTTON + HOME + len(cell) * KEY for cell in cells) + MIND + 2 * KEY

    def _act(self, seconds: float, done: Callable[[], object], until: Callable[[], bool]) -> None:
        page = self.schedulers.page
        page.wait_for_timeout(seconds * 1000)
        start = time.monotonic()
        done()
        while not until():
            if time.monotonic() - start > PATIENCE_SECONDS:
                raise TimeoutError(f"Nothing came of an act at {page.url}.")
            page.wait_for_timeout(LOOKS_EVERY_MS)
        self.acts += 1
        self.hands += seconds
        self.waited += time.monotonic() - start


def _measured_from(page: SchedulersPage, place: str) -> Callable[[], bool]:
    said = page.page.get_by_text(f"in a straight line from the center of {place}")
    return lambda: (
        said.is_visible() and page.page.get_by_role("button", name="Show more options").is_visible()
    )


def next_patient(person: Person) -> str:
    """The next one, after a patient with a day, a filter and a checklist."""
    page = person.schedulers
    thinner = page.checklist_item(BLOOD_THINNER).get_by_role("radio", name="Yes", exact=True)
    person.enter(page.place, "55406", _measured_from(page, "55406"))
    day, does = "Day of the evaluation", "Does"
    boxes = {name: page.page.get_by_role("combobox", name=name) for name in (day, does)}
    person.choose(day, "Friday", lambda: boxes[day].input_value() == "Friday")
    person.choose(does, "The procedure", lambda: boxes[does].input_value() == "The procedure")
    page.answer(BLOOD_THINNER, "Yes")
    person.acts, person.hands, person.waited = 0, 0.0, 0.0
    button = page.page.get_by_role("button", name="Next patient")
    if button.count():
        person.press(button, lambda: page.place.input_value() == "" and not thinner.is_checked())
        person.enter(page.place, "55369", _measured_from(page, "55369"))
    else:
        person.enter(page.place, "55369", _measured_from(page, "55369"))
        person.choose(day, "Any day", lambda: boxes[day].input_value() == "Any day")
        person.choose(does, "All", lambda: boxes[does].input_value() == "All")
        clear = page.page.get_by_role("button", name="Clear the checklist")
        person.press(clear, lambda: not thinner.is_checked())
    left = [boxes[day].input_value(), boxes[does].input_value(), str(thinner.is_checked())]
    return "done" if left == ["Any day", "All", "False"] else f"left behind: {left}"


def slip(person: Person) -> str:
    """A ZIP code that there is not, then the right one."""
    page = person.schedulers
    page.send("55406")
    page.answer(BLOOD_THINNER, "Yes")
    page.page.wait_for_timeout(1000)
    person.enter(page.place, "00000", page.said.first.is_visible)
    page.page.wait_for_timeout(500)
    asked = page.page.get_by_role("alert").filter(has_text="Clear the checklist").first.is_visible()
    told = f"after the slip {page.ways.count()} options, asks whose checklist: {'yes' if asked else 'no'}"
    person.enter(page.place, "55369", _measured_from(page, "55369"))
    return told


def who_performs(person: Person) -> str:
    """A list of who does the procedure and is open on Friday, the surest first, to paste."""
    page = person.schedulers
    person.choose("Does", "The procedure", lambda: "of 14" in page.count.inner_text())
    person.choose("Open on", "Friday", lambda: "of 14" in page.count.inner_text())
    if "surest first" not in page.count.inner_text():
        surest = "Performs: surest first"
        person.choose("Sort by", surest, lambda: "surest first" in page.count.inner_text())
    copy = page.page.get_by_role("button", name="Copy these clinics")
    if not copy.count():
        return "seen; can't be copied"
    person.press(copy, lambda: page.copied.inner_text() == "Copied")
    return "copied"


def nearer(person: Person) -> str:
    """With 10,000 clinics: the text of a way that is nearer, one call away."""
    page = person.schedulers
    person.enter(page.place, "55406", _measured_from(page, "55406"))
    way = page.ways.filter(has=page.page.locator(".way-note")).first
    if not way.count():
        return "not offered"
    copy = way.get_by_role("button", name="Copy as text")
    person.press(copy, lambda: page.copied.inner_text() == "Copied")
    return "copied"


def _lines(data: bytes, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))


def _as_csv(lines: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(lines)
    return text.getvalue().encode()


def _call_list_by_hand() -> Iterator[tuple[list[str], bytes]]:
    """What each look at the commit before said to write, and the file with it."""
    header, *rows = _lines(CALL_LIST.data)[2:]
    yield [""], _as_csv([header, *rows])  # the title rows go
    ours = [
        "name",
        "street",
        "phone",
        "performs",
        "evaluates",
        "",
        "",
        "",
        "clinic_id",
        "city",
        "state",
        "zip",
    ]
    named = [new or old for new, old in zip(ours, header + ours[8:], strict=True)]
    blank = [[*row, "", "", "", ""] for row in rows]
    yield [name for name in ours if name], _as_csv([named, *blank])
    streets = ["7700 France Ave S Ste 240", "3300 Oakdale Ave N", "800 E 28th St"]
    places = [
        ["edina", "Edina", "MN", "55435"],
        ["north", "Robbinsdale", "MN", "55422"],
        ["midtown", "Minneapolis", "MN", "55407"],
    ]
    full = [
        [row[0], street, *row[2:], *place] for row, street, place in zip(rows, streets, places, strict=True)
    ]
    yield [*streets, *(cell for place in places for cell in place)], _as_csv([named, *full])


def _two_phones_by_hand() -> Iterator[tuple[list[str], bytes]]:
    lines = _lines(TWO_PHONES.data, ";")
    put_right = {wrong: right for _, wrong, right in TWO_PHONES.put_right} | {"ID": "clinic_id"}
    yield list(put_right.values()), _as_csv([[put_right.get(cell, cell) for cell in line] for line in lines])


def _to_green(person: Person, messy: MessyFile, by_hand: Iterator[tuple[list[str], bytes]]) -> str:
    """A keeper's own list until it could go live."""
    data = messy.data
    while not person.look(data):
        tidied = person.check.page.get_by_role("button", name="Download the tidied file")
        if tidied.count():
            data = messy.mended(_downloaded(person, tidied))
            person.mend([right for _, _, right in messy.put_right])
        else:
            cells, data = next(by_hand)
            person.mend(cells)
    tidied = person.check.page.get_by_role("button", name="Download the tidied file")
    if person.looks == 1:
        _downloaded(person, tidied)
    return f"{person.looks} looks"


def _downloaded(person: Person, button: Locator) -> bytes:
    with person.check.page.expect_download() as told:
        person.press(button, lambda: True)
    return Path(told.value.path()).read_bytes()


def call_list(person: Person) -> str:
    """A call list with a title and whole addresses in one cell, until it could go live."""
    return _to_green(person, CALL_LIST, _call_list_by_hand())


def two_phones(person: Person) -> str:
    """A list with two cells that nobody can read, until it could go live."""
    return _to_green(person, TWO_PHONES, _two_phones_by_hand())


SMALL_TASKS = (next_patient, slip, who_performs, call_list, two_phones)


@contextmanager
def _person(browser: Browser, site: str) -> Iterator[Person]:
    visitor = browser.new_context(viewport={"width": 1280, "height": 900}, permissions=["clipboard-write"])
    page = visitor.new_page()
    yield Person(site, SchedulersPage(page, site), CheckPage(page, site))
    visitor.close()


def measure(app: App, large: Path) -> None:
    """Print a line for each task."""
    ran = [(EXAMPLE, task) for task in SMALL_TASKS] + [(str(large), nearer)]
    program = ensure_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(BROWSER_ARGS))
        for clinics in dict.fromkeys(clinics for clinics, _ in ran):
            with served(app, {"LOCATOR_CLINICS": clinics, "LOCATOR_TILES": "off"}) as site:
                for task in [task for its, task in ran if its == clinics]:
                    for counts in (False, True):  # the first warms the server up
                        with _person(browser, site) as person:
                            person.schedulers.open()
                            told = task(person)
                            if counts:
                                print(_line(app, task, person, told), flush=True)
        browser.close()


def _line(app: App, task: Callable[[Person], str], person: Person, told: str) -> str:
    seconds = f"{person.acts} acts, {person.hands:.0f} s of hands and head, {person.waited:.1f} s waited"
    return f"{app.name} | {(task.__doc__ or '').strip()} | {seconds} | {told}"


def main() -> None:
    """Measure this checkout, and another one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--beside", type=Path, help="another checkout of the locator, to compare with")
    beside = parser.parse_args().beside
    with TemporaryDirectory() as folder:
        large = Path(folder) / "clinics.csv"
        write_file(LARGE, large)
        measure(LOCATOR, large)
        if beside:
            measure(replace(LOCATOR, name="before", folder=beside.resolve()), large)


if __name__ == "__main__":
    main()
