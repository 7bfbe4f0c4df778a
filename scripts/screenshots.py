"""Pictures of every page, to be looked at: `python -m scripts.screenshots [OUT]`.

At 320, 375, 768 and 1280 wide, light and dark, all of it (`PAGE-WIDTH-light.png`) and, where there is a
map, its first screen (`PAGE-WIDTH-light-first.png`); printed, as a picture and a PDF (`PAGE-print.pdf`); and
a sheet with all of a page side by side (`sheets/PAGE.png`), cut off where it gets long.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Literal, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from locator.server.navigation import FIND, pages
from scripts.ensure_browser import BROWSER_ARGS, ensure_browser
from scripts.wire import FAST, Wire
from tests.journeys.served import served

REAL, EXAMPLE = "data/clinics.csv", "data/example/clinics.csv"
PHONES: list[ViewportSize] = [{"width": 375, "height": 812}, {"width": 320, "height": 700}]
WIDE: list[ViewportSize] = [{"width": 1280, "height": 900}, {"width": 768, "height": 1024}]
SCREENS = [*WIDE, *PHONES]
LETTER: ViewportSize = {"width": 816, "height": 1056}
Scheme = Literal["light", "dark"]
SCHEMES: list[Scheme] = ["light", "dark"]
PHONE_WIDTH = 700
SETTLED_MS = 250
TALLEST = 12_000
SHEET_SCALE, SHEET_CUT, GAP = 0.5, 2600, 12


class Shot(NamedTuple):
    """What a picture shows. `tap`: the name of what is pressed first, on a phone, if it is there."""

    name: str
    address: str
    tap: str = ""

    @property
    def has_map(self) -> bool:
        """Whether its first screen is worth a picture."""
        return self.name.startswith("find")


def shots() -> dict[str, list[Shot]]:
    """Everything to be taken, by clinic file."""
    near = f"{FIND}?near=55406"
    every_page = [Shot(address.strip("/") or "find", address) for address in pages()]
    pair = "evaluation=example-edina&procedure=example-minneapolis&near=55406"
    return {
        REAL: [
            *every_page,
            Shot("find-near", near),
            Shot("find-map", near, tap="Map"),
            Shot("find-nonsense", f"{FIND}?near=qqqq"),
            Shot("find-far", f"{FIND}?near=New%20York"),
            Shot("directory", "/directory"),
            Shot("directory-near", "/directory?near=55406"),
            Shot("sheet", "/sheet?evaluation=edina&near=55406"),
            Shot("nothing-here", "/nothing-here"),
        ],
        EXAMPLE: [Shot("find-example", f"{FIND}?near=Saint%20Paul"), Shot("sheet-pair", f"/sheet?{pair}")],
    }


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a screen. Raises NoProgramError."""
    program = ensure_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(BROWSER_ARGS))
        yield browser
        browser.close()


def take(visitors: Mapping[Scheme, BrowserContext], site: str, shot: Shot, out: Path) -> None:
    """All pictures of one page, and its sheet."""
    for scheme, visitor in visitors.items():
        # What has a map is loaded anew for a phone; any other page is made narrower: half the time.
        for screens in [WIDE, PHONES] if shot.has_map else [SCREENS]:
            page = visitor.new_page()
            _show(page, site, shot, screens[0])
            for screen in screens:
                name = f"{shot.name}-{screen['width']}-{scheme}"
                page.set_viewport_size(screen)
                page.wait_for_timeout(SETTLED_MS)
                if shot.has_map:
                    page.screenshot(path=out / f"{name}-first.png")
                _take_all_of_it(page, screen, out / f"{name}.png")
            if scheme == "light" and screens is not PHONES:
                print(f"{shot.name}: {_print(page, out / f'{shot.name}-print')} printed pages", flush=True)
            page.close()
    _sheet(shot.name, out)


def _print(page: Page, path: Path) -> int:
    """A picture and a PDF of what is printed; how many sheets of paper it takes."""
    page.set_viewport_size(LETTER)
    page.emulate_media(media="print")
    page.wait_for_timeout(SETTLED_MS)
    _take_all_of_it(page, LETTER, path.with_suffix(".png"))
    return len(re.findall(rb"/Type /Page\b", page.pdf(path=path.with_suffix(".pdf"), format="Letter")))


def _show(page: Page, site: str, shot: Shot, screen: ViewportSize) -> None:
    page.set_viewport_size(screen)
    wire = Wire(page, FAST)
    page.goto(f"{site}{shot.address}")
    wire.wait_until_quiet()
    if shot.tap and screen["width"] < PHONE_WIDTH:
        shown = page.get_by_text(shot.tap, exact=True).filter(visible=True)
        if shown.count():
            shown.first.click()
            wire.wait_until_quiet()


def _take_all_of_it(page: Page, screen: ViewportSize, path: Path) -> None:
    """Streamlit scrolls a part of the page, so the window is made as tall as what is in it."""
    tall = "[document.documentElement, document.querySelector('[data-testid=stMain]')]"
    height = page.evaluate(f"Math.max(...{tall}.map((part) => part?.scrollHeight ?? 0))")
    page.set_viewport_size({"width": screen["width"], "height": max(screen["height"], min(height, TALLEST))})
    page.wait_for_timeout(SETTLED_MS)
    page.screenshot(path=path, full_page=True)


def _sheet(name: str, out: Path) -> None:
    """Light above dark, narrow to wide, and paper at the end."""
    widths = sorted(screen["width"] for screen in SCREENS)
    rows = [[out / f"{name}-{width}-{scheme}.png" for width in widths] for scheme in SCHEMES]
    rows[0].append(out / f"{name}-print.png")
    pictures = [[_smaller(path) for path in row] for row in rows]
    heights = [max(picture.height for picture in row) + GAP for row in pictures]
    sheet = Image.new("RGB", (sum(p.width + GAP for p in pictures[0]), sum(heights)), "#888888")
    for number, row in enumerate(pictures):
        left = 0
        for picture in row:
            sheet.paste(picture, (left, sum(heights[:number])))
            left += picture.width + GAP
    sheet.save(out / "sheets" / f"{name}.png")


def _smaller(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        part = picture.convert("RGB").crop((0, 0, picture.width, min(picture.height, SHEET_CUT)))
    return part.resize((round(part.width * SHEET_SCALE), round(part.height * SHEET_SCALE)))


def main() -> None:
    """Take them all, or those whose name begins with what is asked for."""
    parser = argparse.ArgumentParser(description="Pictures of every page, to be looked at.")
    parser.add_argument("out", type=Path, nargs="?", help="the folder for them (default: a new one)")
    parser.add_argument("--only", default="", help="only pages whose name begins so, such as find")
    arguments = parser.parse_args()
    out = arguments.out or Path(mkdtemp(prefix="pictures-"))
    (out / "sheets").mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        visitors = {scheme: browser.new_context(color_scheme=scheme) for scheme in SCHEMES}
        for clinics, wanted in shots().items():
            with served(LOCATOR_CLINICS=clinics) as site:
                for shot in wanted:
                    if shot.name.startswith(arguments.only):
                        take(visitors, site, shot, out)
    print(f"In {out}, side by side in {out / 'sheets'}")


if __name__ == "__main__":
    main()
