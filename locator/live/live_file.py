"""The clinics that are live: watched, checked before they go live, and kept when what comes next is bad."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from locator.answers.counting import NOTHING_SAID, Answers
from locator.answers.database import StoreAwayError
from locator.answers.merging import merged
from locator.answers.store import AnswerStore
from locator.clinic_file import Problem, read_clinic_file
from locator.clinics import Clinics, Network
from locator.clinics.changes import Loss, loss
from locator.digests import digest_of
from locator.live.history import History
from locator.live.kept import Kept
from locator.live.source import ClinicSource, SourceAwayError
from locator.words import N_, Message, _, number
from locator.words.changes import loss_sentences

ANSWER_SECONDS = 1.0  # between two looks for answers that another server or a terminal has recorded
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

    `clinics` are those of the file alone, `answers` what clinics have said since. `version` names the bytes
    it was read from, "" while nothing could be loaded: then there are no clinics. `refusal` says why a newer
    file, bad, out of reach or held, is not live; None where the newest one is. Where `answers_are_away`, what
    was last read of them still counts.
    """

    clinics: Clinics
    version: str = ""
    refusal: Refusal | None = None
    answers: Answers = NOTHING_SAID
    answers_are_away: bool = False

    @property
    def shown(self) -> str:
        """What names what everybody is shown of it."""
        return f"{self.version} {self.answers.mark.once}".strip()

    @property
    def state(self) -> str:
        """What names what staff are told of it, in whatever language."""
        told = self.refusal and replace(self.refusal, errors=self.refusal.errors[:MOST_NAMED])
        return digest_of(repr((told, self.answers.mark.report, self.answers_are_away)).encode())


class LiveFile:
    """Holds the live Snapshot and replaces it, whole, when a good new file appears.

    `keep` is where the last good file is kept, so that it survives a restart beside a bad one; a file that
    would take many clinics from patients is held back against it until somebody accepts that file. `now` is
    the clock. Where nothing can be loaded and nothing was kept, it has no clinics until a good file comes.
    `store` has what clinics have said; where it can't be had, the file alone is shown, and what was read.
    """

    def __init__(
        self,
        source: ClinicSource,
        keep: Path,
        now: Callable[[], datetime],
        store: AnswerStore | None = None,
    ) -> None:
        self._source = source
        self._store = store
        self._looking, self._swapping = threading.Lock(), threading.Lock()
        self._kept = Kept(keep)
        self._now = now
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._seen = ""  # digest of the last bytes looked at, good or bad
        self._held = ""  # digest of the file that is held back, if one is
        self._judged: tuple[Clinics, Answers, Network] | None = None
        self.history = History(self._kept.changes)
        self.history.begin(now())
        self.current = self._kept_snapshot()
        self.take_up_answers()
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
        now, live = self._now(), self.current
        if self._judged:
            clinics, answers, network = self._judged
            if clinics is live.clinics and answers is live.answers and network.holds_at(now):
                return network
        network = Network(merged(live.clinics, live.answers, now.date()), now, confirm_days)
        self._judged = live.clinics, live.answers, network
        return network

    def take_up_answers(self) -> None:
        """Show what was recorded since; what was read before goes on to count where the store is away."""
        if self._store is None:
            return
        with self._looking:
            before = self.current
            try:
                answers, is_away = self._store.answers(before.answers, self._now().date()), False
            except StoreAwayError:
                answers, is_away = before.answers, True
            if answers is not before.answers or is_away is not before.answers_are_away:
                self._swap(answers=answers, answers_are_away=is_away)

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
        next_look = time.monotonic() + self._source.seconds_between
        while not self._stopping.wait(min(ANSWER_SECONDS, self._source.seconds_between)):
            try:
                self.take_up_answers()
                if time.monotonic() >= next_look:
                    next_look = time.monotonic() + self._source.seconds_between
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
            self._swap(refusal=None)
            return
        read = self._read(data)
        if isinstance(read, Refusal):
            self._degrade(read)
            return
        lost = loss(self._all_said(), self._all_said(read.clinics))
        if lost.is_heavy and not self._kept.is_accepted(version):
            self._held = version
            self._degrade(
                Refusal(N_("%(file)s is held back.", file=self._source.name), Reason.HELD, loss=lost)
            )
        else:
            self._go_live(read, data)

    def _go_live(self, read: Snapshot, data: bytes) -> None:
        self._kept.keep(data)
        self._kept.forget_acceptance()
        self._swap(clinics=read.clinics, version=read.version, refusal=None)
        log.info("%s is live with %d clinics", self._source.name, len(read.clinics))

    def _degrade(self, refusal: Refusal) -> None:
        if refusal != self.current.refusal:
            log.warning("%s\n%s", refusal, _STAYS if self.current.version else _NOTHING_YET)
            self._swap(refusal=refusal)

    def _swap(self, **changes: Any) -> None:
        """Put these in place of what the live Snapshot has, and keep what that changes for patients."""
        with self._swapping:
            before, after = self.current, replace(self.current, **changes)
            if before.version and (before.clinics, before.answers) != (after.clinics, after.answers):
                said_before = self._all_said()
                self.current = after
                self.history.note(self._now(), said_before, self._all_said())
            self.current = after

    def _all_said(self, file: Clinics | None = None) -> Clinics:
        """What the live file says, or another one, with the answers in it."""
        return merged(file or self.current.clinics, self.current.answers, self._now().date())

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
