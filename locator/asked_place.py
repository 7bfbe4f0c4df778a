"""Where the patient is, as far as what was typed can be understood, and what to say about it."""

from __future__ import annotations

from dataclasses import dataclass

from locator import wording
from locator.clinics import Clinics
from locator.distance import miles_between
from locator.near_index import Origin
from locator.nearest import Result
from locator.places import DidYouMean, Found, NotFound, Place, Reason, find_place

# A town this near is surely the one that was meant, whatever others bear its name.
SURELY_MEANT_MILES = 60.0
# With no clinic so near, the place is outside the area that the clinics serve.
FAR_MILES = 100.0


@dataclass(frozen=True, slots=True)
class Understood:
    """The place, or None; a sentence about what was typed, or ""; and the places that may have been meant."""

    place: Place | None = None
    said: str = ""
    suggestions: tuple[str, ...] = ()


def _is_surely_meant(found: Found, near: Origin) -> bool:
    """Whether the place that was found is the only likely one for someone near that point."""
    place = found.place
    return not found.also or miles_between(place.latitude, place.longitude, *near) <= SURELY_MEANT_MILES


def understood(text: str, clinics: Clinics) -> Understood:
    """The place that `text` names, for someone who calls about these clinics. Never raises."""
    match find_place(text, near=clinics.centre):
        case Found(place=place) as found if _is_surely_meant(found, clinics.centre):
            return Understood(place)
        case Found(place=place, also=others):
            return Understood(place, wording.other_towns(place.name), others)
        case DidYouMean(suggestions=names):
            return Understood(None, wording.did_you_mean(text, names), tuple(names))
        case NotFound(reason=Reason.EMPTY):
            return Understood()
        case NotFound(reason=reason):
            return Understood(None, wording.not_found(text, reason))


def outside_the_area(result: Result) -> str:
    """What to say of a place that is far from every listed clinic, or ""."""
    best = result.match(0).miles if len(result) else None
    nearest = None if best is not None and best < FAR_MILES else result.nearest()
    if nearest is None or nearest.miles is None or nearest.miles < FAR_MILES:
        return ""
    return wording.far_away(nearest.clinic, nearest.miles)
