"""What somebody may try at /calls who may not save answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from locator.server import visits
from tests.answers.office import PASSPHRASE
from tests.made_clinics import HOSTILE
from tests.server.staff_site import HTTP, HTTPS, StaffSite, staff_site
from tests.server.test_staff_attacks import FOREIGN, OWN

SIGN_IN, SIGN_OUT, CALLS = "/calls/sign-in", "/calls/sign-out", "/calls"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[StaffSite]:
    with staff_site(tmp_path) as made:
        yield made


@pytest.fixture
def browser(site: StaffSite) -> TestClient:
    return site.browser()


def signs_in(
    browser: TestClient, passphrase: str = PASSPHRASE, name: str = "Ana", **headers: str
) -> Response:
    return browser.post(SIGN_IN, data={"name": name, "passphrase": passphrase}, headers=headers)


def lets_nobody_in(answer: Response) -> bool:
    assert answer.status_code in (403, 429), answer.status_code
    assert answer.headers["cache-control"] == "private, no-store"
    return visits.COOKIE not in answer.headers.get("set-cookie", "")


def token_on(page: Response) -> str:
    """The form token that a page holds."""
    return str(re.findall(r'name="token" value="([^"]+)"', page.text)[0])


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
@pytest.mark.parametrize("address", [SIGN_IN, SIGN_OUT, CALLS])
def test_no_form_of_another_site_is_taken_at_calls(
    site: StaffSite, browser: TestClient, address: str, headers: dict[str, str]
) -> None:
    kept = signs_in(browser).cookies[visits.COOKIE]
    token = token_on(browser.get(CALLS))
    fields = {"name": "Ana", "passphrase": PASSPHRASE, "token": token}
    answer = browser.post(address, data=fields, headers=headers)
    assert lets_nobody_in(answer)
    assert site.who(kept), "a form of another site has signed somebody out"
    assert site.office.store.history() == []


@pytest.mark.parametrize("headers", OWN, ids=str)
def test_our_own_form_signs_in(browser: TestClient, headers: dict[str, str]) -> None:
    answer = browser.post(SIGN_IN, data={"name": "Ana", "passphrase": PASSPHRASE}, headers=headers)
    assert (answer.status_code, answer.headers["location"]) == (303, "/calls")


@pytest.mark.parametrize("address", [SIGN_OUT, CALLS])
def test_a_form_at_calls_needs_the_token_of_its_own_visit(
    site: StaffSite, browser: TestClient, address: str
) -> None:
    kept = signs_in(browser).cookies[visits.COOKIE]
    stranger = site.browser()
    signs_in(stranger, name="Bo")
    foreign = token_on(stranger.get(CALLS))
    for fields in ({}, {"token": ""}, {"token": "x"}, {"token": foreign}, {"token": kept}):
        assert lets_nobody_in(browser.post(address, data=fields)), fields
        assert site.who(kept)
    assert site.office.store.history() == []


@pytest.mark.parametrize("address", [SIGN_OUT, CALLS])
def test_nobody_who_is_not_signed_in_changes_anything(
    site: StaffSite, browser: TestClient, address: str
) -> None:
    answer = browser.post(address, data={"token": "x", "clinic": "edina", "evaluates": "yes"})
    assert answer.status_code in (303, 403)
    assert site.office.store.history() == []


def test_guessing_ends_after_five_tries_even_with_the_right_guess(
    site: StaffSite, browser: TestClient
) -> None:
    said = [signs_in(browser, f"guess {number}") for number in range(5)]
    assert all(lets_nobody_in(answer) and "not the passphrase" in answer.text for answer in said)
    over = signs_in(browser)
    assert lets_nobody_in(over)
    assert "tried too often" in over.text
    forwarded = signs_in(browser, **{"x-forwarded-for": "192.0.2.77", "forwarded": "for=192.0.2.78"})
    assert "tried too often" in forwarded.text, "a header that anybody can write gives new tries"
    site.office.later(hours=1)  # the limiter keeps its own time: another hour of ours changes nothing
    assert lets_nobody_in(signs_in(browser))


def test_a_browser_that_has_signed_in_gets_in_whoever_guesses_beside_it(
    site: StaffSite, browser: TestClient
) -> None:
    signs_in(browser)
    browser.post(SIGN_OUT, data={"token": token_on(browser.get(CALLS))})
    stranger = site.browser()  # from the same address
    for number in range(5):
        assert lets_nobody_in(signs_in(stranger, f"guess {number}"))
    assert lets_nobody_in(signs_in(stranger))
    assert signs_in(browser).status_code == 303


def test_the_passphrase_is_nowhere_in_what_comes_back(browser: TestClient) -> None:
    for answer in (signs_in(browser, PASSPHRASE + "!"), signs_in(browser, name="")):
        assert PASSPHRASE not in answer.text
        assert PASSPHRASE not in str(answer.headers)


def test_a_name_is_only_shown(browser: TestClient) -> None:
    name = HOSTILE[:60].replace("@", "")
    assert signs_in(browser, name=name).status_code == 303
    page = browser.get(CALLS)
    assert "<img src=x" not in page.text
    assert escape("<img src=x") in page.text


def test_a_name_that_is_refused_is_only_shown(browser: TestClient) -> None:
    answer = signs_in(browser, name=f"{HOSTILE}@example.org")
    assert lets_nobody_in(answer)
    assert "<img" not in answer.text


def test_each_sign_in_is_a_new_visit_whatever_cookie_was_there(site: StaffSite, browser: TestClient) -> None:
    laid = site.staff.cookie(site.staff.with_account("bo@example.org"))
    browser.cookies.set(visits.COOKIE, laid)
    now = site.who(signs_in(browser).headers["set-cookie"].split(";")[0].partition("=")[2])
    before = site.who(laid)
    assert now
    assert before
    assert (now.name, now.key == before.key) == ("Ana", False)


def test_a_copy_of_the_cookie_is_worth_nothing_once_signed_out(site: StaffSite, browser: TestClient) -> None:
    kept = signs_in(browser).cookies[visits.COOKIE]
    out = browser.post(SIGN_OUT, data={"token": token_on(browser.get(CALLS))})
    assert (out.status_code, out.headers["location"]) == (303, "/calls")
    assert site.who(kept) is None
    browser.cookies.set(visits.COOKIE, kept)
    assert 'name="passphrase"' in browser.get(CALLS).text


def test_signing_out_ends_what_streamlit_knows_of_an_account_too(
    site: StaffSite, browser: TestClient
) -> None:
    browser.cookies.set(visits.COOKIE, site.staff.cookie(site.staff.with_account("ana@example.org")))
    browser.cookies.set("_streamlit_user", "x")
    out = browser.post(SIGN_OUT, data={"token": token_on(browser.get(CALLS))})
    told = out.headers.get_list("set-cookie")
    assert any(one.startswith("_streamlit_user=") and "Max-Age=0" in one for one in told)


@pytest.mark.parametrize(
    ("address", "public", "is_secure"), [(HTTP, "", False), (HTTPS, "", True), (HTTP, HTTPS, True)]
)
def test_the_cookie_of_the_passphrase_is_for_the_server_alone(
    tmp_path: Path, address: str, public: str, is_secure: bool
) -> None:
    with staff_site(tmp_path, public_address=public) as site:
        kept = signs_in(site.browser(address)).headers.get_list("set-cookie")
    assert [one.partition("=")[0] for one in kept] == [visits.COOKIE, visits.BROWSER_COOKIE]
    for told in kept:
        flags = {flag.strip().casefold() for flag in told.split(";")[1:]}
        assert {"httponly", "samesite=lax", "path=/"} <= flags
        assert ("secure" in flags) == is_secure


@pytest.mark.parametrize(
    "asked", ["?next=https://evil.example", "?lang=//evil.example", "?clinic=//evil.example"]
)
def test_sign_in_leads_to_the_calls_and_nowhere_else(browser: TestClient, asked: str) -> None:
    answer = browser.post(SIGN_IN + asked, data={"name": "Ana", "passphrase": PASSPHRASE})
    assert answer.headers["location"].startswith("/calls")
    assert "evil" not in answer.headers["location"].partition("?")[0]


def test_what_calls_shows_is_kept_by_nobody(browser: TestClient) -> None:
    for _ in range(2):
        page = browser.get(CALLS)
        assert page.headers["cache-control"] == "private, no-store"
        assert page.headers["x-frame-options"] == "DENY"
        signs_in(browser)


@pytest.mark.parametrize("address", [SIGN_IN, SIGN_OUT])
def test_an_address_that_takes_forms_leads_back_when_it_is_only_asked_for(
    browser: TestClient, address: str
) -> None:
    """A route for POST alone leaves GET to Streamlit, which answers with a page that stays empty."""
    answer = browser.get(address)
    assert (answer.status_code, answer.headers["location"]) == (303, "/calls")
