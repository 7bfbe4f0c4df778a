"""The clinics of one file at one moment: judged once, then shown to everybody until something changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property
from operator import itemgetter
from typing import TypeVar, cast, overload
from zoneinfo import ZoneInfo

from locator.clinics.clinic import Clinic, Status
from locator.clinics.clinics import Clinics, date_or_none
from locator.clinics.fact import Answer, Fact, Method, judged
from locator.clinics.service import SERVICES

EXAMPLE_PREFIX = "Example"

_TEXTS = (
    "clinic_id", "name", "street", "city", "state", "zip", "phone", "referral_phone", "referral_fax",
    "website", "opening_hours", "listing_source", "access_notes",
)  # fmt: skip
_DATES = ("listing_as_of", *(f"{service.column}_as_of" for service in SERVICES))

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
        self.since, self.until = _same_dates(set(file.timezone.tolist()), now)
        self._made: dict[Hashable, object] = {}
        self._clinics = tuple(_clinics(file, now, confirm_days))

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
        """Where that clinic sends people for the procedure."""
        return [there for there in map(self.by_id, clinic.refers_to) if there]

    @cached_property
    def is_example(self) -> bool:
        """Whether any of it is made up: then every page says so."""
        return any(clinic.name.startswith(EXAMPLE_PREFIX) for clinic in self)

    @cached_property
    def home_state(self) -> str:
        """The state that most of the clinics are in, as two letters; "" where there are none."""
        return max(Counter(clinic.state for clinic in self).items(), key=itemgetter(1), default=("", 0))[0]

    @cached_property
    def as_of(self) -> date | None:
        """The newest date on which anything in the file was learned."""
        newest = max((day for column in _DATES for day in self.file.columns[column]), default="")
        return date_or_none(newest)

    def once(self, work: Callable[..., Made], *arguments: Hashable) -> Made:
        """What `work` makes of this network and these (hashable) arguments: made once, and kept with it.

        The one place where anything derived is kept: it goes when the network goes.
        """
        key = (work, *arguments)
        if key not in self._made:
            self._made[key] = work(self, *arguments)
        return cast("Made", self._made[key])


def _clinics(file: Clinics, now: datetime, confirm_days: int) -> Iterator[Clinic]:
    todays = {zone: now.astimezone(ZoneInfo(zone)).date() for zone in set(file.timezone.tolist())}

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

    columns, timezones = file.columns, file.timezone.tolist()
    texts = [columns[name] for name in _TEXTS]
    services = [(service.column, [columns[name] for name in service.columns]) for service in SERVICES]
    for row, zone in enumerate(timezones):
        today = todays[zone]
        yield Clinic(
            row=row,
            **{name: cells[row] for name, cells in zip(_TEXTS, texts, strict=True)},
            today=today,
            facts={
                column: fact(value[row], as_of[row], method[row], source[row], today)
                for column, (value, as_of, method, source) in services
            },
            position=file.position(row),
            timezone=zone,
            refers_to=tuple(filter(None, columns["refers_to"][row].split(";"))),
            listing_as_of=date_or_none(columns["listing_as_of"][row]),
            status=Status(columns["status"][row] or Status.OPEN),
        )


def _same_dates(timezones: set[str], now: datetime) -> tuple[datetime, datetime]:
    """From when until when it is the same date as at `now` at every clinic: certainty changes at midnight."""
    since, until = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    for zone in map(ZoneInfo, timezones):
        today = now.astimezone(zone).date()
        since = max(since, datetime.combine(today, time.min, zone).astimezone(UTC))
        until = min(until, datetime.combine(today + timedelta(days=1), time.min, zone).astimezone(UTC))
    return since, until
