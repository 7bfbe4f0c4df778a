"""Finds a program that the tests need, installs it where there is none, and sees it start."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

INSTALL_SECONDS = 600


class NoProgramError(Exception):
    """What is needed can't be had; the message says what was tried and what to do."""


def first_that_starts(
    variable: str, programs: Iterable[Path], why_not: Callable[[Path], str], advice: str
) -> Path:
    """The program that the environment's `variable` names, or the first of `programs` that starts.

    `programs` are asked for one after the other: those that have to be installed come last. `why_not` says
    why one does not start, "" where it does. Raises NoProgramError.
    """
    chosen = os.environ.get(variable)
    if chosen:
        problem = why_not(Path(chosen))
        if problem:
            raise NoProgramError(f"{variable} is set to {chosen}, but that does not start: {problem}")
        return Path(chosen)
    tried: list[str] = []
    for program in programs:
        problem = why_not(program)
        if not problem:
            return program
        tried.append(f"  {program}: {problem}")
    raise NoProgramError("\n".join([advice, "Tried:", *(tried or ["  nothing was found"])]))


def print_path(ensure: Callable[[], Path]) -> None:
    """For a script: print where the program is, or say why there is none, and end."""
    try:
        print(ensure())
    except NoProgramError as error:
        sys.exit(str(error))


def apt_get() -> str | None:
    """Where Debian's installer is, its list of packages made new; None where it can't be used."""
    program = shutil.which("apt-get")
    if sys.platform != "linux" or os.geteuid() != 0 or not program:
        return None
    # When this fails, the package list that is there already may still do.
    run([program, "update", "-qq"])
    return program


def run(command: list[str]) -> bool:
    """Run a command that installs something; whether it worked. What it says goes to standard error."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        finished = subprocess.run(  # noqa: S603 (fixed commands, nothing from outside)
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            env=environment,
            timeout=INSTALL_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(error, file=sys.stderr)
        return False
    return finished.returncode == 0
