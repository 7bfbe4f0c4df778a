"""Streamlit reads the same secrets as the locator does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from locator.settings import PROJECT

TOLD = (
    "import app, streamlit as st; from locator.live import serving; "
    "print(st.secrets['auth']['cookie_secret'] == serving.settings().accounts_secret, serving.settings().accounts)"
)
SECRETS = """
LOCATOR_STAFF = "ana@example.org"
[auth]
cookie_secret = "a secret of a test, long enough to be one"
client_id = "a"
client_secret = "b"
server_metadata_url = "https://accounts.example.com/.well-known/openid-configuration"
"""


def test_one_file_of_secrets_is_read_by_both(tmp_path: Path) -> None:
    elsewhere = tmp_path / "a folder"
    elsewhere.mkdir()
    (elsewhere / "secrets.toml").write_text(SECRETS, encoding="utf-8")
    environment = os.environ | {
        "STREAMLIT_SECRETS_FILES": str(elsewhere / "secrets.toml"),
        "LOCATOR_ANSWERS": f"sqlite:///{tmp_path / 'answers.sqlite3'}",
    }
    command = [sys.executable, "-c", TOLD]
    run = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert run.stdout.split("\n")[-2:] == ["True ('default',)", ""], run.stderr
