"""An HTML page as a test reads it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser


class HtmlPage(HTMLParser):
    """The elements, the links and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self._is_text = True
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._is_text = tag not in ("style", "script")

    def handle_endtag(self, _: str) -> None:
        self._is_text = True

    def handle_data(self, data: str) -> None:
        self.text += data if self._is_text else ""

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of each element of that kind."""
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def links(self) -> list[str]:
        """Where each link leads."""
        return [attributes["href"] for attributes in self.all("a")]

    @property
    def clinics(self) -> list[str]:
        """The clinic_id of each card."""
        return [attributes["id"].removeprefix("clinic-") for attributes in self.all("article")]

    @property
    def linked_data(self) -> list[dict[str, object]]:
        """The clinics in schema.org's words."""
        (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', self.html)
        graph: list[dict[str, object]] = json.loads(script)["@graph"]
        return graph
