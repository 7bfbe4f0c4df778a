"""Which address an account proves, and what the buttons of providers say."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from locator.server.account import PROVED_MINUTES, is_unproved, proved_address, sign_in_label
from locator.words import speaking
from tests.served import NOW

CLAIMS: dict[str, Any] = {"is_logged_in": True, "email": "ana@example.org", "iat": NOW.timestamp() - 5}


@pytest.mark.parametrize(
    "told", [{}, {"email_verified": True}, {"email_verified": "true"}, {"email_verified": None}]
)
def test_an_address_is_believed_unless_the_provider_says_that_it_was_not_checked(
    told: dict[str, Any],
) -> None:
    assert proved_address(CLAIMS | told, NOW) == "ana@example.org"
    assert not is_unproved(CLAIMS | told)


@pytest.mark.parametrize("told", [False, "false", "False"])
def test_an_address_that_was_not_checked_is_not_believed(told: object) -> None:
    assert proved_address(CLAIMS | {"email_verified": told}, NOW) == ""
    assert is_unproved(CLAIMS | {"email_verified": told})


@pytest.mark.parametrize(
    "told",
    [{"is_logged_in": False}, {"is_logged_in": None}, {"email": None}, {"email": ""}, {"email": ["ana@example.org"]},
     {"iat": None}, {"iat": str(NOW.timestamp())}, {"iat": 0}],
    ids=str,
)  # fmt: skip
def test_without_a_whole_proof_there_is_no_address(told: dict[str, Any]) -> None:
    assert proved_address(CLAIMS | told, NOW) == ""
    assert proved_address({}, NOW) == ""


def test_what_a_provider_said_once_is_not_believed_for_ever() -> None:
    since = NOW - timedelta(minutes=PROVED_MINUTES)
    assert proved_address(CLAIMS | {"iat": int(since.timestamp()) + 1}, NOW)
    assert not proved_address(CLAIMS | {"iat": int(since.timestamp())}, NOW)


def test_a_button_names_its_provider() -> None:
    assert sign_in_label("google") == "Sign in with Google"
    assert sign_in_label("default") == "Sign in with your account"
    with speaking("en-XA"):
        assert sign_in_label("okta") == "⟦Sign in with Okta⟧"
