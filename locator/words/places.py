"""Places in words: from where miles are measured, and what is said of a place that can't be understood."""

from __future__ import annotations

from dataclasses import dataclass

from locator.clinics.clinic import Clinic, Status
from locator.clinics.network import Network
from locator.clinics.search import Match
from locator.places import DidYouMean, Found, NotFound, Place, PlaceKind, Reason, find_place, miles_between
from locator.words import N_, _
from locator.words.amounts import either_of, shortened
from locator.words.facts import how_far

# A town this near is surely the one that was meant, whatever others bear its name.
SURELY_MEANT_MILES = 60.0
_NO_SUCH_PLACE = N_("We can't find “%(typed)s”. Try a five-digit ZIP code, or a city such as Maple Grove.")
_NOT_FOUND = {
    Reason.ZIP_LENGTH: N_("“%(typed)s” is not a ZIP code. A ZIP code has five digits, such as 55369."),
    Reason.UNKNOWN_ZIP: N_("We don't know the ZIP code “%(typed)s”. Try one near it, or a city."),
    Reason.NO_POSITION: N_("The ZIP code “%(typed)s” has no place on the map. Try one near you, or a city."),
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
    near = network.file.center
    match find_place(text, near=near):
        case Found(place=place, also=others):
            if not others or miles_between(*place.point, *near) <= SURELY_MEANT_MILES:
                return UnderstoodPlace(place)
            said = _("This is for %(place)s. Did you mean another?", place=place.name)
            return UnderstoodPlace(place, said, others)
        case DidYouMean(suggestions=names):
            meant = either_of([_without_home_state(name, network) for name in names])
            said = _("We can't find “%(typed)s”. Did you mean %(names)s?", typed=shortened(text), names=meant)
            return UnderstoodPlace(None, said, tuple(names))
        case NotFound(reason=Reason.EMPTY):
            return UnderstoodPlace()
        case NotFound(reason=reason):
            said = _(_NOT_FOUND.get(reason, _NO_SUCH_PLACE).text, typed=shortened(text))
            return UnderstoodPlace(None, said)


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
    """The state goes without saying where all the clinics are in one."""
    return name.removesuffix(f", {network.home_state}")


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
