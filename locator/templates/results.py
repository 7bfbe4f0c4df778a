"""What a search gives: the answer, what is true of all, the cards, and the same as a table on paper."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from locator.clinics import Match, Need, Result
from locator.clinics.shared import shared_by_listed
from locator.clinics.view import View
from locator.templates.answer import message, told
from locator.templates.cards import clinic_cards, printed_rows
from locator.templates.rendering import render
from locator.words import link
from locator.words.answer import count_line

MOST_ON_PAPER = 20  # as many as one page holds


def results(view: View, *, most: int) -> Markup:
    """The first `most` clinics for what `view` asks, and a link to the others where there are more."""
    result = view.search()
    matches = result.first_with(most, view.selected)
    more = link("/directory", **_asked(view)) if len(matches) < len(result) else ""
    return results_of(result, matches, view, more=more)


def results_of(result: Result, matches: Sequence[Match], view: View, more: str = "") -> Markup:
    """These of the clinics found, with a link to the others at `more`, "" where there are none."""
    answer = told(view.best_answer(), view)
    return render(
        "find_results.html",
        view=view,
        told=answer,
        shared=view.network.once(shared_by_listed, view.need),
        matches=matches,
        count_line=count_line(result, view.place),
        message=message(answer),
        here=link("/", **_asked(view), clinic=view.selected),
        cards=clinic_cards(matches, view),
        more=more,
        today=view.network[0].today,
        printed=printed_rows(matches[:MOST_ON_PAPER], view),
        shown_on_paper=min(len(matches), MOST_ON_PAPER),
        listed=len(result),
    )


def _asked(view: View) -> dict[str, str]:
    """The question, for an address."""
    need = "" if view.need is Need.EITHER else str(view.need)
    return {"near": view.place.name if view.place else "", "need": need}
