"""How sure we are of every clinic, and where it stands for each need: kept for as long as it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from enum import IntEnum
from functools import cached_property
from itertools import accumulate
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from locator.clinics import Answer, Certainty, Clinics, Need, Status
from locator.near_index import NearIndex


class Standing(IntEnum):
    """Why a clinic is listed for a need; lower comes first (rule: product contract, "How sure we are")."""

    CONFIRMED = 0
    REPORTED = 1
    POSSIBLE = 2
    TEMPORARILY_CLOSED = 3


_NOT_LISTED = np.int8(127)


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """The clinics listed for a need: `groups` has them by standing, best first, without those nobody has.

    `before` says how many are listed before each group. `without_exact_position` of all have only their
    ZIP's centre, or no position at all.
    """

    groups: Mapping[Standing, NearIndex]
    standings: npt.NDArray[np.int8]
    without_exact_position: int
    before: Mapping[Standing, int] = field(init=False)
    _length: int = field(init=False)

    def __post_init__(self) -> None:
        ends = list(accumulate(map(len, self.groups.values()), initial=0))
        object.__setattr__(self, "before", dict(zip(self.groups, ends, strict=False)))
        object.__setattr__(self, "_length", ends[-1])

    def __len__(self) -> int:
        return self._length

    def standing_of(self, row: int) -> Standing | None:
        """Why the clinic in that row of the file is listed; None when it isn't."""
        standing = self.standings[row]
        return None if standing == _NOT_LISTED else Standing(int(standing))


class Ranking:
    """The clinics of one file, judged at one moment; the verdicts hold from `since` until before `until`.

    `certainty` has a Certainty a clinic under "evaluates" and "performs", in the order of the file.
    `everyone` is every clinic of the file, closed ones too; equal distances go by the order of the file.
    Refers to the columns of the file only, so that it can be kept for as long as the Clinics live.
    """

    def __init__(self, clinics: Clinics, now: datetime, limit_days: int) -> None:
        self.since, self.until = _same_dates(clinics.timezone, now)
        self.certainty = {
            fact: clinics.certainty_of(fact, now, limit_days) for fact in ("evaluates", "performs")
        }
        self._frame = clinics.frame
        self._latitude, self._longitude = clinics.latitude, clinics.longitude
        self._is_inexact = clinics.is_approximate | np.isnan(clinics.latitude)
        self._listings: dict[Need, Listing] = {}

    def listing(self, need: Need) -> Listing:
        """The clinics that meet `need`; equal distances go by name, then by the order of the file."""
        if need not in self._listings:
            standings = self._standings(need)
            in_order = standings[self._by_name]
            groups = {
                standing: self._index(self._by_name[in_order == standing])
                for standing in Standing
                if standing in in_order
            }
            inexact = np.count_nonzero(self._is_inexact & (standings != _NOT_LISTED))
            self._listings[need] = Listing(groups, standings, int(inexact))
        return self._listings[need]

    @cached_property
    def everyone(self) -> NearIndex:
        """Every clinic of the file."""
        return self._index(np.arange(len(self._frame)))

    @cached_property
    def _by_name(self) -> npt.NDArray[np.int64]:
        names = self._frame["name"].to_numpy(dtype=object).astype(str)
        return np.argsort(names, kind="stable")

    def _index(self, rows: npt.NDArray[np.int64]) -> NearIndex:
        return NearIndex(rows, self._latitude, self._longitude)

    def _standings(self, need: Need) -> npt.NDArray[np.int8]:
        if need is Need.EITHER:
            standing = np.minimum(self._standing_for("evaluates"), self._standing_for("performs"))
        else:
            standing = self._standing_for("evaluates" if need is Need.EVALUATION else "performs")
        status = self._frame["status"].to_numpy(dtype=object)
        paused = (status == Status.TEMPORARILY_CLOSED) & (standing != _NOT_LISTED)
        standing[paused] = Standing.TEMPORARILY_CLOSED
        standing[status == Status.CLOSED] = _NOT_LISTED
        return standing

    def _standing_for(self, fact: str) -> npt.NDArray[np.int8]:
        value = self._frame[fact].to_numpy(dtype=object)
        certainty = self.certainty[fact]
        standing = np.full(len(value), Standing.POSSIBLE, dtype=np.int8)
        standing[certainty == Certainty.REPORTED] = Standing.REPORTED
        standing[certainty == Certainty.CONFIRMED] = Standing.CONFIRMED
        standing[value == Answer.NO] = _NOT_LISTED
        return standing


_kept: WeakKeyDictionary[Clinics, dict[int, Ranking]] = WeakKeyDictionary()


def ranking(clinics: Clinics, now: datetime, limit_days: int) -> Ranking:
    """The ranking of these clinics at `now`, an aware datetime; the same object until a verdict may change.

    `limit_days` is how long a confirmed fact stays confirmed.
    """
    kept = _kept.setdefault(clinics, {})
    last = kept.get(limit_days)
    if last is None or not last.since <= now < last.until:
        last = kept[limit_days] = Ranking(clinics, now, limit_days)
    return last


def _same_dates(timezones: npt.NDArray[np.str_], now: datetime) -> tuple[datetime, datetime]:
    """From when until when it is the same date as at `now` at every clinic: certainty changes at midnight."""
    since, until = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    for zone in map(ZoneInfo, set(timezones.tolist())):
        today = now.astimezone(zone).date()
        since = max(since, datetime.combine(today, time.min, zone).astimezone(UTC))
        until = min(until, datetime.combine(today + timedelta(days=1), time.min, zone).astimezone(UTC))
    return since, until
