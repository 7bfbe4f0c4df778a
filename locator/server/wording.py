"""What the API says when it can't answer, and what only the plain directory says. Plain text: escape it."""

from __future__ import annotations

from collections.abc import Iterable

from locator.clinics import Need

WITH_MAP = "The same list with a map"
SHOW = "Show clinics"
NEXT = "Next clinics"
PREVIOUS = "Earlier clinics"
MORE_PAGES = "More of the list"

NEAR_IS_EMPTY = "“near” is empty. Give a ZIP code, a city or latitude,longitude, or leave it out."
NOTHING_HERE = "There is nothing at this address. See /api/openapi.json for what there is."

NO_PAGE_TITLE = "There is no page at this address"
NO_PAGE = "The address may have a slip in it, or the page may have moved. From here you can go on to:"

_LONGEST_SHOWN = 40


def unknown_parameter(name: str, known: Iterable[str]) -> str:
    """A parameter of no such name."""
    return f"There is no parameter “{_shown(name)}”. There are: {', '.join(known)}."


def parameter_twice(name: str) -> str:
    """A parameter given more than once."""
    return f"“{_shown(name)}” is given more than once. Give it once."


def no_such_need(text: str) -> str:
    """A need that is none of the three."""
    return f"“need” can't be “{_shown(text)}”. Use {', '.join(list(Need)[:-1])} or {list(Need)[-1]}."


def no_such_limit(text: str) -> str:
    """A limit that is not a whole number from 1 up."""
    return f"“limit” can't be “{_shown(text)}”. Use a whole number, 1 or more."


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
