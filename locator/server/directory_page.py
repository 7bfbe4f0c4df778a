"""The plain directory as one HTML document: no JavaScript, no other file, the same words as the main page."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlencode

from locator import cards, wording
from locator.cards import escape
from locator.clinics import Need
from locator.exports.chosen import Chosen
from locator.exports.jsonld import graph, medical_clinic
from locator.live_clinics import Snapshot
from locator.nearest import BestAnswer, Match, Result
from locator.server import wording as server_wording
from locator.server.plain_page import plain_page

ADDRESS = "/directory"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the visitor asks: the place as typed, the need, the page of the list (from 1)."""

    near: str
    need: Need
    page: int = 1

    def address(self, path: str = ADDRESS) -> str:
        """The address that asks this."""
        told = {
            "near": self.near,
            "need": "" if self.need is Need.EITHER else str(self.need),
            "page": "" if self.page == 1 else str(self.page),
        }
        query = urlencode({name: value for name, value in told.items() if value})
        return f"{path}?{query}" if query else path


@dataclass(frozen=True, slots=True)
class View:
    """What is answered: `matches` are the clinics on this page of `pages`.

    `said` is what must be said about the place, `suggestions` the places that may have been meant.
    `linked_data`, by clinic_id, may be given on from visitor to visitor as cards.Showing's `lasting` may.
    """

    asked: Asked
    live: Snapshot
    result: Result
    matches: list[Match]
    pages: int
    best: BestAnswer
    showing: cards.Showing
    said: str = ""
    suggestions: tuple[str, ...] = ()
    linked_data: dict[str, str] = field(default_factory=dict)


def directory_html(view: View) -> str:
    """The whole document."""
    asked = view.asked
    # Whoever links here is sent to the same list without anybody's place in its address.
    canonical = Asked("", asked.need, asked.page).address()
    main_page = Asked(asked.near, asked.need).address("/")
    listed = cards.clinic_cards(view.matches, asked.need, view.showing)
    head = f"""<meta name="description" content="{escape(wording.FIND_LEAD)}">
<link rel="canonical" href="{escape(canonical)}">
<script type="application/ld+json">{_linked_data(view)}</script>"""
    header = f"""{cards.banners(view.live)}
<nav><a href="{escape(main_page)}">{server_wording.WITH_MAP}</a></nav>"""
    main = f"""<p>{escape(wording.FIND_LEAD)}</p>
{_form(asked)}
{_said(view)}
{cards.answer(view.best, asked.need, view.showing)}
<h2>Clinics</h2>
<p class="count">{escape(_count_line(view))}</p>
{listed or f"<p>{escape(wording.NOTHING_LISTED)}</p>"}
{_other_pages(view)}"""
    return plain_page(wording.FIND_TITLE, main, head=head, header=header)


def _linked_data(view: View) -> str:
    """The clinics on this page in schema.org's words. Nothing in it can end the element that it stands in."""
    known, showing = view.linked_data, view.showing
    rows, miles = view.result.rows(0)
    judged = Chosen(showing.clinics, rows, miles, showing.now, showing.limit_days)
    for clinic in (match.clinic for match in view.matches):
        if clinic.clinic_id not in known:
            known[clinic.clinic_id] = medical_clinic(clinic, judged).replace("<", "\\u003c")
    return graph(known[match.clinic.clinic_id] for match in view.matches)


def _form(asked: Asked) -> str:
    return f"""<form action="{ADDRESS}" method="get">
<label>{escape(wording.PLACE_LABEL)} <input type="text" name="near" value="{escape(asked.near)}"></label>
{_need_choice(asked.need)}
<button>{server_wording.SHOW}</button></form>"""


@cache
def _need_choice(chosen: Need) -> str:
    choices = "".join(
        f'<label><input type="radio" name="need" value="{need}"{" checked" if need is chosen else ""}> '
        f"{escape(words)}</label> "
        for need, words in wording.NEED_CHOICES.items()
    )
    return (
        f"<fieldset><legend>{escape(wording.NEED_LABEL)}</legend>{choices}</fieldset>"
        f'<p class="quiet">{escape(wording.NEED_HELP)}</p>'
    )


def _said(view: View) -> str:
    links = "".join(
        f' <a href="{escape(Asked(name, view.asked.need).address())}">{escape(name)}</a>'
        for name in view.suggestions
    )
    return f'<p class="said">{escape(view.said)}{links}</p>' if view.said else ""


def _count_line(view: View) -> str:
    result = view.result
    return wording.count_line(
        len(result), result.total, result.without_exact_position, view.showing.measured_from
    )


def _other_pages(view: View) -> str:
    near, need, page = view.asked.near, view.asked.need, view.asked.page
    links = []
    if page > 1:
        links.append(("prev", server_wording.PREVIOUS, Asked(near, need, page - 1)))
    if page < view.pages:
        links.append(("next", server_wording.NEXT, Asked(near, need, page + 1)))
    anchors = " ".join(
        f'<a rel="{rel}" href="{escape(asked.address())}">{words}</a>' for rel, words, asked in links
    )
    return f'<nav aria-label="{server_wording.MORE_PAGES}">{anchors}</nav>' if links else ""
