"""What a search gives: the answer, what is true of all, the cards, and the same as a table on paper."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from locator.clinics import Match, Need, Result
from locator.clinics.shared import shared_by_listed
from locator.clinics.view import View
from locator.templates.answer import message, told
from locator.templates.cards import card_groups, printed_rows
from locator.templates.rendering import render
from locator.words import link
from locator.words.answer import count_line

MOST_ON_PAPER = 20  # as many as one page holds


def results(view: View, *, most: int) -> Markup:
    """The first `most` clinics for what `view` asks, and a link to the others where there are more."""
    result = view.search()
    matches = result.first_with(most, view.selected)
    more = link("/directory", **_asked(view)) if len(matches) < len(result) else ""
    return render("find_results.html", more=more, **found(result, matches, view))


def found(result: Result, matches: Sequence[Match], view: View) -> dict[str, object]:
    """What find_results.html says of these of the clinics found, but for `more`: where the others are."""
    answer, on_paper = told(view.best_answer(), view), matches[:MOST_ON_PAPER]
    return {
        "view": view,
        "told": answer,
        "shared": view.network.once(shared_by_listed, view.need),
        "matches": matches,
        "count_line": count_line(result, view.place),
        "message": message(answer, view),
        "here": link("/", **_asked(view), clinic=view.selected),
        "groups": card_groups(matches, view),
        "today": view.network[0].today,
        "rows": printed_rows(on_paper, view),
        "listed": len(result),
    }


def _asked(view: View) -> dict[str, str]:
    """The question, for an address."""
    need = "" if view.need is Need.EITHER else str(view.need)
    return {"near": view.place.name if view.place else "", "need": need}
