"""Who of the staff is asking, by the cookie of the visit; and that a form was sent from our own page."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from locator.answers.staff import NotStaffError, Session
from locator.answers.store import StoreAwayError
from locator.live import serving
from locator.words import N_

COOKIE = "locator_staff"
FOREIGN = N_("This form was not sent from our own page, or the page was open too long. Please try again.")


def signed_in(request: Request) -> Session | None:
    """Who asks; None where nobody is signed in. A store that is away knows nobody."""
    cookie = request.cookies.get(COOKIE, "")
    try:
        return serving.staff().session(cookie) if cookie else None
    except StoreAwayError:
        return None


def refuse_foreign(request: Request) -> None:
    """Refuse a form of another site. Raises NotStaffError.

    Browsers say where a form comes from (Sec-Fetch-Site, Origin; Fetch standard); what sends neither is no
    browser, and has nobody's cookie.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site not in (None, "same-origin", "none"):
        raise NotStaffError(FOREIGN)
    # What stands before this server may ask it under another name.
    ours = {request.headers.get("host", ""), _host(serving.settings().public_address)} - {""}
    if origin is not None and _host(origin) not in ours:
        raise NotStaffError(FOREIGN)


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:  # no address at all
        return ""


def refuse_forged(request: Request, session: Session, token: object) -> None:
    """Refuse a form that was not made for this visit. Raises NotStaffError."""
    refuse_foreign(request)
    if not serving.staff().is_form_of(session, str(token or "")):
        raise NotStaffError(FOREIGN)


def keep(request: Request, response: Response, session: Session) -> None:
    """Let the browser keep the visit, for our own pages alone."""
    response.set_cookie(
        COOKIE,
        serving.staff().cookie(session),
        max_age=int((session.until - serving.now()).total_seconds()),
        secure=request.url.scheme == "https" or serving.settings().public_address.startswith("https:"),
        httponly=True,
        samesite="lax",
    )


def forget(response: Response) -> None:
    """Let the browser forget it."""
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")
