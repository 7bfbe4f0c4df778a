"""Which clinics the table of the network shows, and in what order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from math import inf, isnan

from locator.clinics.clinic import Clinic, Status
from locator.clinics.fact import Answer, Certainty, Fact, Intake
from locator.clinics.finding import found_by, plain
from locator.clinics.network import Network
from locator.clinics.search import Origin, miles_to, standing_for
from locator.clinics.service import SERVICES, Need, Service, services_for
from locator.hours import OpenNow, coming, hours_now, is_open_on


class Sureness(StrEnum):
    """How sure the clinics left in the table are. OVERDUE is the part of REPORTED that was confirmed once."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    OVERDUE = "overdue"
    NOT_CONFIRMED = "not confirmed"

    def fits(self, fact: Fact) -> bool:
        """Whether a fact is of that sureness."""
        return fact.is_overdue if self is Sureness.OVERDUE else fact.certainty == self.value


class Order(StrEnum):
    """The orders of the table besides "surest first" for a service.

    Clinics that are alike go by miles where there are any, then by name.
    """

    NAME = "name"
    NEAREST = "nearest"
    LONGEST_UNCHECKED = "longest unchecked"
    OPEN_NOW = "open now"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the table is narrowed to. `day` 0 is Monday; to order by a Service is "surest first".

    `language` is a BCP 47 tag. Only clinics that are said to speak it are left; `intake` leaves those of
    which it is known whether they take new patients, or that have said so too long ago.
    `within` is so many miles from the place, where there is one.
    """

    find: str = ""
    need: Need | None = None
    sureness: Sureness | None = None
    open_now: bool = False
    day: int | None = None
    language: str | None = None
    intake: Intake | None = None
    within: float | None = None
    order: Order | Service = Order.NAME


@dataclass(frozen=True, slots=True)
class Row:
    """One clinic of the table; straight-line miles where the places of patient and clinic are known."""

    clinic: Clinic
    miles: float | None


def table(network: Network, filters: Filters, origin: Origin | None, now: datetime) -> list[Row]:
    """The clinics that `filters` leave, in their order; those that are closed for good come last.

    `origin` is where miles are measured from, `now` an aware datetime. A clinic known not to meet a need is
    left out, as in a search; on a day so is one that is closed then, for now or for good. One whose hours are
    not known is kept on every day, but is not "open now"; one whose place is not known is not near.
    One whose listing is old is open when it usually is, and comes after those that are surely open.
    """
    miles = [None if isnan(away) else away for away in miles_to(network, origin).tolist()]
    rows = [Row(clinic, miles[clinic.row]) for clinic in _left(network, filters, now)]
    if filters.within is not None and origin is not None:
        rows = [row for row in rows if row.miles is not None and row.miles <= filters.within]
    names = network.once(_names)

    def key(row: Row) -> tuple[object, ...]:
        clinic = row.clinic
        away = inf if row.miles is None or filters.order is Order.NAME else row.miles
        rank = _rank(clinic, filters.order, now)
        return clinic.status is Status.CLOSED, rank, away, names[clinic.row], clinic.row

    return sorted(rows, key=key)


def _names(network: Network) -> list[str]:
    """What each clinic is sorted by."""
    return [plain(clinic.name) for clinic in network]


def _left(network: Network, filters: Filters, now: datetime) -> Iterator[Clinic]:
    day = None if filters.day is None else coming(filters.day, now.date())
    services = services_for(filters.need or Need.EITHER)
    for clinic in found_by(network, filters.find):
        if (
            (filters.need is None or standing_for(clinic, filters.need) is not None)
            and (filters.sureness is None or any(filters.sureness.fits(clinic.fact(s)) for s in services))
            and (not filters.open_now or _is_open(clinic, now))
            and (filters.language is None or filters.language in clinic.languages)
            and (filters.intake is None or filters.intake is clinic.availability.intake)
            and (day is None or _may_be_open_on(clinic, day))
        ):
            yield clinic


def _may_be_open_on(clinic: Clinic, day: date) -> bool:
    return clinic.status is Status.OPEN and is_open_on(clinic.opening_hours, day) is not False


def _is_open(clinic: Clinic, now: datetime) -> bool:
    """Whether the clinic is open as far as its listing says, old or not."""
    hours = hours_now(clinic.opening_hours, clinic.timezone, clinic.state, now)
    return clinic.status is Status.OPEN and isinstance(hours, OpenNow)


def _rank(clinic: Clinic, order: Order | Service, now: datetime) -> object:
    """What is sorted by before miles and name; the same for all where there is nothing."""
    match order:
        case Order.LONGEST_UNCHECKED:
            return max(clinic.fact(service).as_of or date.min for service in SERVICES)
        case Order.OPEN_NOW:
            return (not _is_open(clinic, now), clinic.listing.is_old)
        case Service() as service:
            return _from_surest_yes_to_surest_no(clinic.fact(service))
        case _:
            return None


def _from_surest_yes_to_surest_no(fact: Fact) -> int:
    if fact.value is None:
        return 2
    distance = 2 if fact.certainty is Certainty.CONFIRMED else 1
    return 2 - distance if fact.value is Answer.YES else 2 + distance
