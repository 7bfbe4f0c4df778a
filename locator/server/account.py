"""Signing in with an account: Streamlit asks Google, Microsoft or the like who it is; here that signs in.

/sign-in (pages/sign_in.py) hands what was proved to a form of ours as a ticket, because only an answer of the
server itself can set the cookie of a visit that ends when somebody signs out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.server_util import AUTH_COOKIE_NAME, TOKENS_COOKIE_NAME

from locator.answers.database import StoreAwayError
from locator.answers.staff import NotStaffError
from locator.live import serving
from locator.server import visits
from locator.server.caching import PRIVATE
from locator.server.navigation import CALLS, SIGN_IN, site_header
from locator.templates import render
from locator.words import _, chosen_language, language, link, speaking

ADDRESS = f"{CALLS}/sign-in-account"
DEFAULT = "default"  # Streamlit's name for the provider that [auth] itself describes
# Streamlit believes for 30 days what a provider said once; here it must be asked anew for each visit. It may
# date what it says some minutes back.
PROVED_MINUTES = 30
# Streamlit's addresses around the provider's own page.
LOGIN, LOGOUT, CALLBACK = "/auth/login", "/auth/logout", "/oauth2callback"
LANGUAGE_COOKIE = "locator_language"
LANGUAGE_SECONDS = 600


def sign_in_label(provider: str) -> str:
    """What the button of a provider says, by its name in [auth]: "google" is Google."""
    if provider == DEFAULT:
        return _("Sign in with your account")
    return _("Sign in with %(provider)s", provider=provider.capitalize())


def proved_address(user: Mapping[str, object], now: datetime) -> str:
    """The e-mail address that an account proves; "" where it proves none, or did so too long ago.

    `user` are the claims that the provider has signed (OpenID Connect Core, sections 2 and 5.1).
    """
    email, since = user.get("email"), user.get("iat")
    if not user.get("is_logged_in") or not isinstance(email, str) or not isinstance(since, int | float):
        return ""
    is_fresh = now.timestamp() - since < timedelta(minutes=PROVED_MINUTES).total_seconds()
    return email if is_fresh and not is_unproved(user) else ""


def is_unproved(user: Mapping[str, object]) -> bool:
    """Whether the provider says that it has not checked the address. Some say so in a text."""
    return str(user.get("email_verified", "")).casefold() == "false"


def account_routes() -> list[Route]:
    """Where the form of /sign-in is sent."""
    return [Route(ADDRESS, _sign_in, methods=["GET", "POST"])]


async def _sign_in(request: Request) -> Response:
    if request.method != "POST":  # somebody asks for the answer once more
        return RedirectResponse(link(SIGN_IN), 303)
    try:
        visits.refuse_foreign(request)
        form = await visits.form_of(request)
        session = await run_in_threadpool(serving.staff().with_ticket, form.get("ticket", ""))
    except (NotStaffError, StoreAwayError) as refused:
        header = site_header(ADDRESS, serving.network())
        page = render("not_signed_in.html", header=header, sentence=refused.sentence)
        return HTMLResponse(page, 403 if isinstance(refused, NotStaffError) else 503, PRIVATE)
    answer = RedirectResponse(link(CALLS), 303)
    visits.keep(request, answer, session)
    return answer


def forget_account(request: Request, response: Response) -> None:
    """Let Streamlit forget the account too, for whoever uses this browser next.

    Streamlit's own way, /auth/logout, may lead on to the provider's host, where a form must not lead
    (form-action, in headers.py), and would end the provider's session for everything else as well.
    """
    kept = re.compile(
        rf"(?:{AUTH_COOKIE_NAME}|{TOKENS_COOKIE_NAME})(?:_\d+)?"
    )  # a long one is kept in pieces
    for name in filter(kept.fullmatch, request.cookies):
        response.delete_cookie(name, httponly=True, samesite="lax")


def back_to_sign_in(app: ASGIApp) -> ASGIApp:
    """Lead who comes back from the provider to /sign-in, in their language; Streamlit leads them to "/"."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] not in (LOGIN, LOGOUT, CALLBACK):
            await app(scope, receive, send)
            return
        asked = _language(Request(scope))

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                with speaking(asked):
                    if headers.get("location") == "/":
                        headers["location"] = link(SIGN_IN)
                    if scope["path"] != CALLBACK:
                        headers.append("set-cookie", _language_cookie())
            await send(message)

        await app(scope, receive, send_on)

    return serve


def _language(request: Request) -> str:
    """The language of the page they left us from: nothing else of it comes back from the provider."""
    if request.url.path == CALLBACK:
        return chosen_language(request.cookies.get(LANGUAGE_COOKIE))
    told = re.search(r"[?&]lang=([\w-]+)", Headers(scope=request.scope).get("referer", ""))
    return chosen_language(told[1] if told else None)


def _language_cookie() -> str:
    answer = Response()
    answer.set_cookie(
        LANGUAGE_COOKIE,
        language(),
        max_age=LANGUAGE_SECONDS,
        path=CALLBACK,
        httponly=True,
        samesite="lax",
    )
    return answer.headers["set-cookie"]
