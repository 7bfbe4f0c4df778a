"""How soon the first screen can be read, what moves while it comes, and what it costs to send.

    python -m bench.first_screen [--rounds N] [--clinics FILE] [--beside FOLDER]

Exit code 0 when every limit is kept, 1 when one is missed.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ElementHandle, Page, sync_playwright

from bench import first_view
from bench.apps import EMPTY_PAGE, LOCATOR, PROJECT, App, served
from locator.server.navigation import FIND, pages
from scripts.ensure_browser import BROWSER_ARGS, ensure_browser
from scripts.wire import FAST, PHONE, Device, Wire
from tests.stand_ins.tile_server import TileServer

READ_SLOW_LIMIT = 2.5  # s
READ_FAST_LIMIT = 0.5  # x the empty page's heading
SHIFT_LIMIT = 0.05
AFTER_QUIET_MS = 3_000
VISITOR_WAITS_MS = 60_000
MENU_OPENS_MS = 2_000
CITIES = 8
ADDRESSES = ("/", "/?near=55406")

READER = Path(__file__).with_name("reader.js").read_text(encoding="utf-8")
Marks = Mapping[str, Mapping[str, object]]
EMPTY_MARKS: Marks = {"heading": {"css": "h1", "texts": ["Empty page"]}}


@dataclass
class Load:
    """One load of a page: seconds until each mark could be read, and what it took. `lost`: see reader.js."""

    seen: dict[str, float]
    lost: float
    shift: float
    shift_after_press: float
    moved: list[str]
    bytes: int
    requests: int
    socket: int

    @property
    def read(self) -> float:
        """Seconds until all marks had been seen."""
        return max(self.seen.values())


Loads = dict[tuple[str, str, str, bool], list[Load]]  # by app, address, device, whether it was there before
Shifts = dict[
    str, tuple[float, float]
]  # by address: without the half second that follows a press, and with it
Changes = dict[tuple[str, str], Shifts]  # by app and device


def marks(clinics: Path) -> Marks:
    """What a visitor waits for, by name: the heading, the cities of the clinics, any of their numbers."""
    with clinics.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    cities = list(dict.fromkeys(row["city"] for row in rows))[:CITIES]
    numbers = ["\\D{0,2}".join(re.findall(r"\d+", row["phone"])) for row in rows if row["phone"]]
    return {
        "heading": {"css": "h1", "texts": ["Find a clinic"]},
        "clinics": {"css": "*", "texts": [re.escape(city) for city in cities]},
        "phone": {"css": "*", "texts": ["|".join(dict.fromkeys(numbers))]},
    }


def open_page(context: BrowserContext, address: str, device: Device, wanted: Marks) -> tuple[Page, Wire]:
    """The page, loaded and quiet."""
    page = context.new_page()
    wire = Wire(page, device)
    page.add_init_script(f"if (window.top === window) {{ {READER} reader.start({json.dumps(wanted)}); }}")
    page.goto(address, wait_until="commit")
    wire.wait_until_quiet()
    return page, wire


def load(context: BrowserContext, address: str, device: Device, wanted: Marks) -> Load:
    """Load a page until three seconds after it is quiet. Raises RuntimeError when a mark is never seen."""
    page, wire = open_page(context, address, device, wanted)
    page.wait_for_timeout(AFTER_QUIET_MS)
    seen = {name: ms / 1000 for name, ms in page.evaluate("reader.seen").items()}
    if seen.keys() != wanted.keys():
        raise RuntimeError(f"Never seen at {address}, {device.name}: {wanted.keys() - seen.keys()}")
    lost = page.evaluate("reader.lost") / 1000
    measured = Load(seen, lost, *shifts(page), wire.bytes, wire.requests, wire.socket)
    page.close()
    return measured


def shifts(page: Page) -> tuple[float, float, list[str]]:
    """The layout shift since the last press: without the half second that follows it, with it, and what."""
    found = page.evaluate("reader.shifts.filter(({ at }) => at >= reader.pressed)")
    largest = sorted(found, key=lambda shift: -float(shift["value"]))[:3]
    moved = [f"{shift['value']:.3f} after {shift['at'] / 1000:.2f} s: {shift['what']}" for shift in largest]
    by_itself = [shift["value"] for shift in found if not shift["input"]]
    return sum(by_itself), sum(shift["value"] for shift in found), moved


def changes_of_page(browser: Browser, site: str, device: Device, wanted: Marks) -> Shifts:
    """The layout shift at each change of page by the header's links."""
    found = {}
    with browser.new_context(viewport=device.screen) as context:
        context.set_default_timeout(VISITOR_WAITS_MS)
        page, wire = open_page(context, site, device, wanted)
        for address in [*(address for address in pages() if address != FIND), FIND]:
            link_in_header(page, address).click()
            wire.wait_until_quiet()
            found[address] = shifts(page)[:2]
    return found


def link_in_header(page: Page, address: str) -> ElementHandle:
    """The link that leads there, with the menu opened that it stands in. Raises RuntimeError."""
    menus = page.locator("header button, header summary").filter(visible=True)
    opened: list[str] = []
    while True:
        for _ in range(MENU_OPENS_MS // 100 if opened else 1):
            page.wait_for_timeout(100)
            link = page.evaluate_handle(f"reader.link({address!r})").as_element()
            if link:
                return link
        closed = [name for name in menus.all_inner_texts() if name not in opened]
        if not closed:
            break
        opened.append(closed[0])  # a menu may stand in another one that was opened before
        menus.filter(has_text=closed[0]).first.click()
    raise RuntimeError(f"No link in the header of {page.url} leads to {address}")


def measure(apps: Sequence[App], rounds: int, clinics: Path) -> tuple[Loads, Changes]:
    """Load each page of each app in turn, new to the browser and again; then change pages once."""
    loads: Loads = defaultdict(list)
    changes: Changes = {}
    waited_for = marks(clinics)
    program = ensure_browser()
    with ExitStack() as running:
        tiles = running.enter_context(TileServer())
        settings = {"LOCATOR_CLINICS": str(clinics.resolve()), "LOCATOR_TILE_URL": tiles.url}
        sites = {app: running.enter_context(served(app, settings)) for app in apps}
        playwright = running.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=program, args=BROWSER_ARGS)
        for number in range(rounds + 1):
            for device in (FAST, PHONE) if number else (FAST,):  # the first round warms the servers up
                for app, site in sites.items():
                    for address in ADDRESSES if app.script == LOCATOR.script else ("/",):
                        wanted = waited_for if app.script == LOCATOR.script else EMPTY_MARKS
                        with browser.new_context(viewport=device.screen) as context:
                            for again in (False, True) if device is PHONE else (False,):
                                print(end=".", file=sys.stderr, flush=True)
                                found = load(context, site + address, device, wanted)
                                if number:
                                    loads[app.name, address, device.name, again].append(found)
        for app, site in sites.items():
            for device in (FAST, PHONE) if app.script == LOCATOR.script else ():
                changes[app.name, device.name] = changes_of_page(browser, site, device, waited_for)
        browser.close()
    return loads, changes


def report(loads: Loads, changes: Changes) -> bool:
    """Print all tables, and what is held to a limit; whether every limit is kept."""
    columns = ("heading", "clinics", "phone", "lost", "shift", "+press", "asked", "kB", "socket")
    print(f"{'':42}" + "".join(f"{column:>9}" for column in columns))
    for (app, address, device, again), found in sorted(
        loads.items(), key=lambda item: item[0][2:] + item[0][:2]
    ):
        print(f"{device:10} {app:11} {address:13} {'again' if again else 'new':5}" + _line(found))
    print("\nThe largest shifts of the last loads of this tree")
    for (app, address, device, again), found in loads.items():
        for moved in found[-1].moved if app == LOCATOR.name and not again else ():
            print(f"  {device} {address}: {moved}")
    print("\nLayout shift at each change of page: by itself (with what follows the press)")
    print(f"{'':32}" + "".join(f"{' '.join(column):>22}" for column in changes))
    for address in next(iter(changes.values())):
        cells = (f"{by[address][0]:.3f} ({by[address][1]:.3f})" for by in changes.values())
        print(f"{address:32}" + "".join(f"{cell:>22}" for cell in cells))
    print()
    return _held(loads, changes)


def _line(found: Sequence[Load]) -> str:
    seen = "".join(f"{_median(load.seen[mark] for load in found):9.2f}" for mark in found[0].seen)
    lost = _median(load.lost for load in found)
    moved = _median(load.shift for load in found), _median(load.shift_after_press for load in found)
    sent = _median(load.bytes for load in found) / 1000, _median(load.socket for load in found) / 1000
    asked = _median(load.requests for load in found)
    return f"{seen:27}{lost:9.2f}{moved[0]:9.3f}{moved[1]:9.3f}{asked:9.0f}{sent[0]:9.0f}{sent[1]:9.0f}"


def _median(values: Iterable[float]) -> float:
    return statistics.median(values)


def _held(loads: Loads, changes: Changes) -> bool:
    """Print what this tree is held to, a line each; whether all is kept."""
    empty = _median(load.read for load in loads[EMPTY_PAGE.name, "/", FAST.name, False])
    kept = []

    def hold(what: str, value: float, limit: float, unit: str = "") -> None:
        kept.append(value <= limit)
        print(f"{what:58}{value:7.2f}{unit}  (limit {limit}{unit})  {'kept' if kept[-1] else 'MISSED'}")

    for address in ADDRESSES:
        fast, slow = (loads[LOCATOR.name, address, device.name, False] for device in (FAST, PHONE))
        read = _median(load.read for load in fast) / empty
        hold(f"{address} read on the slow phone", _median(load.read for load in slow), READ_SLOW_LIMIT, " s")
        hold(f"{address} read, against the empty page's heading", read, READ_FAST_LIMIT)
        hold(f"{address} layout shift, the worst load at 1280", max(load.shift for load in fast), SHIFT_LIMIT)
        hold(f"{address} layout shift, the worst load at 375", max(load.shift for load in slow), SHIFT_LIMIT)
    for (app, width), by_address in changes.items():
        if app == LOCATOR.name:
            worst = max(by_address, key=lambda address: by_address[address][0])
            hold(f"layout shift, {width}, to {worst}", by_address[worst][0], SHIFT_LIMIT)
    return all(kept)


def main() -> None:
    """Measure, print, and exit with 1 if a limit is missed."""
    parser = argparse.ArgumentParser(description="How soon the first screen can be read, and what moves.")
    parser.add_argument("--rounds", type=int, default=3, help="loads of each page that count (default 3)")
    parser.add_argument("--clinics", type=Path, default=PROJECT / "data" / "clinics.csv")
    parser.add_argument("--beside", type=Path, help="another checkout of the locator, to compare with")
    arguments = parser.parse_args()
    apps = [EMPTY_PAGE, LOCATOR]
    if arguments.beside:
        apps.append(replace(LOCATOR, name=first_view.OTHER, folder=arguments.beside.resolve()))
    kept = report(*measure(apps, arguments.rounds, arguments.clinics))
    print("\nThe map and the filter, with eight made-up clinics that differ in what they do")
    kept &= first_view.report(first_view.measure(arguments.rounds, first_view.EIGHT, arguments.beside))
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()
