"""The clinics that are live: watched, checked before they go live, and kept when what comes next is bad."""

from __future__ import annotations

import hashlib
import logging
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from locator.clinic_file import Problem, read_clinic_file
from locator.clinics import Clinics, Network
from locator.live.source import ClinicSource, SourceAwayError
from locator.words import N_, Message, _
from locator.words.language import number

MOST_NAMED = 20  # problems in a message; the rest are counted

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is not live: a sentence, and then its first errors where it could be read."""

    sentence: Message
    errors: tuple[Problem, ...] = ()

    def __str__(self) -> str:
        return "\n".join(self.lines)

    @property
    def lines(self) -> list[str]:
        """The sentence, and a line for each of the first errors."""
        lines = [str(self.sentence), *map(_line, self.errors[:MOST_NAMED])]
        if len(self.errors) > MOST_NAMED:
            lines.append(_("and %(number)s more.", number=number(len(self.errors) - MOST_NAMED)))
        return lines


class NoClinicsError(RuntimeError):
    """The clinic file can't be used, and there is no earlier one to fall back on; the message says why."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the live data. A visit that holds one never sees a mixture of two.

    `version` names the bytes it was read from. `refusal` says why a newer file, bad or out of reach, is not
    live; None where the newest one is.
    """

    clinics: Clinics
    version: str = ""
    refusal: Refusal | None = None


class LiveFile:
    """Holds the live Snapshot and replaces it, whole, when a good new file appears.

    `keep` is where the last good file is kept, so that it survives a restart beside a bad one. `now` is the
    clock. Raises NoClinicsError when neither the source nor the kept file can be used.
    """

    def __init__(self, source: ClinicSource, keep: Path, now: Callable[[], datetime]) -> None:
        self._source = source
        self._keep = keep
        self._now = now
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._seen = ""  # digest of the last bytes looked at, good or bad
        self._judged: Network | None = None
        self.current = self._first()

    def look(self) -> Snapshot:
        """Look at the source once; the Snapshot that is live afterwards. Never raises."""
        try:
            data = self._source.read()
        except SourceAwayError as away:
            self._degrade(Refusal(away.sentence))
            self._seen = ""  # whatever is there next is looked at anew
        else:
            if data is not None:
                self._consider(data)
        return self.current

    def network(self, confirm_days: int) -> Network:
        """The clinics as they stand now: the same object for every visitor until the file or a date changes.

        `confirm_days` is how long a fact stays confirmed.
        """
        now, clinics = self._now(), self.current.clinics
        judged = self._judged
        if judged is None or judged.file is not clinics or not judged.holds_at(now):
            judged = self._judged = Network(clinics, now, confirm_days)
        return judged

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
                sentence = N_("%(file)s could not be looked at. The log says why.", file=self._source.name)
                self._degrade(Refusal(sentence))

    def _first(self) -> Snapshot:
        try:
            first = self._taken(self._source.read_now())
        except SourceAwayError as away:
            first = Refusal(away.sentence)
        if isinstance(first, Snapshot):
            return first
        try:
            kept = self._read(self._keep.read_bytes())
        except OSError:
            kept = first
        if isinstance(kept, Refusal):
            raise NoClinicsError(str(first))
        log.warning("%s\nThe last good file is served instead.", first)
        return replace(kept, refusal=first)

    def _consider(self, data: bytes) -> None:
        version = _digest(data)
        if version == self._seen:
            return
        if version == self.current.version:  # as it was before the trouble
            self._seen = version
            self.current = replace(self.current, refusal=None)
            return
        read = self._taken(data)
        if isinstance(read, Snapshot):
            self.current = read
            log.info("%s is live with %d clinics", self._source.name, len(read.clinics))
        else:
            self._degrade(read)

    def _degrade(self, refusal: Refusal) -> None:
        if refusal != self.current.refusal:
            log.warning("%s\nThe last good file stays live.", refusal)
            self.current = replace(self.current, refusal=refusal)

    def _taken(self, data: bytes) -> Snapshot | Refusal:
        """What was read; kept where it is good."""
        self._seen = _digest(data)
        read = self._read(data)
        if isinstance(read, Snapshot):
            self._keep_copy(data)
        return read

    def _read(self, data: bytes) -> Snapshot | Refusal:
        reading = read_clinic_file(data, today=self._now().date())
        if reading.clinics is None:
            return Refusal(N_("%(file)s can't go live:", file=self._source.name), reading.errors)
        return Snapshot(reading.clinics, _digest(data))

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


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _line(error: Problem) -> str:
    """ "row 3, phone: This is not …"."""
    if error.row is None:
        return f"{error.column}: {error.problem}" if error.column else error.problem
    row = number(error.row)
    if not error.column:
        return _("row %(row)s, %(problem)s", row=row, problem=error.problem)
    return _("row %(row)s, %(column)s: %(problem)s", row=row, column=error.column, problem=error.problem)
