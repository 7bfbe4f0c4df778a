"""Where the clinics send people for the procedure: is that clinic there, and does it perform?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from locator.clinic_file import wording
from locator.clinic_file.problems import Problem, problems_at
from locator.clinic_file.sheet import Mask, Sheet
from locator.clinic_file.similar import most_like
from locator.clinics import Answer, Status

MOST_COMPARED = 1_000  # clinics among which a misspelled clinic_id is looked for


def referrals_to_itself(sheet: Sheet) -> Iterator[Problem]:
    """A clinic that names itself."""
    wrong = sheet.referrals.to == sheet.referrals.by
    return _told(sheet, wrong, lambda _: wording.REFERS_TO_ITSELF)


def referrals_to_nobody(sheet: Sheet) -> Iterator[Problem]:
    """A clinic_id that no row has."""
    wrong = sheet.referrals.to < 0
    if sheet.cells_passed_over and wrong.any():
        wrong &= ~sheet.referrals.named.isin(sheet.cells_passed_over).to_numpy(dtype=np.bool_)
    ids = list(sheet.place_of) if wrong.any() and len(sheet.numbers) <= MOST_COMPARED else []
    return _told(
        sheet, wrong, lambda named: wording.refers_to_nobody(named, most_like(named, ids, at_least=75))
    )


def referrals_to_a_no(sheet: Sheet) -> Iterator[Problem]:
    """A clinic that says it does not perform the procedure."""
    return _told(sheet, _leads_to(sheet, sheet.is_in("performs", Answer.NO)), wording.refers_to_no)


def referrals_named_twice(sheet: Sheet) -> Iterator[Problem]:
    """The same clinic_id more than once in one cell."""
    again = pd.DataFrame({"by": sheet.referrals.by, "named": sheet.referrals.named}).duplicated()
    return _told(sheet, again.to_numpy(dtype=np.bool_), wording.refers_twice)


def referrals_to_unknown(sheet: Sheet) -> Iterator[Problem]:
    """A clinic of which it is not known whether it performs."""
    return _told(sheet, _leads_to(sheet, sheet.is_blank("performs")), wording.refers_to_unknown)


def referrals_to_closed(sheet: Sheet) -> Iterator[Problem]:
    """A clinic that is closed, for now or for good."""
    is_closed = sheet.is_in("status", Status.CLOSED, Status.TEMPORARILY_CLOSED)
    return _told(sheet, _leads_to(sheet, is_closed), wording.refers_to_closed)


def _leads_to(sheet: Sheet, such: Mask) -> Mask:
    """For each referral, whether it leads to another clinic that is `such`."""
    by, to = sheet.referrals.by, sheet.referrals.to
    leads_there: Mask = np.append(such, False)[to] & (to != by)
    return leads_there


def _told(sheet: Sheet, wrong: Mask, sentence: Callable[[str], str]) -> Iterator[Problem]:
    places = np.flatnonzero(wrong)

    def describe(i: int) -> tuple[str, str]:
        named = str(sheet.referrals.named.iat[places[i]])
        return named, sentence(named)

    return problems_at(sheet.numbers[sheet.referrals.by[places]], "refers_to", describe)
