"""What holds for all tests.

`make test` runs them on every core at once, plain `pytest` one after another. So a test writes to a `tmp_path` of its
own, asks for any free port, and is parametrized by no set, which has another order in another process.
"""

import sys

import pytest
from hypothesis import settings

# How fast something is, is measured in bench/; here a busy machine must not fail a test.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


@pytest.fixture(autouse=True)
def _own_main_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """AppTest leaves the page as `__main__`, which a process that a later test starts would then run."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
