"""What is served beside the pages, where it is really served: next to Streamlit, behind its middleware."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from starlette.applications import Starlette
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from app import app
from locator.clinic_file import LARGEST
from locator.clinics import Network
from locator.server import navigation
from locator.server.middleware import nothing_here
from locator.settings import PROJECT
from tests.served import EXAMPLE, NOW, clinics_in


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(app)


def test_the_api_answers_beside_the_pages(client: TestClient) -> None:
    answer = client.get("/api/clinics?near=55369&limit=1", headers={"origin": "https://www.example.com"})
    assert answer.status_code == 200
    assert answer.json()["features"][0]["id"] == "maple-grove"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert client.options("/api/clinics").status_code == 204
    assert client.get("/api/nothing").json()["error"]


def test_the_directory_answers_beside_the_pages(client: TestClient) -> None:
    answer = client.get("/directory?near=55369")
    assert answer.status_code == 200
    assert "Be seen at Maple Grove, 1.2 miles away." in answer.text
    assert answer.headers["cache-control"] == "private, no-store"
    assert "script-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "address",
    [
        "/nope",
        "/learn-nope",
        "/learn/risks",
        "/robots.txt",
        "/favicon.ico",
        "/static/nope",
        "/_stcore/metrics",
    ],
)
def test_where_there_is_no_page_a_page_says_so_and_leads_back(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "There is no page at this address" in answer.text
    assert 'href="/"' in answer.text
    assert "911" in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_where_there_is_no_page_made_up_clinics_are_called_so_too() -> None:
    def page(_: object) -> HTMLResponse:
        return HTMLResponse("an empty page")

    example = Network(clinics_in(EXAMPLE), NOW, 180)
    middleware = Middleware(nothing_here, pages=[], network=lambda: example)
    answer = TestClient(Starlette(routes=[Route("/nope", page)], middleware=[middleware])).get("/nope")
    assert "Example data — these are not real clinics" in answer.text


def test_every_page_and_every_file_that_pages_need_is_still_there(client: TestClient) -> None:
    shell = client.get("/").text
    script = re.search(r'src="\.?(/static/[^"]+\.js)"', shell)
    assert script
    for address in [*navigation.pages(), "/directory", "/sheet?evaluation=edina", script[1]]:
        assert client.get(address).status_code == 200, address


def test_a_redirect_that_repeats_somebodys_place_is_kept_by_nobody(client: TestClient) -> None:
    answer = client.get("/directory/?near=55369", follow_redirects=False)
    assert answer.headers["location"] == "/directory?near=55369"
    assert answer.headers["cache-control"] == "private, no-store"


def test_what_is_sent_compressed_is_known_again(client: TestClient) -> None:
    first = client.get("/api/clinics", headers={"accept-encoding": "gzip"})
    assert first.headers["content-encoding"] == "gzip"
    plain = client.get(
        "/api/clinics", headers={"accept-encoding": "identity", "if-none-match": first.headers["etag"]}
    )
    assert plain.status_code == 304
    for answer in (plain, first):
        assert "Accept-Encoding" in answer.headers["vary"].split(", ")


def test_no_upload_that_is_allowed_waits_on_disk() -> None:
    assert MultiPartParser.spool_max_size == LARGEST


STARTED = """
import gc
from starlette.testclient import TestClient
from app import app
with TestClient(app):
    print(len(gc.get_objects()), gc.get_freeze_count())
"""


def test_what_is_here_for_good_is_not_looked_through_for_garbage_again_and_again() -> None:
    started = subprocess.run(  # noqa: S603 (our own script, in a process of its own)
        [sys.executable, "-c", STARTED], cwd=PROJECT, capture_output=True, text=True, check=True, timeout=60
    )
    looked_through, here_for_good = map(int, started.stdout.split())
    assert looked_through < here_for_good / 10
