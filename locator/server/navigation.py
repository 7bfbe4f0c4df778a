"""The pages by their addresses, and the header that leads to them."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from locator.clinics import Network
from locator.education import articles
from locator.templates import render
from locator.words import N_, Message

FIND = "/"
COMPARE = "/learn-compare"
WHEN_DID_IT_START = "/learn-when-did-it-start"
WORTH_ASKING = "/learn-worth-asking"
QUESTIONS = "/learn-questions-for-your-visit"
SCHEDULERS = "/schedulers"
CHECK = "/check"
DATA = "/data"
SIGN_IN = "/sign-in"
CALLS = "/calls"  # made by the server alone: nothing that is typed there waits for a script


class PageAt(NamedTuple):
    """A page's title, its section of the menu, and the language of the title where that may be another."""

    title: str | Message
    section: str | Message = ""
    language: str = ""


def pages() -> dict[str, PageAt]:
    """Every page by its address, in the order of the menu: patients' first, staff's last."""
    learn, before_you_call, staff = N_("Learn"), N_("Before you call"), N_("For staff")
    return {
        FIND: PageAt(N_("Find a clinic")),
        **{
            address: PageAt(article.title, learn, article.language) for address, article in articles().items()
        },
        COMPARE: PageAt(N_("Compare your choices"), before_you_call),
        WORTH_ASKING: PageAt(N_("Is it worth asking about?"), before_you_call),
        WHEN_DID_IT_START: PageAt(N_("When did it start?"), before_you_call),
        QUESTIONS: PageAt(N_("Questions for your visit"), before_you_call),
        SCHEDULERS: PageAt(N_("For schedulers")),
        DATA: PageAt(N_("About this data"), staff),
        CHECK: PageAt(N_("Check a clinic file"), staff),
    }


def streamlit_pages() -> dict[str, PageAt]:
    """Every page that Streamlit shows: those of `pages()`, and the one that only /calls leads to."""
    return {**pages(), SIGN_IN: PageAt(N_("Sign in"))}


def menu() -> dict[str, PageAt]:
    """What the menu leads to: every page, and what the server makes alone."""
    return {**pages(), CALLS: PageAt(N_("Calls to make"), N_("For staff"))}


def site_header(here: str, network: Network | None = None, *, is_embedded: bool = False) -> Markup:
    """The top of the page at the address `here`, the same on every page.

    With the clinics that the page is about, it has a banner where they are made up, or where there are none
    because none could be loaded. In another site's frame there is no menu.
    """
    known = menu()
    sections = [
        (str(section), list(addresses))
        for section, addresses in groupby(known, key=lambda address: str(known[address].section))
    ]
    return render(
        "site_header.html",
        pages=known,
        sections=sections,
        here=here,
        is_embedded=is_embedded,
        is_example=network is not None and network.is_example,
        has_clinics=network is None or bool(network),
    )
