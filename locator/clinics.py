"""What a clinic is, what a fact about it is, and how sure we are of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import overload
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd


class Need(StrEnum):
    """What the visitor is looking for; the value is what the address bar and the API say."""

    EVALUATION = "evaluation"
    PROCEDURE = "procedure"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Service:
    """Something that a clinic may do: the column of the clinic file that says so, and the need it meets."""

    column: str
    need: Need


EVALUATION = Service("evaluates", Need.EVALUATION)
PROCEDURE = Service("performs", Need.PROCEDURE)
SERVICES = (EVALUATION, PROCEDURE)


class Answer(StrEnum):
    """What the file says when it says anything. A blank cell is no answer, and is never guessed."""

    YES = "yes"
    NO = "no"


class Method(StrEnum):
    """How a fact was learnt."""

    PHONE = "phone"
    STAFF = "staff"
    WEBSITE = "website"
    DIRECTORY = "directory"

    @property
    def is_first_hand(self) -> bool:
        """Whether someone at the clinic said so."""
        return self in (Method.PHONE, Method.STAFF)


class Certainty(StrEnum):
    """How sure we are. Derived, never typed; see Fact.certainty."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    NOT_CONFIRMED = "not confirmed"


class Status(StrEnum):
    """Whether the clinic is seeing patients at all."""

    OPEN = "open"
    TEMPORARILY_CLOSED = "temporarily closed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Fact:
    """An answer with where it came from: value, date learnt, method and source."""

    value: Answer | None = None
    as_of: date | None = None
    method: Method | None = None
    source: str = ""

    def confirmed_until(self, limit_days: int) -> date | None:
        """The last day on which this counts as confirmed; None if it never could."""
        if self.value is None or self.as_of is None or self.method is None or not self.method.is_first_hand:
            return None
        return self.as_of + timedelta(days=limit_days)

    def certainty(self, today: date, limit_days: int) -> Certainty:
        """How sure we are on `today`, the date at the clinic (rule: product contract, "How sure we are")."""
        if self.value is None:
            return Certainty.NOT_CONFIRMED
        last_day = self.confirmed_until(limit_days)
        if last_day is not None and today <= last_day:
            return Certainty.CONFIRMED
        return Certainty.REPORTED

    def is_overdue(self, today: date, limit_days: int) -> bool:
        """Whether it was confirmed once and has grown too old."""
        last_day = self.confirmed_until(limit_days)
        return last_day is not None and today > last_day


@dataclass(frozen=True, slots=True)
class Position:
    """WGS 84 degrees. Approximate means the centre of the ZIP code, not the door."""

    latitude: float
    longitude: float
    is_approximate: bool = False


@dataclass(frozen=True, slots=True)
class Clinic:
    """One row of the clinic file. Blank text is an empty string; a blank date or position is None."""

    clinic_id: str
    name: str
    street: str
    city: str
    state: str
    zip: str
    phone: str
    position: Position | None = None
    timezone: str = "America/Chicago"
    referral_phone: str = ""
    referral_fax: str = ""
    website: str = ""
    opening_hours: str = ""
    evaluates: Fact = Fact()
    performs: Fact = Fact()
    refers_to: tuple[str, ...] = ()
    listing_as_of: date | None = None
    listing_source: str = ""
    status: Status = Status.OPEN
    access_notes: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Street, city, state and ZIP on one line."""
        return f"{self.street}, {self.city}, {self.state} {self.zip}"

    @property
    def short_name(self) -> str:
        """The city where the name ends with it ("iSpine Clinics – Edina" is "Edina"), else the name."""
        return self.city if self.name.casefold().endswith(self.city.casefold()) else self.name

    def today(self, now: datetime) -> date:
        """The date on the clinic's own wall at `now`, an aware datetime."""
        return now.astimezone(ZoneInfo(self.timezone)).date()


# The contract's columns, in the order the file is written.
COLUMNS = (
    "clinic_id", "name", "street", "city", "state", "zip", "phone", "latitude", "longitude",
    "referral_phone", "referral_fax", "website", "opening_hours",
    "evaluates", "evaluates_as_of", "evaluates_method", "evaluates_source",
    "performs", "performs_as_of", "performs_method", "performs_source",
    "refers_to", "listing_as_of", "listing_source", "status", "access_notes",
)  # fmt: skip


# So many Clinics are made once and kept: all of any real network, in 20 MB at most.
MOST_KEPT = 10_000


class Clinics(Sequence[Clinic]):
    """All clinics of one file: columns for the searches, one Clinic at a time for the pages.

    `frame` holds one row a clinic and every contract column (and any other the file had) as tidy text:
    ISO dates, dotted decimals, ZIPs with their zeros, "" for blank. The other arrays run alongside it:
    `latitude` and `longitude` in WGS 84 degrees (the ZIP's centre where the file gave none, NaN where that
    is unknown too), `is_approximate`, and `timezone` (IANA names). Nothing here changes once made, so every
    visitor shares one copy.
    """

    def __init__(
        self,
        frame: pd.DataFrame,
        latitude: npt.NDArray[np.float64],
        longitude: npt.NDArray[np.float64],
        is_approximate: npt.NDArray[np.bool_],
        timezone: npt.NDArray[np.str_],
    ) -> None:
        self.frame = frame
        self.latitude = latitude
        self.longitude = longitude
        self.is_approximate = is_approximate
        self.timezone = timezone
        known = set(COLUMNS)
        self._made: dict[int, Clinic] = {}
        self._length = len(frame)
        self._extra_columns = [column for column in frame.columns if column not in known]

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> Clinic: ...
    @overload
    def __getitem__(self, index: slice) -> list[Clinic]: ...
    def __getitem__(self, index: int | slice) -> Clinic | list[Clinic]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        row = index % len(self)
        clinic = self._made.get(row)
        if clinic is None:
            clinic = self._clinic(row)
            if len(self._made) < MOST_KEPT:
                self._made[row] = clinic
        return clinic

    def __iter__(self) -> Iterator[Clinic]:
        return (self._clinic(i) for i in range(len(self)))

    def cells(self, i: int) -> dict[str, str]:
        """Row `i` as tidy text, by column."""
        return {column: values[i] for column, values in self._columns.items()}

    def _clinic(self, i: int) -> Clinic:
        cell = self.cells(i)
        position = None
        if not np.isnan(self.latitude[i]):
            position = Position(
                float(self.latitude[i]), float(self.longitude[i]), bool(self.is_approximate[i])
            )
        return Clinic(
            **{
                column: cell[column]
                for column in (
                    "clinic_id", "name", "street", "city", "state", "zip", "phone", "referral_phone",
                    "referral_fax", "website", "opening_hours", "listing_source", "access_notes",
                )
            },
            position=position,
            timezone=str(self.timezone[i]),
            evaluates=fact_from(cell, "evaluates"),
            performs=fact_from(cell, "performs"),
            refers_to=tuple(filter(None, cell["refers_to"].split(";"))),
            listing_as_of=date_or_none(cell["listing_as_of"]),
            status=Status(cell["status"] or Status.OPEN),
            extra={column: cell[column] for column in self._extra_columns},
        )  # fmt: skip

    @cached_property
    def _columns(self) -> dict[str, list[str]]:
        return {str(column): self.frame[column].to_list() for column in self.frame.columns}

    @cached_property
    def index_of(self) -> Mapping[str, int]:
        """Row number by clinic_id."""
        return {clinic_id: i for i, clinic_id in enumerate(self._columns["clinic_id"])}

    @cached_property
    def centre(self) -> tuple[float, float]:
        """The middle of all clinics: mean latitude and longitude, degrees. Minneapolis if none is known."""
        if np.isnan(self.latitude).all():
            return (44.98, -93.27)
        return float(np.nanmean(self.latitude)), float(np.nanmean(self.longitude))

    def by_id(self, clinic_id: str) -> Clinic | None:
        """The clinic of that id, or None."""
        i = self.index_of.get(clinic_id)
        return None if i is None else self[i]

    def certainty_of(self, fact: str, now: datetime, limit_days: int) -> npt.NDArray[np.object_]:
        """The Certainty of "evaluates" or "performs" for every clinic, in the order of the file.

        `now` is an aware datetime; each clinic is judged by the date in its own time zone.
        """
        learnt = self.frame[[fact, f"{fact}_as_of", f"{fact}_method"]].assign(timezone=self.timezone)
        # A file of any size holds few different facts, so the one rule is asked once for each.
        codes, distinct = pd.MultiIndex.from_frame(learnt).factorize()
        verdicts = np.empty(len(distinct), dtype=object)
        for i, (value, as_of, method, timezone) in enumerate(distinct):
            known = Fact(
                Answer(value) if value else None, date_or_none(as_of), Method(method) if method else None
            )
            verdicts[i] = known.certainty(now.astimezone(ZoneInfo(timezone)).date(), limit_days)
        return verdicts.take(codes)


def fact_from(cell: Mapping[str, str], fact: str) -> Fact:
    """The fact named "evaluates" or "performs" out of one row of tidy text."""
    value, method = cell[fact], cell[f"{fact}_method"]
    return Fact(
        value=Answer(value) if value else None,
        as_of=date_or_none(cell[f"{fact}_as_of"]),
        method=Method(method) if method else None,
        source=cell[f"{fact}_source"],
    )


def date_or_none(text: str) -> date | None:
    """An ISO date, or None for a blank."""
    return date.fromisoformat(text) if text else None
