"""What somebody may try who wants to record answers and may not: each is tried on the real app, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import anyio
import pytest
from httpx2 import Response
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response as Answer
from starlette.testclient import TestClient
from starlette.types import Message

from locator.answers.staff import NotStaffError
from locator.server import visits
from locator.server.account import ADDRESS, forget_account
from locator.server.visits import form_of
from tests.made_clinics import HOSTILE
from tests.server.staff_site import HTTP, HTTPS, StaffSite, staff_site

ANA = "ana@example.org"
FOREIGN = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "cross-site", "origin": HTTP},
    {"sec-fetch-site": "same-origin", "origin": "https://evil.example"},
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": ""},
    {"origin": "http://["},
    {"origin": "http://clinics.example.com.evil.example"},
    {"origin": "http://clinics.example.com@evil.example"},
    {"origin": "http://clinics.example.com:8080"},
]
OWN = [
    {},
    {"origin": HTTP},
    {"origin": HTTP, "sec-fetch-site": "same-origin"},
    {"sec-fetch-site": "none"},
]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[StaffSite]:
    with staff_site(tmp_path) as made:
        yield made


@pytest.fixture
def browser(site: StaffSite) -> TestClient:
    return site.browser()


def press(browser: TestClient, ticket: str, **headers: str) -> Response:
    """The form of /sign-in is sent."""
    return browser.post(ADDRESS, data={"ticket": ticket}, headers=headers)


def is_refused(answer: Response) -> bool:
    """Whether it says no, lets nobody in, and is kept by nobody."""
    assert answer.status_code == 403
    assert answer.headers["cache-control"] == "private, no-store"
    assert "<h1>You are not signed in</h1>" in answer.text
    return "set-cookie" not in answer.headers


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_a_form_of_another_site_is_refused_and_uses_nothing_up(
    site: StaffSite, browser: TestClient, headers: dict[str, str]
) -> None:
    ticket = site.staff.ticket(ANA)
    refused = browser.post(ADDRESS, data={"ticket": ticket}, headers=headers)
    assert is_refused(refused)
    assert "This form was not sent from our own page" in refused.text
    assert press(browser, ticket, origin=HTTP).status_code == 303


@pytest.mark.parametrize("headers", OWN, ids=str)
def test_our_own_form_is_taken(site: StaffSite, browser: TestClient, headers: dict[str, str]) -> None:
    answer = browser.post(ADDRESS, data={"ticket": site.staff.ticket(ANA)}, headers=headers)
    assert answer.status_code == 303


def test_a_form_is_ours_too_where_a_proxy_asks_under_another_name(tmp_path: Path) -> None:
    with staff_site(tmp_path, public_address=HTTPS) as site:
        inside = site.browser("http://127.0.0.1:8501")
        assert press(inside, site.staff.ticket(ANA), origin=HTTPS).status_code == 303
        assert is_refused(press(inside, site.staff.ticket(ANA), origin="https://evil.example"))


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"ticket=" + b"a" * 10_000_000, 413), (b"a=1&" * 500, 413), (b"ticket=\xff\xfe", 403), (b"", 403), (b"&&&===", 403),
     (b"ticket=%00%ff%u1", 403), (b'{"ticket": 1}', 403)],
    ids=["of ten megabytes", "of 500 fields", "of no encoding", "empty", "of signs", "of zero bytes", "of JSON"],
)  # fmt: skip
def test_a_form_that_is_nonsense_lets_nobody_in(browser: TestClient, body: bytes, status: int) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    answer = browser.post(ADDRESS, content=body, headers=kind)
    assert answer.status_code == status
    assert "set-cookie" not in answer.headers


def test_no_more_of_an_endless_form_is_read_than_a_form_can_have() -> None:
    read = 0

    async def receive() -> Message:
        nonlocal read
        read += 4096
        return {"type": "http.request", "body": b"a" * 4096, "more_body": True}

    with pytest.raises(HTTPException):
        anyio.run(form_of, Request({"type": "http", "headers": []}, receive))
    assert read <= visits.LONGEST_FORM + 4096


def test_a_ticket_that_is_forged_used_or_late_lets_nobody_in(site: StaffSite, browser: TestClient) -> None:
    session = site.staff.with_account(ANA)
    ticket = site.staff.ticket(ANA)
    for forged in (
        "",
        "x",
        ticket[:-2],
        "x" + ticket,
        site.staff.cookie(session),
        site.staff.form_token(session),
    ):
        assert is_refused(press(browser, forged)), forged
    assert press(browser, ticket).status_code == 303
    assert is_refused(press(site.browser(), ticket))
    late = site.staff.ticket(ANA)
    site.office.later(minutes=3)
    assert is_refused(press(site.browser(), late))


def test_a_ticket_in_the_address_lets_nobody_in(site: StaffSite, browser: TestClient) -> None:
    ticket = site.staff.ticket(ANA)
    asked = browser.get(ADDRESS, params={"ticket": ticket})
    assert (asked.status_code, asked.headers["location"]) == (303, "/sign-in")
    assert "set-cookie" not in asked.headers
    assert is_refused(browser.post(ADDRESS, params={"ticket": ticket}, data={"a": "b"}))


def test_what_an_address_is_named_is_only_shown(site: StaffSite, browser: TestClient) -> None:
    refused = press(browser, site.staff.ticket(f"{HOSTILE}@example.org"))
    assert is_refused(refused)
    assert "is not on the list" in refused.text
    assert "<img" not in refused.text
    assert "&lt;img src=x" in refused.text


@pytest.mark.parametrize(
    ("asked", "to"),
    [("?next=https://evil.example", "/calls"), ("?lang=//evil.example", "/calls"), ("?lang=en-XA", "/calls?lang=en-XA"),
     ("?lang=en%0d%0aset-cookie:a=b", "/calls"), ("?return_to=//evil.example&redirect=javascript:1", "/calls")],
)  # fmt: skip
def test_nobody_is_led_to_another_place_than_the_calls(
    site: StaffSite, browser: TestClient, asked: str, to: str
) -> None:
    answer = browser.post(
        ADDRESS + asked, data={"ticket": site.staff.ticket(ANA)}, headers={"host": "evil.example"}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, to)
    assert answer.headers["cache-control"] == "private, no-store"


def test_a_cookie_that_somebody_else_has_laid_there_is_not_the_visits(
    site: StaffSite, browser: TestClient
) -> None:
    laid = site.staff.cookie(site.staff.with_account("bo@example.org"))
    browser.cookies.set(visits.COOKIE, laid)
    answer = press(browser, site.staff.ticket(ANA))
    kept = answer.cookies[visits.COOKIE]
    before, now = site.who(laid), site.who(kept)
    assert before
    assert now
    assert (now.name, now.key == before.key) == (ANA, False)


@pytest.mark.parametrize(
    ("address", "public", "is_secure"), [(HTTP, "", False), (HTTPS, "", True), (HTTP, HTTPS, True)]
)
def test_the_cookie_is_for_the_server_alone_and_for_eight_hours(
    tmp_path: Path, address: str, public: str, is_secure: bool
) -> None:
    with staff_site(tmp_path, public_address=public) as site:
        told = press(site.browser(address), site.staff.ticket(ANA)).headers["set-cookie"]
    flags = {flag.strip().casefold() for flag in told.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/", "max-age=28800"} <= flags
    assert ("secure" in flags) == is_secure
    assert not any(flag.startswith("domain") for flag in flags)


def test_a_cookie_that_was_changed_is_nobodys(site: StaffSite, browser: TestClient) -> None:
    kept = press(browser, site.staff.ticket(ANA)).cookies[visits.COOKIE]
    assert site.who(kept)
    for other in ("", "x", kept[:-2], kept.upper(), kept + kept, "é" * 100, "a" * 1_000_000, f'"{kept[1:]}"'):
        assert site.who(other) is None


def test_a_store_that_is_away_says_so_and_lets_nobody_in(
    site: StaffSite, browser: TestClient, tmp_path: Path
) -> None:
    kept = site.staff.cookie(site.staff.with_account(ANA))
    ticket = site.staff.ticket(ANA)
    (tmp_path / "answers.sqlite3").rename(tmp_path / "elsewhere")
    answer = press(browser, ticket)
    assert answer.status_code == 503
    assert "can't be reached just now" in unescape(answer.text)
    assert "set-cookie" not in answer.headers
    assert site.who(kept) is None


# ---- The way to the provider and back.


@pytest.mark.parametrize("way", ["/oauth2callback", "/oauth2callback?error=access_denied", "/auth/login", "/auth/logout",
                                 "/oauth2callback?state=x&code=y&next=//evil.example"])  # fmt: skip
def test_who_comes_back_from_a_provider_is_led_to_sign_in_and_nowhere_else(
    browser: TestClient, way: str
) -> None:
    answer = browser.get(
        way, headers={"host": "evil.example", "referer": "https://evil.example/?lang=//evil"}
    )
    assert (answer.status_code, answer.headers["location"]) == (302, "/sign-in")
    assert "locator_staff" not in answer.headers.get("set-cookie", "")


@pytest.mark.parametrize("laid", ["//evil.example", "x", "en-XA\t", "%0d%0a", "é", "a" * 3000])
def test_the_language_that_is_kept_on_the_way_is_a_language_or_nothing(
    browser: TestClient, laid: str
) -> None:
    cookie = f"locator_language={laid}".encode()
    answer = browser.get("/oauth2callback", headers={b"cookie": cookie})
    assert answer.headers["location"] in ("/sign-in", "/sign-in?lang=en-XA")


def test_nobody_else_is_led_anywhere(browser: TestClient) -> None:
    browser.cookies.set("_streamlit_user", "whatever")
    browser.cookies.set("locator_language", "en-XA")
    for address in ("/", "/data", "/sign-in", "/directory"):
        answer = browser.get(address)
        assert (answer.status_code, answer.headers.get("location")) == (200, None)
        assert "set-cookie" not in answer.headers


def test_signing_out_takes_the_account_from_the_browser_and_nothing_else() -> None:
    kept = "_streamlit_user=a; _streamlit_user_1=b; _streamlit_user_tokens=c; _streamlit_user_tokens_2=d; "
    others = "_streamlit_xsrf=e; _streamlit_user_x=f; locator_staff=g; x_streamlit_user=h"
    answer = forget_account_in(kept + others)
    names = sorted(told.split("=")[0] for told in answer)
    assert names == [
        "_streamlit_user",
        "_streamlit_user_1",
        "_streamlit_user_tokens",
        "_streamlit_user_tokens_2",
    ]
    assert all("Max-Age=0" in told and "Path=/" in told for told in answer)


def forget_account_in(cookies: str) -> list[str]:
    """What a browser with these cookies is told to keep."""

    answer = Answer()
    forget_account(Request({"type": "http", "headers": [(b"cookie", cookies.encode())]}), answer)
    return answer.headers.getlist("set-cookie")


# ---- Forms of a visit (what /calls is protected by).


def test_a_form_needs_the_token_of_its_own_visit(site: StaffSite) -> None:
    mine, other = site.staff.with_account(ANA), site.staff.with_account(ANA)
    request = Request({"type": "http", "headers": [(b"host", b"clinics.example.com")]})
    visits.refuse_forged(request, mine, site.staff.form_token(mine))
    for token in (None, "", "x", site.staff.form_token(other), site.staff.cookie(mine), 7, "é", "\ud800"):
        with pytest.raises(NotStaffError):
            visits.refuse_forged(request, mine, token)
