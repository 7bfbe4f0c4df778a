"""The fixed parts of the page for schedulers as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from locator import wording
from locator.cards import nearer_lines
from locator.nearest import BestAnswer
from locator.scheduling import wording as words
from locator.scheduling.asking import Asking
from locator.scheduling.confirming import phone_to_book
from locator.scheduling.pairs import Pair


def head() -> str:
    """Title, what the page is for, what not to type, and the way to each of its parts."""
    jumps = "".join(
        f'<li><a href="#{part}" target="_self">{escape(name)}</a></li>' for part, name in words.JUMPS
    )
    return (
        f'<header class="schedulers-head"><h1>{escape(words.TITLE)}</h1>'
        f'<nav aria-label="{escape(words.ON_THIS_PAGE)}"><ul>{jumps}</ul></nav>'
        f'<p class="lead">{escape(words.LEAD)} <b>{escape(words.NO_PATIENT_DATA)}</b></p></header>'
    )


def title(part: str, text: str) -> str:
    """The heading of a part of the page."""
    return f'<h2 id="{part}" class="part">{escape(text)}</h2>'


def where() -> str:
    """What the box for the patient's place is for."""
    return f'{title("where", words.WHERE_TITLE)}<p class="quiet">{escape(words.WHERE_HINT)}</p>'


def downloads() -> str:
    """The list in other people's formats, and the pages about it, each in a tab of its own."""
    files = "".join(
        f'<li><a href="{address}" target="_blank" rel="noopener">{escape(name)}</a> {escape(what)}</li>'
        for address, name, what in words.EXPORTS
    )
    pages = "".join(
        f'<li><a href="{address}" target="_blank" rel="noopener">{escape(name)}</a></li>'
        for address, name in words.RELATED
    )
    return (
        f"<p>{escape(words.EXPORTS_LEAD)}</p><ul>{files}</ul><ul>{pages}</ul>"
        f'<p class="quiet">{escape(words.OWN_TABS)}</p>'
    )


def about_pairs(pairs: Sequence[Pair], best: BestAnswer, asking: Asking, outside: str) -> str:
    """What must be said before the ways: if there are none, how far, and that nobody is known to perform.

    `outside` says how far the nearest is, where the place is far from every clinic.
    """
    said = []
    if not pairs and asking.on:
        said.append(words.nobody_on(asking.on))
    elif not pairs:
        said.append(wording.NOBODY_EVALUATES)
    elif outside:
        said.append(outside)
    if best.done_at is None:
        said += [wording.NOBODY_PERFORMS, wording.nobody_performs(best.evaluators, phone_to_book(best.ask))]
    lines = [escape(sentence) for sentence in said]
    if pairs:
        lines += nearer_lines(best.nearer_seen_at, best.nearer_done_at)
    if pairs and asking.showing.measured_from:
        miles = f'<p class="quiet">{escape(words.measured(asking.showing.measured_from))}</p>'
    else:
        miles = ""
    return (f'<p class="said">{" ".join(lines)}</p>' if lines else "") + miles


def network(count_line: str) -> str:
    """The heading of the table, with how many clinics are left."""
    return (
        f'<div class="network-head">{title("network", words.NETWORK_TITLE)}'
        f'<p class="count">{escape(count_line)}</p></div>'
    )
