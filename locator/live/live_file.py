"""The clinics that are live: watched, checked before they go live, and kept when what comes next is bad."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from locator.clinic_file import Problem, read_clinic_file
from locator.clinics import Clinics, Network
from locator.clinics.changes import Loss, loss
from locator.digests import digest_of
from locator.live.history import History
from locator.live.kept import Kept
from locator.live.source import ClinicSource, SourceAwayError
from locator.words import N_, Message, _
from locator.words.changes import loss_sentences
from locator.words.language import number

MOST_NAMED = 20  # problems in a message; the rest are counted

HOW_TO_ACCEPT = N_(
    "If that is right, somebody accepts it on the server: python -m locator accept. If not, put the missing "
    "clinics back: a better file goes live by itself."
)

log = logging.getLogger(__name__)

_STAYS = "The last good file stays live."
_NOTHING_YET = "There is no earlier file to serve: the pages say so until a good one comes."


class Reason(StrEnum):
    """Why a file is not live, as /healthz says it."""

    BAD = "bad"
    AWAY = "away"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is not live: a sentence, then its first errors, or what patients would lose by it."""

    sentence: Message
    reason: Reason
    errors: tuple[Problem, ...] = ()
    loss: Loss | None = None

    def __str__(self) -> str:
        return "\n".join(self.lines)

    @property
    def lines(self) -> list[str]:
        """The sentence, and a line for each of the first errors, or for what would be lost and what to do."""
        lines = [str(self.sentence), *map(_line, self.errors[:MOST_NAMED])]
        if len(self.errors) > MOST_NAMED:
            lines.append(_("and %(number)s more.", number=number(len(self.errors) - MOST_NAMED)))
        if self.loss:
            lines += [*loss_sentences(self.loss), str(HOW_TO_ACCEPT)]
        return lines


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the live data. A visit that holds one never sees a mixture of two.

    `version` names the bytes it was read from, "" while nothing could be loaded: then there are no clinics.
    `refusal` says why a newer file, bad, out of reach or held, is not live; None where the newest one is.
    """

    clinics: Clinics
    version: str = ""
    refusal: Refusal | None = None

    @property
    def state(self) -> str:
        """What names what staff are told of it, in whatever language."""
        told = self.refusal and replace(self.refusal, errors=self.refusal.errors[:MOST_NAMED])
        return digest_of(repr(told).encode())


class LiveFile:
    """Holds the live Snapshot and replaces it, whole, when a good new file appears.

    `keep` is where the last good file is kept, so that it survives a restart beside a bad one; a file that
    would take many clinics from patients is held back against it until somebody accepts that file. `now` is
    the clock. Where nothing can be loaded and nothing was kept, it has no clinics until a good file comes.
    """

    def __init__(self, source: ClinicSource, keep: Path, now: Callable[[], datetime]) -> None:
        self._source = source
        self._kept = Kept(keep)
        self._now = now
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._seen = ""  # digest of the last bytes looked at, good or bad
        self._held = ""  # digest of the file that is held back, if one is
        self._judged: Network | None = None
        self.history = History(self._kept.changes)
        self.history.begin(now())
        self.current = self._kept_snapshot()
        self._look(source.read_now)

    def look(self) -> Snapshot:
        """Look at the source once; the Snapshot that is live afterwards. Never raises."""
        self._look(self._source.read)
        return self.current

    def _look(self, read: Callable[[], bytes | None]) -> None:
        try:
            data = read()
            if data is None and self._held and self._kept.is_accepted(self._held):
                data = self._accepted()
        except SourceAwayError as away:
            self._degrade(Refusal(away.sentence, Reason.AWAY))
            self._seen = self._held = ""  # whatever is there next is looked at anew
        else:
            if data is not None:
                self._consider(data)

    def _accepted(self) -> bytes | None:
        """The held file, if that is what is still there. Raises SourceAwayError."""
        data = self._source.read_now()
        if digest_of(data) == self._held:
            self._seen = ""
            return data
        self._source.forget()
        return None

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
                self._degrade(Refusal(sentence, Reason.BAD))

    def _kept_snapshot(self) -> Snapshot:
        data = self._kept.last_good()
        kept = None if data is None else self._read(data)
        return kept if isinstance(kept, Snapshot) else Snapshot(Clinics.none())

    def _consider(self, data: bytes) -> None:
        """Only bytes that are not those looked at last: to save a held file once more accepts nothing."""
        version = digest_of(data)
        if version == self._seen:
            return
        self._seen, self._held = version, ""
        if version == self.current.version:  # as it was before the trouble
            self.current = replace(self.current, refusal=None)
            return
        read = self._read(data)
        if isinstance(read, Refusal):
            self._degrade(read)
            return
        lost = loss(self.current.clinics, read.clinics)
        if lost.is_heavy and not self._kept.is_accepted(version):
            self._held = version
            self._degrade(
                Refusal(N_("%(file)s is held back.", file=self._source.name), Reason.HELD, loss=lost)
            )
        else:
            self._go_live(read, data)

    def _go_live(self, read: Snapshot, data: bytes) -> None:
        before = self.current
        if before.version:
            self.history.note(self._now(), before.clinics, read.clinics)
        self._kept.keep(data)
        self._kept.forget_acceptance()
        self.current = read
        log.info("%s is live with %d clinics", self._source.name, len(read.clinics))

    def _degrade(self, refusal: Refusal) -> None:
        if refusal != self.current.refusal:
            log.warning("%s\n%s", refusal, _STAYS if self.current.version else _NOTHING_YET)
            self.current = replace(self.current, refusal=refusal)

    def _read(self, data: bytes) -> Snapshot | Refusal:
        reading = read_clinic_file(data, today=self._now().date())
        if reading.clinics is None:
            sentence = N_("%(file)s can't go live:", file=self._source.name)
            return Refusal(sentence, Reason.BAD, reading.errors)
        return Snapshot(reading.clinics, digest_of(data))


def _line(error: Problem) -> str:
    """ "row 3, phone: This is not …"."""
    if error.row is None:
        return f"{error.column}: {error.problem}" if error.column else error.problem
    row = number(error.row)
    if not error.column:
        return _("row %(row)s, %(problem)s", row=row, problem=error.problem)
    return _("row %(row)s, %(column)s: %(problem)s", row=row, column=error.column, problem=error.problem)
