"""Calls to make when something comes between two presses: nothing typed is lost, nothing untrue is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from tests.answering import PASSPHRASE, Answering, answering
from tests.html_page import HtmlPage
from tests.made_clinics import HOSTILE
from tests.served import REAL

PHONE = "763-201-8191"
EDINA = {"referral_needs:edina": "MRI & notes", "wait_weeks:edina": "3", "day": "2026-11-19"}


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Answering]:
    made = answering(monkeypatch, tmp_path, clinics=str(REAL))
    yield made
    made.store.close()


@pytest.fixture
def ana(site: Answering) -> TestClient:
    client = site.client()
    site.sign_in(client)
    return client


def form_on(page: Response) -> dict[str, str]:
    """The hidden fields of the call that a page shows."""
    found = dict(re.findall(r'<input type="hidden" name="(token|once|phone)" value="([^"]*)"', page.text))
    return {**found, "said_by": "Bo, nurse"}


def test_what_was_typed_is_still_there_after_signing_in_again(site: Answering, ana: TestClient) -> None:
    form = form_on(ana.get("/calls")) | EDINA | {"press": "edina performs no"}
    form["refers_to:edina"] = HOSTILE
    ana.cookies.clear()  # eight hours are over
    refused = ana.post("/calls", data=form)
    assert refused.status_code == 403
    assert "What you typed is kept until you have signed in" in HtmlPage(refused.text).text
    kept = {box["name"]: box["value"] for box in HtmlPage(refused.text).all("input") if "value" in box}
    assert not {"token", "once", "press"} & kept.keys()
    wrong = ana.post("/calls/sign-in", data={**kept, "name": "Ana", "passphrase": "wrong"})
    assert {box.get("value") for box in HtmlPage(wrong.text).all("input")} >= {"MRI & notes", "3", HOSTILE}
    again = ana.post("/calls/sign-in", data={**kept, "name": "Ana", "passphrase": PASSPHRASE})
    assert again.status_code == 200
    assert PASSPHRASE not in again.text
    assert "<img" not in again.text
    boxes = {box["name"]: box.get("value") for box in HtmlPage(again.text).all("input") if "name" in box}
    for field, typed in {**EDINA, "said_by": "Bo, nurse", "refers_to:edina": HOSTILE}.items():
        assert boxes[field] == typed
    assert site.store.history() == []
    ana.post("/calls", data=form_on(again) | EDINA | {"press": "edina performs no"})
    (row,) = site.store.history()
    assert (row.said.answer, str(row.said.as_of)) == ("no", "2026-11-19")


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_what_another_site_has_written_into_a_form_of_its_own_is_shown_to_nobody(
    ana: TestClient, is_signed_in: bool
) -> None:
    form = form_on(ana.get("/calls")) | {"referral_needs:edina": "no referral needed", "press": ""}
    if not is_signed_in:
        ana.cookies.clear()
    for address in ("/calls", "/calls/sign-in"):
        answer = ana.post(address, data=form, headers={"origin": "https://evil.example"})
        assert answer.status_code == 403
        assert "not sent from our own page" in answer.text
        assert "no referral needed" not in answer.text


@pytest.mark.parametrize("button", ["* performs yes", "nobody"])
def test_of_a_phone_that_the_list_no_longer_has_nothing_is_said_to_be_saved(
    site: Answering, ana: TestClient, button: str
) -> None:
    form = form_on(ana.get("/calls")) | {"press": button, "phone": "612-555-0100"}
    answer = ana.post("/calls", data=form)
    assert answer.status_code == 422
    assert "Saved" not in HtmlPage(answer.text).text
    assert "That phone is no longer in the list." in HtmlPage(answer.text).text
    assert site.store.history() == []


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 30, "2147483648", "٣", "²", "-1", "1,,x", ""])
def test_an_answer_of_no_number_can_t_be_undone(ana: TestClient, number: str) -> None:
    answer = ana.post("/calls", data=form_on(ana.get("/calls")) | {"press": f"undo {number}"})
    assert answer.status_code == 422


def test_what_one_press_has_saved_another_one_undoes_however_much_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    header, *rows = REAL.read_text(encoding="utf-8").splitlines()
    edina = next(row for row in rows if row.startswith("edina,"))
    many = [edina.replace("edina", f"clinic-{number}", 1) for number in range(25)]
    file = tmp_path / "many.csv"
    file.write_text("\n".join([header, *many]), encoding="utf-8")
    site = answering(monkeypatch, tmp_path, clinics=str(file))
    ana = site.client()
    site.sign_in(ana)
    pressed = ana.post("/calls", data=form_on(ana.get("/calls")) | {"press": "nobody"})
    assert len(site.store.answers().tries) == 50
    (undo,) = re.findall(r'value="(undo [0-9,]{9,})"', pressed.text)
    undone = ana.post("/calls", data=form_on(pressed) | {"press": undo})
    assert "Undone." in HtmlPage(undone.text).text
    assert site.store.answers().tries == {}


def pressed(client: TestClient, button: str, **typed: str) -> HtmlPage:
    """The page that comes of a press."""
    form = form_on(client.get("/calls")) | {"press": button}
    return HtmlPage(client.post("/calls", data=form | typed).text)


@pytest.mark.parametrize(
    ("button", "typed", "told"),
    [
        (
            "example-minneapolis performs no",
            {"day": "2026-11-05"},
            "a newer answer: Yes, learned Nov 12, 2026.",
        ),
        (
            "example-minneapolis evaluates no",
            {"day": "2026-11-05"},
            "a newer answer: Yes, learned Nov 12, 2026.",
        ),
        ("example-minneapolis listing right", {"day": "2026-01-05"}, "a newer answer: Still right, learned"),
        (
            "example-minneapolis availability",
            {"day": "2026-09-01", "wait_weeks:example-minneapolis": "3"},
            "a newer answer: New patients: yes",
        ),
        (
            "example-burnsville availability",
            {"day": "2026-09-01", "wait_weeks:example-burnsville": "3"},
            "more than 30 days ago: of new patients and waits, patients are told to ask.",
        ),
    ],
)
def test_nobody_is_told_that_patients_see_what_they_do_not_see(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, button: str, typed: dict[str, str], told: str
) -> None:
    site = answering(monkeypatch, tmp_path)
    ana = site.client()
    site.sign_in(ana)
    page = pressed(ana, button, **typed)
    assert told in page.text
    assert "Patients see it now" not in page.text
    assert ("(a newer answer counts)" in page.text) == ("a newer answer:" in told)
