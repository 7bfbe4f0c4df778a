"""Every check that looks across the cells of a tidy file.

Each takes the sheet and gives its problems, by row: of one kind, and so never more than the first of many.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

import numpy as np

from locator.clinic_file import wording
from locator.clinic_file.kinds import DATE
from locator.clinic_file.position_checks import half_position, misplaced
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
from locator.places import zip_table

Check = Callable[[Sheet], Iterable[Problem]]

ORIGIN = ("as_of", "method", "source")  # when, how and from whom a fact was learned


def same_id_twice(sheet: Sheet) -> Iterator[Problem]:
    """A clinic_id that an earlier clinic has."""
    for place, clinic_id in enumerate(sheet.cells("clinic_id")):
        first = sheet.place_of[clinic_id]
        if clinic_id and first != place:
            yield sheet.problem("clinic_id", place, wording.SAME_ID.with_(row=sheet.numbers[first]))


def dates_to_come(column: str, sheet: Sheet) -> Iterator[Problem]:
    """A fact cannot have been learned tomorrow."""
    today = sheet.today.isoformat()
    for place, day in enumerate(sheet.cells(column)):
        if day > today:
            yield sheet.problem(column, place, wording.DATE_TO_COME)


def fact_without_origin(fact: str, sheet: Sheet) -> Iterator[Problem]:
    """A yes or no of which it is not said when, how or from whom it was learned."""
    origins = zip(*(sheet.cells(f"{fact}_{part}") for part in ORIGIN), strict=True)
    for place, (value, origin) in enumerate(zip(sheet.cells(fact), origins, strict=True)):
        if value and not all(origin):
            missing = tuple(part for part in ORIGIN if sheet.is_blank(f"{fact}_{part}", place))
            if missing:
                yield sheet.problem(fact, place, wording.WITHOUT_ORIGIN[missing].with_(fact=fact))


def origin_without_fact(fact: str, part: str, sheet: Sheet) -> Iterator[Problem]:
    """A date or method with no yes or no that it could be about."""
    column = f"{fact}_{part}"
    for place, cell in enumerate(sheet.cells(column)):
        if cell and sheet.is_blank(fact, place):
            yield sheet.problem(column, place, wording.ORIGIN_WITHOUT_FACT.with_(fact=fact))


def unknown_zips(sheet: Sheet) -> Iterator[Problem]:
    """A ZIP that our table does not have: a slip, or a very new one."""
    for place in np.flatnonzero(sheet.zip_row < 0).tolist():
        if sheet.cells("zip")[place]:
            has_position = sheet.cells("latitude")[place]
            yield sheet.problem(
                "zip",
                place,
                wording.ZIP_NOT_KNOWN if has_position else wording.ZIP_NOT_KNOWN_AND_NO_POSITION,
            )


def zips_of_another_state(sheet: Sheet) -> Iterator[Problem]:
    """A ZIP and a state that do not go together. A few ZIPs do cross a state line."""
    states = np.where(sheet.zip_row >= 0, zip_table().state[sheet.zip_row], "").tolist()
    for place, (of_zip, typed) in enumerate(zip(states, sheet.cells("state"), strict=True)):
        if of_zip and typed and of_zip != typed:
            yield sheet.problem("state", place, wording.ZIP_IN_STATE.with_(state=of_zip))


def same_phone_and_address(sheet: Sheet) -> Iterator[Problem]:
    """Two rows that may be one clinic. One phone for many addresses is usual."""
    first: dict[tuple[str, str, str], int] = {}
    cells = zip(sheet.cells("phone"), sheet.cells("zip"), sheet.cells("street"), strict=True)
    for place, (phone, zip_code, street) in enumerate(cells):
        if phone:
            key = phone, zip_code[:5], re.sub("[^a-z0-9]", "", street.casefold())
            earlier = first.setdefault(key, place)
            if earlier != place:
                message = wording.SAME_PHONE_AND_ADDRESS.with_(row=sheet.numbers[earlier])
                yield sheet.problem("street", place, message)


# An error keeps a file from going live; a warning asks for a second look.
ERRORS: tuple[Check, ...] = (
    same_id_twice,
    *(partial(dates_to_come, column.name) for column in SCHEMA if column.kind is DATE),
    partial(half_position, "latitude", "longitude"),
    partial(half_position, "longitude", "latitude"),
    misplaced,
    referrals_to_itself,
    referrals_to_nobody,
    referrals_to_a_no,
)
WARNINGS: tuple[Check, ...] = (
    *(partial(fact_without_origin, service.column) for service in SERVICES),
    *(
        partial(origin_without_fact, service.column, part)
        for service in SERVICES
        for part in ("as_of", "method")
    ),
    unknown_zips,
    zips_of_another_state,
    same_phone_and_address,
    referrals_named_twice,
    referrals_to_unknown,
    referrals_to_closed,
)
