"""The live file is watched and checked; what is bad never goes live, and nobody sees a mixture."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from locator.digests import digest_of
from locator.live import source
from locator.live.kept import Kept
from locator.live.live_file import LiveFile, Reason
from locator.live.source import AddressSource, FileSource, SourceAwayError
from locator.words import speaking
from tests.made_clinics import CONFIRM_DAYS
from tests.stand_ins.sheet_server import SheetServer

HEADER = "clinic_id,name,street,city,state,zip,phone,evaluates,performs,listing_as_of\n"


def now() -> datetime:
    return datetime(2026, 11, 21, 18, tzinfo=UTC)


def file_of(names: list[str], as_of: str = "2026-11-01") -> bytes:
    rows = (
        f"c{i},{name},{i} Example Way,Edina,MN,55435,612-555-01{i:02},yes,,{as_of}\n"
        for i, name in enumerate(names)
    )
    return (HEADER + "".join(rows)).encode()


GOOD = file_of(["Aspen", "Birch"])
BETTER = file_of(["Cedar", "Dogwood", "Elm"], "2026-11-15")
BAD = GOOD.replace(b"55435", b"no zip")


@pytest.fixture
def live_file(tmp_path: Path) -> Path:
    path = tmp_path / "clinics.csv"
    path.write_bytes(GOOD)
    return path


def live_on(path: Path) -> LiveFile:
    return LiveFile(FileSource(path), path.parent / "kept" / "last_good.csv", now)


def names(live: LiveFile) -> list[str]:
    return live.current.clinics.columns["name"]


def trouble_of(live: LiveFile) -> str:
    """Why the newest file is not live, or ""."""
    return str(live.current.refusal or "")


def settle(live: LiveFile) -> None:
    """Two looks: the first sees the change, the second that it stands still."""
    live.look()
    live.look()


def wait_until(so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_good_change_goes_live_whole_and_tells_its_date(live_file: Path) -> None:
    live = live_on(live_file)
    before = live.current
    live_file.write_bytes(BETTER)
    settle(live)
    assert names(live) == ["Cedar", "Dogwood", "Elm"]
    assert live.network(CONFIRM_DAYS).as_of == date(2026, 11, 15)
    assert before.clinics.columns["name"] == ["Aspen", "Birch"]


def test_a_bad_change_does_not_go_live_and_the_reason_is_named_by_row_and_column(live_file: Path) -> None:
    live = live_on(live_file)
    live_file.write_bytes(BAD)
    settle(live)
    assert names(live) == ["Aspen", "Birch"]
    assert live.current.refusal
    assert "row 2, zip:" in trouble_of(live)
    assert live.current.refusal.errors[0].value == "no zip"
    live_file.write_bytes(BETTER)
    settle(live)
    assert not live.current.refusal


def test_putting_the_good_file_back_ends_the_trouble(live_file: Path) -> None:
    live = live_on(live_file)
    live_file.write_bytes(BAD)
    settle(live)
    live_file.write_bytes(GOOD)
    settle(live)
    assert not live.current.refusal


def test_the_last_good_file_survives_a_restart_beside_a_bad_one(live_file: Path) -> None:
    live_on(live_file)
    live_file.write_bytes(BAD)
    again = live_on(live_file)
    assert names(again) == ["Aspen", "Birch"]
    assert again.current.refusal
    live_file.unlink()
    assert live_on(live_file).current.refusal


def test_without_any_good_file_it_has_no_clinics_says_why_and_goes_live_when_one_comes(
    tmp_path: Path,
) -> None:
    path = tmp_path / "clinics.csv"
    live = live_on(path)
    assert (len(live.current.clinics), live.current.version) == (0, "")
    assert "can't be opened" in trouble_of(live)
    path.write_bytes(BAD)
    settle(live)
    assert len(live.current.clinics) == len(live.network(CONFIRM_DAYS)) == 0
    assert "row 2, zip" in trouble_of(live)
    path.write_bytes(GOOD)
    settle(live)
    assert names(live) == ["Aspen", "Birch"]
    assert not live.current.refusal


def test_a_file_that_is_still_being_written_is_left_alone(live_file: Path) -> None:
    live = live_on(live_file)
    for end in range(1, len(BETTER), 40):
        live_file.write_bytes(BETTER[:end])
        live.look()
        assert names(live) == ["Aspen", "Birch"]
        assert not live.current.refusal
    live_file.write_bytes(BETTER)
    settle(live)
    assert len(live.current.clinics) == 3


def test_a_file_cut_off_in_the_middle_of_a_row_does_not_go_live(live_file: Path) -> None:
    live = live_on(live_file)
    live_file.write_bytes(BETTER[: BETTER.rindex(b"612-555")])
    settle(live)
    assert names(live) == ["Aspen", "Birch"]
    assert live.current.refusal


def test_a_deleted_file_leaves_the_last_good_one_live_and_comes_back(live_file: Path) -> None:
    live = live_on(live_file)
    live_file.unlink()
    live.look()
    assert names(live) == ["Aspen", "Birch"]
    assert "can't be opened" in trouble_of(live)
    live_file.write_bytes(GOOD)
    settle(live)
    assert not live.current.refusal


def test_through_200_replacements_good_bad_and_cut_off_every_reader_sees_one_whole_file(
    live_file: Path,
) -> None:
    other = file_of(["Ash", "Box", "Fir"])
    live_file.write_bytes(other)
    live = live_on(live_file)
    whole = {("Ash", "Box", "Fir"), ("Cedar", "Dogwood", "Elm")}
    strange: list[tuple[str, ...]] = []
    reads = 0
    stop = threading.Event()

    def visit() -> None:
        nonlocal reads
        while not stop.wait(0.001):
            seen = live.current
            told = tuple(seen.clinics.columns["name"])
            if told not in whole or len(told) != len(seen.clinics):
                strange.append(told)
            reads += 1

    visitors = [threading.Thread(target=visit) for _ in range(3)]
    for visitor in visitors:
        visitor.start()
    for turn in range(200):
        live_file.write_bytes(
            [other, BAD, BETTER, BETTER[: len(BETTER) // 2], b"\x89PNG\r\n\x1a\n"][turn % 5]
        )
        settle(live)
    live_file.write_bytes(BETTER)
    settle(live)
    stop.set()
    for visitor in visitors:
        visitor.join()
    assert strange == []
    assert reads > 200
    assert names(live) == ["Cedar", "Dogwood", "Elm"]
    assert not live.current.refusal


def test_the_watch_runs_by_itself_and_stops_when_told(live_file: Path) -> None:
    watched = FileSource(live_file)
    watched.seconds_between = 0.02
    live = LiveFile(watched, live_file.parent / "kept.csv", now)
    live.start()
    live_file.write_bytes(BETTER)
    wait_until(lambda: len(live.current.clinics) == 3)
    live.stop()


def test_a_pipe_in_place_of_the_file_holds_nothing_up(live_file: Path) -> None:
    live = live_on(live_file)
    live_file.unlink()
    os.mkfifo(live_file)
    live.look()
    assert trouble_of(live) == "The clinic file clinics.csv can't be opened: it is not a file."
    live_file.unlink()
    live_file.write_bytes(BETTER)
    settle(live)
    assert len(live.current.clinics) == 3


def test_a_bad_file_that_was_away_and_is_back_is_called_bad_again(live_file: Path) -> None:
    live = live_on(live_file)
    live_file.write_bytes(BAD)
    settle(live)
    away = live_file.rename(live_file.with_suffix(".away"))
    live.look()
    assert "can't be opened" in trouble_of(live)
    away.rename(live_file)
    settle(live)
    assert "row 2, zip:" in trouble_of(live)
    live_file.write_bytes(GOOD)
    settle(live)
    assert not live.current.refusal


def test_what_nobody_foresaw_is_told_and_ends_with_the_next_good_look(live_file: Path) -> None:
    watched = FileSource(live_file)
    watched.seconds_between = 0.01
    live = LiveFile(watched, live_file.parent / "kept.csv", now)
    broken = threading.Event()

    def read() -> bytes:
        if broken.is_set():
            raise RecursionError
        return BETTER

    watched.read = read  # type: ignore[method-assign]
    broken.set()
    live.start()
    wait_until(lambda: live.current.refusal is not None)
    assert trouble_of(live) == "The clinic file clinics.csv could not be looked at. The log says why."
    broken.clear()
    wait_until(lambda: len(live.current.clinics) == 3)
    live.stop()


def test_what_changed_is_kept_when_a_file_goes_live_and_across_a_restart(live_file: Path) -> None:
    live = live_on(live_file)
    assert live.history.since == now()
    assert live.history.changes(now()) == []
    live_file.write_bytes(BETTER)
    again = live_on(live_file)
    assert "Elm" in [change.clinic for change in again.history.changes(now())]
    assert len(again.history.changes(now())) == 5  # two names, two dates, one new clinic


# --- a file that loses many clinics at once --------------------------------------------------------------
TREES = ["Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gum", "Hazel"]
WHOLE = file_of(TREES)
HALF = file_of(TREES[:4])


@pytest.fixture
def held(live_file: Path) -> LiveFile:
    """Eight clinics are live, and the file has come to hold four."""
    live_file.write_bytes(WHOLE)
    live = live_on(live_file)
    live_file.write_bytes(HALF)
    settle(live)
    return live


def accept(live_file: Path, data: bytes) -> None:
    """What `python -m locator accept` does once it has been told yes."""
    assert Kept(live_file.parent / "kept" / "last_good.csv").accept(digest_of(data))


def reason_of(live: LiveFile) -> Reason | None:
    return live.current.refusal.reason if live.current.refusal else None


def test_a_file_that_loses_many_clinics_is_held_and_says_which_and_what_to_do(held: LiveFile) -> None:
    assert names(held) == TREES
    assert reason_of(held) is Reason.HELD
    assert trouble_of(held).splitlines()[:2] == [
        "The clinic file clinics.csv is held back.",
        "4 of 8 clinics that patients find today are not in it: Elm, Fir, Gum, Hazel.",
    ]
    assert "python -m locator accept" in trouble_of(held)


def test_to_touch_a_held_file_or_put_it_there_again_accepts_nothing(held: LiveFile, live_file: Path) -> None:
    os.utime(live_file, (1, 1))
    settle(held)
    live_file.unlink()
    held.look()
    assert reason_of(held) is Reason.AWAY
    live_file.write_bytes(HALF)
    settle(held)
    assert names(held) == TREES
    live_file.write_bytes(BAD)
    settle(held)
    live_file.write_bytes(HALF)
    settle(held)
    assert (names(held), reason_of(held)) == (TREES, Reason.HELD)


def test_a_held_file_stays_held_across_a_restart(held: LiveFile, live_file: Path) -> None:
    again = live_on(live_file)
    assert names(again) == names(held) == TREES
    assert reason_of(again) is Reason.HELD


def test_an_accepted_file_goes_live_within_one_look(held: LiveFile, live_file: Path) -> None:
    accept(live_file, HALF)
    held.look()
    assert names(held) == TREES[:4]
    assert not held.current.refusal
    assert names(live_on(live_file)) == TREES[:4]


def test_a_file_that_was_accepted_while_the_server_was_away_goes_live_with_the_next_start(
    held: LiveFile, live_file: Path
) -> None:
    accept(live_file, HALF)
    assert names(live_on(live_file)) == TREES[:4]
    assert names(held) == TREES


def test_accepted_is_that_one_file_that_one_time(held: LiveFile, live_file: Path) -> None:
    accept(live_file, HALF)
    worse = file_of(TREES[:2])
    live_file.write_bytes(worse)
    settle(held)
    assert (names(held), reason_of(held)) == (TREES, Reason.HELD)
    live_file.write_bytes(HALF)
    settle(held)
    assert names(held) == TREES[:4]
    live_file.write_bytes(WHOLE)
    settle(held)
    live_file.write_bytes(HALF)
    settle(held)
    assert (names(held), reason_of(held)) == (TREES, Reason.HELD)


def test_a_better_file_after_a_held_one_goes_live_by_itself(held: LiveFile, live_file: Path) -> None:
    live_file.write_bytes(file_of(TREES[:7]))
    settle(held)
    assert names(held) == TREES[:7]
    assert not held.current.refusal


def test_losing_a_quarter_step_by_step_is_judged_against_what_is_live(live_file: Path) -> None:
    live_file.write_bytes(WHOLE)
    live = live_on(live_file)
    for left in (7, 6, 5):
        live_file.write_bytes(file_of(TREES[:left]))
        settle(live)
    assert len(live.current.clinics) == 5


def test_all_that_perform_lost_at_once_is_held_too(live_file: Path) -> None:
    live_file.write_bytes(WHOLE.replace(b"yes,,", b"yes,yes,", 1))
    live = live_on(live_file)
    live_file.write_bytes(WHOLE)
    settle(live)
    assert reason_of(live) is Reason.HELD
    assert "No clinic in it performs kyphoplasty. Today it is known of: Ash." in trouble_of(live)


def test_where_nothing_can_be_kept_the_file_is_live_all_the_same(live_file: Path) -> None:
    (live_file.parent / "kept").write_bytes(b"a file where the folder would be")
    live = live_on(live_file)
    assert names(live) == ["Aspen", "Birch"]
    live_file.write_bytes(BETTER)
    settle(live)
    assert len(live.current.clinics) == 3


@pytest.fixture
def sheet() -> Iterator[SheetServer]:
    with SheetServer(GOOD) as server:
        yield server


def live_at(sheet: SheetServer, tmp_path: Path) -> LiveFile:
    return LiveFile(AddressSource(sheet.address), tmp_path / "kept.csv", now)


def test_a_sheet_on_the_web_is_asked_whether_it_has_changed_and_read_again_when_it_has(
    sheet: SheetServer, tmp_path: Path
) -> None:
    live = live_at(sheet, tmp_path)
    live.look()
    assert sheet.answers == [200, 304]
    sheet.data = BETTER
    live.look()
    assert sheet.answers == [200, 304, 200]
    assert len(live.current.clinics) == 3


@pytest.mark.parametrize("trouble", ["away", "error", "login page", "huge", "redirect to http"])
def test_trouble_on_the_web_leaves_the_last_good_file_live(
    sheet: SheetServer, tmp_path: Path, trouble: str
) -> None:
    live = live_at(sheet, tmp_path)
    sheet.trouble(trouble)
    live.look()
    assert names(live) == ["Aspen", "Birch"]
    assert live.current.refusal
    sheet.trouble("")
    live.look()
    assert not live.current.refusal


def test_an_etag_that_cannot_be_sent_back_is_left_out(sheet: SheetServer, tmp_path: Path) -> None:
    sheet.trouble("odd etag")
    live = live_at(sheet, tmp_path)
    sheet.data = BETTER
    live.look()
    assert len(live.current.clinics) == 3
    assert not live.current.refusal


def test_a_host_that_sends_a_letter_now_and_then_is_given_up_on(
    sheet: SheetServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = live_at(sheet, tmp_path)
    monkeypatch.setattr(source, "WHOLE_SECONDS", 0.2)
    sheet.trouble("drip")
    live.look()
    assert trouble_of(live) == "The clinic file on the web took too long to arrive."
    sheet.trouble("")
    live.look()  # while the other still drips
    assert not live.current.refusal


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/clinics.csv", "https://docs..example.com/clinics.csv"]
)
def test_a_sheet_that_cannot_be_reached_at_start_and_was_never_read_is_named(
    tmp_path: Path, address: str
) -> None:
    live = LiveFile(AddressSource(address), tmp_path / "kept.csv", now)
    assert "can't be reached" in trouble_of(live)
    assert not len(live.current.clinics)


def test_no_more_of_a_file_is_read_than_could_go_live(tmp_path: Path) -> None:
    path = tmp_path / "clinics.csv"
    with path.open("wb") as file:
        file.truncate(60 * 2**20)
    assert len(FileSource(path).read_now()) == 50 * 2**20 + 1
    with pytest.raises(SourceAwayError):
        FileSource(tmp_path / "none.csv").read_now()


def test_what_names_a_state_is_the_same_in_every_language_and_another_for_another_file(
    live_file: Path,
) -> None:
    live = live_on(live_file)
    states = [live.current.state]
    for data in (BAD, BAD.replace(b"no zip", b"none"), BETTER):
        live_file.write_bytes(data)
        settle(live)
        states.append(live.current.state)
        with speaking("en-XA"):
            assert live.current.state == states[-1]
    assert len(set(states)) == 3
    assert states[0] == states[-1]
