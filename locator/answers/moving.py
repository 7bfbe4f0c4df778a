"""Moving recorded answers from one database to another, numbers and all."""

from __future__ import annotations

from sqlalchemy import Connection, Table, func, select

from locator.answers import tables

_AT_ONCE = 5_000


class InUseError(RuntimeError):
    """Something is in a store that should be empty. Nothing was written."""


def copy_all(here: Connection, there: Connection) -> int:
    """Copy everything into tables that hold nothing yet; how many answers there are. Raises InUseError."""
    in_order = tables.all_tables.sorted_tables
    if any(there.execute(select(table).limit(1)).first() for table in in_order):
        raise InUseError
    for table in in_order:
        rows = here.execution_options(yield_per=_AT_ONCE).execute(select(table))
        for some in rows.partitions():
            there.execute(table.insert(), [dict(row._mapping) for row in some])
    for table in (tables.answers, tables.reports):
        _number_on(there, table)
    return here.scalar(select(func.count()).select_from(tables.answers)) or 0


def _number_on(connection: Connection, table: Table) -> None:
    """Let numbers go on after the last one: PostgreSQL does not see those that come with their rows."""
    if connection.dialect.name == "postgresql":
        last = connection.scalar(select(func.max(table.c.id)))
        if last:
            counter = func.pg_get_serial_sequence(table.name, "id")
            connection.execute(select(func.setval(counter, last)))
