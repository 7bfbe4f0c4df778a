"""Schedulers see what has changed in the last 30 days, and since when that is known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from locator.live import serving
from locator.live.live_file import LiveFile
from locator.live.source import FileSource
from locator.server import pieces
from locator.words import speaking
from tests.html_page import HtmlPage
from tests.served import REAL

WHOLE = REAL.read_bytes()
START = datetime(2026, 11, 1, 4, tzinfo=UTC)  # still October 31 in Minnesota


class Site:
    """A site whose clock and file a test moves."""

    def __init__(self, folder: Path) -> None:
        self.moment = START
        self.path = folder / "clinics.csv"
        self.path.write_bytes(WHOLE)
        self.live = LiveFile(FileSource(self.path), folder / "kept.csv", lambda: self.moment)

    def put(self, data: bytes, after_days: int) -> None:
        self.moment = START + timedelta(days=after_days)
        self.path.write_bytes(data)
        self.live.look()
        self.live.look()
        assert self.live.current.refusal is None

    def told(self) -> str:
        return HtmlPage(pieces.recent_changes().html).text


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    made = Site(tmp_path)
    monkeypatch.setattr(serving, "live", lambda: made.live)
    monkeypatch.setattr(serving, "now", lambda: made.moment)
    return made


def test_before_anything_has_changed_it_says_since_when_changes_are_kept(site: Site) -> None:
    assert "Changed in the last 30 days (0)" in site.told()
    assert "Nothing in the list has changed." in site.told()
    assert "Changes are kept since October 31, 2026" in site.told()


def test_each_change_stands_under_its_day_the_newest_first_for_30_days(site: Site) -> None:
    site.put(WHOLE.replace(b"916 St Peter", b"918 St Peter"), after_days=3)
    moved = site.path.read_bytes().replace(b"Mo-Th 08:00-16:30", b"Mo-Th 08:00-16:00")
    assert moved != WHOLE
    site.put(moved, after_days=12)
    told = site.told()
    assert "Mo-Th 08:00-16:30 → Mo-Th 08:00-16:00" in told
    assert told.index("November 12, 2026") < told.index("November 3, 2026")
    assert "Changed in the last 30 days (" in told
    site.moment = START + timedelta(days=60)
    assert "(0)" in site.told()


def test_it_is_told_in_the_language_of_the_visit(site: Site) -> None:
    plain = site.told()
    with speaking("en-XA"):
        assert site.told() != plain
    assert site.told() == plain
