"""Streamlit's scripts and styles: sent as gzip, for good, and nothing else is touched."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from app import app
from locator.server.compressed import STREAMLIT

SCRIPT = next(STREAMLIT.glob("static/js/index.*.js"))
STYLES = next(STREAMLIT.glob("static/css/*.css"))
FONT = next(STREAMLIT.glob("static/media/SourceSansVF-Upright.*.woff2"))
GZIP = {"accept-encoding": "gzip, deflate, br"}


@pytest.fixture(scope="module")
def browser() -> TestClient:
    return TestClient(app)


def address(file: object) -> str:
    return "/" + str(file).removeprefix(f"{STREAMLIT}/")


@pytest.mark.parametrize(("file", "kind"), [(SCRIPT, "text/javascript"), (STYLES, "text/css")])
def test_a_file_of_streamlits_comes_compressed_to_be_kept_for_good(
    browser: TestClient, file: object, kind: str
) -> None:
    answer = browser.get(address(file), headers=GZIP)
    assert answer.status_code == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"].split(";")[0] == kind
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.content == (STREAMLIT / address(file)[1:]).read_bytes()
    assert int(answer.headers["content-length"]) < len(answer.content) / 2


def test_whoever_takes_no_gzip_gets_the_file_as_it_is(browser: TestClient) -> None:
    answer = browser.get(address(SCRIPT), headers={"accept-encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.content == SCRIPT.read_bytes()


def test_a_typeface_which_is_compressed_already_is_sent_as_it_is(browser: TestClient) -> None:
    answer = browser.get(address(FONT), headers=GZIP)
    assert answer.status_code == 200
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    "elsewhere",
    ["/static/js/no-such.js", "/static/../index.html", "/static/", "/js/x.js", "/static//js/x.js"],
)
def test_no_other_address_is_answered_here(browser: TestClient, elsewhere: str) -> None:
    answer = browser.get(elsewhere, headers=GZIP)
    assert "immutable" not in answer.headers.get("cache-control", "")


def test_the_page_asks_for_a_script_that_is_sent_compressed(browser: TestClient) -> None:
    (script,) = re.findall(r'<script type="module"[^>]* src="\./(static/[^"]+)"', browser.get("/").text)
    assert browser.get(f"/{script}", headers=GZIP).headers["content-encoding"] == "gzip"


def test_every_script_that_the_page_names_ahead_of_time_is_there(browser: TestClient) -> None:
    named = re.findall('rel="modulepreload"[^>]* href="./([^"]+)"', browser.get("/").text)
    assert len(named) > 1
    assert [name for name in named if browser.get(f"/{name}", headers=GZIP).status_code != 200] == []
