"""What staff can count on who sign in with an account, with a real OpenID provider beside the real server."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from oidc_provider_mock import User
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, WIDE
from tests.journeys.served import served
from tests.journeys.sign_in_page import SignInPage
from tests.stand_ins.openid_provider import provider

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the provider's own, of Authlib
USERS = [
    User(sub="ana", claims={"email": "Ana@example.org", "email_verified": True}),
    User(sub="eve", claims={"email": "eve@example.org", "email_verified": True}),
    User(sub="mallory", claims={"email": "ana@example.org", "email_verified": False}),
]
SECRETS = """
LOCATOR_STAFF = "ana@example.org"
LOCATOR_ANSWERS = "sqlite:///{folder}/answers.sqlite3"
[auth]
redirect_uri = "http://localhost:{{port}}/oauth2callback"
cookie_secret = "a secret of a test, long enough to be one"
[auth.google]
client_id = "locator"
client_secret = "not one"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("accounts")
    with provider(USERS) as address:
        secrets = folder / "secrets.toml"
        secrets.write_text(SECRETS.format(folder=folder, provider=address), encoding="utf-8")
        with served(STREAMLIT_SECRETS_FILES=str(secrets)) as running:
            yield running


@pytest.fixture
def sign_in(page: Page, site: str) -> SignInPage:
    return SignInPage(page, site)


def test_staff_sign_in_with_an_account_and_are_led_to_the_calls(sign_in: SignInPage) -> None:
    sign_in.open()
    sign_in.has_no_barrier(WIDE, PHONE)
    sign_in.choose_provider("Google")
    sign_in.say_who("ana")
    expect(sign_in.page).to_have_url(f"{sign_in.site}/sign-in")
    expect(sign_in.page.get_by_text("You are signed in as Ana@example.org.")).to_be_visible()
    sign_in.has_no_barrier(WIDE, PHONE)
    assert sign_in.cookie("locator_staff") is None
    sign_in.go_on.click()
    expect(sign_in.page).to_have_url(f"{sign_in.site}/calls")
    kept = sign_in.cookie("locator_staff")
    assert kept
    assert (kept["httpOnly"], kept["sameSite"], kept["path"]) == (True, "Lax", "/")


def test_the_way_there_and_back_keeps_the_language(sign_in: SignInPage) -> None:
    sign_in.open("?lang=en-XA")
    sign_in.page.get_by_role("button", name="⟦Sign in with Google⟧").click()
    expect(sign_in.page.get_by_role("heading", name="Authorize Client")).to_be_visible()
    sign_in.say_who("ana")
    expect(sign_in.page).to_have_url(f"{sign_in.site}/sign-in?lang=en-XA")
    sign_in.page.get_by_role("button", name="⟦Go on to the calls⟧").click()
    expect(sign_in.page).to_have_url(f"{sign_in.site}/calls?lang=en-XA")


def test_somebody_who_is_not_listed_is_told_so_and_can_use_another_account(sign_in: SignInPage) -> None:
    sign_in.open()
    sign_in.choose_provider("Google")
    sign_in.say_who("eve")
    sign_in.go_on.click()
    expect(sign_in.page.get_by_text("eve@example.org is not on the list")).to_be_visible()
    sign_in.has_no_barrier()
    assert sign_in.cookie("locator_staff") is None
    sign_in.page.get_by_role("link", name="Sign in").click()
    sign_in.page.get_by_role("button", name="Use another account").click()
    # The provider asks whether it should forget them too.
    sign_in.page.get_by_role("button", name="End session").click()
    expect(sign_in.page).to_have_url(f"{sign_in.site}/sign-in")
    assert sign_in.cookie("_streamlit_user") is None
    sign_in.choose_provider("Google")
    sign_in.say_who("ana")
    expect(sign_in.go_on).to_be_visible()


def test_an_address_that_the_provider_has_not_checked_lets_nobody_in(sign_in: SignInPage) -> None:
    sign_in.open()
    sign_in.choose_provider("Google")
    sign_in.say_who("mallory")
    expect(sign_in.page.get_by_text("does not say that its e-mail address was checked")).to_be_visible()
    expect(sign_in.go_on).to_have_count(0)
    expect(sign_in.page.get_by_role("button", name="Sign in with Google")).to_be_visible()
    sign_in.has_no_barrier()


def test_who_says_no_to_the_provider_comes_back_to_the_page_they_left(sign_in: SignInPage) -> None:
    sign_in.open()
    sign_in.choose_provider("Google")
    sign_in.page.get_by_role("button", name="Deny").click()
    expect(sign_in.page).to_have_url(re.compile("/sign-in$"))
    expect(sign_in.page.get_by_role("button", name="Sign in with Google")).to_be_visible()


def test_a_form_that_is_pressed_again_signs_nobody_in(sign_in: SignInPage) -> None:
    sign_in.open()
    sign_in.choose_provider("Google")
    sign_in.say_who("ana")
    ticket = sign_in.page.locator("input[name=ticket]").input_value()
    sign_in.go_on.click()
    expect(sign_in.page).to_have_url(f"{sign_in.site}/calls")
    again = sign_in.page.request.post(f"{sign_in.site}/calls/sign-in-account", form={"ticket": ticket})
    assert again.status == 403
    assert "That took too long. Please sign in again." in again.text()


def test_who_was_signed_out_in_the_middle_of_a_call_signs_in_beside_it_and_goes_on(
    sign_in: SignInPage,
) -> None:
    sign_in.open()
    sign_in.choose_provider("Google")
    sign_in.say_who("ana")
    sign_in.go_on.click()
    page = sign_in.page
    speaker, yes = (
        page.get_by_label("Who is speaking?"),
        page.get_by_role("button", name="Yes (Edina, Performs)"),
    )
    speaker.fill("Maria, nurse")
    page.context.clear_cookies(name="locator_staff")  # as after eight hours
    yes.click()
    expect(page.get_by_role("alert")).to_contain_text("What you typed is kept until you have signed in here.")
    sign_in.has_no_barrier()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in with your account at work").click()
    SignInPage(opened.value, sign_in.site).go_on.click()
    expect(opened.value.get_by_label("Who is speaking?")).to_be_visible()
    page.get_by_role("button", name="Go on with what you typed").click()
    expect(speaker).to_have_value("Maria, nurse")
    yes.click()
    expect(page.get_by_role("status")).to_contain_text("Saved: Edina, Performs: Yes.")


def test_nobody_else_is_led_to_sign_in(sign_in: SignInPage) -> None:
    sign_in.open()
    sign_in.choose_provider("Google")
    sign_in.say_who("ana")
    sign_in.page.get_by_role("link", name="Kyphoplasty clinics").click()
    expect(sign_in.page.get_by_role("heading", name="Find a clinic")).to_be_visible()
    sign_in.page.goto(f"{sign_in.site}/")
    expect(sign_in.page).to_have_url(f"{sign_in.site}/")
    expect(sign_in.page.get_by_role("heading", name="Find a clinic")).to_be_visible()


def test_where_accounts_are_off_the_page_says_how_to_turn_them_on(page: Page, real_site: str) -> None:
    sign_in = SignInPage(page, real_site)
    sign_in.open()
    expect(page.get_by_text("Nobody can sign in with an account here yet.")).to_be_visible()
    expect(page.locator("#content").get_by_role("link", name="Calls to make")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with")).to_have_count(0)
    sign_in.has_no_barrier(WIDE, PHONE)


def test_the_page_is_in_no_menu(page: Page, real_site: str) -> None:
    page.goto(real_site)
    expect(page.locator("html.live")).to_be_attached()
    assert page.locator("a[href^='/sign-in']").count() == 0
