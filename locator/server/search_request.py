"""From the parameters of an address to what is searched for; whatever is not understood is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from locator.clinics import Need, Network
from locator.places import Place
from locator.words import _
from locator.words.amounts import either_of, shortened
from locator.words.language import PSEUDO_LANGUAGE, languages
from locator.words.places import understood

PARAMETERS = ("near", "need", "limit", "lang")

_LIMIT = re.compile("[0-9]{1,4000}")  # more digits than any address holds, fewer than int() refuses


class BadRequestError(ValueError):
    """The parameters can't be answered; the message is the sentence that says why."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What is asked for; None where nothing was said."""

    place: Place | None = None
    need: Need | None = None
    limit: int | None = None


def read_request(parameters: Iterable[tuple[str, str]], network: Network) -> SearchRequest:
    """The search that these parameters ask for. Raises BadRequestError, in a sentence, for any that is wrong.

    Where the clinics of `network` are settles which of several towns of one name is meant. A language is
    only looked at, not spoken.
    """
    given: dict[str, str] = {}
    for name, value in parameters:
        if name not in PARAMETERS:
            raise BadRequestError(
                _(
                    "There is no parameter “%(typed)s”. There are: %(known)s.",
                    typed=shortened(name),
                    known=", ".join(PARAMETERS),
                )
            )
        if name in given:
            raise BadRequestError(_("“%(name)s” is given more than once. Give it once.", name=name))
        given[name] = value
    if "lang" in given:
        _check_language(given["lang"])
    return SearchRequest(
        place=_place(given["near"], network) if "near" in given else None,
        need=_need(given["need"]) if "need" in given else None,
        limit=_limit(given["limit"]) if "limit" in given else None,
    )


def _check_language(text: str) -> None:
    if text not in (*languages(), PSEUDO_LANGUAGE):
        raise BadRequestError(
            _(
                "“lang” can't be “%(typed)s”. Use %(languages)s.",
                typed=shortened(text),
                languages=either_of(languages()),
            )
        )


def _place(text: str, network: Network) -> Place:
    """The place that this text most likely names."""
    typed = understood(text, network)
    if typed.place is None:
        raise BadRequestError(
            typed.said
            or _("“near” is empty. Give a ZIP code, a city or latitude,longitude, or leave it out.")
        )
    return typed.place


def _need(text: str) -> Need:
    try:
        return Need(text)
    except ValueError:
        raise BadRequestError(
            _(
                "“need” can't be “%(typed)s”. Use %(needs)s.",
                typed=shortened(text),
                needs=either_of(list(Need)),
            )
        ) from None


def _limit(text: str) -> int:
    if not _LIMIT.fullmatch(text) or int(text) < 1:
        raise BadRequestError(
            _("“limit” can't be “%(typed)s”. Use a whole number, 1 or more.", typed=shortened(text))
        )
    return int(text)
