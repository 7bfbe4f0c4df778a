"""The commands of `python -m locator`, one a module: `add_arguments` says what it takes, `run` does it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class CommandError(RuntimeError):
    """The command can't be done; the message is the sentence that says why, `status` the exit status."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.status = status


@contextmanager
def using(path: str, done: str) -> Iterator[None]:
    """While a path is used that somebody typed: raises CommandError where it can't be `done` ("read")."""
    try:
        yield
    except (OSError, ValueError) as reason:  # ValueError: a path with a zero byte in it
        told = getattr(reason, "strerror", None) or reason
        sentence = f"{path} can't be {done}: {told}. Check the path and try again."
        raise CommandError(sentence, status=2) from reason
