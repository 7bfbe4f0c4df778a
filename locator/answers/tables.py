"""The tables of recorded answers, in SQLite or PostgreSQL: the database itself lets nobody change a row."""

from __future__ import annotations

from typing import Any

from sqlalchemy import DDL, Column, Date, DateTime, Index, Integer, MetaData, String, Table, event

from locator.answers.recorded import LONGEST_BY

all_tables = MetaData()
answers = Table(
    "answers",
    all_tables,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("clinic_id", String(100), nullable=False),
    Column("service", String(40), nullable=False),
    Column("answer", String(1000), nullable=False),
    Column("as_of", Date, nullable=False),
    Column("method", String(20), nullable=False),
    Column("said_by", String(100), nullable=False),
    Column("recorded_by", String(LONGEST_BY), nullable=False),
    Column("recorded_at", DateTime, nullable=False),  # UTC
    Column("replaced", Integer),
    Column("try_again", Date),
    Column("once", String(100), nullable=False, unique=True),
    # With the answer itself, so that nothing else need be read to see which one counts.
    Index("answers_of_a_fact", "clinic_id", "service", "as_of", "id", "answer"),
    Index("answers_replaced", "replaced"),
    sqlite_autoincrement=True,
)
reports = Table(
    "reports",
    all_tables,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("clinic_id", String(100), nullable=False),
    Column("about", String(40), nullable=False),
    Column("how", String(20), nullable=False),
    Column("reported_on", Date, nullable=False),
    Column("settled_by", String(40), nullable=False),
    # The last answer when it was reported: what is newer settles it.
    Column("after", Integer, nullable=False),
    Index("reports_of_a_clinic", "clinic_id"),
    sqlite_autoincrement=True,
)
# What may be used once: links that were sent to a clinic, and visits that were signed out of.
spent = Table(
    "spent",
    all_tables,
    Column("name", String(100), primary_key=True),
    Column("spent_at", DateTime, nullable=False),
)


# What signs visits and links on every server that shares the store.
keys = Table(
    "keys",
    all_tables,
    Column("name", String(20), primary_key=True),
    Column("value", String(100), nullable=False),
)


def _ddl(statement: str) -> Any:
    """SQL of one kind of database."""
    return DDL(statement)  # type: ignore[no-untyped-call]


for _table in (answers, reports, spent):
    for _verb in ("UPDATE", "DELETE"):
        _sql = (
            f"CREATE TRIGGER {_table.name}_no_{_verb.lower()} BEFORE {_verb} ON {_table.name} "
            "BEGIN SELECT RAISE(ABORT, 'answers are never changed'); END"
        )
        event.listen(_table, "after_create", _ddl(_sql).execute_if(dialect="sqlite"))
    for _sql in (
        "CREATE OR REPLACE FUNCTION never_changed() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'answers are never changed'; END $$",
        f"CREATE TRIGGER {_table.name}_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON {_table.name} "
        "FOR EACH STATEMENT EXECUTE FUNCTION never_changed()",
    ):
        event.listen(_table, "after_create", _ddl(_sql).execute_if(dialect="postgresql"))
