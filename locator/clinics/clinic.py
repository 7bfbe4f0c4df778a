"""What a clinic is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from locator.clinics.fact import NOTHING_SAID, Answer, Availability, Fact, Listing
from locator.clinics.service import SERVICES, Service


class Status(StrEnum):
    """Whether the clinic is seeing patients at all."""

    OPEN = "open"
    TEMPORARILY_CLOSED = "temporarily closed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Position:
    """WGS 84 degrees. Approximate means the center of the ZIP code, not the door."""

    latitude: float
    longitude: float
    is_approximate: bool = False


@dataclass(frozen=True, slots=True)
class Clinic:
    """One clinic as it stands on `today`, the date on its own wall.

    `row` is its place in the file, from 0; `facts` has one a service, by the service's column. Blank text is
    an empty string; a blank date or position is None. `languages` are BCP 47 tags.
    """

    row: int
    clinic_id: str
    name: str
    street: str
    city: str
    state: str
    zip: str
    phone: str
    today: date
    facts: Mapping[str, Fact] = field(hash=False)
    listing: Listing
    position: Position | None = None
    timezone: str = "America/Chicago"
    referral_phone: str = ""
    referral_fax: str = ""
    website: str = ""
    opening_hours: str = ""
    refers_to: tuple[str, ...] = ()
    status: Status = Status.OPEN
    access_notes: str = ""
    languages: tuple[str, ...] = ()
    step_free: Answer | None = None
    phone_steps: str = ""
    referral_needs: str = ""
    availability: Availability = NOTHING_SAID
    npi: str = ""

    def fact(self, service: Service) -> Fact:
        """What is known of that service here."""
        return self.facts[service.column]

    @property
    def offered(self) -> list[Service]:
        """The services that it is said to offer: never a no or a blank, and none where it is closed."""
        if self.status is Status.CLOSED:
            return []
        return [service for service in SERVICES if self.fact(service).value is Answer.YES]

    @property
    def exact_position(self) -> Position | None:
        """Where its door is; None where only the ZIP's center is known, or nothing."""
        return None if self.position is None or self.position.is_approximate else self.position

    @property
    def address(self) -> str:
        """Street, city, state and ZIP on one line."""
        return f"{self.street}, {self.city}, {self.state} {self.zip}"

    @property
    def short_name(self) -> str:
        """The city where the name ends with it ("iSpine Clinics – Edina" is "Edina"), else the name."""
        return self.city if self.name.casefold().endswith(self.city.casefold()) else self.name

    @property
    def practice(self) -> str:
        """The name before the city, "iSpine Clinics" in "iSpine Clinics – Edina"; "" where it has none."""
        return self.name[: -len(self.city)].rstrip(" –—-,:") if self.short_name == self.city else ""

    @property
    def booking_phone(self) -> str:
        """The phone for referrals where the clinic has one, else its only one."""
        return self.referral_phone or self.phone

    def goes_past(self, there: Clinic) -> bool:
        """Whether having the procedure `there` passes by where this clinic sends its people."""
        return bool(self.refers_to) and there.clinic_id not in (self.clinic_id, *self.refers_to)
