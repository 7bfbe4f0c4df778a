"""What Streamlit shows is what the server sent, to the letter: so it takes over without a trace (shell.js)."""

from __future__ import annotations

import re

import pytest

from locator.live import serving
from locator.server import pieces
from locator.server.first_page import first_page
from locator.server.navigation import FIND, streamlit_pages
from locator.words import speaking
from tests.pages.app_page import opened, page_at, report, script_data, slot_data, slots
from tests.served import NOW

# Streamlit shows boxes to tick in its stead.
READ_ONLY = ("list", "paper")


@pytest.fixture(autouse=True)
def at_one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The minute must not change between the server's page and Streamlit's."""
    monkeypatch.setattr(serving, "now", lambda: NOW)


def sent(address: str, **asked: str) -> dict[str, str]:
    """The pieces that the server sends, by name."""
    html = str(first_page(address, asked))
    parts = re.split(r'<div class="slot stHtml" data-slot="([a-z-]+)" data-digest="[0-9a-f]+">', html)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize("address", [address for address in streamlit_pages() if address != FIND])
def test_a_page_is_taken_over_as_it_was_sent(address: str) -> None:
    before, now = sent(address), slots(page_at(address))
    assert [name for name in before if name not in ("foot", *READ_ONLY)] == list(now)
    for name, html in now.items():
        assert before[name].startswith(f"{html}</div>"), name


@pytest.mark.parametrize(
    "asked", [{}, {"near": "55406"}, {"need": "procedure", "near": "mapel grove"}, {"clinic": "delano"}]
)
def test_the_answer_and_the_list_are_taken_over_as_they_were_sent(asked: dict[str, str]) -> None:
    before, now = sent(FIND, **asked), slots(opened(**asked))
    for name in ("results", "foot"):
        assert before[name].startswith(f"{now[name]}</div>"), name


def test_what_was_typed_reaches_the_form_by_the_script_alone() -> None:
    """The form is kept as it stands, because somebody may be typing in it."""
    page = opened(near="55406", need="procedure")
    assert slots(page)["search"] == slots(opened())["search"]
    assert 'value="55406"' in sent(FIND, near="55406")["search"]
    assert script_data(page)["near"] == "55406"


def test_the_foot_of_staffs_pages_is_taken_over_too() -> None:
    for address in ("/data", "/check", "/learn-risks"):
        assert sent(address)["foot"].startswith(str(pieces.foot(address).html))


def test_in_another_language_too() -> None:
    now = slots(opened(lang="en-XA"))
    with speaking("en-XA"):
        before = sent(FIND)
    for name in ("results", "foot"):
        assert before[name].startswith(f"{now[name]}</div>"), name


@pytest.mark.parametrize("typed", ["", "55406", "Maple  Grove", "x" * 300])
def test_the_foot_names_the_place_that_the_page_is_complete_for_as_it_was_typed(typed: str) -> None:
    """Else the browser, which compares it with what is in its box, would wait for another answer."""
    page = opened()
    assert slot_data(page)["foot"]["near"] == ""
    report(page, "asked", near=typed, need="either")
    assert slot_data(page)["foot"]["near"] == typed


def test_spaces_around_a_place_in_a_link_are_no_other_place() -> None:
    page = opened(near=" 55369 ")
    assert slot_data(page)["foot"]["near"] == script_data(page)["near"] == "55369"


def test_the_foot_says_which_page_is_complete() -> None:
    foot = slot_data(opened())["foot"]
    assert (foot["shown"], foot["digest"]) == ("/", pieces.foot("/").digest)
