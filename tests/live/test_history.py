"""What changed in the last days is kept from one live file to the next, and no longer than it is shown."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from locator.clinics import Clinics
from locator.clinics.changes import PositionChange
from locator.live.history import MOST_LINES, History
from locator.words.changes import change_sentence
from tests.made_clinics import NO_BY_PHONE, YES_BY_PHONE, clinics

DAY = timedelta(days=1)
START = datetime(2026, 11, 1, 12, tzinfo=UTC)


def of(name: str, **cells: Any) -> dict[str, Any]:
    return {"clinic_id": name.lower(), "name": f"Example Spine – {name}", "city": name, **cells}


def history(folder: Path) -> History:
    made = History(folder / "kept.changes.jsonl")
    made.begin(START)
    return made


def told(kept: History, since: datetime = START) -> list[str]:
    return [change_sentence(one.clinic, one.change, is_gone=one.is_gone) for one in kept.changes(since)]


BEFORE = clinics(of("Delano", phone="763-555-0101", performs=NO_BY_PHONE), of("Edina"))
AFTER = clinics(of("Delano", phone="763-555-0199", performs=YES_BY_PHONE), of("Crystal"))


def test_each_change_is_told_from_what_to_what_as_on_the_page_that_checks_a_file(tmp_path: Path) -> None:
    kept = history(tmp_path)
    kept.note(START + DAY, BEFORE, AFTER)
    assert told(kept) == [
        "Edina: no longer in the list",
        "Crystal: new",
        "Delano: performs: no, by phone, Nov 1, 2026 → yes, by phone, Nov 1, 2026",
        "Delano: phone: 763-555-0101 → 763-555-0199",
    ]
    assert {one.at for one in kept.changes(START)} == {START + DAY}


def test_a_position_that_moved_is_told_with_how_far(tmp_path: Path) -> None:
    def at(latitude: str) -> Clinics:
        made = clinics(of("Delano"))
        made.frame = made.frame.assign(latitude=latitude, longitude="-93")
        made.latitude = made.latitude * 0 + float(latitude)
        return made

    kept = history(tmp_path)
    kept.note(START + DAY, at("45.0"), at("45.1"))
    (moved,) = kept.changes(START)
    assert isinstance(moved.change, PositionChange)
    assert told(kept)[0].endswith("45.00000, -93.00000 → 45.10000, -93.00000 (6.9 miles away)")


def test_the_newest_comes_first_and_what_is_older_is_let_go(tmp_path: Path) -> None:
    kept = history(tmp_path)
    kept.note(START, BEFORE, AFTER)
    kept.note(START + 20 * DAY, clinics(of("Delano")), clinics(of("Delano"), of("Fargo")))
    kept.note(START + 40 * DAY, clinics(of("Delano")), clinics(of("Delano"), of("Hugo")))
    assert told(kept) == ["Hugo: new", "Fargo: new"]
    assert told(kept, START + 30 * DAY) == ["Hugo: new"]
    assert kept.since == START


def test_a_restart_keeps_it_and_does_not_begin_anew(tmp_path: Path) -> None:
    history(tmp_path).note(START + DAY, BEFORE, AFTER)
    again = History(tmp_path / "kept.changes.jsonl")
    again.begin(START + 5 * DAY)
    assert again.since == START
    assert len(told(again)) == 4


def test_without_a_history_there_is_none_and_a_broken_line_spoils_no_other(tmp_path: Path) -> None:
    assert History(tmp_path / "none").since is None
    assert History(tmp_path / "none").changes(START) == []
    kept = history(tmp_path)
    kept.note(START + DAY, BEFORE, AFTER)
    path = tmp_path / "kept.changes.jsonl"
    broken = ['{"at": "2026-', "[]", '{"at": "soon", "clinic": "x"}']
    old_service = json.dumps(
        {"at": START.isoformat(), "clinic": "x", "service": "sings", "before": [""] * 3, "after": [""] * 3}
    )
    path.write_text("\n".join([*broken, old_service, path.read_text("utf-8")]), "utf-8")
    assert len(told(kept)) == 4
    assert kept.since == START


def test_it_stays_small_however_much_changes(tmp_path: Path) -> None:
    kept = history(tmp_path)
    many = [clinics(*(of(f"C{n}", street=f"{way} Way") for n in range(900))) for way in range(2)]
    for turn in range(30):
        kept.note(START + timedelta(hours=turn), many[turn % 2], many[1 - turn % 2])
    assert len((tmp_path / "kept.changes.jsonl").read_text("utf-8").splitlines()) == MOST_LINES + 1
