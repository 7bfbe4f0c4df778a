"""Opens Find a clinic in Firefox and in WebKit, once: `python -m scripts.other_browsers [OUT]`.

In each: the heading, the answer for a place, pins on the map, a press on "The procedure" that changes them,
and a picture in OUT. Each is driven by its own protocol, as Playwright's own builds cannot be had everywhere.
Debian, as root:  apt-get install --no-install-recommends firefox-esr webkit2gtk-driver xvfb
Exit code 0 when all of it is seen in all browsers, 1 when something is not, or a browser is missing.
"""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import httpx

from scripts.screenshots import EXAMPLE, REAL
from tests.journeys.served import served

Ask = Callable[[str, Mapping[str, Any]], Any]  # a command by its name in Firefox; raises RuntimeError

PATIENCE_SECONDS = 60
MINI_BROWSER = "webkit2gtk-4.1/MiniBrowser"
# The same commands in WebKit: method and path.
OVER_HTTP = {
    "WebDriver:SetWindowRect": ("POST", "/window/rect"),
    "WebDriver:Navigate": ("POST", "/url"),
    "WebDriver:ExecuteScript": ("POST", "/execute/sync"),
    "WebDriver:ElementClick": ("POST", "/element/{id}/click"),
    "WebDriver:TakeScreenshot": ("GET", "/screenshot"),
}
TEXT = """
    const shown = [...document.querySelectorAll({css})].filter((element) => element.checkVisibility());
    return shown[0]?.innerText;
"""
PINS = """
    const map = document.querySelector("iframe")?.contentDocument;
    const pins = map?.querySelectorAll(".leaflet-marker-icon.pin");
    return [...pins ?? []].map((pin) => pin.title + pin.innerHTML).join();
"""
PROCEDURE = """
    const choices = [...document.querySelectorAll("label, button")].filter((e) => e.checkVisibility());
    return choices.find((e) => e.innerText.trim() === "The procedure");
"""


@contextmanager
def running(command: list[str], **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program, ended after use. Raises OSError where there is none."""
    process = subprocess.Popen(  # noqa: S603 (fixed commands)
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, **environment}
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextmanager
def firefox() -> Iterator[Ask]:
    """Firefox without a screen, over Marionette: numbered JSON messages, each after its length."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        (Path(profile) / "user.js").write_text('user_pref("marionette.port", 0);\n')
        port = Path(profile) / "MarionetteActivePort"
        program = ["firefox-esr", "--headless", "--marionette", "--no-remote", "--profile", profile]
        with running(program):
            until(port.exists, "Firefox to start")
            with socket.create_connection(("127.0.0.1", int(port.read_text())), PATIENCE_SECONDS) as line:
                answers = line.makefile("rb")

                def answer() -> Any:
                    length = b"".join(iter(lambda: answers.read(1), b":"))
                    return json.loads(answers.read(int(length)))

                def ask(command: str, given: Mapping[str, Any]) -> Any:
                    message = json.dumps([0, 1, command, given])
                    line.sendall(f"{len(message)}:{message}".encode())
                    *_, error, result = answer()
                    if error:
                        raise RuntimeError(f"{command}: {error['message']}")
                    return result["value"] if set(result) == {"value"} else result

                answer()  # the greeting
                ask("WebDriver:NewSession", {})
                yield ask


@contextmanager
def webkit() -> Iterator[Ask]:
    """WebKit on a screen that nobody sees, over WebDriver."""
    program = next(Path("/usr/lib").glob(f"*/{MINI_BROWSER}"), Path(MINI_BROWSER))
    with ExitStack() as stack:
        screen = ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
        shown = stack.enter_context(running(screen)).stdout
        display = shown.readline().decode().strip() if shown else ""
        port = free_port()
        stack.enter_context(running(["WebKitWebDriver", f"--port={port}"], DISPLAY=f":{display}"))
        client = stack.enter_context(
            httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE_SECONDS)
        )
        until(lambda: answers_at(port), "WebKit's driver to start")
        options = {"webkitgtk:browserOptions": {"binary": str(program), "args": ["--automation"]}}
        wanted = {"capabilities": {"alwaysMatch": options}}
        session = client.post("/session", json=wanted).raise_for_status().json()["value"]["sessionId"]

        def ask(command: str, given: Mapping[str, Any]) -> Any:
            method, path = OVER_HTTP[command]
            url = f"/session/{session}{path.format_map(given)}"
            response = client.request(method, url, json=given if method == "POST" else None)
            value = response.json()["value"]
            if response.is_error:
                raise RuntimeError(f"{command}: {value['message']}")
            return value

        yield ask
        client.delete(f"/session/{session}")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers_at(port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def until(done: Callable[[], Any], what: str) -> Any:
    """What `done` gives as soon as it is true. Raises RuntimeError after a minute."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if found := done():
            return found
        time.sleep(0.2)
    raise RuntimeError(f"A minute of waiting for {what}")


def look(ask: Ask, real: str, example: str, picture: Path) -> None:
    """All that is to be seen, in one browser. Raises RuntimeError at what is not."""

    def run(script: str) -> Any:
        return ask("WebDriver:ExecuteScript", {"script": script, "args": []})

    def text(css: str) -> str:
        return str(until(lambda: run(TEXT.format(css=json.dumps(css))), css))

    ask("WebDriver:SetWindowRect", {"width": 1280, "height": 900})
    print("  ", run("return navigator.userAgent"))
    for address in (f"{real}/", f"{real}/?near=55406", f"{example}/?near=55406"):
        ask("WebDriver:Navigate", {"url": address})
        heading = text("h1")
        answer = text("[aria-label='The answer']")
        until(lambda: run(PINS), "pins")
        print("  ", heading, "|", answer.splitlines()[0])
    # Only among the made-up clinics do some perform it and some not.
    before = until(lambda: run(PINS), "pins")
    (element,) = until(lambda: run(PROCEDURE), "the choice").values()
    ask("WebDriver:ElementClick", {"id": element})
    until(lambda: run(PINS) not in (before, ""), "other pins")
    print("   The procedure: the pins have changed")
    picture.write_bytes(base64.b64decode(ask("WebDriver:TakeScreenshot", {"full": False})))


def main() -> None:
    """Look with both, print what is seen, and exit with 1 where something is not."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(mkdtemp(prefix="pictures-"))
    out.mkdir(parents=True, exist_ok=True)
    all_seen = True
    with served(LOCATOR_CLINICS=REAL) as real, served(LOCATOR_CLINICS=EXAMPLE) as example:
        for name, browser in (("Firefox", firefox), ("WebKit", webkit)):
            print(name)
            try:
                with browser() as ask:
                    look(ask, real, example, out / f"{name.lower()}.png")
            except (RuntimeError, OSError, httpx.HTTPError) as problem:
                all_seen = False
                print("   NOT SEEN:", problem)
    print(f"Pictures in {out}")
    sys.exit(0 if all_seen else 1)


if __name__ == "__main__":
    main()
