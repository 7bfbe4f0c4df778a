"""The clinics of one file at one moment: judged once, then shown to everybody until something changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property
from itertools import chain
from typing import TypeVar, cast, overload
from zoneinfo import ZoneInfo

from locator.clinics.clinic import Clinic, Status
from locator.clinics.clinics import COLUMNS, Clinics, date_or_none
from locator.clinics.fact import (
    Answer,
    Availability,
    Fact,
    Intake,
    Listing,
    Method,
    judged,
    judged_availability,
    judged_listing,
)
from locator.clinics.service import SERVICES

EXAMPLE_PREFIX = "Example"

_TEXTS = (
    "clinic_id", "name", "street", "city", "state", "zip", "phone", "referral_phone", "referral_fax",
    "website", "opening_hours", "access_notes", "phone_steps", "referral_needs", "npi",
)  # fmt: skip

Made = TypeVar("Made")


class Network(Sequence[Clinic]):
    """Every clinic of `file`, closed ones too, in its order, with facts that carry their certainty.

    Made when the file or the day changes, and shared by all visitors until then: the verdicts hold from
    `since` until before `until`. A fact stays confirmed for `confirm_days`.
    """

    def __init__(self, file: Clinics, now: datetime, confirm_days: int) -> None:
        """`now` is an aware datetime; each clinic is judged by the date in its own time zone."""
        self.file = file
        self.confirm_days = confirm_days
        zones = {name: ZoneInfo(name) for name in set(file.timezone.tolist())}
        todays = {name: now.astimezone(zone).date() for name, zone in zones.items()}
        # Certainty changes at midnight, so it is the same as long as it is the same date at every clinic.
        midnights = {datetime.combine(todays[name], time.min, zone) for name, zone in zones.items()}
        self.since = max(midnights, default=datetime.min.replace(tzinfo=UTC))
        self.until = min((m + timedelta(days=1) for m in midnights), default=datetime.max.replace(tzinfo=UTC))
        self._made: dict[Hashable, object] = {}
        self._clinics = tuple(_clinics(file, todays, confirm_days))

    def __len__(self) -> int:
        return len(self._clinics)

    @overload
    def __getitem__(self, index: int) -> Clinic: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Clinic, ...]: ...
    def __getitem__(self, index: int | slice) -> Clinic | tuple[Clinic, ...]:
        return self._clinics[index]

    def __iter__(self) -> Iterator[Clinic]:
        return iter(self._clinics)

    def holds_at(self, now: datetime) -> bool:
        """Whether every verdict is the same at `now`, an aware datetime."""
        return self.since <= now < self.until

    def by_id(self, clinic_id: str) -> Clinic | None:
        """The clinic of that id, or None."""
        row = self.file.row_of.get(clinic_id)
        return None if row is None else self[row]

    def referred_from(self, clinic: Clinic) -> list[Clinic]:
        """Where that clinic sends people for the procedure, each once; closed clinics too."""
        return [there for there in map(self.by_id, dict.fromkeys(clinic.refers_to)) if there]

    @cached_property
    def is_example(self) -> bool:
        """Whether any of it is made up: then every page says so."""
        return any(clinic.name.startswith(EXAMPLE_PREFIX) for clinic in self)

    @cached_property
    def home_state(self) -> str:
        """The state that most of the clinics are in, as two letters; "" where there are none."""
        return next((state for state, _ in Counter(clinic.state for clinic in self).most_common(1)), "")

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Every language (BCP 47) that is spoken at one of the clinics, the most common first."""
        counted = Counter(tag for clinic in self for tag in clinic.languages)
        return tuple(tag for tag, _ in counted.most_common())

    @cached_property
    def intakes(self) -> tuple[Intake, ...]:
        """What the clinics say of new patients, each once."""
        said = {clinic.availability.intake for clinic in self}
        return tuple(intake for intake in Intake if intake in said)

    @cached_property
    def as_of(self) -> date | None:
        """The newest date on which anything in the file was learned."""
        dates = (self.file.columns[column] for column in COLUMNS if column.endswith("_as_of"))
        return date_or_none(max(chain(*dates), default=""))

    def once(self, work: Callable[..., Made], *arguments: Hashable) -> Made:
        """What `work` makes of this network and these (hashable) arguments: made once, and kept with it.

        The one place where anything derived is kept: it goes when the network goes.
        """
        key = (work, *arguments)
        if key not in self._made:
            self._made[key] = work(self, *arguments)
        return cast("Made", self._made[key])


def _clinics(file: Clinics, todays: Mapping[str, date], confirm_days: int) -> Iterator[Clinic]:
    @cache  # a file of any size holds few different facts
    def fact(value: str, as_of: str, method: str, source: str, today: date) -> Fact:
        return judged(
            Answer(value) if value else None,
            date_or_none(as_of),
            Method(method) if method else None,
            source,
            today=today,
            confirm_days=confirm_days,
        )

    @cache
    def listing(as_of: str, source: str, today: date) -> Listing:
        return judged_listing(date_or_none(as_of), source, today=today, confirm_days=confirm_days)

    @cache
    def availability(new_patients: str, wait_weeks: str, as_of: str, today: date) -> Availability:
        return judged_availability(
            Answer(new_patients) if new_patients else None,
            int(wait_weeks) if wait_weeks else None,
            date_or_none(as_of),
            today=today,
        )

    for row, zone in enumerate(file.timezone.tolist()):
        cells, today = file.cells(row), todays[zone]
        yield Clinic(
            row=row,
            **{name: cells[name] for name in _TEXTS},
            today=today,
            facts={
                service.column: fact(*(cells[column] for column in service.columns), today)
                for service in SERVICES
            },
            position=file.position(row),
            timezone=zone,
            refers_to=tuple(filter(None, cells["refers_to"].split(";"))),
            listing=listing(cells["listing_as_of"], cells["listing_source"], today),
            status=Status(cells["status"] or Status.OPEN),
            languages=tuple(filter(None, cells["languages"].split(";"))),
            step_free=Answer(cells["step_free"]) if cells["step_free"] else None,
            availability=availability(
                cells["new_patients"], cells["wait_weeks"], cells["availability_as_of"], today
            ),
        )
