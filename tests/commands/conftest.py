"""The commands on a store of answers of each test's own."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def answers_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of the store, in which nothing is recorded yet."""
    address = f"sqlite:///{tmp_path / 'answers.sqlite3'}"
    monkeypatch.setenv("LOCATOR_ANSWERS", address)
    return address
