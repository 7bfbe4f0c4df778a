"""Where the clinics send people for the procedure: is that clinic there, and does it perform?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from locator.clinic_file import wording
from locator.clinic_file.letters import most_like
from locator.clinic_file.problems import Problem
from locator.clinic_file.sheet import Referral, Sheet
from locator.clinics import Answer, Status
from locator.words import Message

MOST_COMPARED = 1_000  # clinics among which a misspelled clinic_id is looked for


def referrals_to_itself(sheet: Sheet) -> Iterator[Problem]:
    """A clinic that names itself."""
    for one in sheet.referrals:
        if one.to == one.by:
            yield _told(sheet, one, wording.REFERS_TO_ITSELF)


def referrals_to_nobody(sheet: Sheet) -> Iterator[Problem]:
    """A clinic_id that no row has."""
    ids = list(sheet.place_of) if len(sheet.numbers) <= MOST_COMPARED else []
    for one in sheet.referrals:
        if one.to is None and one.named not in sheet.cells_passed_over:
            nearest = most_like(one.named, ids, at_least=75)
            message = wording.REFERS_TO_NOBODY.with_(target=one.named)
            if nearest:
                message = wording.REFERS_TO_ANOTHER.with_(target=one.named, nearest=nearest)
            yield _told(sheet, one, message)


def referrals_to_a_no(sheet: Sheet) -> Iterator[Problem]:
    """A clinic that says it does not perform the procedure."""
    performs = sheet.cells("performs")
    return _leading(sheet, wording.REFERS_TO_NO, lambda to: performs[to] == Answer.NO)


def referrals_named_twice(sheet: Sheet) -> Iterator[Problem]:
    """The same clinic_id more than once in one cell."""
    seen: set[Referral] = set()
    for one in sheet.referrals:
        if one in seen:
            yield _told(sheet, one, wording.REFERS_TWICE.with_(target=one.named))
        seen.add(one)


def referrals_to_unknown(sheet: Sheet) -> Iterator[Problem]:
    """A clinic of which it is not known whether it performs."""
    return _leading(sheet, wording.REFERS_TO_UNKNOWN, lambda to: sheet.is_blank("performs", to))


def referrals_to_closed(sheet: Sheet) -> Iterator[Problem]:
    """A clinic that is closed, for now or for good."""
    status = sheet.cells("status")
    closed = (Status.CLOSED, Status.TEMPORARILY_CLOSED)
    return _leading(sheet, wording.REFERS_TO_CLOSED, lambda to: status[to] in closed)


def _leading(sheet: Sheet, message: Message, is_such: Callable[[int], bool]) -> Iterator[Problem]:
    """Referrals to another clinic that is such; `is_such` takes its place."""
    for one in sheet.referrals:
        if one.to is not None and one.to != one.by and is_such(one.to):
            yield _told(sheet, one, message.with_(target=one.named))


def _told(sheet: Sheet, one: Referral, message: Message) -> Problem:
    return sheet.problem("refers_to", one.by, message, one.named)
