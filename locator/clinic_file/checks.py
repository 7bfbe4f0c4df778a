"""Every check of a file whose cells are tidy: each takes the sheet and gives its problems."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

import numpy as np

from locator.clinic_file import kinds, wording
from locator.clinic_file.completing import slug_of
from locator.clinic_file.dates import day_first, other_reading
from locator.clinic_file.header import LIKE, key, named
from locator.clinic_file.letters import clean, most_like
from locator.clinic_file.position_checks import half_position, misplaced
from locator.clinic_file.problems import Problem, UnreadableError
from locator.clinic_file.schema import Needed
from locator.clinic_file.sheet import Sheet, TidyColumn
from locator.clinics import COLUMNS, SERVICES, Answer, Status
from locator.clinics.fact import is_wait_for_nobody
from locator.places import zip_table
from locator.words import Message

Check = Callable[[Sheet], Iterable[Problem]]

FEWEST_NEEDED = 4  # columns that every clinic must have, by which it is told what is none
ORIGIN = ("as_of", "method", "source")  # when, how and from whom a fact was learned
MOST_COMPARED = 1_000  # clinics among which a misspelled clinic_id is looked for


def not_clinics(sheet: Sheet) -> Iterator[Problem]:
    """Rows that are hardly a clinic: totals, notes, headings, a second table, the column names once more."""
    needed = [name for name, column in sheet.columns.items() if column.column.needed is Needed.CELL]
    cells = zip(*map(sheet.cells, needed), strict=True) if len(needed) >= FEWEST_NEEDED else ()
    for place, row in enumerate(cells):
        if named(sheet.typed("name", place)) == "name" and sheet.repeats_names(place):
            yield sheet.row_problem(place, wording.NAMES_AGAIN)
        elif row.count("") * 2 > len(needed):
            blank = [name for name in needed if sheet.is_blank(name, place)]
            if len(blank) * 2 > len(needed):
                yield sheet.row_problem(place, wording.NOT_A_CLINIC.with_(columns=", ".join(blank)))


def unreadable_cells(sheet: Sheet) -> Iterator[Problem]:
    """Cells of which it can't be told what was meant."""
    for name, column in sheet.columns.items():
        told = column.wrong
        if name == "refers_to" and told:
            told = {text: _by_name(sheet, text) or message for text, message in told.items()}
        yield from _told(sheet, column, told)


def _by_name(sheet: Sheet, text: str) -> Message | None:
    """The clinic_ids to write in place of the clinics' names; None where one of them is not in the file."""
    pieces = [piece for piece in re.split("[;\r\n]", text) if piece.strip()]
    ids = [sheet.id_of_name.get(slug_of(piece)) for piece in pieces]
    return wording.REFERS_BY_NAME.with_(ids=";".join(map(str, ids))) if all(ids) else None


def doubtful_cells(sheet: Sheet) -> Iterator[Problem]:
    """Cells that were read, but perhaps not as they were meant."""
    for column in sheet.columns.values():
        yield from _told(sheet, column, column.doubted)


def _told(sheet: Sheet, column: TidyColumn, told: Mapping[str, Message]) -> Iterator[Problem]:
    for place, text in enumerate(column.typed if told else ()):
        if text in told:
            yield sheet.problem(column.column.name, place, told[text])


def blank_cells(sheet: Sheet) -> Iterator[Problem]:
    """Blanks where every clinic must have something."""
    for name, column in sheet.columns.items():
        if column.column.needed is Needed.CELL and "" in column.cells:
            for place in range(len(column.cells)):
                if sheet.is_blank(name, place):
                    yield sheet.problem(name, place, wording.blank(name), "")


def closed_elsewhere(sheet: Sheet) -> Iterator[Problem]:
    """A clinic that a column of the person's own calls closed, and of which `status` says nothing."""
    unsaid = {"", *kinds.STATUS.blanks}
    for name, column in sheet.columns.items():
        if name not in COLUMNS and re.search(LIKE["status"], key(name)):
            for place, cell in enumerate(column.cells):
                if _calls_closed(key(name), cell) and sheet.typed("status", place).lower() in unsaid:
                    yield sheet.problem(name, place, wording.CLOSED_ELSEWHERE)


def _calls_closed(name: str, cell: str) -> bool:
    """Whether a cell says so in our words, "Closed (moved)", or answers its column's question: "Open?"."""
    said = re.split("[^a-z -]", clean(cell).lower())[0].strip(" -")
    asks_whether = re.search("(open|closed)(now)?$", name)
    try:
        if asks_whether and said:
            return kinds.YES_NO.tidy(said) == (Answer.NO if asks_whether[1] == "open" else Answer.YES)
    except UnreadableError:
        pass
    try:
        return kinds.STATUS.tidy(said) in (Status.CLOSED, Status.TEMPORARILY_CLOSED)
    except UnreadableError:
        return False


def same_id_twice(sheet: Sheet) -> Iterator[Problem]:
    """A clinic_id that an earlier clinic has."""
    for place, clinic_id in enumerate(sheet.cells("clinic_id")):
        first = sheet.place_of[clinic_id]
        if clinic_id and first != place:
            yield sheet.problem("clinic_id", place, wording.SAME_ID.with_(row=sheet.numbers[first]))


def dates_to_come(sheet: Sheet) -> Iterator[Problem]:
    """A fact cannot have been learned tomorrow."""
    today = sheet.today.isoformat()
    for name, column in sheet.columns.items():
        for place, day in enumerate(column.cells if column.column.kind.is_date else ()):
            if day > today:
                yield sheet.problem(name, place, wording.DATE_TO_COME)


def days_or_months(sheet: Sheet) -> Iterator[Problem]:
    """Dates that may begin with the day, as another one of the file does: "3/11" beside "20/10"."""
    dates = {name: column for name, column in sheet.columns.items() if column.column.kind.is_date}
    if any(day_first(typed) for column in dates.values() for typed in column.wrong):
        for name, column in dates.items():
            for place, (typed, day) in enumerate(zip(column.typed, column.cells, strict=True)):
                if day and (other := other_reading(typed, day)):
                    message = wording.DAY_OR_MONTH.with_(one=day, other=other)
                    yield sheet.problem(name, place, message)


def facts_without_origin(sheet: Sheet) -> Iterator[Problem]:
    """A yes or no of which it is not said when, how or from whom it was learned."""
    for fact in (service.column for service in SERVICES):
        origins = zip(*(sheet.cells(f"{fact}_{part}") for part in ORIGIN), strict=True)
        for place, (value, origin) in enumerate(zip(sheet.cells(fact), origins, strict=True)):
            if value and not all(origin):
                missing = tuple(part for part in ORIGIN if sheet.is_blank(f"{fact}_{part}", place))
                if missing:
                    yield sheet.problem(fact, place, wording.WITHOUT_ORIGIN[missing].with_(fact=fact))


def origins_without_fact(sheet: Sheet) -> Iterator[Problem]:
    """A date or method with no yes or no that it could be about."""
    for fact in (service.column for service in SERVICES):
        for column in (f"{fact}_as_of", f"{fact}_method"):
            for place, (cell, value) in enumerate(zip(sheet.cells(column), sheet.cells(fact), strict=True)):
                if cell and not value and sheet.is_blank(fact, place):
                    yield sheet.problem(column, place, wording.ORIGIN_WITHOUT_FACT.with_(fact=fact))


def availability_without_date(sheet: Sheet) -> Iterator[Problem]:
    """New patients and waits of an unknown day, a day of neither, and a wait for what is not to be had."""
    told = zip(*map(sheet.cells, ("new_patients", "wait_weeks", "availability_as_of")), strict=True)
    for place, (new_patients, wait, as_of) in enumerate(told):
        if (new_patients or wait) and not as_of and sheet.is_blank("availability_as_of", place):
            column = "new_patients" if new_patients else "wait_weeks"
            yield sheet.problem(column, place, wording.AVAILABILITY_WITHOUT_DATE)
        if as_of and sheet.is_blank("new_patients", place) and sheet.is_blank("wait_weeks", place):
            yield sheet.problem("availability_as_of", place, wording.DATE_WITHOUT_AVAILABILITY)
        if is_wait_for_nobody(new_patients, wait):
            yield sheet.problem("wait_weeks", place, wording.WAIT_FOR_NOBODY)


def unknown_zips(sheet: Sheet) -> Iterator[Problem]:
    """A ZIP that our table does not have: a slip, or a very new one."""
    for place in np.flatnonzero(sheet.zip_row < 0).tolist():
        if sheet.cells("zip")[place]:
            is_placed = sheet.cells("latitude")[place]
            message = wording.ZIP_NOT_KNOWN if is_placed else wording.ZIP_NOT_KNOWN_AND_NO_POSITION
            yield sheet.problem("zip", place, message)


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
    often = Counter(sheet.cells("phone"))
    for place, (phone, zip_code, street) in enumerate(cells):
        if phone and often[phone] > 1:
            key = phone, zip_code[:5], re.sub("[^a-z0-9]", "", street.casefold())
            earlier = first.setdefault(key, place)
            if earlier != place:
                message = wording.SAME_PHONE_AND_ADDRESS.with_(row=sheet.numbers[earlier])
                yield sheet.problem("street", place, message)


def wrong_referrals(sheet: Sheet) -> Iterator[Problem]:
    """A clinic that sends people to itself, to nobody, or where the procedure is not done."""
    ids = list(sheet.place_of) if len(sheet.numbers) <= MOST_COMPARED else []
    for place, target, to in sheet.referrals:
        if to == place:
            yield sheet.problem("refers_to", place, wording.REFERS_TO_ITSELF, target)
        elif to is not None and sheet.cells("performs")[to] == Answer.NO:
            yield sheet.problem("refers_to", place, wording.REFERS_TO_NO.with_(target=target), target)
        elif to is None and target not in sheet.cells_passed_over:
            if by_name := sheet.id_of_name.get(target):
                message = wording.REFERS_BY_NAME.with_(ids=by_name)
                yield sheet.problem("refers_to", place, message, target)
                continue
            nearest = most_like(target, ids, at_least=75)
            message = wording.REFERS_TO_ANOTHER if nearest else wording.REFERS_TO_NOBODY
            values = {"nearest": nearest} if nearest else {}
            yield sheet.problem("refers_to", place, message.with_(target=target, **values), target)


def doubtful_referrals(sheet: Sheet) -> Iterator[Problem]:
    """A clinic named twice, one that is closed, or of which it is not known whether it performs."""
    seen: set[tuple[int, str]] = set()
    for place, target, to in sheet.referrals:
        if (place, target) in seen:
            yield sheet.problem("refers_to", place, wording.REFERS_TWICE.with_(target=target), target)
        seen.add((place, target))
        if to is None or to == place:
            continue
        if sheet.is_blank("performs", to):
            yield sheet.problem("refers_to", place, wording.REFERS_TO_UNKNOWN.with_(target=target), target)
        if sheet.cells("status")[to] in (Status.CLOSED, Status.TEMPORARILY_CLOSED):
            yield sheet.problem("refers_to", place, wording.REFERS_TO_CLOSED.with_(target=target), target)


# An error keeps a file from going live; a warning asks for a second look.
ERRORS: tuple[Check, ...] = (
    unreadable_cells,
    blank_cells,
    closed_elsewhere,
    same_id_twice,
    days_or_months,
    dates_to_come,
    half_position,
    misplaced,
    wrong_referrals,
)
WARNINGS: tuple[Check, ...] = (
    doubtful_cells,
    facts_without_origin,
    origins_without_fact,
    availability_without_date,
    unknown_zips,
    zips_of_another_state,
    same_phone_and_address,
    doubtful_referrals,
)
