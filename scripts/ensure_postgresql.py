"""Finds PostgreSQL for the tests of the store of answers, installs it where there is none, and sees it start.

Prints the folder of its programs on standard output, everything else on standard error. Run it with the
Python that the tests use: `.venv/bin/python -m scripts.ensure_postgresql`. Set POSTGRESQL to choose the
folder.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scripts.installing import apt_get, first_that_starts, print_path, run

FOLDERS = ("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin")
# PostgreSQL refuses to run as root.
USERS = ("postgres", "nobody")
START_SECONDS = 60
ADVICE = """
There is no PostgreSQL here that starts, and none could be installed, so the store of answers can't be
tested on it.
Do one of these, then try again:
  Debian, as root:  apt-get install postgresql
  macOS:            brew install postgresql
  or name the folder of the one you have:  POSTGRESQL=/path/to/bin make test
"""


class Postgresql:
    """A server of its own in a new folder, which nothing but a socket in that folder leads to."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self.folder = folder
        self._data = folder / "data"
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:
            user = _somebody()
            os.chown(folder, user.pw_uid, user.pw_gid)
            self._as = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        self._do(
            "initdb", "--pgdata", self._data, "--username", "locator", "--auth", "trust", "--encoding", "UTF8"
        )

    def start(self) -> None:
        """Start it; it answers once this returns. Raises OSError."""
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder}"
        log = self.folder / "log"
        self._do("pg_ctl", "start", "--wait", "--pgdata", self._data, "--log", log, "--options", options)

    def stop(self) -> None:
        """Stop it at once, as when its machine loses power. Raises OSError."""
        self._do("pg_ctl", "stop", "--wait", "--pgdata", self._data, "--mode", "immediate")

    def address(self, database: str = "postgres") -> str:
        """The address of one of its databases, as SQLAlchemy writes it."""
        return f"postgresql+psycopg://locator@/{database}?host={self.folder}"

    def _do(self, program: str, *arguments: str | Path) -> None:
        # To a file: what a started server writes would keep a pipe open for as long as it runs.
        with tempfile.TemporaryFile() as told:
            finished = subprocess.run(  # noqa: S603 (PostgreSQL's own programs)
                [self._programs / program, *arguments],
                check=False,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=told,
                stderr=told,
                timeout=START_SECONDS,
                **self._as,
            )
            told.seek(0)
            said = told.read().decode(errors="replace").strip()
        if finished.returncode:
            raise OSError(f"{program} failed: {said}")


@contextmanager
def running(programs: Path) -> Iterator[Postgresql]:
    """A PostgreSQL that runs, and is gone afterwards with all that is in it. Raises OSError."""
    # Not in a test's own folder: another user must reach it, and the path of a socket must be short.
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        server = Postgresql(programs, Path(folder))
        server.start()
        try:
            yield server
        finally:
            try:
                server.stop()
            except OSError as error:  # a test has stopped it
                print(error, file=sys.stderr)


def ensure_postgresql() -> Path:
    """The folder of a PostgreSQL that starts. Installs one if need be; raises NoProgramError."""
    return first_that_starts("POSTGRESQL", _programs(), why_not, ADVICE)


def programs_here() -> list[Path]:
    """The folders of every PostgreSQL that seems to be installed, the newest first."""
    found = [path for folder in FOLDERS for path in Path("/").glob(folder.lstrip("/"))]
    found.sort(key=lambda path: [int(number) for number in re.findall("[0-9]+", str(path))], reverse=True)
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).resolve().parent)
    return [folder for folder in dict.fromkeys(found) if (folder / "initdb").exists()]


def why_not(programs: Path) -> str:
    """Why the PostgreSQL of that folder can't be used; empty when it can."""
    try:
        with running(programs):
            return ""
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)


def _somebody() -> pwd.struct_passwd:
    for name in USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise OSError(f"PostgreSQL does not run as root, and there is none of: {', '.join(USERS)}")


def _programs() -> Iterator[Path]:
    """Those that are here, then what can be installed."""
    yield from programs_here()
    if installer := apt_get():
        print("Installing PostgreSQL", file=sys.stderr)
        if run([installer, "install", "-y", "-qq", "--no-install-recommends", "postgresql"]):
            yield from programs_here()


if __name__ == "__main__":
    print_path(ensure_postgresql)
