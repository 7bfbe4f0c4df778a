"""A tile host of our own on the loopback, which answers as it is told and remembers what it was asked."""

from __future__ import annotations

import struct
import threading
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


@dataclass(frozen=True)
class Answer:
    """What the tile host sends. With an ETag among the headers it answers a matching request with 304."""

    status: int = 200
    headers: Mapping[str, str] = field(
        default_factory=lambda: {"Content-Type": "image/png", "Cache-Control": "max-age=3600"}
    )
    body: bytes | None = None

    def with_headers(self, **headers: str) -> Answer:
        """The same with more headers; an underscore in a name stands for a hyphen, "" takes one away."""
        merged = {**self.headers, **{name.replace("_", "-").title(): text for name, text in headers.items()}}
        return replace(self, headers={name: text for name, text in merged.items() if text})


@dataclass(frozen=True)
class Asked:
    """One request that reached the tile host. Header names are in lower case."""

    path: str
    headers: Mapping[str, str]


class TileServer:
    """Started and stopped as a context manager. Set `answer` to change what it says from then on.

    `asked` lists the requests so far, `most_at_once` the most that were open together. While `gate` is
    cleared, requests wait, as they do at a tile host that hangs.
    """

    def __init__(self) -> None:
        self.answer: Answer | Callable[[Asked], Answer] = Answer()
        self.asked: list[Asked] = []
        self.most_at_once = 0
        self.gate = threading.Event()
        self.gate.set()
        self._open = 0
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        """The address template of its tiles."""
        return f"http://127.0.0.1:{self._http.server_port}/{{z}}/{{x}}/{{y}}.png"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Close the port for good: from now on nobody answers there."""
        self.gate.set()
        self._http.shutdown()
        self._http.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server._reply(self)

            def log_message(self, *args: object) -> None:
                """Keep test output quiet."""

        return Handler

    def _reply(self, handler: BaseHTTPRequestHandler) -> None:
        asked = Asked(handler.path, _lower(handler.headers))
        with self._lock:
            self.asked.append(asked)
            self._open += 1
            self.most_at_once = max(self.most_at_once, self._open)
        self.gate.wait()
        answer = self.answer(asked) if callable(self.answer) else self.answer
        try:
            self._send(handler, asked, answer)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the asker gave up, as the proxy does on a tile that is too large
        finally:
            with self._lock:
                self._open -= 1

    def _send(self, handler: BaseHTTPRequestHandler, asked: Asked, answer: Answer) -> None:
        etag = answer.headers.get("Etag")
        unchanged = etag is not None and asked.headers.get("if-none-match") == etag
        body = b"" if unchanged else tile_png(asked.path) if answer.body is None else answer.body
        handler.send_response_only(304 if unchanged else answer.status)
        headers = {"Content-Length": str(len(body)), **answer.headers}
        if unchanged:
            headers.pop("Content-Length")
        for name, text in headers.items():
            handler.send_header(name, text)
        handler.end_headers()
        handler.wfile.write(body)


def tile_png(comment: str = "") -> bytes:
    """A real picture, 256 by 256 pixels, pale green, which carries a comment to tell it from others."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    one_bit_rows = (b"\0" + bytes(32)) * 256
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", 256, 256, 1, 3, 0, 0, 0)),
            chunk(b"PLTE", bytes((200, 230, 200, 0, 0, 0))),
            chunk(b"tEXt", b"Comment\0" + comment.encode("latin-1")),
            chunk(b"IDAT", zlib.compress(one_bit_rows)),
            chunk(b"IEND", b""),
        )
    )


def _lower(headers: Message) -> dict[str, str]:
    return {name.lower(): text for name, text in headers.items()}
