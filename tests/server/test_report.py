""" "Report a mistake": two presses that change nothing that is shown, and keep nothing about the visitor."""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest
from starlette.testclient import TestClient

from locator.answers.report import WHAT_MAY_BE_WRONG, Knows, Report, ReportCount
from locator.answers.reporting import MOST_A_DAY, OF_A_VISITOR
from tests.answering import Answering, answering
from tests.html_page import HtmlPage
from tests.made_clinics import HOSTILE

EDINA = "example-edina"
PRESS = {"clinic": EDINA, "about": "phone", "how": "called"}


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Answering:
    return answering(monkeypatch, tmp_path)


def reports(site: Answering, clinic_id: str = EDINA) -> list[tuple[str, str, int]]:
    """What the store counts of that clinic."""
    return [
        (each.report.about, each.report.how, each.count)
        for each in site.store.answers().reports.get(clinic_id, ())
    ]


# --- two presses --------------------------------------------------------------------------------------------
def test_the_first_press_says_what_the_list_has_and_is_a_link(site: Answering) -> None:
    page = HtmlPage(site.client().get(f"/report?clinic={EDINA}").text)
    assert "The phone: 952-555-01" in page.text
    assert "The address: " in page.text
    assert "Whether patients are evaluated there: " in page.text
    assert "Whether it is open at all: The list says: open" in page.text
    for about in WHAT_MAY_BE_WRONG:
        assert f"/report?clinic={EDINA}&about={about}" in page.links
    assert not page.all("form")


@pytest.mark.parametrize("about", WHAT_MAY_BE_WRONG)
@pytest.mark.parametrize("how", Knows)
def test_the_second_press_is_kept_whatever_it_is_about(site: Answering, about: str, how: Knows) -> None:
    client = site.client()
    page = HtmlPage(client.get(f"/report?clinic={EDINA}&about={about}").text)
    (form,) = page.all("form")
    fields = {box["name"]: box["value"] for box in page.all("input")}
    assert how in [button.get("value") for button in page.all("button")]
    answer = client.request(form["method"], form["action"], data={**fields, "how": how})
    assert answer.status_code == 200
    assert "Thank you" in answer.text
    assert "Staff will call and check. Nothing in the list changes until then." in answer.text
    assert reports(site) == [(about, how, 1)]


def test_what_was_reported_names_the_day_at_the_clinic(site: Answering) -> None:
    site.client().post("/report", data=PRESS)
    (count,) = site.store.answers().reports[EDINA]
    assert count == ReportCount(Report(EDINA, "phone", "called"), 1, site.now.date())


@pytest.mark.parametrize("clinic_id", ["example-stillwater", "example-woodbury"])
def test_a_clinic_that_is_closed_or_closed_for_now_can_be_reported_too(
    site: Answering, clinic_id: str
) -> None:
    text = HtmlPage(site.client().get(f"/report?clinic={clinic_id}").text).text
    assert "The list says: closed" in text
    site.client().post("/report", data={**PRESS, "clinic": clinic_id, "about": "closed"})
    assert reports(site, clinic_id) == [("closed", "called", 1)]


def test_the_ways_by_phone_and_by_mail_stay(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    without = HtmlPage(answering(monkeypatch, tmp_path).client().get(f"/report?clinic={EDINA}").text)
    assert [link for link in without.links if link.startswith("tel:")]
    assert not [link for link in without.links if link.startswith("mailto:")]
    site = answering(monkeypatch, tmp_path, report_email="office@example.com")
    for step in ("", "&about=phone"):
        links = HtmlPage(site.client().get(f"/report?clinic={EDINA}{step}").text).links
        (mail,) = [link for link in links if link.startswith("mailto:")]
        assert mail.startswith("mailto:office@example.com?subject=Clinic%20list%3A%20a%20mistake%20about")
        assert "Please%20write%20nothing%20about%20any%20patient" in mail


# --- what is asked wrongly --------------------------------------------------------------------------------
@pytest.mark.parametrize("query", ["", "?clinic=", "?clinic=nobody&about=phone", f"?clinic={HOSTILE}"])
def test_a_clinic_that_is_not_there_gets_a_page_that_leads_back(site: Answering, query: str) -> None:
    answer = site.client().get(f"/report{query}")
    assert answer.status_code == 404
    assert "That clinic is not in the list" in answer.text
    assert "/" in HtmlPage(answer.text).links
    assert "<img" not in answer.text


@pytest.mark.parametrize("about", ["", "website", "PHONE", HOSTILE])
def test_a_fact_that_nobody_knows_is_the_first_step_again(site: Answering, about: str) -> None:
    answer = site.client().get("/report", params={"clinic": EDINA, "about": about})
    assert answer.status_code == 200
    assert "What is wrong?" in answer.text
    assert "<img" not in answer.text


@pytest.mark.parametrize("wrong", [{"about": "website"}, {"how": "guessed"}, {"how": ""}, {"about": ""}])
def test_a_press_that_is_none_of_ours_keeps_nothing(site: Answering, wrong: dict[str, str]) -> None:
    answer = site.client().post("/report", data=PRESS | wrong)
    assert answer.status_code == 400
    assert "What is wrong?" in answer.text
    assert not site.database.exists()


def test_a_report_of_a_clinic_that_is_gone_meanwhile_keeps_nothing(site: Answering) -> None:
    assert site.client().post("/report", data={**PRESS, "clinic": "nobody"}).status_code == 404
    assert not site.database.exists()


def test_what_is_longer_than_any_form_of_ours_keeps_nothing(site: Answering) -> None:
    assert site.client().post("/report", data={**PRESS, "more": "x" * 300_000}).status_code == 413
    assert not site.database.exists()


# --- who may ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://locator.example.org"},
    ],
)
def test_a_form_of_another_site_reports_nothing(site: Answering, headers: dict[str, str]) -> None:
    answer = site.client().post("/report", data=PRESS, headers=headers)
    assert answer.status_code == 403
    assert "This form was not sent from our own page" in answer.text
    assert "What is wrong?" in answer.text
    assert not site.database.exists()


def test_a_form_of_our_own_is_taken(site: Answering) -> None:
    own = {"origin": "http://locator.example.org", "sec-fetch-site": "same-origin"}
    assert site.client().post("/report", data=PRESS, headers=own).status_code == 200
    assert reports(site) == [("phone", "called", 1)]


def test_the_same_of_the_same_visitor_is_counted_once_and_of_another_again(site: Answering) -> None:
    for _ in range(3):
        assert site.client().post("/report", data=PRESS).status_code == 200
    assert site.client().post("/report", data={**PRESS, "how": "was there"}).status_code == 200
    assert reports(site) == [("phone", "called", 1)]
    site.client("203.0.113.8").post("/report", data=PRESS)
    assert reports(site) == [("phone", "called", 2)]


def test_of_one_visitor_only_so_many_are_taken_and_others_still_are(site: Answering) -> None:
    pairs = [(clinic.clinic_id, about) for clinic in site.live.network(180) for about in WHAT_MAY_BE_WRONG]
    for clinic_id, about in pairs[: OF_A_VISITOR.amount]:
        data = {"clinic": clinic_id, "about": about, "how": "called"}
        assert site.client().post("/report", data=data).status_code == 200
    clinic_id, about = pairs[OF_A_VISITOR.amount]
    more = {"clinic": clinic_id, "about": about, "how": "called"}
    refused = site.client().post("/report", data=more)
    assert refused.status_code == 429
    assert "We have had many reports today" in refused.text
    assert 'href="tel:+1' in refused.text.partition("<main")[2]
    assert site.client("203.0.113.8").post("/report", data=more).status_code == 200


def test_of_all_visitors_only_so_many_are_taken_in_a_day(site: Answering) -> None:
    for _ in range(MOST_A_DAY):
        site.store.report(Report(EDINA, "hours", "called"), site.now.date(), MOST_A_DAY)
    refused = site.client().post("/report", data=PRESS)
    assert refused.status_code == 429
    assert reports(site) == [("hours", "called", MOST_A_DAY)]


# --- what it changes and keeps ------------------------------------------------------------------------------
def shown(client: TestClient) -> list[bytes]:
    addresses = ("/directory", "/api/clinics", "/api/clinics.csv", "/api/clinics.fhir.json", "/live")
    answers = [client.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [200] * len(answers)
    return [answer.content for answer in answers[:-1]] + [answers[-1].json()["list"].encode()]


def test_a_report_changes_nothing_that_is_shown(site: Answering) -> None:
    before = shown(site.client())
    for about in WHAT_MAY_BE_WRONG:
        site.client().post("/report", data={**PRESS, "about": about})
    site.live.take_up_answers()
    assert len(reports(site)) == len(WHAT_MAY_BE_WRONG)
    assert site.live.current.answers.reports[EDINA]
    assert shown(site.client()) == before


def test_neither_an_address_nor_a_device_is_in_the_database(site: Answering) -> None:
    told = {"user-agent": "Telltale/9.9", "x-forwarded-for": "192.0.2.55", "accept-language": "hmn"}
    site.client("203.0.113.77").post("/report", data=PRESS, headers=told)
    assert reports(site) == [("phone", "called", 1)]
    site.store.close()
    kept = b"".join(file.read_bytes() for file in site.folder.glob("answers.sqlite3*"))
    assert EDINA.encode() in kept  # it is there that was looked
    for private in (b"203.0.113.77", b"203.0.113", b"Telltale", b"192.0.2.55", b"hmn"):
        assert private not in kept


def test_while_the_store_is_away_a_sentence_says_so_and_the_same_press_is_taken_later(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    site = answering(monkeypatch, tmp_path)
    site.database.mkdir()  # nothing can be opened there
    refused = site.client().post("/report", data=PRESS)
    assert refused.status_code == 503
    page = HtmlPage(refused.text)
    assert "We can't keep your report just now." in page.text
    assert "This is wrong. How do you know?" in page.text
    assert [link for link in page.links if link.startswith("tel:")]
    site.database.rmdir()
    assert site.client().post("/report", data=PRESS).status_code == 200
    assert reports(site) == [("phone", "called", 1)]


# --- the page -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("query", [f"?clinic={EDINA}", f"?clinic={EDINA}&about=hours", "?clinic=nobody"])
def test_it_is_valid_html_that_nobody_keeps_or_lists_and_that_needs_no_script(
    site: Answering, query: str
) -> None:
    answer = site.client().get(f"/report{query}")
    html5lib.HTMLParser(strict=True).parse(answer.content)
    page = HtmlPage(answer.text)
    assert not page.all("script")
    assert {"name": "robots", "content": "noindex"} in page.all("meta")
    assert answer.headers["cache-control"] == "private, no-store"
    assert len(page.all("h1")) == 1


def test_it_goes_on_in_the_language_of_the_visit(site: Answering) -> None:
    page = HtmlPage(site.client().get(f"/report?clinic={EDINA}&lang=en-XA").text)
    assert f"/report?clinic={EDINA}&about=phone&lang=en-XA" in page.links
    second = HtmlPage(site.client().get(f"/report?clinic={EDINA}&about=phone&lang=en-XA").text)
    assert second.all("form")[0]["action"] == "/report?lang=en-XA"
    assert "⟦Thank you⟧" in site.client().post("/report?lang=en-XA", data=PRESS).text
