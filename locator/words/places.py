"""Places in words: from where miles are measured, and what is said of a place that can't be understood."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from locator.clinics.clinic import Clinic, Status
from locator.clinics.network import Network
from locator.clinics.search import Match
from locator.places import DidYouMean, Doubt, Found, NotFound, Place, PlaceKind, Reason, find_place
from locator.places.spelling import without_controls
from locator.words import N_, _
from locator.words.amounts import either_of, shortened
from locator.words.facts import how_far

_NO_SUCH_PLACE = N_("We can't find “%(typed)s”. Try a five-digit ZIP code, or a city such as Maple Grove.")
_SUGGESTED = N_("We can't find “%(typed)s”. Did you mean %(names)s?")
_ELSEWHERE = N_("We can't find “%(typed)s” near here. Did you mean %(names)s? Or type a ZIP code.")
_DOUBTED = {
    Doubt.NAMESAKE: N_("This is for %(place)s. Did you mean another?"),
    Doubt.FAR: N_("This is for %(place)s. Did you mean another? Add its state, or type a ZIP code."),
    Doubt.TOWN_ELSEWHERE: N_("This is for %(place)s, in %(town)s. Did you mean %(names)s?"),
    Doubt.IN_PART: N_("We took “%(typed)s” for %(place)s."),
}
_NOT_FOUND = {
    Reason.ZIP_LENGTH: N_("“%(typed)s” is not a ZIP code. A ZIP code has five digits, such as 55369."),
    Reason.UNKNOWN_ZIP: N_("We don't know the ZIP code “%(typed)s”. Try one near it, or a city."),
    Reason.NO_POSITION: N_("The ZIP code “%(typed)s” has no place on the map. Try one near you, or a city."),
    Reason.ABROAD: N_(
        "We know places in the United States only, not “%(typed)s”. Type a ZIP code or a city there."
    ),
    Reason.STATE_ONLY: N_("“%(typed)s” is a whole state. Type a ZIP code or a city in it."),
    Reason.POINT_OUT_OF_RANGE: N_("“%(typed)s” is not a point on the map. Type a ZIP code or a city."),
}


def at(match: Match) -> str:
    """ "Edina, 6.9 miles away", or the name alone where there is no distance."""
    name, far = match.clinic.short_name, how_far(match.clinic, match.miles)
    return _("%(clinic)s, %(miles)s away", clinic=name, miles=far) if far else name


def described(place: Place) -> str:
    """The place, after "miles from": "the center of 55369"."""
    if place.kind is PlaceKind.POSITION:
        return _("where you are")
    if place.kind is PlaceKind.POINT:
        return _("the point %(point)s", point=place.name)
    return _("the center of %(place)s", place=place.center_of or place.name)


def near(place: Place) -> str:
    """The place, after "near": "55369", "Maple Grove, MN"."""
    return place.name if place.kind is not PlaceKind.POINT else described(place)


@dataclass(frozen=True, slots=True)
class UnderstoodPlace:
    """The place, or None; a sentence about what was typed, or ""; and the places that may have been meant."""

    place: Place | None = None
    said: str = ""
    suggestions: tuple[str, ...] = ()


def understood(text: str, network: Network) -> UnderstoodPlace:
    """The place that `text` names, for someone who asks about these clinics. Never raises."""
    text = without_controls(text)
    match find_place(text, near=network.file.center):
        case Found(place=place, also=names, doubt=doubt, town=town):
            if doubt is None:
                return UnderstoodPlace(place)
            words = {"place": place.name, "town": town, "names": _either_of(names, network)}
            said = _(_DOUBTED[doubt].text, typed=shortened(text), **words)
            return UnderstoodPlace(place, said, names)
        case DidYouMean(suggestions=names, is_elsewhere=is_elsewhere):
            sentence = _ELSEWHERE if is_elsewhere else _SUGGESTED
            said = _(sentence.text, typed=shortened(text), names=_either_of(names, network))
            return UnderstoodPlace(None, said, names)
        case NotFound(reason=Reason.EMPTY):
            return UnderstoodPlace()
        case NotFound(reason=reason):
            typed = _zip_code_in(text) if reason is Reason.NO_POSITION else text
            said = _(_NOT_FOUND.get(reason, _NO_SUCH_PLACE).text, typed=shortened(typed))
            return UnderstoodPlace(None, said)


def _zip_code_in(text: str) -> str:
    """The number alone of "APO AE 09012"; all of the text where it is written otherwise."""
    number = re.search(r"\d{5}(-\d{4})?", text)
    return number[0] if number else text


def _either_of(names: tuple[str, ...], network: Network) -> str:
    """The names as a choice; each with its state where another town of its name is among them."""
    towns = Counter(name.partition(", ")[0] for name in names)
    return either_of(
        [name if towns[name.partition(", ")[0]] > 1 else _without_home_state(name, network) for name in names]
    )


def no_clinic_near(place: Place) -> str:
    """Said before an answer from far away: "No clinic near New York."."""
    return _("No clinic near %(place)s.", place=_after_near(place))


def _after_near(place: Place) -> str:
    if place.kind is PlaceKind.POSITION:
        return _("you")
    # The town alone: its state is said where the miles are, and where another town may be meant.
    return described(place) if place.kind is PlaceKind.POINT else place.name.partition(", ")[0]


def show_place(name: str, network: Network) -> str:
    """On what takes up a place that may have been meant: "Show Maple Grove"."""
    return _("Show %(place)s", place=_without_home_state(name, network))


def _without_home_state(name: str, network: Network) -> str:
    """The state of most clinics goes without saying, unless another town of the name may be meant."""
    town = name.removesuffix(f", {network.home_state}")
    alone = find_place(town, near=network.file.center)
    is_clear = isinstance(alone, Found) and alone.place.name == name and alone.doubt is None
    return town if is_clear else name


def about_unlisted(clinic_id: str, clinic: Clinic | None) -> str:
    """What to say of a clinic in the address that is not listed: it is closed, or does not meet the need."""
    if not clinic_id:
        return ""
    if clinic is None:
        return _("The link names a clinic that is not in the list.")
    if clinic.status is Status.CLOSED:
        return _("%(clinic)s is closed for good. These are the others.", clinic=clinic.name)
    return _(
        "%(clinic)s is not listed for this need. Choose “Either” to see every clinic.", clinic=clinic.name
    )
