"""Where no clinic list could be loaded yet, the site is up, says so calmly, and makes nothing up."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app import app
from locator.live import serving
from locator.live.live_file import LiveFile
from locator.live.source import FileSource
from locator.server import navigation
from locator.words.emergency import CALL_911
from tests.html_page import HtmlPage
from tests.served import NOW, REAL

CALM = "We can't load the clinic list just now."
BANNER = "The clinic list can't be loaded just now."


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LiveFile:
    made = LiveFile(FileSource(tmp_path / "clinics.csv"), tmp_path / "kept.csv", lambda: NOW)
    monkeypatch.setattr(serving, "live", lambda: made)
    return made


@pytest.fixture
def client(live: LiveFile) -> TestClient:
    assert not live.current.version
    return TestClient(app)


@pytest.mark.parametrize("address", navigation.pages())
def test_every_page_is_there_says_so_and_has_the_emergency_words_and_no_phone(
    client: TestClient, address: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    page = HtmlPage(answer.text)
    assert len(page.all("h1")) == 1
    assert str(CALL_911) in page.text
    assert BANNER in page.text
    assert (CALM in page.text) == (address in ("/", "/schedulers", "/data"))
    assert ("can't be opened" in page.text) == (address in ("/schedulers", "/data", "/check"))
    assert "tel:" not in answer.text.replace("tel:911", "")


@pytest.mark.parametrize("address", ["/schedulers", "/data"])
def test_staff_are_told_what_staff_can_do_and_not_what_patients_can(client: TestClient, address: str) -> None:
    page = HtmlPage(client.get(address).text)
    assert "If you already have a doctor" not in page.text
    assert "Is a patient waiting? Call a clinic that you know" in page.text
    assert "Check a clinic file says, row by row, what to put right" in page.text
    assert "If you already have a doctor" in HtmlPage(client.get("/").text).text


def test_nobody_is_said_to_have_confirmed_anything(client: TestClient) -> None:
    page = HtmlPage(client.get("/calls").text)
    assert "confirmed" not in page.text
    assert "There is nobody to call until a clinic list is loaded." in page.text


def test_whoever_watches_hears_that_it_is_degraded_and_why(client: TestClient) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    told = answer.json()
    assert (told["status"], told["clinics"], told["data_as_of"], told["reason"]) == (
        "degraded",
        0,
        None,
        "away",
    )


def test_the_plain_list_and_the_api_say_to_come_back(client: TestClient) -> None:
    answer = client.get("/directory")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert CALM in HtmlPage(answer.text).text
    for ending in ("", ".csv", ".xlsx", ".fhir.json", ".hsds.json", ".jsonld"):
        answer = client.get(f"/api/clinics{ending}")
        assert answer.status_code == 503
        assert answer.json()["error"].startswith(BANNER)
    answer = client.get("/sheet?evaluation=edina")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert BANNER in HtmlPage(answer.text).text
    assert "no such sheet" not in answer.text
    assert client.get("/nope").status_code == 404


def test_all_is_there_once_the_file_comes(client: TestClient, live: LiveFile, tmp_path: Path) -> None:
    before = client.get("/live").json()
    (tmp_path / "clinics.csv").write_bytes(REAL.read_bytes())
    live.look()
    live.look()
    after = client.get("/live").json()
    assert before["list"] != after["list"]
    assert before["state"] != after["state"]
    assert BANNER not in client.get("/").text
    assert client.get("/healthz").json() == {"status": "ok", "clinics": 8, "data_as_of": "2025-12-08"}


def test_a_held_file_is_told_to_whoever_watches_and_to_open_pages(
    client: TestClient, live: LiveFile, tmp_path: Path
) -> None:
    path = tmp_path / "clinics.csv"
    path.write_bytes(REAL.read_bytes())
    live.look()
    live.look()
    before = client.get("/live").json()
    path.write_bytes(b"\n".join(REAL.read_bytes().splitlines()[:4]))
    live.look()
    live.look()
    told = client.get("/healthz").json()
    assert (told["status"], told["reason"], told["clinics"]) == ("degraded", "held", 8)
    assert "5 of 8 clinics" in told["why"]
    after = client.get("/live").json()
    assert (after["list"] == before["list"], after["state"] == before["state"]) == (True, False)
