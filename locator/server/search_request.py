"""From the parameters of an address to what is searched for; whatever is not understood is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from locator import wording
from locator.clinics import Need
from locator.near_index import Origin
from locator.places import DidYouMean, Found, NotFound, Place, find_place
from locator.server import wording as server_wording

PARAMETERS = ("near", "need", "limit")

_LIMIT = re.compile("[0-9]{1,4000}")  # more digits than any address holds, fewer than int() refuses


class BadRequestError(ValueError):
    """The parameters can't be answered; the message is the sentence that says why."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What is asked for; None where nothing was said."""

    place: Place | None = None
    need: Need | None = None
    limit: int | None = None


def read_request(parameters: Iterable[tuple[str, str]], near: Origin) -> SearchRequest:
    """The search that these parameters ask for. Raises BadRequestError, in a sentence, for any that is wrong.

    `near` (latitude, longitude in degrees) settles which of several towns of one name is meant.
    """
    given: dict[str, str] = {}
    for name, value in parameters:
        if name not in PARAMETERS:
            raise BadRequestError(server_wording.unknown_parameter(name, PARAMETERS))
        if name in given:
            raise BadRequestError(server_wording.parameter_twice(name))
        given[name] = value
    return SearchRequest(
        place=place_called(given["near"], near) if "near" in given else None,
        need=_need(given["need"]) if "need" in given else None,
        limit=_limit(given["limit"]) if "limit" in given else None,
    )


def place_called(text: str, near: Origin) -> Place:
    """The place that this text most likely names. Raises BadRequestError, in a sentence, for none."""
    if not text.strip():
        raise BadRequestError(server_wording.NEAR_IS_EMPTY)
    match find_place(text, near=near):
        case Found(place=place):
            return place
        case DidYouMean(suggestions=names):
            raise BadRequestError(wording.did_you_mean(text, names))
        case NotFound(reason=reason):
            raise BadRequestError(wording.not_found(text, reason))


def _need(text: str) -> Need:
    try:
        return Need(text)
    except ValueError:
        raise BadRequestError(server_wording.no_such_need(text)) from None


def _limit(text: str) -> int:
    if not _LIMIT.fullmatch(text) or int(text) < 1:
        raise BadRequestError(server_wording.no_such_limit(text))
    return int(text)
