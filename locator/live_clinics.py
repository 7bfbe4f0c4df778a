"""The clinics that are live: watched, checked before they go live, and kept when what comes next is bad."""

from __future__ import annotations

import hashlib
import logging
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from locator.clinic_file import Problem, read_clinic_file
from locator.clinic_source import Source, SourceAwayError
from locator.clinics import Clinics

EXAMPLE_PREFIX = "Example"
MOST_NAMED = 20  # problems in a message; the rest are counted

log = logging.getLogger(__name__)


class NoClinicsError(RuntimeError):
    """The clinic file can't be used, and there is no earlier one to fall back on; the message says why."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the live data. A visit that holds one never sees a mixture of two.

    `version` names the bytes it was read from. `problem` says why a newer file is not live, or is ""; the
    newer file's own problems are in `problems`.
    """

    clinics: Clinics
    data_as_of: date | None
    version: str = ""
    problem: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def is_degraded(self) -> bool:
        """Whether the newest file was bad or out of reach, and an earlier one is being served."""
        return bool(self.problem)

    @property
    def is_example(self) -> bool:
        """Whether any of it is made up: then every page says so."""
        return _has_examples(self.clinics)


@lru_cache(maxsize=2)
def _has_examples(clinics: Clinics) -> bool:
    return bool(clinics.frame["name"].str.startswith(EXAMPLE_PREFIX).any())


class LiveClinics:
    """Holds the live Snapshot and replaces it, whole, when a good new file appears.

    `keep` is where the last good file is kept, so that it survives a restart beside a bad one. `now` is the
    clock. Raises NoClinicsError when neither the source nor the kept file can be used.
    """

    def __init__(self, source: Source, keep: Path, now: Callable[[], datetime]) -> None:
        self._source = source
        self._keep = keep
        self._now = now
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._seen = ""  # digest of the last bytes looked at, good or bad
        self.current = self._first()

    def look(self) -> Snapshot:
        """Look at the source once; the Snapshot that is live afterwards. Never raises."""
        try:
            data = self._source.read()
        except SourceAwayError as away:
            self._degrade(str(away))
            self._seen = ""  # whatever is there next is looked at anew
        else:
            if data is not None:
                self._consider(data)
        return self.current

    def start(self) -> None:
        """Watch the source in the background until `stop`."""
        self._thread = threading.Thread(target=self._watch, name="clinic file", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop watching."""
        self._stopping.set()
        if self._thread:
            self._thread.join(timeout=self._source.seconds_between + 5)

    def _watch(self) -> None:
        while not self._stopping.wait(self._source.seconds_between):
            try:
                self.look()
            except Exception:  # the watch outlives whatever one file does to it
                log.exception("The clinic file could not be looked at")
                self._degrade(f"{self._source.name} could not be looked at. The log says why.")

    def _first(self) -> Snapshot:
        why: tuple[str, tuple[Problem, ...]]
        try:
            data = self._source.read_now()
        except SourceAwayError as away:
            why = (str(away), ())
        else:
            self._seen = _digest(data)
            read = self._read(data)
            if isinstance(read, Snapshot):
                self._keep_copy(data)
                return read
            why = (_cannot_go_live(self._source.name, read), read)
        kept = self._kept()
        if kept is None:
            raise NoClinicsError(why[0])
        log.warning("%s\nThe last good file is served instead.", why[0])
        return replace(kept, problem=why[0], problems=why[1])

    def _consider(self, data: bytes) -> None:
        version = _digest(data)
        if version == self._seen:
            return
        self._seen = version
        if version == self.current.version:  # as it was before the trouble
            self.current = replace(self.current, problem="", problems=())
            return
        read = self._read(data)
        if isinstance(read, Snapshot):
            self._keep_copy(data)
            self.current = read
            log.info("%s is live with %d clinics", self._source.name, len(read.clinics))
        else:
            self._degrade(_cannot_go_live(self._source.name, read), read)

    def _degrade(self, problem: str, problems: tuple[Problem, ...] = ()) -> None:
        if problem != self.current.problem:
            log.warning("%s\nThe last good file stays live.", problem)
            self.current = replace(self.current, problem=problem, problems=problems)

    def _read(self, data: bytes) -> Snapshot | tuple[Problem, ...]:
        reading = read_clinic_file(data, today=self._now().date())
        if reading.clinics is None:
            return reading.errors
        return Snapshot(reading.clinics, data_as_of(reading.clinics), _digest(data))

    def _kept(self) -> Snapshot | None:
        try:
            read = self._read(self._keep.read_bytes())
        except OSError:
            return None
        return read if isinstance(read, Snapshot) else None

    def _keep_copy(self, data: bytes) -> None:
        """Atomic, so that a kept file is whole whatever happens meanwhile, to this process or another."""
        part = self._keep.with_suffix(f".{os.getpid()}.part")
        try:
            self._keep.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(data)
            part.replace(self._keep)
        except OSError as error:
            log.warning("The good clinic file could not be kept: %s", error)
            with suppress(OSError):
                part.unlink(missing_ok=True)


def data_as_of(clinics: Clinics) -> date | None:
    """The newest date on which anything in the file was learnt."""
    columns = ("evaluates_as_of", "performs_as_of", "listing_as_of")
    newest = max((str(clinics.frame[column].max()) for column in columns if len(clinics)), default="")
    return date.fromisoformat(newest) if newest else None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _cannot_go_live(name: str, errors: tuple[Problem, ...]) -> str:
    lines = [
        " ".join(
            filter(None, [f"row {e.row}," if e.row else "", f"{e.column}:" if e.column else "", e.problem])
        )
        for e in errors[:MOST_NAMED]
    ]
    if len(errors) > MOST_NAMED:
        lines.append(f"and {len(errors) - MOST_NAMED} more.")
    return "\n".join([f"{name} can't go live:", *lines])
