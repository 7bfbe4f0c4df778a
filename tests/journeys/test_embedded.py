"""Inside the practice's own website: without our navigation, in a frame of any width, on named sites only."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.served import PROJECT, served


@contextmanager
def practice_website() -> Iterator[tuple[str, list[str]]]:
    """A site of somebody else's; what it shows is the lines in the list."""
    lines: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = ("<!doctype html><title>Practice</title>" + "\n".join(lines)).encode()
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    try:
        yield f"http://localhost:{server.server_address[1]}", lines
    finally:
        server.shutdown()
        server.server_close()


def readme_lines(site: str, width: int) -> list[str]:
    """The lines that the README tells the practice to paste."""
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    block = text.split("```html\n")[1].split("```")[0]
    assert block.count("\n") == 3
    return [block.replace("https://clinics.example.com", site).replace('width="100%"', f'width="{width}"')]


@pytest.mark.parametrize("width", [320, 900])
def test_the_three_lines_show_the_locator_in_a_frame_without_our_navigation(page: Page, width: int) -> None:
    with practice_website() as (practice, lines), served(LOCATOR_EMBED_SITES=practice) as site:
        lines[:] = readme_lines(site, width)
        page.goto(practice)
        frame = page.frame_locator("iframe")
        frame.get_by_role("textbox", name="ZIP code or city").fill("55406")
        frame.get_by_role("textbox", name="ZIP code or city").press("Enter")
        expect(frame.get_by_role("region", name="The answer")).to_contain_text("Be seen at Edina")
        expect(frame.get_by_role("navigation")).to_have_count(0)
        inside = page.frames[1]
        assert inside.evaluate("document.documentElement.scrollWidth") <= width
        if width > 640:
            expect(frame.frame_locator("iframe").locator(".pin")).to_have_count(8)


def test_a_site_that_is_not_named_gets_nothing(page: Page, real_site: str) -> None:
    with practice_website() as (practice, lines):
        lines[:] = readme_lines(real_site, 900)
        page.goto(practice)
        page.wait_for_timeout(3000)
        expect(page.frame_locator("iframe").get_by_role("textbox")).to_have_count(0)
