"""What this server keeps of a clinic file: the last good one, which one was accepted, what changed."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from pathlib import Path

from locator.digests import digest_of

log = logging.getLogger(__name__)


def kept_path(folder: Path, where: str) -> Path:
    """Where the last good file of a source is kept: the same for the server and for `python -m locator`.

    `where` is the setting: a path may be written from the folder that either was started in.
    """
    name = where if "://" in where else str(Path(where).absolute())
    return folder / "last_good" / f"{digest_of(name.encode())}.csv"


class Kept:
    """The last good file at `path`, and beside it which held file a person has accepted."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._accepted = path.with_suffix(".accepted")
        self.changes = path.with_suffix(".changes.jsonl")

    def last_good(self) -> bytes | None:
        """The last file that was live, None where there is none."""
        try:
            return self._path.read_bytes()
        except OSError:
            return None

    def keep(self, data: bytes) -> None:
        """Keep a file that goes live."""
        write_whole(self._path, data)

    def accept(self, version: str) -> bool:
        """Let the file of that digest go live, whatever it would take from patients. False: not written."""
        return write_whole(self._accepted, version.encode())

    def is_accepted(self, version: str) -> bool:
        """Whether a person has accepted exactly that file."""
        try:
            return self._accepted.read_text("utf-8").strip() == version
        except (OSError, UnicodeDecodeError):
            return False

    def forget_acceptance(self) -> None:
        """It was for one file, once: put there again after another, that file is held again."""
        with suppress(OSError):
            self._accepted.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> bool:
    """Atomic, so that what is kept is whole whatever happens meanwhile, to this process or another.

    False where it can't be written; the log says why.
    """
    part = path.with_suffix(f"{path.suffix}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        log.warning("%s could not be kept: %s", path.name, error)
        with suppress(OSError):
            part.unlink(missing_ok=True)
        return False
    return True
