"""What the API and the plain directory take, beside a bare route that sends the same bytes ready-made.

    python -m bench.api_speed [--requests N] [--many FILE]

Exit code 0 when every limit is kept, 1 when one is missed.
"""

from __future__ import annotations

import argparse
import gc
import http.client
import multiprocessing
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from bench.generate_clinics import write_file
from locator.places import zip_table
from locator.server.directory import KEPT, directory_route
from locator.server.middleware import in_the_language_asked_for
from tests.served import NOW, Served, clinics_in

MANY = 10_000
EIGHT = Path(__file__).with_name("eight_clinics.csv")
ANSWER_SECONDS = 120  # the first answer waits until the server has read its clinics
PLACES = 300  # different ZIP codes, asked for in turn
WARM_UP = 100  # requests that don't count
# Where each request comes in another minute, so that no document is there already.
ANEW = "/anew"
# What is asked, and how many times a ready-made reply it may take with eight clinics and with many.
LIMITS = {
    "/api/clinics?near={place}&limit=10": (2.0, 3.0),
    "/directory?near={place}": (3.0, 4.0),
    ANEW + "/directory?near={place}": (3.0, 4.0),
}

Seconds = npt.NDArray[np.float64]


def places() -> list[str]:
    """ZIP codes from all over the country, the same on every run."""
    table = zip_table()
    zips = table.zip[~np.isnan(table.latitude)]
    return [str(place) for place in zips[:: len(zips) // PLACES]]


def serve(file: Path, listening: socket.socket) -> None:
    """Serve the clinics in a file, and at /bare?same_as=… the same bytes ready-made."""
    served = Served(clinics_in(file))
    minutes = cycle(NOW + timedelta(minutes=minute) for minute in range(KEPT + 1))
    # Of a network of its own: the documents of one would push out those that the other keeps.
    directory = directory_route(Served(served.clinics).network, partial(next, minutes))
    anew = Starlette(routes=[directory], middleware=[Middleware(in_the_language_asked_for)])
    ours = Starlette(routes=[Mount(ANEW, anew), Mount("/", served.app())])
    client = TestClient(ours)
    ready = {}
    for address in (question.format(place=place) for question in LIMITS for place in places()):
        answer = client.get(address)
        ready[address] = (answer.content, answer.headers["content-type"])

    async def bare(request: Request) -> Response:
        body, media_type = ready[request.query_params["same_as"]]
        return Response(body, headers={"content-type": media_type})

    gc.freeze()
    app = Starlette(routes=[Route("/bare", bare), Mount("/", ours)])
    uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listening])


@contextmanager
def served(file: Path) -> Iterator[http.client.HTTPConnection]:
    """A connection to a server of its own process."""
    # Named TCP, or asyncio leaves Nagle's algorithm on and each answer waits 40 ms for its second half.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    process = multiprocessing.get_context("fork").Process(target=serve, args=(file, listening))
    process.start()
    host, port = listening.getsockname()
    connection = http.client.HTTPConnection(host, port, timeout=ANSWER_SECONDS)
    try:
        yield connection
    finally:
        connection.close()
        process.terminate()
        process.join()
        listening.close()


def seconds(connection: http.client.HTTPConnection, address: str) -> float:
    """How long one answer takes, from the request to its last byte."""
    start = time.perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read()
    took = time.perf_counter() - start
    assert answer.status == http.client.OK, address
    return took


def measure(connection: http.client.HTTPConnection, question: str, requests: int) -> tuple[Seconds, Seconds]:
    """Our times and the bare route's, asked in turn so that both meet the same disturbances."""
    ours, bare = [], []
    for place in islice(cycle(places()), WARM_UP + requests):
        address = question.format(place=place)
        ours.append(seconds(connection, address))
        bare.append(seconds(connection, f"/bare?same_as={address.replace('?', '%3F').replace('&', '%26')}"))
    return np.array(ours[WARM_UP:]), np.array(bare[WARM_UP:])


def report(name: str, question: str, limit: float, ours: Seconds, bare: Seconds) -> bool:
    """Print one line for the median and one for the 99th percentile; whether both are within the limit."""
    kept = True
    for percentile in (50, 99):
        us, them = np.percentile(ours, percentile) * 1e3, np.percentile(bare, percentile) * 1e3
        kept &= bool(us <= limit * them)
        times = f"{us:8.2f} ms {them:8.2f} ms {us / them:6.2f} {limit:6.1f}"
        print(f"{name:>16} {question:36} p{percentile} {times}")
    return kept


def main() -> None:
    """Measure, print, and exit with 1 if a limit is missed."""
    parser = argparse.ArgumentParser(description="The API and the directory beside bare routes.")
    parser.add_argument("--requests", type=int, default=1000, help="requests that count (default 1000)")
    parser.add_argument("--many", type=Path, help=f"a large clinic file; else {MANY:,} are made up")
    arguments = parser.parse_args()
    kept = []
    print(f"{'':56} {'ours':>11} {'bare':>11}  ratio  limit")
    with TemporaryDirectory() as folder:
        many = arguments.many or Path(folder) / "many.csv"
        if not arguments.many:
            write_file(MANY, many)
        for size, (name, file) in enumerate((("8 clinics", EIGHT), (f"{MANY:,} clinics", many))):
            with served(file) as connection:
                for question, limits in LIMITS.items():
                    times = measure(connection, question, arguments.requests)
                    kept.append(report(name, question, limits[size], *times))
    sys.exit(0 if all(kept) else 1)


if __name__ == "__main__":
    main()
