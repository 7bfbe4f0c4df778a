"""Every check that looks across the cells of a tidy file. Each takes the sheet and gives its problems."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial

import numpy as np

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
from locator.clinic_file.sheet import Sheet
from locator.clinics import SERVICES
from locator.words import Message

Check = Callable[[Sheet], Iterable[Problem]]

ORIGIN = ("as_of", "method", "source")  # when, how and from whom a fact was learned


def same_id_twice(sheet: Sheet) -> Iterator[Problem]:
    """A clinic_id that an earlier clinic has."""
    ids, first = sheet.cells("clinic_id"), sheet.place_of
    again = [place for place, clinic_id in enumerate(ids) if clinic_id and first[clinic_id] != place]
    return sheet.problems("clinic_id", again, lambda place: wording.same_id(sheet.numbers[first[ids[place]]]))


def dates_to_come(sheet: Sheet) -> Iterator[Problem]:
    """A fact cannot have been learned tomorrow."""
    today = sheet.today.isoformat()
    for column in SCHEMA:
        if column.kind is DATE:
            to_come = [place for place, day in enumerate(sheet.cells(column.name)) if day > today]
            yield from sheet.problems(column.name, to_come, wording.DATE_TO_COME)


def facts_without_origin(sheet: Sheet) -> Iterator[Problem]:
    """A yes or no of which it is not said when, how or from whom it was learned."""
    for service in SERVICES:
        fact = service.column
        origin = zip(*(sheet.cells(f"{fact}_{part}") for part in ORIGIN), strict=True)
        facts = zip(sheet.cells(fact), origin, strict=True)
        doubtful = [place for place, (value, parts) in enumerate(facts) if value and not all(parts)]
        lacking = [place for place in doubtful if _missing(sheet, fact, place)]
        yield from sheet.problems(fact, lacking, partial(_without_origin, sheet, fact))


def _missing(sheet: Sheet, fact: str, place: int) -> list[str]:
    return [part for part in ORIGIN if sheet.is_blank(f"{fact}_{part}", place)]


def _without_origin(sheet: Sheet, fact: str, place: int) -> Message:
    return wording.without_origin(fact, _missing(sheet, fact, place))


def origins_without_fact(sheet: Sheet) -> Iterator[Problem]:
    """A date or method with no yes or no that it could be about."""
    for service in SERVICES:
        fact = service.column
        for part in ("as_of", "method"):
            column = f"{fact}_{part}"
            cells = enumerate(sheet.cells(column))
            alone = [place for place, cell in cells if cell and sheet.is_blank(fact, place)]
            yield from sheet.problems(column, alone, wording.origin_without_fact(fact))


def unknown_zips(sheet: Sheet) -> Iterator[Problem]:
    """A ZIP that our table does not have: a slip, or a very new one."""
    zips = sheet.cells("zip")
    unknown = [place for place in np.flatnonzero(~sheet.centers.is_known).tolist() if zips[place]]
    has_position = ~np.isnan(sheet.latitude)
    return sheet.problems(
        "zip",
        unknown,
        lambda place: wording.ZIP_NOT_KNOWN if has_position[place] else wording.ZIP_NOT_KNOWN_AND_NO_POSITION,
    )


def zips_of_another_state(sheet: Sheet) -> Iterator[Problem]:
    """A ZIP and a state that do not go together. A few ZIPs do cross a state line."""
    of_zip = sheet.centers.state
    states = enumerate(zip(of_zip, sheet.cells("state"), strict=True))
    differ = [place for place, (known, typed) in states if known and typed and known != typed]
    return sheet.problems("state", differ, lambda place: wording.zip_in_state(of_zip[place]))


def same_phone_and_address(sheet: Sheet) -> Iterator[Problem]:
    """Two rows that may be one clinic. One phone for many addresses is usual."""
    sharing: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, (phone, zip_code) in enumerate(zip(sheet.cells("phone"), sheet.cells("zip"), strict=True)):
        if phone:
            sharing[phone, zip_code[:5]].append(place)
    streets = sheet.cells("street")
    earlier: dict[int, int] = {}
    for places in sharing.values():
        first: dict[str, int] = {}
        for place in places if len(places) > 1 else ():
            street = re.sub("[^a-z0-9]", "", streets[place].casefold())
            if first.setdefault(street, place) != place:
                earlier[place] = first[street]
    return sheet.problems(
        "street",
        sorted(earlier),
        lambda place: wording.same_phone_and_address(sheet.numbers[earlier[place]]),
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
