"""Where recorded answers live: a store that is only ever added to, in SQLite or PostgreSQL.

Several servers and terminals may share one. An answer is in it for good once `append` has come back.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime

from sqlalchemy import Connection, func, select

from locator.answers import counting, tables
from locator.answers.counting import NOTHING_SAID, Answers
from locator.answers.database import Database
from locator.answers.moving import copy_all
from locator.answers.recorded import Outcome, Recorded, Said
from locator.answers.report import Report


class AnswerStore:
    """The store at an address of SQLAlchemy, such as sqlite:////srv/answers.sqlite3 or postgresql+psycopg://….

    Every method raises StoreAwayError where it can't be had. A SQLite file is made by the first answer.
    """

    def __init__(self, address: str) -> None:
        self._database = Database(address)

    def append(
        self,
        answers: Sequence[Said],
        by: str,
        now: datetime,
        *,
        once: str = "",
        spends: str = "",
        wrong: Sequence[Report] = (),
    ) -> list[Recorded]:
        """Record these answers, all or none; they are on disk when this returns.

        `by` is who writes them down, `now` an aware datetime. `once` names the press, so that the same one
        sent twice is recorded once; `spends` what may be used for it but once. `wrong` is what was said with
        it to be wrong in the list, on the date of `now`. Raises SpentError.
        """
        press = once or secrets.token_urlsafe(12)
        with self._database.writing() as connection:
            if spends:
                connection.execute(tables.spent.insert(), {"name": spends, "spent_at": _utc(now)})
            recorded = [
                _add(
                    connection,
                    said,
                    by,
                    now,
                    f"{press}.{place}",
                    counting.number_of(connection, said, now.date()),
                )
                for place, said in enumerate(answers)
            ]
            for report in wrong:  # after the answers, so that these settle none of it
                _add_report(connection, report, now.date())
            return recorded

    def undo(self, number: int, by: str, now: datetime) -> Recorded | None:
        """Let an answer count no more, by another row that says so; None where there is none to undo."""
        with self._database.writing() as connection:
            undone = counting.one(connection, number)
            if undone is None:
                return None
            row = replace(undone.said, answer=Outcome.UNDO, try_again=None)
            return _add(connection, row, by, now, f"{secrets.token_urlsafe(12)}.0", number)

    def one(self, number: int) -> Recorded | None:
        """The answer of that number; None where there is none, or it was undone, or undoes another."""
        if self._database.is_empty:
            return None
        with self._database.reading() as connection:
            return counting.one(connection, number)

    def of_press(self, number: int) -> list[Recorded]:
        """What one press recorded, of which that is the first number, also what is undone since."""
        if self._database.is_empty:
            return []
        with self._database.reading() as connection:
            return counting.of_press(connection, number)

    def report(self, report: Report, today: date, most_a_day: int) -> bool:
        """Keep that somebody says that something is wrong; False where there are enough of them today."""
        with self._database.writing() as connection:
            count = (
                select(func.count()).select_from(tables.reports).where(tables.reports.c.reported_on == today)
            )
            if (connection.scalar(count) or 0) >= most_a_day:
                return False
            _add_report(connection, report, today)
        return True

    def spend(self, name: str, now: datetime) -> None:
        """Use up what may be used once. Raises SpentError where it was used before."""
        with self._database.writing() as connection:
            connection.execute(tables.spent.insert(), {"name": name, "spent_at": _utc(now)})

    def is_spent(self, name: str) -> bool:
        """Whether it was used."""
        if self._database.is_empty:
            return False
        with self._database.reading() as connection:
            return (
                connection.scalar(select(tables.spent.c.name).where(tables.spent.c.name == name)) is not None
            )

    def key(self, *, make: bool = True) -> str:
        """A random text that stays the same for this store: what signs is made of it.

        It is made where there is none yet; without `make`, "" is given instead.
        """
        if not make and self._database.is_empty:
            return ""
        with self._database.writing() if make else self._database.reading() as connection:
            found = connection.scalar(select(tables.keys.c.value).where(tables.keys.c.name == "signing"))
            if found is None and not make:
                return ""
            if found is None:
                found = secrets.token_urlsafe(48)
                connection.execute(tables.keys.insert(), {"name": "signing", "value": found})
            return str(found)

    def answers(self, since: Answers | None = None, today: date = date.max) -> Answers:
        """What counts on that day. With `since`, only what is newer is read; all where the store is another.

        What is dated after `today` was recorded by a clock that is wrong: it hides nothing until then.
        """
        if self._database.is_empty:
            return NOTHING_SAID
        with self._database.reading() as connection:
            return counting.what_counts(connection, since, today)

    def history(self, clinic_id: str = "", most: int = 200) -> list[Recorded]:
        """The last that were recorded, of that clinic alone where one is given, the newest first."""
        if self._database.is_empty:
            return []
        with self._database.reading() as connection:
            return counting.history(connection, clinic_id, most)

    def copy_to(self, other: AnswerStore) -> int:
        """Copy everything, numbers and all, to a store that holds nothing yet; how many answers there are.

        Nobody can record in either meanwhile. All is copied or nothing. Raises InUseError.
        """
        with self._database.writing() as here, other._database.writing() as there:
            return copy_all(here, there)

    def close(self) -> None:
        """Let go of every connection."""
        self._database.close()


def _add(
    connection: Connection, said: Said, by: str, now: datetime, once: str, replaced: int | None
) -> Recorded:
    values = {
        "clinic_id": said.clinic_id,
        "service": said.about,
        "answer": said.answer,
        "as_of": said.as_of,
        "method": said.method,
        "said_by": said.said_by,
        "recorded_by": by,
        "recorded_at": _utc(now),
        "replaced": replaced,
        "try_again": said.try_again,
        "once": once,
    }
    (number,) = connection.execute(tables.answers.insert(), values).inserted_primary_key or (0,)
    return Recorded(number, said, by, _utc(now).replace(tzinfo=UTC), replaced, once)


def _add_report(connection: Connection, report: Report, today: date) -> None:
    after = connection.scalar(select(func.max(tables.answers.c.id))) or 0
    values = {
        **asdict(report),
        "settled_by": report.settled_by,
        "reported_on": today,
        "after": after,
    }
    connection.execute(tables.reports.insert(), values)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)
