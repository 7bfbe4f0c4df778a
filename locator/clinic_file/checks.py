"""Every check that looks across the cells of a tidy file. Each takes the sheet and gives its problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

import numpy as np
import pandas as pd

from locator.clinic_file import wording
from locator.clinic_file.kinds import DATE
from locator.clinic_file.position_checks import half_positions, misplaced
from locator.clinic_file.problems import Problem
from locator.clinic_file.referral_checks import (
    referrals_named_twice,
    referrals_to_a_no,
    referrals_to_closed,
    referrals_to_itself,
    referrals_to_nobody,
    referrals_to_unknown,
)
from locator.clinic_file.schema import SCHEMA
from locator.clinic_file.sheet import Mask, Sheet

Check = Callable[[Sheet], Iterable[Problem]]

FACTS = ("evaluates", "performs")


def same_id_twice(sheet: Sheet) -> Iterator[Problem]:
    """A clinic_id that an earlier clinic has."""
    codes, _ = pd.factorize(sheet.frame["clinic_id"])
    again = np.flatnonzero(pd.Series(codes).duplicated().to_numpy() & ~sheet.is_in("clinic_id", ""))

    def describe(place: int) -> str:
        return wording.same_id(int(sheet.numbers[sheet.place_of[sheet.cell("clinic_id", place)]]))

    return sheet.problems("clinic_id", again, describe)


def dates_to_come(sheet: Sheet) -> Iterator[Problem]:
    """A fact cannot have been learnt tomorrow."""
    for column in SCHEMA:
        if column.kind is DATE:
            is_to_come = (sheet.frame[column.name] > sheet.today.isoformat()).to_numpy(dtype=np.bool_)
            yield from sheet.problems(column.name, np.flatnonzero(is_to_come), wording.DATE_TO_COME)


def facts_without_origin(sheet: Sheet) -> Iterator[Problem]:
    """A yes or no of which it is not said when, how or from whom it was learnt."""
    for fact in FACTS:
        blank = {part: sheet.is_blank(f"{fact}_{part}") for part in wording.ORIGIN}
        lacks_some = ~sheet.is_in(fact, "") & np.logical_or.reduce(list(blank.values()))
        describe = partial(_without_origin, fact, blank)
        yield from sheet.problems(fact, np.flatnonzero(lacks_some), describe)


def _without_origin(fact: str, blank: Mapping[str, Mask], place: int) -> str:
    return wording.without_origin(fact, [part for part, is_blank in blank.items() if is_blank[place]])


def origins_without_fact(sheet: Sheet) -> Iterator[Problem]:
    """A date or method with no yes or no that it could be about."""
    for fact in FACTS:
        for part in ("as_of", "method"):
            column = f"{fact}_{part}"
            stands_alone = sheet.is_blank(fact) & ~sheet.is_in(column, "")
            yield from sheet.problems(column, np.flatnonzero(stands_alone), wording.origin_without_fact(fact))


def unknown_zips(sheet: Sheet) -> Iterator[Problem]:
    """A ZIP that our table does not have: a slip, or a very new one."""
    unknown = ~sheet.is_in("zip", "") & (sheet.centres.place < 0)
    has_position = ~np.isnan(sheet.latitude)
    return sheet.problems(
        "zip",
        np.flatnonzero(unknown),
        lambda place: wording.ZIP_NOT_KNOWN if has_position[place] else wording.ZIP_NOT_KNOWN_AND_NO_POSITION,
    )


def zips_of_another_state(sheet: Sheet) -> Iterator[Problem]:
    """A ZIP and a state that do not go together. A few ZIPs do cross a state line."""
    state = sheet.centres.state
    differs = (state != "") & (sheet.frame["state"] != "") & (state != sheet.frame["state"])
    places = np.flatnonzero(differs.to_numpy(dtype=np.bool_))
    return sheet.problems("state", places, lambda place: wording.zip_in_state(str(state.iat[place])))


def same_phone_and_address(sheet: Sheet) -> Iterator[Problem]:
    """Two rows that may be one clinic. One phone for many addresses is usual."""
    phones, _ = pd.factorize(sheet.frame["phone"])
    # One number for phone and ZIP, so that most rows are set aside at once.
    keys = pd.Series(phones * (sheet.centres.place.max(initial=0) + 2) + sheet.centres.place)
    shared = np.flatnonzero(keys.duplicated(keep=False).to_numpy() & ~sheet.is_in("phone", ""))
    first: dict[tuple[int, str], int] = {}
    again: dict[int, int] = {}
    streets = sheet.frame["street"].iloc[shared].tolist()
    for place, key, street in zip(shared.tolist(), keys.iloc[shared].tolist(), streets, strict=True):
        earlier = first.setdefault((key, re.sub("[^a-z0-9]", "", street.casefold())), place)
        if earlier != place:
            again[place] = earlier
    return sheet.problems(
        "street",
        np.array(list(again), dtype=np.intp),
        lambda place: wording.same_phone_and_address(int(sheet.numbers[again[place]])),
    )


# An error keeps a file from going live; a warning asks for a second look.
ERRORS: tuple[Check, ...] = (
    same_id_twice,
    dates_to_come,
    half_positions,
    misplaced,
    referrals_to_itself,
    referrals_to_nobody,
    referrals_to_a_no,
)
WARNINGS: tuple[Check, ...] = (
    facts_without_origin,
    origins_without_fact,
    unknown_zips,
    zips_of_another_state,
    same_phone_and_address,
    referrals_named_twice,
    referrals_to_unknown,
    referrals_to_closed,
)
