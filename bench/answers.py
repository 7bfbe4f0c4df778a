"""What a million recorded answers cost: to start with them, to take up one more, to record one.

    python -m bench.answers [--answers N] [--clinics N]

On SQLite, then on a PostgreSQL of its own. Each is read by a process of its own, so that the memory is that
of the reading alone. Exit code 0 when every limit is kept, 1 when one is missed.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import MetaData, Table, create_engine
from sqlalchemy.pool import NullPool

from locator.answers.recorded import ABOUT, AVAILABILITY, LISTING, REFERRAL_NEEDS, REFERS_TO, RIGHT, Said
from locator.answers.store import AnswerStore
from locator.clinics import Method
from scripts.ensure_postgresql import ensure_postgresql, running

ANSWERS, CLINICS = 1_000_000, 10_000
AT_ONCE = 5_000
ROUNDS = 20
LIMITS = {"start": 3.0, "memory": 300.0, "one more": 0.1, "append": 0.1}  # seconds, megabytes
LAST_DAY = date(2026, 11, 1)
NOW = datetime(2026, 11, 1, 18, tzinfo=UTC)


def said(chance: random.Random, clinics: int) -> Said:
    """What a made-up clinic said on one of a thousand days."""
    about = chance.choice(ABOUT)
    answer = {
        AVAILABILITY: f"yes {chance.randint(0, 9)}",
        REFERRAL_NEEDS: "MRI and a letter, by fax",
        REFERS_TO: f"example-{chance.randrange(clinics)}",
        LISTING: RIGHT,
    }.get(about) or chance.choice(("yes", "no", "unknown", "nobody"))
    day = LAST_DAY - timedelta(days=chance.randrange(1000))
    return Said(f"example-{chance.randrange(clinics)}", about, answer, day, Method.PHONE, "front desk")


def fill(address: str, answers: int, clinics: int) -> None:
    """Put so many answers there, and undo some of the last."""
    chance = random.Random(1)  # noqa: S311 - nothing here is secret
    store = AnswerStore(address)
    store.append([said(chance, clinics)], "bench", NOW)  # which makes the tables
    engine = create_engine(address, poolclass=NullPool)
    table = Table("answers", MetaData(), autoload_with=engine)
    # Not by `append`, which looks for each what it replaces: that would take an hour.
    with engine.begin() as connection:
        for begun in range(2, answers + 1, AT_ONCE):
            numbers = range(begun, min(begun + AT_ONCE, answers + 1))
            connection.execute(table.insert(), [row(said(chance, clinics), number) for number in numbers])
    engine.dispose()
    for recorded in store.history(most=100):
        store.undo(recorded.number, "bench", NOW)
    store.close()


def row(said: Said, number: int) -> dict[str, object]:
    """An answer as the table has it."""
    return {
        "clinic_id": said.clinic_id,
        "service": said.about,
        "answer": said.answer,
        "as_of": said.as_of,
        "method": said.method,
        "said_by": said.said_by,
        "recorded_by": "ana@example.com",
        "recorded_at": NOW.replace(tzinfo=None),
        "once": f"bench.{number}",
    }


def memory() -> float:
    """What this process has in memory, in megabytes."""
    (line,) = (
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS")
    )
    return int(line.split()[1]) / 1024


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def measure(address: str, clinics: int) -> dict[str, float]:
    """What a server that starts now meets."""
    store, chance = AnswerStore(address), random.Random(2)  # noqa: S311 - nothing here is secret
    store.history(most=1)  # a connection, and what is loaded for the first
    before = memory()
    begun = time.perf_counter()
    read = store.answers(today=LAST_DAY)
    measured = {"start": time.perf_counter() - begun, "memory": memory() - before}
    appends, more = [], []
    for _ in range(ROUNDS):
        appends.append(seconds(lambda: store.append([said(chance, clinics)], "bench", NOW)))
        begun = time.perf_counter()
        read = store.answers(read, LAST_DAY)
        more.append(time.perf_counter() - begun)
    nothing = [seconds(lambda: store.answers(read, LAST_DAY)) for _ in range(ROUNDS)]
    measured |= {"append": statistics.median(appends), "one more": statistics.median(more)}
    measured |= {"nothing new": statistics.median(nothing)}
    measured |= {"next day": seconds(lambda: store.answers(read, LAST_DAY + timedelta(days=1)))}
    return measured


def told(name: str, address: str, answers: int, clinics: int) -> bool:
    """Fill the store at that address, print what was measured; whether all is within its limit."""
    fill(address, answers, clinics)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        measured = pool.apply(measure, (address, clinics))
    for what, value in measured.items():
        limit = LIMITS.get(what)
        shown = f"{value:.0f} MB" if what == "memory" else f"{value:.4f} s"
        print(f"{name}, {what}: {shown}" + (f" (limit {limit:g})" if limit else ""))
    return all(measured[what] <= limit for what, limit in LIMITS.items())


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure a store with many answers.")
    parser.add_argument("--answers", type=int, default=ANSWERS)
    parser.add_argument("--clinics", type=int, default=CLINICS)
    args = parser.parse_args()
    with TemporaryDirectory() as folder:
        kept = told("SQLite", f"sqlite:///{folder}/answers.sqlite3", args.answers, args.clinics)
    with running(ensure_postgresql()) as server:
        kept &= told("PostgreSQL", server.address(), args.answers, args.clinics)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
