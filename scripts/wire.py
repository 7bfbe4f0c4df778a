"""What goes over the wire to one page of a browser, how fast the wire is, and when it has fallen silent."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, ViewportSize

QUIET_SECONDS = 1.0
GIVEN_UP_SECONDS = 15  # what has not stirred so long does not count as under way
PATIENCE_SECONDS = 120
LOOKS_EVERY_MS = 100


@dataclass(frozen=True)
class Device:
    """A screen, and how fast what is behind it is: bytes a second, seconds, times slower."""

    name: str
    screen: ViewportSize
    down: int = -1
    up: int = -1
    latency: float = 0
    slower: int = 1


FAST = Device("1280 fast", {"width": 1280, "height": 900})
PHONE = Device("375 slow", {"width": 375, "height": 812}, 1_600_000 // 8, 750_000 // 8, 0.15, 4)


@dataclass
class Wire:
    """Counts from the moment it is made. `socket`: what its sockets were sent, before compression (bytes)."""

    page: Page
    device: Device
    bytes: int = 0
    socket: int = 0
    _asked_for: set[str] = field(default_factory=set)
    _cached: set[str] = field(default_factory=set)
    _under_way: set[str] = field(default_factory=set)
    _last: float = 0

    def __post_init__(self) -> None:
        devtools = self.page.context.new_cdp_session(self.page)
        devtools.send("Network.enable")
        if self.device.slower > 1:
            speed = {"latency": self.device.latency * 1000, "downloadThroughput": self.device.down}
            devtools.send(
                "Network.emulateNetworkConditions",
                {"offline": False, "uploadThroughput": self.device.up, **speed},
            )
            devtools.send("Emulation.setCPUThrottlingRate", {"rate": self.device.slower})
        devtools.on("Network.requestWillBeSent", self._asked)
        devtools.on("Network.responseReceived", self._answered)
        devtools.on("Network.requestServedFromCache", self._from_cache)
        devtools.on("Network.dataReceived", self._heard)
        devtools.on("Network.loadingFinished", self._finished)
        devtools.on("Network.loadingFailed", self._finished)
        devtools.on("Network.webSocketFrameReceived", self._said)

    @property
    def requests(self) -> int:
        """How many the server was asked, not the browser's own store."""
        return len(self._asked_for - self._cached)

    def wait_until_quiet(self) -> None:
        """Until nothing is asked, sent or changed on the page for a second. Raises RuntimeError."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        self._heard()
        while time.monotonic() < deadline:
            self.page.wait_for_timeout(LOOKS_EVERY_MS)
            if time.monotonic() - self._last < (GIVEN_UP_SECONDS if self._under_way else QUIET_SECONDS):
                continue
            try:
                still = float(self.page.evaluate("performance.now() - (window.reader?.changed ?? 0)"))
            except PlaywrightError:  # it is going to another page just now
                continue
            if still > QUIET_SECONDS * 1000:
                return
        raise RuntimeError(f"{self.page.url} never falls silent; under way: {self._under_way}")

    def _heard(self, _: Any = None) -> None:
        self._last = time.monotonic()

    def _asked(self, event: dict[str, Any]) -> None:
        self._heard()
        if event["request"]["url"].startswith("http"):
            self._asked_for.add(event["requestId"])
            self._under_way.add(event["requestId"])

    def _answered(self, event: dict[str, Any]) -> None:
        self._heard()
        if event["response"].get("fromDiskCache"):
            self._from_cache(event)

    def _from_cache(self, event: dict[str, Any]) -> None:
        self._heard()
        self._cached.add(event["requestId"])

    def _finished(self, event: dict[str, Any]) -> None:
        self._heard()
        self.bytes += int(event.get("encodedDataLength", 0))
        self._under_way.discard(event["requestId"])

    def _said(self, event: dict[str, Any]) -> None:
        self._heard()
        self.socket += len(event["response"]["payloadData"]) * 3 // 4  # base64
