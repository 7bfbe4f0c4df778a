"""What is known of one service at one clinic, or of where and when to find it, and how sure we are of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# What a clinic says of new patients and waits is soon different, whatever else stays confirmed.
AVAILABILITY_DAYS = 30


class Answer(StrEnum):
    """What the file says when it says anything. A blank cell is no answer, and is never guessed."""

    YES = "yes"
    NO = "no"


class Method(StrEnum):
    """How a fact was learned."""

    PHONE = "phone"
    STAFF = "staff"
    WEBSITE = "website"
    DIRECTORY = "directory"

    @property
    def is_first_hand(self) -> bool:
        """Whether someone at the clinic said so."""
        return self in (Method.PHONE, Method.STAFF)


class Certainty(StrEnum):
    """How sure we are. Derived, never typed; see `judged`."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    NOT_CONFIRMED = "not confirmed"


@dataclass(frozen=True, slots=True)
class Fact:
    """An answer with where it came from, and how sure we are of it on the day it was judged for.

    `as_of` is the day it was learned. `confirmed_until` is the last day on which it counts as confirmed, None
    if it never could.
    """

    value: Answer | None = None
    as_of: date | None = None
    method: Method | None = None
    source: str = ""
    certainty: Certainty = Certainty.NOT_CONFIRMED
    confirmed_until: date | None = None

    @property
    def is_confirmed(self) -> bool:
        """Whether it needs no call."""
        return self.certainty is Certainty.CONFIRMED

    @property
    def is_overdue(self) -> bool:
        """Whether it was confirmed once and has grown too old."""
        return self.confirmed_until is not None and not self.is_confirmed


@dataclass(frozen=True, slots=True)
class Listing:
    """When and where address, phone and hours of a clinic were learned, and whether that is too long ago.

    `current_until` is the last day on which they are relied on; None, and old, where they have no date.
    """

    as_of: date | None = None
    source: str = ""
    is_old: bool = True
    current_until: date | None = None


class Intake(StrEnum):
    """Whether new patients are taken; ASK where that was said too long ago."""

    YES = "yes"
    NO = "no"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether a clinic takes new patients and how many weeks they wait, as it said on `as_of`.

    `is_old` where that is more than AVAILABILITY_DAYS ago, or not known to be less: then it must be asked.
    """

    new_patients: Answer | None = None
    wait_weeks: int | None = None
    as_of: date | None = None
    is_old: bool = True

    @property
    def is_known(self) -> bool:
        """Whether anything was said at all."""
        return self.new_patients is not None or self.wait_weeks is not None

    @property
    def intake(self) -> Intake | None:
        """Whether new patients are taken now; None where nothing was ever said of it."""
        if self.is_known and self.is_old:
            return Intake.ASK
        return Intake(self.new_patients) if self.new_patients else None


NOTHING_SAID = Availability()


def is_wait_for_nobody(new_patients: str, wait_weeks: str) -> bool:
    """Whether two cells say how long new patients wait, and that none are taken: one of them is a slip."""
    return bool(wait_weeks) and new_patients == Answer.NO


def judged(
    value: Answer | None,
    as_of: date | None,
    method: Method | None,
    source: str,
    *,
    today: date,
    confirm_days: int,
) -> Fact:
    """The fact as it stands on `today`, the date at the clinic; it stays confirmed for `confirm_days`.

    Rule: product contract, "How sure we are".
    """
    if value is None:
        return Fact(None, as_of, method, source)
    if as_of is None or method is None or not method.is_first_hand:
        return Fact(value, as_of, method, source, Certainty.REPORTED)
    last_day = as_of + timedelta(days=confirm_days)
    certainty = Certainty.CONFIRMED if today <= last_day else Certainty.REPORTED
    return Fact(value, as_of, method, source, certainty, last_day)


def judged_listing(as_of: date | None, source: str, *, today: date, confirm_days: int) -> Listing:
    """The listing as it stands on `today`: it grows old by the same limit as a fact."""
    if as_of is None:
        return Listing(None, source)
    last_day = as_of + timedelta(days=confirm_days)
    return Listing(as_of, source, today > last_day, last_day)


def judged_availability(
    new_patients: Answer | None, wait_weeks: int | None, as_of: date | None, *, today: date
) -> Availability:
    """What was said of new patients and waits, as it stands on `today`."""
    is_old = as_of is None or today > as_of + timedelta(days=AVAILABILITY_DAYS)
    return Availability(new_patients, wait_weeks, as_of, is_old)
