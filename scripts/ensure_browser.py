"""Finds a Chromium for the browser tests, installs one where there is none, and sees it start.

Prints the path of the program on standard output, everything else on standard error. Run it with the
Python that the tests use: `.venv/bin/python scripts/ensure_browser.py`. Set CHROMIUM to choose one yourself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

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
INSTALL_SECONDS = 600
ADVICE = """
There is no Chromium here that starts, and none could be installed, so the browser tests cannot run.
Do one of these, then try again:
  Debian, as root:  apt-get install chromium
  macOS:            brew install --cask chromium
  anywhere:         .venv/bin/python -m playwright install chromium
  or name the one you have:  CHROMIUM=/path/to/chromium make test
"""


class NothingStartsError(Exception):
    """No such program can be had; the message says what was tried and what to do."""


def ensure_browser() -> Path:
    """The path of a Chromium that has been seen to start. Installs one if need be.

    Raises NothingStartsError.
    """
    return first_that_starts("CHROMIUM", _programs(), why_not, ADVICE)


def first_that_starts(
    variable: str, programs: Iterable[Path], why_not: Callable[[Path], str], advice: str
) -> Path:
    """The program that the environment variable names, or else the first of `programs` that starts.

    These are asked for one by one, so that nothing is installed before all that is here has been tried.
    Raises NothingStartsError, with the advice.
    """
    if chosen := os.environ.get(variable):
        if problem := why_not(Path(chosen)):
            raise NothingStartsError(f"{variable} is set to {chosen}, but that does not start: {problem}")
        return Path(chosen)
    tried: list[str] = []
    for program in programs:
        problem = why_not(program)
        if not problem:
            return program
        tried.append(f"  {program}: {problem}")
    raise NothingStartsError("\n".join([advice, "Tried:", *(tried or ["  nothing was found"])]))


def _programs() -> Iterator[Path]:
    yield from programs_here()
    yield from _installed_one_by_one()


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


def _installed_one_by_one() -> Iterator[Path]:
    """Tries the ways to install a Chromium, and gives whatever is new after each."""
    before = set(programs_here())
    for command in _ways_to_install():
        print("Installing a browser:", " ".join(command), file=sys.stderr)
        if run(command):
            new = [program for program in programs_here() if program not in before]
            yield from new
            before.update(new)


def _ways_to_install() -> Iterator[list[str]]:
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    apt_get = shutil.which("apt-get")
    if sys.platform == "linux" and os.geteuid() == 0 and apt_get:
        # When this fails, the package list that is there already may still do.
        run([apt_get, "update", "-qq"])
        yield [apt_get, "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"]
        yield [*playwright, "--with-deps"]
    yield playwright


def run(command: list[str]) -> bool:
    """Run a command that installs something; whether it worked. What it says goes to standard error."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        finished = subprocess.run(  # noqa: S603 (fixed commands, nothing from outside)
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            env=environment,
            timeout=INSTALL_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(error, file=sys.stderr)
        return False
    return finished.returncode == 0


if __name__ == "__main__":
    try:
        print(ensure_browser())
    except NothingStartsError as error:
        sys.exit(str(error))
