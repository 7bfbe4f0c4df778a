"""Sign in with an account of Google, Microsoft or the like; from here a form of ours goes on to /calls."""

from __future__ import annotations

import streamlit as st

from locator.answers.database import StoreAwayError
from locator.live import serving
from locator.server import account, pieces
from locator.templates import render
from locator.templates.slots import Slot
from locator.words import _
from pages.parts.place import said
from pages.parts.slot import show


def show_account(email: str) -> None:
    """Who they are, and the form that signs them in here."""
    try:
        ticket = serving.staff().ticket(email)
    except StoreAwayError as away:
        said(str(away.sentence))
        return
    show(Slot("account", render("sign_in_account.html", email=email, ticket=ticket)))
    st.button(_("Use another account"), on_click=st.logout)


def show_providers() -> None:
    """Where they can prove who they are."""
    if account.is_unproved(st.user):
        show(Slot("account", render("sign_in_account.html", email="", is_unproved=True)))
    for provider in serving.settings().accounts:
        st.button(
            account.sign_in_label(provider),
            on_click=st.login,
            args=[None if provider == account.DEFAULT else provider],
            type="primary",
        )


show(pieces.sign_in_head())
if serving.staff().has_accounts:
    if address := account.proved_address(st.user, serving.now()):
        show_account(address)
    else:
        show_providers()
