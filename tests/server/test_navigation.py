"""The header: the same pages in the same order wherever one is, patients' first."""

from __future__ import annotations

import re

import pytest

from locator.education import articles
from locator.server.navigation import pages, site_header
from tests.html_page import HtmlPage
from tests.served import EXAMPLE, REAL, network_in


def menu(here: str) -> HtmlPage:
    """The links of the menu, without the name of the site, which leads home too."""
    return HtmlPage(str(site_header(here)).partition("<nav")[2])


def test_patients_pages_come_first_and_staffs_last() -> None:
    order = list(pages())
    assert order[0] == "/"
    assert order[-3:] == ["/schedulers", "/data", "/check"]
    assert order[1 : len(articles()) + 1] == list(articles())
    assert all(address.startswith("/learn-") for address in order[1:-3])


@pytest.mark.parametrize("here", pages())
def test_every_page_is_in_the_menu_once_in_order_and_the_one_shown_is_marked(here: str) -> None:
    links = menu(here).all("a")
    assert [link["href"] for link in links] == [*pages(), "/calls"]
    assert [link["href"] for link in links if link.get("aria-current") == "page"] == [here]


def test_at_no_page_none_is_marked() -> None:
    assert "aria-current" not in site_header("/nowhere")


def test_the_menu_is_a_menu_by_name_and_its_button_opens_it() -> None:
    header = HtmlPage(str(site_header("/")))
    (nav,), (button,) = header.all("nav"), header.all("button")
    assert nav["aria-label"] == "Menu"
    assert button["popovertarget"] == nav["id"]
    assert header.links[0] == "#content"  # past the header, for whoever has no mouse


def test_sections_are_named_and_hold_pages_that_belong_together() -> None:
    header = str(site_header("/"))
    assert re.findall("<summary>([^<]+)</summary>", header) == ["Learn", "Before you call", "For staff"]


def test_made_up_clinics_are_called_so_on_every_page() -> None:
    words = "Example data — these are not real clinics"
    assert words not in site_header("/", network_in(REAL))
    assert words in site_header("/data", network_in(EXAMPLE))
