"""Taking what visitors report: so much of one visitor and of all in a day, without keeping who it was."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date

from limits import RateLimitItemPerDay, RateLimitItemPerHour
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from locator.answers.addresses import same_visitor
from locator.answers.database import StoreAwayError
from locator.answers.report import Report
from locator.answers.store import AnswerStore

OF_A_VISITOR = RateLimitItemPerHour(10)
SAME_OF_A_VISITOR = RateLimitItemPerDay(1)
MOST_A_DAY = 200  # of all visitors: many addresses help nobody to fill the store, or the calls list


class TooManyReportsError(RuntimeError):
    """This visitor, or all together, have reported enough for now; nothing was kept."""


class Reporting:
    """Puts reports into a store. Who reports is remembered in memory alone, as a digest that means nothing
    to any other process."""

    def __init__(self, store: AnswerStore) -> None:
        self._store = store
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._salt = secrets.token_bytes(32)

    def take(self, report: Report, address: str, today: date) -> None:
        """Keep it. The same of the same visitor, as by a double press, is counted once a day.

        `address` is where it comes from, `today` the date at the clinic. Raises TooManyReportsError, or
        StoreAwayError: then it can be sent again.
        """
        visitor = hashlib.blake2b(same_visitor(address).encode(), key=self._salt, digest_size=16).hexdigest()
        same = (visitor, report.clinic_id, report.about)
        if not self._limiter.hit(SAME_OF_A_VISITOR, *same):
            return
        try:
            is_kept = self._limiter.hit(OF_A_VISITOR, visitor) and self._store.report(
                report, today, MOST_A_DAY
            )
        except StoreAwayError:
            self._limiter.clear(SAME_OF_A_VISITOR, *same)
            raise
        if not is_kept:
            self._limiter.clear(SAME_OF_A_VISITOR, *same)
            raise TooManyReportsError
