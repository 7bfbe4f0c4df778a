"""How soon the map is there, and how soon it follows a filter, beside empty pages and the tutorial app.

    python -m bench.first_view [--rounds N] [--clinics FILE] [--beside FOLDER]

Exit code 0 when all limits are kept, 1 when one is missed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.apps import BUTTON_PAGE, EMPTY_PAGE, LOCATOR, TUTORIAL, App, served
from bench.outside import serve_from_here
from scripts.ensure_browser import BROWSER_ARGS, ensure_browser
from tests.stand_ins.tile_server import TileServer

# Markers after at most 1.4 x the empty page's heading; a filter in half the tutorial app's time, and at most
# 0.2 s later than an empty page answers a press.
FIRST_VIEW_LIMIT = 1.4
FILTER_LIMIT = 0.5
PRESS_LIMIT_SECONDS = 0.2
VISITOR_WAITS_MS = 60_000
SETTLED_MS = 1_500

OTHER = "the other"
EIGHT = Path(__file__).with_name("eight_clinics.csv")
STOPWATCH = Path(__file__).with_name("stopwatch.js").read_text(encoding="utf-8")


@dataclass
class Times:
    """Seconds, one a round."""

    first: list[float] = field(default_factory=list)
    redraw: list[float] = field(default_factory=list)
    frame_kept: bool = True


def visit(browser: Browser, app: App, address: str, times: Times) -> None:
    """One visit by somebody who has never been here: the first view, then the filter."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(VISITOR_WAITS_MS)
    serve_from_here(context)
    try:
        page = context.new_page()
        start = f"stopwatch.untilFirst({app.first!r}, {app.in_map:d});"
        page.add_init_script(f"if (window.top === window) {{ {STOPWATCH} {start} }}")
        page.goto(address, wait_until="commit")
        times.first.append(page.evaluate("stopwatch.first") / 1000)
        if app.filter:
            times.redraw.append(_change_filter(page, app))
            times.frame_kept &= page.evaluate("stopwatch.sameFrame()")
    finally:
        context.close()


def _change_filter(page: Page, app: App) -> float:
    page.wait_for_timeout(SETTLED_MS)
    choice = app.filter(page) if app.filter else page.locator("body")
    page.evaluate(f"stopwatch.fromClickUntilChanged({app.first!r}, {app.in_map:d})")
    choice.click()
    return float(page.evaluate("stopwatch.redrawn")) / 1000


def measure(rounds: int, clinics: Path, beside: Path | None) -> dict[str, Times]:
    """Visits to all apps in turn, `rounds` times, after one round that warms the servers up.

    `beside` is another checkout of the locator, to be measured in the same run.
    """
    apps = [EMPTY_PAGE, BUTTON_PAGE, TUTORIAL, LOCATOR]
    if beside:
        apps.append(replace(LOCATOR, name=OTHER, folder=beside.resolve()))
    times: dict[str, Times] = defaultdict(Times)
    program = ensure_browser()
    with ExitStack() as running:
        tiles = running.enter_context(TileServer())
        settings = {"LOCATOR_CLINICS": str(clinics.resolve()), "LOCATOR_TILE_URL": tiles.url}
        addresses = [running.enter_context(served(app, settings)) for app in apps]
        playwright = running.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=program, args=BROWSER_ARGS)
        for number in range(rounds + 1):
            for app, address in zip(apps, addresses, strict=True):
                visit(browser, app, address, Times() if number == 0 else times[app.name])
        browser.close()
    return times


def report(times: dict[str, Times]) -> bool:
    """Print the table and what is held to a limit; whether all limits are kept."""
    print(f"{'':14}{'first view':>26}{'filter change':>26}  map kept in place")
    for name, measured in times.items():
        kept = (
            ("yes" if measured.frame_kept else "no") if measured.redraw and name != BUTTON_PAGE.name else ""
        )
        print(f"{name:14}{_spread(measured.first):>26}{_spread(measured.redraw):>26}  {kept}")
    medians = {name: statistics.median(measured.redraw or [0]) for name, measured in times.items()}
    ours = medians[LOCATOR.name]
    first = statistics.median(times[LOCATOR.name].first) / statistics.median(times[EMPTY_PAGE.name].first)
    redraw = ours / medians[TUTORIAL.name]
    press = ours - medians[BUTTON_PAGE.name]
    print(f"\nmarkers, against the empty page's heading:  {first:.2f}  (limit {FIRST_VIEW_LIMIT})")
    print(f"filter change, against the tutorial app's:  {redraw:.2f}  (limit {FILTER_LIMIT})")
    print(f"filter change, later than the button page:  {press:.2f} s  (limit {PRESS_LIMIT_SECONDS} s)")
    return first <= FIRST_VIEW_LIMIT and redraw <= FILTER_LIMIT and press <= PRESS_LIMIT_SECONDS


def _spread(seconds: list[float]) -> str:
    if not seconds:
        return ""
    return f"{statistics.median(seconds):.2f} s ({min(seconds):.2f} to {max(seconds):.2f})"


def main() -> None:
    """Measure, print, and exit with 1 if a limit is missed."""
    parser = argparse.ArgumentParser(
        description="How soon the map is there, and how soon it follows a filter."
    )
    parser.add_argument("--rounds", type=int, default=9, help="visits to each app that count (default 9)")
    parser.add_argument("--clinics", type=Path, default=EIGHT)
    parser.add_argument("--beside", type=Path, help="another checkout of the locator, to compare with")
    arguments = parser.parse_args()
    times = measure(arguments.rounds, arguments.clinics, arguments.beside)
    sys.exit(0 if report(times) else 1)


if __name__ == "__main__":
    main()
