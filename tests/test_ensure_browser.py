"""Finding a browser for the journeys must neither install without need nor give up in silence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from locator.settings import PROJECT


def run_script(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scripts.ensure_browser"],
        cwd=PROJECT,
        env={**os.environ, **environment},
        check=False,
        capture_output=True,
        text=True,
    )


def test_where_a_browser_starts_nothing_is_installed(tmp_path: Path) -> None:
    apt_get = tmp_path / "apt-get"
    apt_get.write_text('#!/bin/sh\ntouch "$(dirname "$0")/apt-get-was-called"\nexit 1\n')
    apt_get.chmod(0o755)
    run = run_script(PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert run.returncode == 0
    assert Path(run.stdout.splitlines()[-1]).is_file()
    assert "Installing" not in run.stderr
    assert not (tmp_path / "apt-get-was-called").exists()


def test_a_chosen_browser_that_does_not_start_is_an_error_that_names_it(tmp_path: Path) -> None:
    run = run_script(CHROMIUM=str(tmp_path / "no-such-browser"))
    assert run.returncode != 0
    assert run.stdout == ""
    assert f"CHROMIUM is set to {tmp_path / 'no-such-browser'}" in run.stderr
