"""Where the clinics send people for the procedure: is that clinic there, and does it perform?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from locator.clinic_file import wording
from locator.clinic_file.problems import Problem, problems_at
from locator.clinic_file.sheet import Referral, Sheet
from locator.clinic_file.similar import most_like
from locator.clinics import Answer, Status
from locator.words import Message

MOST_COMPARED = 1_000  # clinics among which a misspelled clinic_id is looked for


def referrals_to_itself(sheet: Sheet) -> Iterator[Problem]:
    """A clinic that names itself."""
    wrong = [referral for referral in sheet.referrals if referral.to == referral.by]
    return _told(sheet, wrong, lambda _: wording.REFERS_TO_ITSELF)


def referrals_to_nobody(sheet: Sheet) -> Iterator[Problem]:
    """A clinic_id that no row has."""
    wrong = [
        referral
        for referral in sheet.referrals
        if referral.to is None and referral.named not in sheet.cells_passed_over
    ]
    ids: Sequence[str] = list(sheet.place_of) if len(sheet.numbers) <= MOST_COMPARED else []
    return _told(
        sheet, wrong, lambda named: wording.refers_to_nobody(named, most_like(named, ids, at_least=75))
    )


def referrals_to_a_no(sheet: Sheet) -> Iterator[Problem]:
    """A clinic that says it does not perform the procedure."""
    performs = sheet.cells("performs")
    return _told(sheet, _leading(sheet, lambda place: performs[place] == Answer.NO), wording.refers_to_no)


def referrals_named_twice(sheet: Sheet) -> Iterator[Problem]:
    """The same clinic_id more than once in one cell."""
    seen: set[tuple[int, str]] = set()
    again = []
    for referral in sheet.referrals:
        if (referral.by, referral.named) in seen:
            again.append(referral)
        seen.add((referral.by, referral.named))
    return _told(sheet, again, wording.refers_twice)


def referrals_to_unknown(sheet: Sheet) -> Iterator[Problem]:
    """A clinic of which it is not known whether it performs."""
    is_unknown = _leading(sheet, lambda place: sheet.is_blank("performs", place))
    return _told(sheet, is_unknown, wording.refers_to_unknown)


def referrals_to_closed(sheet: Sheet) -> Iterator[Problem]:
    """A clinic that is closed, for now or for good."""
    status = sheet.cells("status")
    closed = (Status.CLOSED, Status.TEMPORARILY_CLOSED)
    return _told(sheet, _leading(sheet, lambda place: status[place] in closed), wording.refers_to_closed)


def _leading(sheet: Sheet, is_such: Callable[[int], bool]) -> list[Referral]:
    """The referrals to another clinic that is such; `is_such` takes its place."""
    return [one for one in sheet.referrals if one.to is not None and one.to != one.by and is_such(one.to)]


def _told(sheet: Sheet, wrong: Sequence[Referral], message: Callable[[str], Message]) -> Iterator[Problem]:
    rows = [sheet.numbers[referral.by] for referral in wrong]
    return problems_at(rows, "refers_to", lambda i: (wrong[i].named, message(wrong[i].named)))
