"""Calls to make: who may save an answer, what a press saves, and that nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from locator.answers.report import Knows, Report, Wrong
from locator.live import serving
from locator.server.calls import call_routes
from locator.server.directory import directory_route
from locator.server.middleware import in_the_language_asked_for
from locator.server.visits import LONGEST_FORM
from tests.html_page import HtmlPage
from tests.served import REAL

NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)  # a Tuesday, noon in Minneapolis
WORDS = "blue heron"
PHONE = "763-201-8191"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The eight real clinics, an empty store, and a passphrase."""
    monkeypatch.setenv("LOCATOR_CLINICS", str(REAL))
    monkeypatch.setenv("LOCATOR_ANSWERS", f"sqlite:///{tmp_path / 'answers.sqlite3'}")
    monkeypatch.setenv("LOCATOR_STAFF_PASSPHRASE", WORDS)
    monkeypatch.setattr(serving, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(serving, "now", lambda: NOW)
    made = (serving.settings, serving.live, serving.store, serving.staff)
    for one in made:
        one.cache_clear()
    yield
    serving.store().close()
    for one in made:
        one.cache_clear()


@pytest.fixture
def client(site: None) -> TestClient:  # noqa: ARG001
    routes = [*call_routes(), directory_route()]
    app = Starlette(routes=routes, middleware=[Middleware(in_the_language_asked_for)])
    return TestClient(app, base_url="http://clinics.test")


@pytest.fixture
def ana(client: TestClient) -> TestClient:
    """Somebody who is signed in."""
    return sign_in(client, "Ana")


def sign_in(client: TestClient, name: str, passphrase: str = WORDS) -> TestClient:
    answer = client.post("/calls/sign-in", data={"name": name, "passphrase": passphrase})
    assert answer.status_code in (200, 403), answer.text
    return client


def page_of(answer: httpx2.Response) -> HtmlPage:
    return HtmlPage(answer.text)


def hidden(client: TestClient, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]*)"', client.get("/calls").text)
    assert found
    return found[1]


def press(client: TestClient, button: str, **typed: str) -> httpx2.Response:
    form = {
        "token": hidden(client, "token"),
        "once": hidden(client, "once"),
        "phone": PHONE,
        "said_by": "front desk",
        "press": button,
    }
    return client.post("/calls", data=form | typed)


def fact(clinic_id: str, column: str) -> tuple[str | None, str | None]:
    clinic = serving.network().by_id(clinic_id)
    assert clinic
    return clinic.facts[column].value, clinic.facts[column].source


def test_a_press_saves_an_answer_that_everybody_sees(ana: TestClient) -> None:
    answer = press(ana, "edina performs yes")
    assert "Saved: Edina, Performs: Yes. Patients see it now." in page_of(answer).text
    assert "Performs kyphoplasty · confirmed by phone Nov 24, 2026" in page_of(answer).text
    assert fact("edina", "performs") == ("yes", "front desk")
    assert "confirmed by phone Nov 24, 2026" in ana.get("/directory").text
    (row,) = serving.store().history()
    assert (row.recorded_by, row.said.method, row.at) == ("Ana", "phone", NOW)


def test_all_clinics_of_a_phone_can_be_answered_with_one_press_and_that_be_undone(ana: TestClient) -> None:
    answer = press(ana, "* evaluates yes")
    assert "Saved: Maple Grove, Chaska, Burnsville and 5 more, Evaluates: Yes." in page_of(answer).text
    assert {fact(clinic.clinic_id, "evaluates")[0] for clinic in serving.network()} == {"yes"}
    undo = re.search('value="(undo [0-9,]+)"', answer.text)
    assert undo
    press(ana, undo[1])
    assert not any(clinic.facts["evaluates"].is_confirmed for clinic in serving.network())
    assert len(serving.store().history()) == 16, "nothing is erased"


def test_undo_brings_back_what_counted_before(ana: TestClient) -> None:
    press(ana, "edina performs yes", said_by="nurse")
    press(ana, "edina performs no")
    assert fact("edina", "performs") == ("no", "front desk")
    assert "What counted before counts again" in press(ana, "undo 2").text
    assert fact("edina", "performs") == ("yes", "nurse")
    assert press(ana, "undo 2").status_code == 422


def test_whoever_gives_the_same_name_with_the_passphrase_cannot_undo_it(ana: TestClient) -> None:
    press(ana, "edina performs yes")
    ana.cookies.clear()
    other = sign_in(ana, "Ana")
    assert 'value="undo 1"' not in other.get("/calls").text
    assert press(other, "undo 1").status_code == 403
    assert fact("edina", "performs")[0] == "yes"


def test_an_answer_of_an_earlier_day_is_saved_for_that_day_and_none_of_a_day_to_come(ana: TestClient) -> None:
    assert "confirmed by phone Nov 20, 2026" in press(ana, "edina performs yes", day="2026-11-20").text
    answer = press(ana, "edina performs no", day="2026-11-25")
    assert answer.status_code == 422
    assert "That day has not come yet." in answer.text
    assert press(ana, "edina performs no", day="soon").status_code == 422


@pytest.mark.parametrize("said_by", ["763-201-8191", "Mrs. Olson 4/12/1941", "", "x" * 61])
def test_what_may_be_a_patients_is_not_kept_and_nothing_that_was_typed_is_lost(
    ana: TestClient, said_by: str
) -> None:
    typed = {"said_by": said_by, "referral_needs:edina": "MRI & notes", "refers_to:edina": "Chaska"}
    answer = press(ana, "edina performs no", **typed)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert 'value="MRI &amp; notes"' in answer.text
    assert 'value="Chaska"' in answer.text
    assert serving.store().history() == []


def test_the_dated_columns_are_saved_too(ana: TestClient) -> None:
    press(ana, "edina performs no")
    press(ana, "edina refers_to", **{"refers_to:edina": "iSpine Clinics – Chaska"})
    press(ana, "edina availability", **{"new_patients:edina": "yes", "wait_weeks:edina": "3"})
    press(ana, "edina referral_needs", **{"referral_needs:edina": "MRI and notes"})
    press(ana, "edina listing right")
    edina = serving.network().by_id("edina")
    assert edina
    assert edina.refers_to == ("chaska",)
    assert (edina.availability.new_patients, edina.availability.wait_weeks) == ("yes", 3)
    assert edina.availability.as_of == NOW.date()
    assert edina.referral_needs == "MRI and notes"
    assert edina.listing.as_of == NOW.date()


def test_that_nobody_is_sent_elsewhere_any_more_is_saved_and_can_be_undone(ana: TestClient) -> None:
    no_more = "Nobody is sent to Chaska any more"
    assert no_more not in ana.get("/calls").text
    press(ana, "edina performs no")
    assert no_more in press(ana, "edina refers_to", **{"refers_to:edina": "Chaska"}).text
    # What is still in the box beside it is not what was pressed.
    answer = press(ana, "edina refers_to none", **{"refers_to:edina": "Chaska"})
    assert "Saved: Edina, Where it is done instead: Nobody is sent anywhere." in page_of(answer).text
    assert no_more not in answer.text
    assert serving.network().by_id("edina").refers_to == ()  # type: ignore[union-attr]
    press(ana, "undo 3")
    assert serving.network().by_id("edina").refers_to == ("chaska",)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("button", "typed", "why"),
    [
        ("", {}, "There is nothing to save yet."),
        ("edina refers_to", {}, "There is nothing to save yet."),
        ("edina refers_to", {"refers_to:edina": "Nowhere"}, "There is no clinic “Nowhere” in the list."),
        ("edina refers_to", {"refers_to:edina": "edina"}, "it is not done at"),
        ("edina availability", {"wait_weeks:edina": "soon"}, "whole number"),
        ("edina performs perhaps", {}, "Answer yes, no"),
        ("nowhere performs yes", {}, "There is nothing to save yet."),
        ("edina color blue", {}, "There is nothing to save yet."),
    ],
)
def test_a_press_that_says_nothing_saves_nothing_and_says_why(
    ana: TestClient, button: str, typed: dict[str, str], why: str
) -> None:
    answer = press(ana, button, **typed)
    assert answer.status_code == 422
    assert why in page_of(answer).text
    assert serving.store().history() == []


def test_where_nobody_answers_the_call_waits_until_the_day_that_was_given(ana: TestClient) -> None:
    answer = press(ana, "nobody", try_again="2026-11-30", said_by="")
    assert "Nobody answered on Nov 24, 2026. Try again on Nov 30, 2026." in page_of(answer).text
    assert fact("edina", "performs")[0] is None


def test_the_same_press_sent_twice_is_saved_once(ana: TestClient) -> None:
    form = {"token": hidden(ana, "token"), "once": hidden(ana, "once"), "phone": PHONE, "said_by": "nurse"}
    for _ in range(2):
        answer = ana.post("/calls", data=form | {"press": "edina performs yes"})
        assert answer.status_code == 200
        assert "Saved" in answer.text
    assert len(serving.store().history()) == 1


def test_another_press_on_a_page_that_was_gone_back_to_is_saved_too(ana: TestClient) -> None:
    form = {"token": hidden(ana, "token"), "once": hidden(ana, "once"), "phone": PHONE, "said_by": "nurse"}
    for answer in ("yes", "no", "yes"):
        assert "Saved: Edina" in ana.post("/calls", data=form | {"press": f"edina performs {answer}"}).text
        assert fact("edina", "performs") == (answer, "nurse")


def test_a_press_has_no_name_but_one_of_its_own_visit(ana: TestClient) -> None:
    for name in ("of-somebody-else.1", "x" * 5_000, ""):
        press(ana, "edina performs yes", once=name, said_by=f"nurse {len(name)}")
    session = serving.staff().session(ana.cookies["locator_staff"])
    assert session
    assert [session.owns(row.once) for row in serving.store().history()] == [True] * 3


def test_without_signing_in_the_list_is_there_and_nothing_can_be_saved(client: TestClient) -> None:
    page = page_of(client.get("/calls"))
    assert "Maple Grove, Chaska, Burnsville and 5 more" in page.text
    assert "Sign in to save answers" in page.text
    answer = client.post("/calls", data={"press": "edina performs yes", "said_by": "nurse", "token": "x"})
    assert answer.status_code == 403
    assert "you are not signed in" in answer.text
    assert serving.store().history() == []


def test_where_nobody_may_sign_in_the_page_says_how_to_turn_it_on(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LOCATOR_STAFF_PASSPHRASE")
    serving.settings.cache_clear()
    serving.staff.cache_clear()
    assert "Saving answers is not turned on" in client.get("/calls").text
    answer = client.post("/calls/sign-in", data={"name": "Ana", "passphrase": ""})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_after_signing_out_a_copy_of_the_cookie_is_worth_nothing(ana: TestClient) -> None:
    copied = dict(ana.cookies)
    ana.post("/calls/sign-out", data={"token": hidden(ana, "token")})
    assert "Sign in to save answers" in ana.get("/calls").text
    ana.cookies.update(copied)
    assert "Sign in to save answers" in ana.get("/calls").text


def test_a_name_is_text_and_nothing_else(client: TestClient) -> None:
    sign_in(client, "<img src=x onerror=alert(1)>")
    answer = press(client, "edina performs yes", said_by="<b>nurse</b>")
    assert "<img" not in answer.text
    assert "<b>nurse" not in answer.text
    assert "&lt;img src=x" in answer.text


def test_a_form_longer_than_any_of_ours_saves_nothing(ana: TestClient) -> None:
    assert press(ana, "edina performs yes", said_by="x" * LONGEST_FORM).status_code == 413
    assert serving.store().history() == []


def test_while_the_store_is_away_the_page_says_so_and_shows_what_was_read(
    ana: TestClient, tmp_path: Path
) -> None:
    press(ana, "edina performs yes")
    token, once = hidden(ana, "token"), hidden(ana, "once")
    (tmp_path / "answers.sqlite3").rename(tmp_path / "away")
    form = {"token": token, "once": once, "phone": PHONE, "said_by": "nurse", "press": "edina performs no"}
    answer = ana.post("/calls", data=form)
    assert answer.status_code == 503
    assert "can't be reached just now, so nothing was saved" in page_of(answer).text
    assert 'value="nurse"' in answer.text
    assert fact("edina", "performs")[0] == "yes"
    (tmp_path / "away").rename(tmp_path / "answers.sqlite3")
    assert press(ana, "edina performs no").status_code == 200


def test_reports_of_visitors_are_for_staff_alone(ana: TestClient) -> None:
    serving.store().report(Report("edina", Wrong.PHONE, Knows.CALLED), NOW.date(), 10)
    serving.live().take_up_answers()
    assert "Said to be wrong: “The phone”" in page_of(ana.get("/calls")).text
    ana.cookies.clear()
    assert "Said to be wrong" not in ana.get("/calls").text
