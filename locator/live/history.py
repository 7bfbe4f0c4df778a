"""What changed in the live list and when: one line of JSON a change, kept beside the last good file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from locator.clinics import SERVICES, Answer, Clinics, Fact, Method, Network, Position, date_or_none
from locator.clinics.changes import (
    CellChange,
    Change,
    FactChange,
    PositionChange,
    shared_names,
    what_would_change,
)
from locator.live.kept import write_whole
from locator.words.changes import telling_name

KEPT_DAYS = 31  # one more than are shown, whatever the time zone
MOST_CLINICS = 200  # of each kind and file: a new list of 10,000 is one change, not 10,000
MOST_LINES = 5_000

Line = dict[str, Any]

_SERVICES = {service.column: service for service in SERVICES}


@dataclass(frozen=True, slots=True)
class PastChange:
    """One thing that changed when a file went live at `at`: a clinic came, or went, or says something else.

    `clinic` is the name that told it from the others; `change` is None where the clinic came or went.
    """

    at: datetime
    clinic: str
    is_gone: bool
    change: Change | None


class History:
    """The changes at `path`, which begin with the moment since when they are kept."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def begin(self, now: datetime) -> None:
        """Keep changes from now on, unless they are kept already."""
        if self.since is None:
            self._write([{"since": now.isoformat()}])

    @property
    def since(self) -> datetime | None:
        """Since when changes are kept, None where they are not."""
        for line in self._lines():
            with suppress(KeyError, ValueError, TypeError):
                return datetime.fromisoformat(line["since"])
        return None

    def note(self, now: datetime, before: Clinics, after: Clinics) -> None:
        """Keep what is different once `after` is live, and let go of what is too old to be shown."""
        since = self.since or now
        first = now - timedelta(days=KEPT_DAYS)
        old = [line for line in self._lines() if (past := _past(line)) and past.at >= first]
        new = list(_lines_of(now, before, after))
        self._write([{"since": since.isoformat()}, *[*old, *new][-MOST_LINES:]])

    def changes(self, since: datetime) -> list[PastChange]:
        """What has changed since that moment, the newest file first."""
        found = map(_past, self._lines())
        recent = [change for change in found if change and change.at >= since]
        return sorted(recent, key=lambda change: change.at, reverse=True)

    def _lines(self) -> Iterator[Line]:
        """Every line that can be read."""
        try:
            text = self._path.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return
        for line in text.splitlines():
            try:
                yield json.loads(line)
            except ValueError:  # a line that somebody has cut
                continue

    def _write(self, lines: list[Line]) -> None:
        text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
        write_whole(self._path, text.encode())


def _lines_of(now: datetime, before: Clinics, after: Clinics) -> Iterator[Line]:
    # How sure we are plays no part, so neither does the number of days.
    live, coming = Network(before, now, 1), Network(after, now, 1)
    found, shared = what_would_change(live, coming, MOST_CLINICS), shared_names(live, coming)
    at = now.isoformat()
    for clinic in found.gone:
        yield {"at": at, "clinic": telling_name(clinic, shared), "gone": True}
    for clinic in found.new:
        yield {"at": at, "clinic": telling_name(clinic, shared)}
    for changed in found.changed:
        for change in changed.changes:
            yield {"at": at, "clinic": telling_name(changed.clinic, shared), **_told(change)}


def _told(change: Change) -> Line:
    match change:
        case FactChange(service, before, after):
            return {"service": service.column, "before": _answer(before), "after": _answer(after)}
        case PositionChange(before, after):
            return {"position": [_degrees(before), _degrees(after)]}
        case CellChange(column, before, after):
            return {"column": column, "before": before, "after": after}


def _answer(fact: Fact) -> list[str]:
    return [fact.value or "", fact.as_of.isoformat() if fact.as_of else "", fact.method or ""]


def _degrees(position: Position | None) -> list[float] | None:
    return [position.latitude, position.longitude] if position else None


def _past(line: Line) -> PastChange | None:
    """The change that a line tells, None where it tells none, or of a service that is no more."""
    try:
        at = datetime.fromisoformat(line["at"])
        return PastChange(at, line["clinic"], line.get("gone", False), _change(line))
    except (KeyError, ValueError, TypeError):
        return None


def _change(line: Line) -> Change | None:
    if "service" in line:
        return FactChange(_SERVICES[line["service"]], _fact(*line["before"]), _fact(*line["after"]))
    if "position" in line:
        before, after = (Position(*degrees) if degrees else None for degrees in line["position"])
        return PositionChange(before, after)
    return CellChange(line["column"], line["before"], line["after"]) if "column" in line else None


def _fact(value: str, as_of: str, method: str) -> Fact:
    return Fact(Answer(value) if value else None, date_or_none(as_of), Method(method) if method else None)
