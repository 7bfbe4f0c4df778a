"""A stand-in for a sheet published on the web: a real server on this machine that can be made to misbehave."""

from __future__ import annotations

import hashlib
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A visitor that hangs up on a huge answer is part of the test, not a fault."""


class SheetServer:
    """Serves `data` with an ETag; `answers` holds the status of each answer."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.answers: list[int] = []
        self._trouble = ""
        sheet = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                sheet._answer(self)

            def log_message(self, format: str, *args: object) -> None:
                del format, args

        self._server = _Server(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/clinics.csv"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=[0.01], daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def trouble(self, kind: str) -> None:
        """Misbehave from now on: "away", "error", "login page", "huge", "redirect to http", "odd etag", "drip"; "" to stop."""
        self._trouble = kind

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        body, status, headers = self.data, 200, {"etag": f'"{hashlib.sha256(self.data).hexdigest()}"'}
        match self._trouble:
            case "away":
                request.close_connection = True
                return
            case "error":
                body, status = b"sorry", 503
            case "login page":
                body = b"<!DOCTYPE html><html><body>Sign in</body></html>"
                headers = {"content-type": "text/html; charset=utf-8"}
            case "huge":
                body, headers = b"x" * (51 * 2**20), {}
            case "redirect to http":
                body, status, headers = b"", 302, {"location": "http://127.0.0.1:9/elsewhere"}
            case "odd etag":
                headers = {"etag": '"é"', "last-modified": "é"}
            case "drip":
                request.send_response(200)
                request.flush_headers()
                for _ in range(300):
                    request.wfile.write(b"x-drip: 1\r\n")
                    time.sleep(0.01)
                return
        if status == 200 and headers.get("etag") == request.headers.get("if-none-match", "none"):
            body, status = b"", 304
        self.answers.append(status)
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        if status != 304:
            request.send_header("content-length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)
