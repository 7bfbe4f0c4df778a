"""The real server, started as a user starts it, on a port of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

import httpx

PROJECT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 60


@contextmanager
def served(**settings: str) -> Iterator[str]:
    """The address of a server with these settings (environment variables), for as long as it is needed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LOCATOR_")}
    # No test waits for, or bothers, a tile host on the internet.
    environment |= {"LOCATOR_TILES": "off"} | settings
    with TemporaryDirectory() as folder:
        environment.setdefault("LOCATOR_ANSWERS", f"sqlite:///{folder}/answers.sqlite3")
        with _running(environment, port) as address:
            yield address


@contextmanager
def _running(environment: dict[str, str], port: int) -> Iterator[str]:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    address = f"http://localhost:{port}"
    with TemporaryFile() as said:  # a pipe that nobody reads would fill up and stop the server
        process = subprocess.Popen(  # noqa: S603 (our own command)
            command, cwd=PROJECT, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        try:
            _wait_for(process, f"{address}/healthz", said)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_for(process: subprocess.Popen[bytes], address: str, said: IO[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            said.seek(0)
            raise RuntimeError(f"The server stopped: {said.read().decode(errors='replace')}")
        try:
            httpx.get(address, timeout=2).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The server did not answer at {address} within {PATIENCE_SECONDS} seconds.")
