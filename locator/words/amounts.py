"""Distances and counts in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from babel.lists import format_list

from locator.words import N_, _, language, locale, ngettext, number


def miles(distance: float, *, is_exact: bool = True) -> str:
    """ "6.9 miles", "1 mile", "212 miles": a decimal below ten, none above. "about 7 miles" if not exact."""
    if is_exact:
        return _miles(rounded_miles(distance), language())
    if distance < 1:
        return _("about a mile or less")
    rounded = rounded_miles(distance, is_exact=False)
    return ngettext("about %(n)s mile", "about %(n)s miles", int(rounded), n=number(rounded))


@lru_cache(maxsize=4096)  # a page says a distance on a card, on paper and in the answer
def _miles(rounded: float, _language: str) -> str:
    if rounded == 0:
        return _("less than 0.1 miles")
    # Only 1.0 is one mile; "0.9 miles" is many.
    return ngettext("%(n)s mile", "%(n)s miles", 1 if rounded == 1 else 2, n=bare_miles(rounded))


def bare_miles(distance: float, *, is_exact: bool = True) -> str:
    """The number alone, for a column that is headed "Miles"."""
    rounded = rounded_miles(distance, is_exact=is_exact)
    if not is_exact:
        return _("about 1 or less") if distance < 1 else _("about %(miles)s", miles=number(rounded))
    if rounded == 0:
        return _("less than 0.1")
    return "1" if rounded == 1 else number(rounded, decimals=1 if rounded < 10 else 0)


def rounded_miles(distance: float, *, is_exact: bool = True) -> float:
    """A distance as it is shown, so that what is added up on a page adds up."""
    return round(distance, 1) if is_exact and distance < 9.95 else float(round(distance))


def count_word(n: int) -> str:
    """ "eight", or "12" from ten on."""
    return str(_SMALL[n]) if n < len(_SMALL) else number(n)


_SMALL = (
    N_("no"), N_("one"), N_("two"), N_("three"), N_("four"), N_("five"), N_("six"), N_("seven"), N_("eight"),
    N_("nine"),
)  # fmt: skip


def either_of(names: Sequence[str]) -> str:
    """ "Edina, Chaska or Delano"."""
    return format_list(list(names), style="or", locale=locale())


def some_of(names: Sequence[str], most: int = 3) -> str:
    """ "Delano, Edina, Chaska and 4 more"."""
    shown = ", ".join(names[:most])
    more = len(names) - most
    return _("%(names)s and %(n)s more", names=shown, n=number(more)) if more > 0 else shown


def shortened(text: str, longest: int = 40) -> str:
    """What somebody typed, on one line, cut where it is too long to repeat."""
    tidy = " ".join(text.split())
    return tidy if len(tidy) <= longest else f"{tidy[: longest - 1]}…"
