"""A stand-in for the US Census geocoder: a real server on this machine with its documented answers, or trouble.

The form of the answers is that of "Geocoding Services Web Application Programming Interface", US Census Bureau.
"""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

PATH = "/geocoder/locations/onelineaddress"
LONGEST_ADDRESS = 100
TOO_LONG = "Address cannot be empty and cannot exceed 100 characters"


class CensusServer:
    """Knows the places it is given; `asked` holds every address that it was asked about."""

    def __init__(self, places: dict[str, list[tuple[float, float, str]]] | None = None) -> None:
        """`places` holds, by what an address begins with, each match as latitude, longitude and address."""
        self.places = places or {}
        self.asked: list[str] = []
        self._trouble = ""
        self._closing = threading.Event()
        census = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                census._answer(self)

            def log_message(self, format: str, *args: object) -> None:
                del format, args

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/geocoder"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=[0.01], daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    def trouble(self, kind: str) -> None:
        """Misbehave from now on: "error", "hang", "trickle", "redirect", or send back `kind` itself as answer."""
        self._trouble = kind

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(request.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        address = query.get("address", "")
        self.asked.append(address)
        status, body = 200, json.dumps(self._documented(address)).encode()
        if (
            parts.path != PATH
            or query.get("benchmark") != "Public_AR_Current"
            or query.get("format") != "json"
        ):
            status, body = 404, b""
        elif not address or len(address) > LONGEST_ADDRESS:
            status, body = 400, json.dumps({"errors": [TOO_LONG], "status": "400"}).encode()
        match self._trouble:
            case "":
                pass
            case "error":
                status, body = 500, b'{"errors":["An unexpected error"],"status":"500"}'
            case "redirect":
                status, body = 302, b""
            case "hang":
                self._closing.wait()
                return
            case "trickle":
                self._trickle(request)
                return
            case text:
                body = text.encode()
        request.send_response(status)
        request.send_header("content-type", "application/json;charset=UTF-8")
        request.send_header("content-length", str(len(body)))
        if status == 302:
            request.send_header("location", "http://127.0.0.1:9/elsewhere")
        request.end_headers()
        request.wfile.write(body)

    def _trickle(self, request: BaseHTTPRequestHandler) -> None:
        """A byte now and then, for ever."""
        request.send_response(200)
        request.end_headers()
        try:
            while not self._closing.wait(0.02):
                request.wfile.write(b" ")
                request.wfile.flush()
        except OSError:
            return  # the one who asked has hung up

    def _documented(self, address: str) -> dict[str, object]:
        matches = next((found for start, found in self.places.items() if address.startswith(start)), [])
        return {
            "result": {
                "input": {
                    "address": {"address": address},
                    "benchmark": {
                        "isDefault": True,
                        "benchmarkDescription": "Public Address Ranges - Current Benchmark",
                        "id": "4",
                        "benchmarkName": "Public_AR_Current",
                    },
                },
                "addressMatches": [
                    {
                        "tigerLine": {"side": "L", "tigerLineId": "1"},
                        "coordinates": {"x": longitude, "y": latitude},
                        "addressComponents": {},
                        "matchedAddress": matched,
                    }
                    for latitude, longitude, matched in matches
                ],
            }
        }
