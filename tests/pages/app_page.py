"""A page of Streamlit's AppTest as a test reads it: its HTML, however it is shown, and what its script reports."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.testing.v1 import AppTest

from pages.addresses import ARTICLE, FILES, PAGES
from pages.visit import SCRIPT_KEY

FRAME = PAGES / "frame.py"


def opened(**address: str) -> AppTest:
    """Find a clinic in its frame, at an address with this query."""
    page = AppTest.from_file(str(FRAME), default_timeout=30)
    for name, value in address.items():
        page.query_params[name] = value
    return went_well(page.run())


def page_at(address: str) -> AppTest:
    """The page at an address, without its frame."""
    page = AppTest.from_file(str(PAGES / FILES.get(address, ARTICLE)), default_timeout=30)
    page.session_state["page"] = address.strip("/")
    return went_well(page.run())


def went_well(page: AppTest) -> AppTest:
    """The same page, once it is sure that nothing on it has failed."""
    assert not page.exception
    return page


def slots(page: AppTest) -> dict[str, str]:
    """The HTML of each piece of the page (pages/parts/slot.py), by its name, in the order of the page."""
    return {name: slot["html"] for name, slot in slot_data(page).items()}


def slot_data(page: AppTest) -> dict[str, dict[str, str]]:
    """All that the script is told of each piece of the page, by the piece's name."""
    parts = [part for part in _components(page) if part.proto.js_source_path == "slot.js"]
    return {slot["name"]: slot for slot in (json.loads(part.proto.json) for part in parts)}


def html(page: AppTest) -> str:
    """All the HTML of the page: of its pieces, and what Streamlit shows itself."""
    went_well(page)
    shown = [str(part.value) for part in page.markdown] + [part.proto.body for part in page.get("html")]
    return "\n".join([*slots(page).values(), *shown])


def words(page: AppTest) -> str:
    """What is read, without the tags."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html(page))))


def links(page: AppTest) -> dict[str, tuple[str, dict[str, list[str]]]]:
    """Where each link of ours leads, by its words: the address, and what it carries."""
    found = re.findall(r'<a\b[^>]*\bhref="(/[^"]*)"[^>]*>(.*?)</a>', html(page), re.DOTALL)
    parts = [(words, urlsplit(unescape(address))) for address, words in found]
    return {unescape(label): (to.path, parse_qs(to.query)) for label, to in parts}


def script_data(page: AppTest) -> dict[str, object]:
    """What the script of Find a clinic is told."""
    (script,) = [part for part in _components(page) if part.key == SCRIPT_KEY]
    told: dict[str, object] = json.loads(script.proto.json)
    return told


def report(page: AppTest, what: str, **detail: object) -> AppTest:
    """The page once its script (find.js) has reported this, as the browser would send it."""
    (script,) = [part for part in _components(page) if part.key == SCRIPT_KEY]
    states = page._tree.get_widget_states()  # AppTest has no words of its own for this
    payload = json.dumps([{"event": what, "value": {**detail, "at": 1}}])
    states.widgets.add(id=_make_trigger_id(script.proto.id, "events"), json_trigger_value=payload)
    return went_well(page._run(states))


def _components(page: AppTest) -> list:  # type: ignore[type-arg]
    return list(page.get("bidi_component"))
