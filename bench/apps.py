"""The apps that are measured: how each is started, and where in its page to look and click."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page

PROJECT = Path(__file__).resolve().parent.parent
START_SECONDS = 60


@dataclass(frozen=True)
class App:
    """`first` is the CSS of what a visitor waits for, in the page or, with `in_map`, in the map's frame.

    `filter` finds what to click so that the map shows who does the procedure, or so that the heading changes;
    None where there is nothing to click.
    `folder` is the checkout that it is started in.
    """

    name: str
    script: str
    first: str
    in_map: bool
    filter: Callable[[Page], Locator] | None = None
    folder: Path = PROJECT


def _need_button(page: Page) -> Locator:
    choices = page.locator("label, button").filter(has_text=re.compile(r"^\s*The procedure\s*$"))
    return choices.filter(visible=True).first


def _need_option(page: Page) -> Locator:
    page.get_by_role("combobox", name="I need").click()
    return page.get_by_role("option", name="The procedure")


EMPTY_PAGE = App("empty page", "bench/empty_page.py", "h1", in_map=False)
BUTTON_PAGE = App("button page", "bench/button_page.py", "h1", False, lambda page: page.get_by_role("button"))
TUTORIAL = App("tutorial app", "bench/tutorial_app.py", ".leaflet-marker-icon", True, _need_option)
LOCATOR = App("locator", "app.py", ".leaflet-marker-icon.pin", True, _need_button)


@contextmanager
def served(app: App, settings: Mapping[str, str]) -> Iterator[str]:
    """The address of the app, started on a free port and stopped after use. Raises RuntimeError."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", app.script]
    options = {
        "server.port": str(port),
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    process = subprocess.Popen(  # noqa: S603 (our own scripts)
        [*command, *(part for name, value in options.items() for part in (f"--{name}", value))],
        cwd=app.folder,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_until_served(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_served(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=5)  # noqa: S310 (our own server)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The app did not start: {process.args!r}")
