"""A clinic confirms by a link that it was sent: once, in time, and nobody else can."""

from __future__ import annotations

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

import html5lib
import pytest
from starlette.testclient import TestClient

from locator.answers.by_clinic import as_it_is
from locator.answers.recorded import LONGEST_BY, Recorded
from locator.answers.staff import LINK_DAYS
from locator.clinics import Answer, Certainty, Clinic, Method
from locator.settings import StaffMember
from tests.answering import Answering, answering
from tests.html_page import HtmlPage
from tests.made_clinics import HOSTILE
from tests.served import EXAMPLE

MINNEAPOLIS = "example-minneapolis"  # everything is known of it
MAPLE_GROVE = "example-maple-grove"  # sends people to two others; nothing of new patients or referrals
SHAKOPEE = "example-shakopee"  # what it said of new patients is old
LAKEVILLE = "example-lakeville"  # nothing is known of it
WHO = "Ana, nurse"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Answering:
    return answering(monkeypatch, tmp_path)


def recorded(site: Answering) -> dict[str, Recorded]:
    """What is in the store, by what it is about."""
    return {each.said.about: each for each in site.store.history()}


def clinic(site: Answering, clinic_id: str) -> Clinic:
    """As every visitor is shown it."""
    found = site.live.network(180).by_id(clinic_id)
    assert found
    return found


def all_right(site: Answering, token: str, who: str = WHO) -> tuple[int, str]:
    answer = site.client().post("/confirm", data={"link": token, "all": "right", "said_by": who})
    return answer.status_code, HtmlPage(answer.text).text


def changed(site: Answering, token: str, clinic_id: str, **fields: str) -> tuple[int, str]:
    form = {**as_it_is(clinic(site, clinic_id)), "link": token, "said_by": WHO, **fields}
    answer = site.client().post("/confirm", data=form)
    return answer.status_code, HtmlPage(answer.text).text


# --- opening --------------------------------------------------------------------------------------------------
def test_to_open_it_uses_nothing_up_and_shows_what_the_list_says(site: Answering) -> None:
    token = site.link(MINNEAPOLIS)
    for _ in range(3):
        answer = site.client().get("/confirm", params={"link": token})
        assert answer.status_code == 200
    text = HtmlPage(answer.text).text
    assert "Is kyphoplasty done here?\nYesChecked by phone on November 12, 2026." in text
    assert "New patients and waits\nTaken, a wait of about 2 weeksAs of November 12, 2026." in text
    assert "MRI or CT of the spine from the last 30 days" in text
    for listed in ("The address", "The phone", "The hours"):
        assert listed in text
    assert recorded(site) == {}


def test_every_question_is_filled_in_with_what_the_list_says(site: Answering) -> None:
    page = HtmlPage(site.client().get("/confirm", params={"link": site.link(MAPLE_GROVE)}).text)
    chosen = {box["name"]: box["value"] for box in page.all("input") if "checked" in box}
    assert chosen == {"evaluates": "yes", "performs": "no", "new_patients": ""}
    (there,) = [each["value"] for each in page.all("option") if "selected" in each]
    assert there == "example-plymouth;example-minneapolis"
    unknown = HtmlPage(site.client().get("/confirm", params={"link": site.link(LAKEVILLE)}).text)
    chosen = {box["name"]: box["value"] for box in unknown.all("input") if "checked" in box}
    assert chosen == {"evaluates": "unknown", "performs": "unknown", "new_patients": ""}
    assert unknown.text.count("Not known yet. Please tell us below.") == 4


def test_nobody_keeps_the_page_lists_it_or_is_told_its_address(site: Answering) -> None:
    answer = site.client().get("/confirm", params={"link": site.link(MINNEAPOLIS)})
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert {"name": "robots", "content": "noindex"} in HtmlPage(answer.text).all("meta")
    assert not HtmlPage(answer.text).all("script")
    other = site.client().get("/directory")
    assert other.headers["referrer-policy"] == "strict-origin-when-cross-origin"


@pytest.mark.parametrize("clinic_id", [MINNEAPOLIS, MAPLE_GROVE, SHAKOPEE, LAKEVILLE])
def test_it_is_valid_html_in_which_each_box_has_a_name(site: Answering, clinic_id: str) -> None:
    html = site.client().get("/confirm", params={"link": site.link(clinic_id)}).text
    html5lib.HTMLParser(strict=True).parse(html)
    page = HtmlPage(html)
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(set(ids)) == len(ids)
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


# --- sending ----------------------------------------------------------------------------------------------------
def test_one_press_says_all_again_today(site: Answering) -> None:
    status, text = all_right(site, site.link(MINNEAPOLIS, "Ben"))
    assert status == 200
    assert "It is saved, and patients see it from now on." in text
    assert "Performs kyphoplasty · confirmed by its staff Nov 20, 2026" in text
    told = recorded(site)
    assert {about: each.said.answer for about, each in told.items()} == {
        "evaluates": "yes", "performs": "yes", "availability": "yes 2", "listing": "right",
    }  # fmt: skip
    for each in told.values():
        assert (each.said.method, each.said.said_by, each.said.as_of) == (
            Method.STAFF,
            WHO,
            site.now.date(),
        )
        assert each.recorded_by == "link from Ben"


def test_what_is_said_again_is_shown_at_once_with_its_day(site: Answering) -> None:
    before = clinic(site, SHAKOPEE)
    assert before.availability.is_old
    all_right(site, site.link(SHAKOPEE))
    now = clinic(site, SHAKOPEE)
    assert {(f.certainty, f.as_of, f.method) for f in now.facts.values()} == {
        (Certainty.CONFIRMED, site.now.date(), Method.STAFF)
    }
    assert (now.availability.new_patients, now.availability.is_old) == (Answer.YES, False)
    assert now.listing.as_of == site.now.date()
    assert now.refers_to == before.refers_to


def test_what_is_not_known_is_not_made_up_by_all_is_right(site: Answering) -> None:
    all_right(site, site.link(LAKEVILLE))
    assert set(recorded(site)) == {"listing"}
    assert [fact.value for fact in clinic(site, LAKEVILLE).facts.values()] == [None, None]


def test_what_has_changed_is_recorded_question_by_question(site: Answering) -> None:
    status, _ = changed(
        site, site.link(MINNEAPOLIS), MINNEAPOLIS, performs="no", refers_to="example-plymouth",
        new_patients="no", wait_weeks="", referral_needs="the MRI  and\r\nthe note",
    )  # fmt: skip
    assert status == 200
    assert {about: each.said.answer for about, each in recorded(site).items()} == {
        "evaluates": "yes", "performs": "no", "refers_to": "example-plymouth", "availability": "no",
        "referral_needs": "the MRI and the note", "listing": "right",
    }  # fmt: skip
    now = clinic(site, MINNEAPOLIS)
    assert [fact.value for fact in now.facts.values()] == [Answer.YES, Answer.NO]
    assert now.refers_to == ("example-plymouth",)


def test_i_do_not_know_changes_nothing_that_is_shown(site: Answering) -> None:
    before = clinic(site, MINNEAPOLIS).facts
    changed(site, site.link(MINNEAPOLIS), MINNEAPOLIS, evaluates="unknown", performs="unknown")
    assert recorded(site)["performs"].said.answer == "unknown"
    assert clinic(site, MINNEAPOLIS).facts == before


def test_as_long_as_it_is_done_here_nobody_is_sent_elsewhere(site: Answering) -> None:
    changed(site, site.link(MINNEAPOLIS), MINNEAPOLIS, refers_to="example-plymouth")
    assert "refers_to" not in recorded(site)


def test_a_clinic_that_sends_nobody_elsewhere_any_more_says_so(site: Answering) -> None:
    assert clinic(site, MAPLE_GROVE).refers_to
    opened = site.client().get("/confirm", params={"link": site.link(MAPLE_GROVE)}).text
    assert '<option value="none">Nowhere any more</option>' in opened
    status, _ = changed(site, site.link(MAPLE_GROVE), MAPLE_GROVE, refers_to="none")
    assert status == 200
    assert clinic(site, MAPLE_GROVE).refers_to == ()
    again = site.client().get("/confirm", params={"link": site.link(MAPLE_GROVE)}).text
    assert "Nowhere any more" not in again


@pytest.mark.parametrize("there", ["nobody", MAPLE_GROVE, "example-stillwater", "", HOSTILE])
def test_nobody_is_sent_to_a_clinic_that_is_none_of_the_answers(site: Answering, there: str) -> None:
    status, _ = changed(site, site.link(MAPLE_GROVE), MAPLE_GROVE, refers_to=there)
    assert status == 200
    assert "refers_to" not in recorded(site)


def test_a_wrong_phone_is_reported_and_staff_call_while_the_list_stays(site: Answering) -> None:
    before = clinic(site, MINNEAPOLIS)
    status, text = changed(site, site.link(MINNEAPOLIS), MINNEAPOLIS, wrong_phone="on", wrong_hours="on")
    assert status == 200
    assert "Staff will call you about what is not right in the address, phone or hours." in text
    reports = site.store.answers().reports[MINNEAPOLIS]
    assert [(each.report.about, each.report.how, each.count) for each in reports] == [
        ("hours", "works there", 1),
        ("phone", "works there", 1),
    ]
    now = clinic(site, MINNEAPOLIS)
    assert "listing" not in recorded(site)
    assert (now.phone, now.listing, now.opening_hours) == (
        before.phone,
        before.listing,
        before.opening_hours,
    )


def test_what_the_list_says_of_new_patients_is_not_said_again_where_it_contradicts_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "clinics.csv"
    file.write_text(
        EXAMPLE.read_text(encoding="utf-8").replace(",yes,2,2026-11-12,", ",no,2,2026-11-12,"),
        encoding="utf-8",
    )
    site = answering(monkeypatch, tmp_path, clinics=str(file))
    assert clinic(site, MINNEAPOLIS).availability.wait_weeks == 2
    assert all_right(site, site.link(MINNEAPOLIS))[0] == 200
    assert recorded(site)["availability"].said.answer == "no"


def test_whoever_sent_the_link_has_room_in_the_history_however_long_their_address_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    email = f"{'a' * 185}@example.org"
    site = answering(monkeypatch, tmp_path)
    site.settings = replace(
        site.settings,
        staff=(StaffMember(email),),
        accounts_secret="a secret of many letters",
        accounts=("x",),
    )
    token = site.staff.clinic_link(MINNEAPOLIS, site.staff.with_account(email))
    assert all_right(site, token)[0] == 200
    by = {each.recorded_by for each in recorded(site).values()}
    assert by == {f"link from {email}"[:LONGEST_BY]}


# --- what can't be recorded -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"said_by": " "}, "Say who told you"),
        ({"said_by": "x" * 61}, "in at most 60 letters"),
        ({"said_by": "Ana 612-555-0100"}, "That looks like a phone number or a date."),
        ({"evaluates": "maybe"}, "Answer yes, no or"),
        ({"performs": ""}, "Answer yes, no or"),
        ({"wait_weeks": "soon"}, "weeks"),
        ({"referral_needs": ""}, "If a referral needs nothing now, please write “none”."),
        ({"referral_needs": "born 3/4/1950"}, "That looks like a date. Write what every referral needs"),
        ({"new_patients": "no", "wait_weeks": "3"}, "a wait is given, though no new patients are taken"),
    ],
)
def test_what_can_not_be_recorded_is_said_and_the_link_stays_good(
    site: Answering, fields: dict[str, str], sentence: str
) -> None:
    token = site.link(MINNEAPOLIS)
    status, text = changed(site, token, MINNEAPOLIS, **fields)
    assert status == 400
    assert sentence in text
    assert recorded(site) == {}
    assert all_right(site, token)[0] == 200


def test_what_was_filled_in_is_still_there_after_a_refusal(site: Answering) -> None:
    form = {
        **as_it_is(clinic(site, MINNEAPOLIS)), "link": site.link(MINNEAPOLIS), "performs": "no",
        "wait_weeks": "9", "referral_needs": HOSTILE, "wrong_hours": "on", "said_by": "Ana 612-555-0100",
    }  # fmt: skip
    html = site.client().post("/confirm", data=form).text
    page = HtmlPage(html)
    checked = {box["name"]: box["value"] for box in page.all("input") if "checked" in box and "value" in box}
    assert checked == {"evaluates": "yes", "performs": "no", "new_patients": "yes"}
    ticked = [box["name"] for box in page.all("input") if "checked" in box and "value" not in box]
    assert ticked == ["wrong_hours"]
    assert [box["value"] for box in page.all("input") if box.get("name") == "wait_weeks"] == ["9"]
    assert {box["value"] for box in page.all("input") if box.get("name") == "said_by"} == {"Ana 612-555-0100"}
    assert HOSTILE in page.text
    assert "<img" not in html


# --- links that do not hold -------------------------------------------------------------------------------------
def test_a_used_link_says_thanks_and_records_nothing_more(site: Answering) -> None:
    token = site.link(MINNEAPOLIS)
    all_right(site, token)
    once = recorded(site)
    for status, text in (all_right(site, token), changed(site, token, MINNEAPOLIS, performs="no")):
        assert status == 410
        assert "Thank you" in text
        assert "This link was used already" in text
    again = site.client().get("/confirm", params={"link": token})
    assert again.status_code == 410
    assert recorded(site) == once


def test_an_altered_link_is_none_of_ours(site: Answering) -> None:
    token = site.link(MINNEAPOLIS)
    body, _dot, signature = token.rpartition(".")
    another = site.link(LAKEVILLE).rpartition(".")[0]
    session = site.staff.form_token(site.sign_in(site.client()))
    for forged in (
        "",
        "x",
        token[:-1],
        token + "x",
        f"{body}.",
        f"{another}.{signature}",
        session,
        "a" * 9_000,
    ):
        opened = site.client().get("/confirm", params={"link": forged})
        assert opened.status_code == 403, forged
        assert "This link is not one of ours, or it is older than 14 days." in opened.text
        assert all_right(site, forged)[0] == 403
    assert recorded(site) == {}


def test_a_link_that_another_site_or_passphrase_has_signed_is_none_of_ours(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    elsewhere, here = tmp_path / "elsewhere", tmp_path / "here"
    elsewhere.mkdir()
    here.mkdir()
    foreign = answering(monkeypatch, elsewhere).link(MINNEAPOLIS)
    site = answering(monkeypatch, here)
    own = site.link(MINNEAPOLIS)
    assert all_right(site, foreign)[0] == 403
    changed_passphrase = answering(monkeypatch, here, staff_passphrase="another one")
    assert all_right(changed_passphrase, own)[0] == 403
    assert recorded(site) == {}


def test_a_link_is_good_for_fourteen_days_and_not_a_second_longer(site: Answering) -> None:
    token, made = site.link(MINNEAPOLIS), site.now
    site.now = made + timedelta(days=LINK_DAYS) - timedelta(seconds=1)
    assert site.client().get("/confirm", params={"link": token}).status_code == 200
    site.now = made + timedelta(days=LINK_DAYS)
    assert site.client().get("/confirm", params={"link": token}).status_code == 403
    assert all_right(site, token)[0] == 403
    assert recorded(site) == {}


def test_of_many_who_send_at_once_one_is_recorded(site: Answering) -> None:
    token = site.link(MINNEAPOLIS)
    with ThreadPoolExecutor(6) as together:
        sent = list(together.map(lambda who: all_right(site, token, who)[0], "ABCDEF"))
    assert sorted(sent) == [200, 410, 410, 410, 410, 410]
    told = site.store.history()
    assert len(told) == 4
    assert len({each.said.said_by for each in told}) == 1


def test_a_clinic_that_is_no_longer_in_the_list_gets_a_page_and_the_link_stays_good(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "clinics.csv"
    rows = EXAMPLE.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(row for row in rows if not row.startswith(LAKEVILLE.encode())))
    site = answering(monkeypatch, tmp_path, clinics=str(file))
    token = site.link(LAKEVILLE)
    opened = site.client().get("/confirm", params={"link": token})
    assert opened.status_code == 404
    assert "This clinic is not in our list just now." in opened.text
    assert all_right(site, token)[0] == 404
    assert not site.store.is_spent(site.staff.link(token).key)


def test_while_the_store_is_away_nothing_is_lost_and_the_same_link_is_good_later(
    site: Answering, caplog: pytest.LogCaptureFixture
) -> None:
    token = site.link(MINNEAPOLIS)
    with sqlite3.connect(site.database) as database:
        database.execute(
            "CREATE TRIGGER broken BEFORE INSERT ON answers BEGIN INSERT INTO nowhere VALUES (1); END"
        )
    status, text = changed(site, token, MINNEAPOLIS, wait_weeks="9", wrong_phone="on")
    assert status == 503
    assert "nothing was saved. Please try again in a minute." in text
    assert "no such table: main.nowhere" in caplog.text  # whoever runs the site is told why
    assert WHO not in caplog.text
    assert token not in caplog.text
    with sqlite3.connect(site.database) as database:
        database.execute("DROP TRIGGER broken")
    assert site.store.answers().reports == {}
    assert changed(site, token, MINNEAPOLIS, wait_weeks="9")[0] == 200


def test_without_any_store_the_page_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    site = answering(monkeypatch, tmp_path)
    site.database.mkdir()
    assert site.client().get("/confirm", params={"link": "x"}).status_code == 503


# --- forms of other sites ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
     {"sec-fetch-site": "cross-site", "origin": "null"}],
)  # fmt: skip
def test_a_form_of_another_site_records_nothing(site: Answering, headers: dict[str, str]) -> None:
    token = site.link(MINNEAPOLIS)
    form = {"link": token, "all": "right", "said_by": WHO}
    assert site.client().post("/confirm", data=form, headers=headers).status_code == 403
    assert recorded(site) == {}
    # A page without a referrer sends its own form so.
    own = {"sec-fetch-site": "same-origin", "origin": "null"}
    assert site.client().post("/confirm", data=form, headers=own).status_code == 200


# --- the link for staff -----------------------------------------------------------------------------------------
def asked_for(site: Answering, client: TestClient, clinic_id: str = MINNEAPOLIS) -> dict[str, str]:
    return {"clinic": clinic_id, "token": site.staff.form_token(site.sign_in(client))}


def made(html: str) -> str:
    """The address on the page of the link."""
    (address,) = re.findall(r'<pre [^>]*id="address"[^>]*>([^<]*)</pre>', html)
    return str(address)


def test_staff_get_a_whole_address_to_send_and_until_when_it_is_good(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    site = answering(monkeypatch, tmp_path, public_address="https://clinics.example.com")
    client = site.client()
    answer = client.post("/calls/link", data=asked_for(site, client), headers={"host": "evil.example"})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    html5lib.HTMLParser(strict=True).parse(answer.text)
    page, address = HtmlPage(answer.text), made(answer.text)
    assert address.startswith("https://clinics.example.com/confirm?link=")
    assert "evil.example" not in answer.text
    assert "It works once, until December 4, 2026." in page.text
    assert "LOCATOR_PUBLIC_ADDRESS" not in page.text
    (mail,) = [link for link in page.links if link.startswith("mailto:?")]
    assert quote(address, safe="") in mail
    assert "Please write nothing about any patient." in unquote(mail)
    (copy,) = [button for button in page.all("button") if "data-copy" in button]
    assert copy["data-copy"] == "address"
    (token,) = parse_qs(urlsplit(address).query)["link"]
    assert all_right(site, token)[0] == 200


def test_without_a_public_address_it_begins_as_the_browser_asked_with_a_hint(site: Answering) -> None:
    client = site.client()
    answer = client.post("/calls/link?lang=en-XA", data=asked_for(site, client))
    assert made(answer.text).startswith("http://locator.example.org/confirm?link=")
    assert made(answer.text).endswith("&amp;lang=en-XA")
    assert "LOCATOR_PUBLIC_ADDRESS" in answer.text


def test_the_form_on_calls_to_make_is_the_one_that_makes_a_link(site: Answering) -> None:
    client = site.client()
    site.sign_in(client)
    page = client.get("/calls").text
    (form,) = re.findall(r'<form method="post" action="/calls/link".*?</form>', page, re.DOTALL)[:1]
    fields = {box["name"]: box["value"] for box in HtmlPage(form).all("input")}
    chosen = fields.get("clinic") or HtmlPage(form).all("option")[0]["value"]
    answer = client.post("/calls/link", data={**fields, "clinic": chosen})
    assert answer.status_code == 200
    (token,) = parse_qs(urlsplit(made(answer.text)).query)["link"]
    assert site.staff.link(token).clinic_id == chosen
    assert site.staff.link(token).sent_by == "Ana"


def test_nobody_else_gets_a_link(site: Answering) -> None:
    signed_out, client = site.client(), site.client()
    form = asked_for(site, client)
    assert signed_out.post("/calls/link", data=form).status_code == 403
    assert client.post("/calls/link", data={**form, "token": ""}).status_code == 403
    assert client.post("/calls/link", data={**form, "token": site.link(MINNEAPOLIS)}).status_code == 403
    another = asked_for(site, site.client())
    assert client.post("/calls/link", data=another).status_code == 403
    evil = {"origin": "https://evil.example"}
    assert client.post("/calls/link", data=form, headers=evil).status_code == 403
    assert client.post("/calls/link", data={**form, "clinic": "nobody"}).status_code == 404
    back = client.get("/calls/link", follow_redirects=False)
    assert (back.status_code, back.headers["location"]) == (303, "/calls")
    assert client.post("/calls/link", data=form).status_code == 200
    site.now += timedelta(hours=8)
    assert client.post("/calls/link", data=form).status_code == 403


def test_neither_an_address_nor_a_device_is_in_the_database(site: Answering) -> None:
    token = site.link(MINNEAPOLIS)
    client = site.client("203.0.113.77")
    told = {"user-agent": "Telltale/9.9"}
    client.post("/confirm", data={"link": token, "all": "right", "said_by": WHO}, headers=told)
    site.store.close()
    kept = b"".join(file.read_bytes() for file in site.folder.glob("answers.sqlite3*"))
    assert WHO.encode() in kept  # it is there that was looked
    for private in (b"203.0.113", b"Telltale", token.encode()):
        assert private not in kept
