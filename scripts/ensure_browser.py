"""Finds a Chromium for the browser tests, installs one where there is none, and sees it start.

Prints the path of the program on standard output, everything else on standard error. Run it with the
Python that the tests use: `.venv/bin/python -m scripts.ensure_browser`. Set CHROMIUM to choose one yourself.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

from scripts.installing import apt_get, first_that_starts, print_path, run

# Without these a browser talks to its maker, or fails where there is no graphics card.
BROWSER_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_PROGRAMS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
ADVICE = """
There is no Chromium here that starts, and none could be installed, so the browser tests cannot run.
Do one of these, then try again:
  Debian, as root:  apt-get install chromium
  macOS:            brew install --cask chromium
  anywhere:         .venv/bin/python -m playwright install chromium
  or name the one you have:  CHROMIUM=/path/to/chromium make test
"""


def ensure_browser() -> Path:
    """The path of a Chromium that has been seen to start. Installs one if need be; raises NoProgramError."""
    return first_that_starts("CHROMIUM", _programs(), why_not, ADVICE)


def programs_here() -> list[Path]:
    """Every Chromium that seems to be installed: the system's own, then Playwright's."""
    found = [Path(path) for name in NAMES if (path := shutil.which(name))]
    found += [path for path in map(Path, MAC_PROGRAMS) if path.exists()]
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return [*found, own] if own.exists() else found


def why_not(program: Path) -> str:
    """Why this program cannot show a page without a screen; empty when it can."""
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=BROWSER_ARGS, timeout=60_000)
            page = browser.new_page()
            page.set_content("<h1>ready</h1>")
            shown = page.inner_text("h1")
            browser.close()
    except (PlaywrightError, OSError) as error:
        return str(error).strip().splitlines()[0]
    return "" if shown == "ready" else f"it showed {shown!r} where it should have shown 'ready'"


def _programs() -> Iterator[Path]:
    """Every Chromium that is here; then, by one way to install it after the other, whatever is new."""
    here = programs_here()
    yield from here
    for command in _ways_to_install():
        print("Installing a browser:", " ".join(command), file=sys.stderr)
        if run(command):
            new = [program for program in programs_here() if program not in here]
            yield from new
            here += new


def _ways_to_install() -> Iterator[list[str]]:
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    if installer := apt_get():
        yield [installer, "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"]
        yield [*playwright, "--with-deps"]
    yield playwright


if __name__ == "__main__":
    print_path(ensure_browser)
