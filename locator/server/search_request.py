"""From the parameters of an address to what is searched for; whatever is not understood is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from locator.clinics import Need, Network
from locator.places import LONGEST_TEXT, Place
from locator.words import _
from locator.words.amounts import either_of, shortened
from locator.words.language import PSEUDO_LANGUAGE, languages
from locator.words.places import UnderstoodPlace, understood

PARAMETERS = ("near", "need", "limit", "offset", "lang")

_WHOLE_NUMBER = re.compile("[0-9]{1,4000}")  # more digits than any address holds, fewer than int() refuses


class BadRequestError(ValueError):
    """The parameters can't be answered; the message is the sentence that says why."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What is asked for; None where nothing was said.

    `others` are places that may have been meant instead of `place`.
    """

    place: Place | None = None
    others: tuple[str, ...] = ()
    need: Need | None = None
    limit: int | None = None
    offset: int = 0


def place_asked(parameters: Mapping[str, str]) -> str:
    """What `?near=` of a page says, in single spaces and no longer than any place; "" for nothing."""
    return " ".join(parameters.get("near", "").split())[:LONGEST_TEXT]


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
    if "lang" in given and given["lang"] not in (*languages(), PSEUDO_LANGUAGE):
        raise _refusal("lang", given["lang"], languages())
    heard = _heard(given["near"], network) if "near" in given else UnderstoodPlace()
    if "need" in given and given["need"] not in set(Need):
        raise _refusal("need", given["need"], list(Need))
    return SearchRequest(
        place=heard.place,
        others=heard.suggestions,
        need=Need(given["need"]) if "need" in given else None,
        limit=_whole_number("limit", given["limit"], least=1) if "limit" in given else None,
        offset=_whole_number("offset", given["offset"], least=0) if "offset" in given else 0,
    )


def _refusal(name: str, text: str, known: Sequence[str]) -> BadRequestError:
    can_be = either_of(known)
    return BadRequestError(
        _("“%(name)s” can't be “%(typed)s”. Use %(known)s.", name=name, typed=shortened(text), known=can_be)
    )


def _heard(text: str, network: Network) -> UnderstoodPlace:
    """The place that this text most likely names, and others that may have been meant."""
    typed = understood(text, network)
    if typed.place is None:
        raise BadRequestError(
            typed.said
            or _("“near” is empty. Give a ZIP code, a city or latitude,longitude, or leave it out.")
        )
    return typed


def _whole_number(name: str, text: str, least: int) -> int:
    if not _WHOLE_NUMBER.fullmatch(text) or int(text) < least:
        raise BadRequestError(
            _(
                "“%(name)s” can't be “%(typed)s”. Use a whole number, %(least)s or more.",
                name=name,
                typed=shortened(text),
                least=least,
            )
        )
    return int(text)
