"""Who of the staff is asking, by the cookie of the visit; and that a form was sent from our own page."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from locator.answers.database import StoreAwayError
from locator.answers.staff import BROWSER_DAYS, NotStaffError, Session
from locator.live import serving
from locator.server.origins import is_our_page
from locator.words import N_

COOKIE = "locator_staff"
BROWSER_COOKIE = "locator_browser"
LONGEST_FORM = 100_000  # bytes: a call to forty clinics, with every field of each
MOST_FIELDS = 400
FOREIGN = N_("This form was not sent from our own page, or the page was open too long. Please try again.")


def signed_in(request: Request, *, unchecked: bool = False) -> Session | None:
    """Who asks; None where nobody is signed in. A store that is away knows nobody, unless `unchecked`."""
    cookie = request.cookies.get(COOKIE, "")
    try:
        return serving.staff().session(cookie, unchecked=unchecked) if cookie else None
    except StoreAwayError:
        return None


def refuse_foreign(request: Request, *, hides_origin: bool = False) -> None:
    """Refuse a form of another site. Raises NotStaffError.

    Browsers say where a form comes from (Sec-Fetch-Site, Origin; Fetch standard); what sends neither is no
    browser, and has nobody's cookie. `hides_origin` is for a form of a page without a referrer, of which
    browsers say that its origin is "null".
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site not in (None, "same-origin", "none"):
        raise NotStaffError(FOREIGN)
    if hides_origin and origin == "null":
        return
    if origin is not None and not is_our_page(origin, request.headers):
        raise NotStaffError(FOREIGN)


def refuse_forged(request: Request, session: Session, token: object) -> None:
    """Refuse a form that was not made for this visit. Raises NotStaffError."""
    refuse_foreign(request)
    if not serving.staff().is_form_of(session, str(token or "")):
        raise NotStaffError(FOREIGN)


async def form_of(request: Request) -> dict[str, str]:
    """What a form of ours sent, each field once. Raises HTTPException for more than any of them holds."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_FORM:
            raise HTTPException(413)
    text = body.decode("utf-8", "replace")
    try:
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        raise HTTPException(413) from None


def keep(request: Request, response: Response, session: Session) -> None:
    """Let the browser keep the visit, for our own pages alone."""
    seconds = int((session.until - serving.now()).total_seconds())
    _keep(request, response, COOKIE, serving.staff().cookie(session), seconds)


def keep_browser(request: Request, response: Response) -> None:
    """Let the browser keep that somebody has signed in there with the passphrase."""
    kept = serving.staff().known_browser()
    _keep(request, response, BROWSER_COOKIE, kept, BROWSER_DAYS * 24 * 60 * 60)


def _keep(request: Request, response: Response, cookie: str, value: str, seconds: int) -> None:
    is_secure = request.url.scheme == "https" or serving.settings().public_address.startswith("https:")
    response.set_cookie(cookie, value, max_age=seconds, secure=is_secure, httponly=True, samesite="lax")


def forget(response: Response) -> None:
    """Let the browser forget it."""
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")
