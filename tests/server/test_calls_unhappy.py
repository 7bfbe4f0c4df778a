"""Calls to make when something comes between two presses: nothing typed is lost, nothing untrue is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from locator.clinics import Clinic
from locator.live import serving
from tests.answering import PASSPHRASE, Answering, answering
from tests.html_page import HtmlPage
from tests.made_clinics import HOSTILE
from tests.served import EXAMPLE, REAL

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
    said = {(row.said.about, row.said.answer, str(row.said.as_of)) for row in site.store.history()}
    assert said == {
        ("performs", "no", "2026-11-19"),
        ("availability", "3", "2026-11-19"),
        ("referral_needs", "MRI & notes", "2026-11-19"),
    }


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


def at(clinic_id: str) -> Clinic:
    clinic = serving.network().by_id(clinic_id)
    assert clinic
    return clinic


def boxes_on(page: Response) -> dict[str, str | None]:
    """What stands in the fields of a page."""
    return {box["name"]: box.get("value") for box in HtmlPage(page.text).all("input") if "name" in box}


EDINA_FILLED = {"refers_to:edina": "Chaska", "wait_weeks:edina": "3", "new_patients:edina": "yes"}


def test_a_press_saves_what_is_filled_in_at_the_same_clinic_too(site: Answering, ana: TestClient) -> None:
    filled = {**EDINA_FILLED, "referral_needs:edina": "MRI"}
    page = pressed(ana, "edina evaluates yes", **filled)
    assert (
        "Saved: Edina, Evaluates: Yes; Where it is done instead: Chaska; New patients and waits: New patients: "
        "yes, a wait of about 3 weeks (Nov 20, 2026); What a referral needs: MRI. Patients see it now."
    ) in page.text
    edina = at("edina")
    assert (edina.refers_to, edina.availability.wait_weeks, edina.referral_needs) == (("chaska",), 3, "MRI")
    assert len({row.once.rpartition(".")[0] for row in site.store.history()}) == 1, "undone with one press"


def test_enter_in_a_field_saves_what_is_filled_in(ana: TestClient) -> None:
    page = pressed(ana, "", **EDINA_FILLED, **{"wait_weeks:chaska": "1"})
    assert "; Edina, Where it is done instead: Chaska; New patients and waits: " in page.text
    assert at("chaska").availability.wait_weeks == 1
    assert "There is nothing to save yet." in pressed(ana, "").text


def test_what_is_filled_in_at_another_clinic_is_still_there_and_said_not_to_be_saved(
    ana: TestClient,
) -> None:
    form = form_on(ana.get("/calls")) | {"wait_weeks:chaska": "4"}
    page = ana.post("/calls", data=form | {"press": "edina evaluates yes", "wait_weeks:edina": "2"})
    assert "Saved: Edina, Evaluates: Yes" in HtmlPage(page.text).text
    assert "What else you filled in below is not saved yet." in HtmlPage(page.text).text
    assert (boxes_on(page)["wait_weeks:chaska"], boxes_on(page)["wait_weeks:edina"]) == ("4", "")
    assert page.text.count("<details open") == 1
    assert page.text.count("What you filled in here is not saved yet.") == 1
    nobody = ana.post("/calls", data=form | {"press": "nobody"})
    assert boxes_on(nobody)["wait_weeks:chaska"] == "4"
    assert at("chaska").availability.wait_weeks is None


def test_what_stood_in_a_field_before_is_not_said_again_by_a_press(ana: TestClient) -> None:
    pressed(ana, "edina referral_needs", **{"referral_needs:edina": "MRI"})
    shown = boxes_on(ana.get("/calls"))
    assert (shown["referral_needs:edina"], shown["needs_before:edina"]) == ("MRI", "MRI")
    other = {"referral_needs:edina": "notes"}
    pressed(ana, "edina referral_needs", **other)  # on another page, meanwhile
    stale = {"referral_needs:edina": "MRI", "needs_before:edina": "MRI"}
    pressed(ana, "edina evaluates yes", **stale)
    assert at("edina").referral_needs == "notes"


def test_a_press_leads_to_an_address_that_can_be_asked_for_again_and_holds_nothing_of_what_was_said(
    site: Answering, ana: TestClient
) -> None:
    form = form_on(ana.get("/calls")) | EDINA_FILLED | {"press": "edina evaluates no", "day": "2026-11-19"}
    answer = ana.post("/calls", data=form, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/calls?phone={PHONE}&day=2026-11-19&saved=1"
    for _ in range(2):
        page = ana.get(answer.headers["location"])
        assert "Saved: Edina, Evaluates: No; Where it is done" in HtmlPage(page.text).text
        assert (boxes_on(page)["said_by"], boxes_on(page)["day"]) == ("Bo, nurse", "2026-11-19")
    (undo,) = re.findall(r'value="(undo [0-9,]{3,})"', page.text)
    undone = ana.post("/calls", data=form_on(page) | {"press": undo}, follow_redirects=False)
    assert undone.status_code == 303
    assert "Undone." in HtmlPage(ana.get(undone.headers["location"]).text).text
    assert "Saved: Edina" not in HtmlPage(ana.get(answer.headers["location"]).text).text
    stranger = site.client()
    site.sign_in(stranger, "Bo")
    assert "Undone." not in HtmlPage(stranger.get(undone.headers["location"]).text).text


def test_of_what_another_visit_saved_nobody_is_told_that_they_saved_it(
    site: Answering, ana: TestClient
) -> None:
    pressed(ana, "edina evaluates yes")
    stranger = site.client()
    site.sign_in(stranger, "Bo")
    for number in ("1", "2", "x", "9" * 30, "٣", ""):
        assert "Saved:" not in HtmlPage(stranger.get(f"/calls?saved={number}").text).text


def test_who_signs_in_beside_goes_on_with_what_was_typed(site: Answering, ana: TestClient) -> None:
    form = form_on(ana.get("/calls")) | EDINA | {"press": "edina performs no"}
    ana.cookies.clear()
    refused = ana.post("/calls", data=form)
    kept = {box["name"]: box["value"] for box in HtmlPage(refused.text).all("input") if "value" in box}
    assert ana.post("/calls/go-on", data=kept).status_code == 403
    site.sign_in(ana)
    page = ana.post("/calls/go-on", data=kept)
    assert "What you typed is still here and not saved yet" in HtmlPage(page.text).text
    assert {**boxes_on(page), **EDINA} == boxes_on(page)
    assert site.store.history() == []


@pytest.fixture
def example_calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> TestClient:
    """The example network, in which two open clinics have the same name."""
    rows = EXAMPLE.read_text(encoding="utf-8-sig").splitlines()
    twin = next(row for row in rows if row.startswith("example-edina,")).split(",")
    twin[0], twin[2] = "example-twin", "7 Twin Road"
    file = tmp_path / "clinics.csv"
    file.write_text("\n".join([*rows, ",".join(twin)]), encoding="utf-8")
    site = answering(monkeypatch, tmp_path, clinics=str(file))
    client = site.client()
    site.sign_in(client)
    return client


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("example-stillwater", "has closed for good."),
        ("example-saint-louis-park-bone", "The list says that it is not done at"),
        ("Edina", "Several clinics are called “Edina”."),
    ],
)
def test_nobody_is_sent_where_it_is_not_done_or_to_one_of_two(
    example_calls: TestClient, typed: str, why: str
) -> None:
    page = pressed(example_calls, "example-shakopee refers_to", **{"refers_to:example-shakopee": typed})
    assert why in page.text
    assert serving.store().history() == []


def test_each_choice_of_where_it_is_done_means_one_clinic_and_can_be_saved(
    example_calls: TestClient,
) -> None:
    (offered,) = re.findall(r'<datalist id="places">(.*?)</datalist>', example_calls.get("/calls").text, re.S)
    choices = [unescape(one) for one in re.findall(r'value="([^"]*)"', offered)]
    assert len(set(choices)) == len(choices)
    saved = set()
    for choice in choices:
        pressed(example_calls, "example-shakopee refers_to", **{"refers_to:example-shakopee": choice})
        saved |= set(serving.network().by_id("example-shakopee").refers_to)  # type: ignore[union-attr]
    assert {"example-edina", "example-twin", "example-lakeville"} <= saved
    assert len(saved) == len(choices)


def test_that_nobody_answered_is_said_to_each_in_their_own_language(site: Answering, ana: TestClient) -> None:
    made_up = ana.post("/calls?lang=en-XA", data=form_on(ana.get("/calls")) | {"press": "nobody"})
    assert {row.said.said_by for row in site.store.history()} == {"nobody"}
    assert "⟦nobody⟧" in HtmlPage(made_up.text).text
    assert "from nobody" in HtmlPage(ana.get("/calls").text).text
