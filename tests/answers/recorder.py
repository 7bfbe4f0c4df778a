"""A process that records: python -m tests.answers.recorder ADDRESS CLINIC COUNT

One answer after the other about whether the procedure is done there, yes and no in turn, and prints the number
of each once the store has it. COUNT 0: until it is killed.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from itertools import count, islice

from locator.answers.store import AnswerStore
from locator.settings import PROJECT
from tests.answers.made import said


def main(address: str, clinic_id: str, how_many: str) -> None:
    """Record."""
    store = AnswerStore(address)
    for place in islice(count(), int(how_many) or None):
        (recorded,) = store.append(
            [said(clinic_id, answer="yes" if place % 2 else "no")], "a process", datetime.now(UTC)
        )
        print(recorded.number, flush=True)


def start(address: str, clinic_id: str, how_many: int) -> subprocess.Popen[str]:
    """Such a process."""
    command = [sys.executable, "-m", "tests.answers.recorder", address, clinic_id, str(how_many)]
    return subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)  # noqa: S603


def rest_of(process: subprocess.Popen[str]) -> list[str]:
    """The lines that it prints until it ends.

    Read where the lines before them were: `communicate` with a time limit reads past the lines that
    `readline` has fetched and not given yet.
    """
    assert process.stdout
    lines = process.stdout.read().splitlines()
    process.wait(timeout=60)
    return lines


if __name__ == "__main__":
    main(*sys.argv[1:])
