"""Who may record answers: signed in by a passphrase or an account, for some hours, and what each may do."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from itsdangerous import BadData, URLSafeSerializer
from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from locator.answers.addresses import same_visitor
from locator.answers.database import SpentError
from locator.answers.recorded import LONGEST_BY, LONGEST_NAME, Recorded
from locator.answers.store import AnswerStore
from locator.settings import Settings, StaffMember
from locator.words import N_, Message

SIGNED_IN_HOURS = 8
LINK_DAYS = 14
LONGEST_PRESS = 60
TICKET_MINUTES = 2
# Wrong passphrases of one visitor; and of all together whose browser is not known, so that many addresses
# help nobody. Decision 0009 says why browsers are known.
TRIES = RateLimitItemPerMinute(5, 15)
TRIES_OF_ALL = RateLimitItemPerHour(100)
BROWSER_DAYS = 90
# What nobody types or is given by us: not worth the work of looking at it.
LONGEST_PASSPHRASE = 1000
LONGEST_SIGNED = 4000


class NotStaffError(RuntimeError):
    """Somebody may not do that; `sentence` says why, and what would help."""

    def __init__(self, sentence: Message) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class UsedLinkError(NotStaffError):
    """What was sent by this link is recorded, and it can't be used again."""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is signed in: `name` is what the history says, an e-mail address where `has_account`.

    `key` tells this visit from any other; it ends at `until`, an aware datetime.
    """

    key: str
    name: str
    until: datetime
    has_account: bool = False
    may_undo_others: bool = False

    def may_undo(self, recorded: Recorded) -> bool:
        """Whether they may undo that answer: their own, and those of others where they have that role.

        Whoever knows the passphrase can give any name, so with it only what this very visit recorded is
        theirs.
        """
        is_own = recorded.recorded_by == self.name and (
            self.has_account or recorded.once.startswith(f"{self.key}.")
        )
        return self.may_undo_others or is_own

    def owns(self, press: str) -> bool:
        """Whether a press has a name that this visit gave it."""
        return press.startswith(f"{self.key}.") and len(press) <= LONGEST_PRESS

    def press(self) -> str:
        """A name for one press, to be sent with it: the same one is recorded once, and is this visit's."""
        return f"{self.key}.{secrets.token_urlsafe(9)}"


@dataclass(frozen=True, slots=True)
class ClinicLink:
    """A link that was sent to a clinic, by whom, and what makes it one that can be used once."""

    clinic_id: str
    sent_by: str
    key: str


class Staff:
    """Who may record, by the settings of this server; `now` is the clock, an aware datetime."""

    def __init__(self, settings: Settings, store: AnswerStore, now: Callable[[], datetime]) -> None:
        self._settings = settings
        self._store = store
        self._now = now
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        # One try after the other: else many at the same moment would pass before the first is counted, each
        # with argon2's 64 MB.
        self._trying = Lock()
        self._kept_key = ""

    @property
    def has_passphrase(self) -> bool:
        """Whether one can sign in with a passphrase."""
        return bool(self._settings.staff_passphrase)

    @property
    def has_accounts(self) -> bool:
        """Whether one can sign in with an account of Google, Microsoft or the like."""
        return bool(self._settings.accounts_secret and self._settings.accounts and self._settings.staff)

    @property
    def is_on(self) -> bool:
        """Whether anybody can sign in at all."""
        return self.has_passphrase or self.has_accounts

    def with_passphrase(self, name: str, passphrase: str, address: str, browser: str = "") -> Session:
        """Sign in; `address` is where the try comes from, and is kept for as long as it counts, in memory.

        `browser` is what `known_browser` gave it when somebody signed in there before. May take a tenth of a
        second. Raises NotStaffError.
        """
        who = _tidy_name(name)
        if not self.has_passphrase:
            raise NotStaffError(NO_PASSPHRASE)
        if not who or len(who) > LONGEST_NAME or "@" in who:
            raise NotStaffError(
                N_("Say who you are: your first name will do. It is kept with what you record.")
            )
        known = self._read("browser", browser)
        visitor = known["key"] if known else same_visitor(address)
        with self._trying:
            if not (self._limiter.test(TRIES, visitor) and (known or self._limiter.test(TRIES_OF_ALL))):
                raise NotStaffError(TOO_MANY)
            if not _matches(passphrase, self._settings.staff_passphrase):
                self._limiter.hit(TRIES, visitor)
                if not known:
                    self._limiter.hit(TRIES_OF_ALL)
                raise NotStaffError(N_("That is not the passphrase. Nothing was recorded. Please try again."))
            self._limiter.clear(TRIES, visitor)
        return self._session(who)

    def known_browser(self) -> str:
        """What a browser keeps in which somebody has signed in: no guess from elsewhere locks it out."""
        until = self._now() + timedelta(days=BROWSER_DAYS)
        return self._sign("browser", {"key": secrets.token_urlsafe(9)}, until)

    def with_account(self, email: str) -> Session:
        """Sign in somebody whose e-mail address an account has proved. Raises NotStaffError."""
        member = self._member(email)
        if member is None:
            raise NotStaffError(NOT_LISTED.with_(email=email))
        if len(member.email) > LONGEST_BY:  # it could not be kept with what they record
            raise NotStaffError(TOO_LONG)
        return self._session(member.email, has_account=True, may_undo_others=member.may_undo)

    def cookie(self, session: Session) -> str:
        """What a browser is to keep of it."""
        return self._sign(
            "visit", {"key": session.key, "name": session.name, "account": session.has_account}, session.until
        )

    def session(self, cookie: str, *, unchecked: bool = False) -> Session | None:
        """Who is signed in by that cookie; None where it is forged, old, signed out, or no longer staff's.

        Where it is `unchecked` the store is not asked whether they have signed out: enough to show somebody
        once more what they typed while the store is away, and for nothing else.
        """
        told = self._read("visit", cookie) if self.is_on else None
        if told is None or (not unchecked and self._store.is_spent(f"visit:{told['key']}")):
            return None
        until = datetime.fromtimestamp(told["until"], tz=self._now().tzinfo)
        if until > self._now() + timedelta(hours=SIGNED_IN_HOURS):  # begun while the clock was ahead
            return None
        if not told["account"]:
            return Session(told["key"], told["name"], until) if self.has_passphrase else None
        member = self._member(told["name"])
        return Session(told["key"], member.email, until, True, member.may_undo) if member else None

    def sign_out(self, session: Session) -> None:
        """End a visit, so that its cookie is worth nothing to whoever has a copy."""
        try:
            self._store.spend(f"visit:{session.key}", self._now())
        except SpentError:
            return

    def form_token(self, session: Session) -> str:
        """What a form of ours carries, so that no other site's form can be sent in this visit."""
        return self._sign("form", {"key": session.key}, session.until)

    def is_form_of(self, session: Session, token: str) -> bool:
        """Whether a form that was sent is one of ours, made for this visit."""
        told = self._read("form", token)
        return told is not None and told["key"] == session.key

    def clinic_link(self, clinic_id: str, session: Session) -> str:
        """What goes into the address that is sent to a clinic: good once, until `link_until`."""
        told = {"clinic": clinic_id, "by": session.name, "key": secrets.token_urlsafe(9)}
        return self._sign("link", told, self.link_until())

    def link_until(self) -> datetime:
        """Until when a link is good that is made now."""
        return self._now() + timedelta(days=LINK_DAYS)

    def link(self, token: str) -> ClinicLink:
        """The link that a clinic has followed. Raises NotStaffError, where it is forged or too old.

        Raises UsedLinkError where it was used.
        """
        told = self._read("link", token)
        is_account = told is not None and "@" in told["by"]
        if told is None or (is_account and self._member(told["by"]) is None):  # who sent it was let go
            raise NotStaffError(BAD_LINK)
        found = ClinicLink(told["clinic"], told["by"], f"link:{told['key']}")
        if self._store.is_spent(found.key):
            raise UsedLinkError(USED_LINK)
        return found

    def ticket(self, email: str) -> str:
        """What hands an account's proof from Streamlit's page to the form that signs in, within minutes."""
        until = self._now() + timedelta(minutes=TICKET_MINUTES)
        return self._sign("ticket", {"email": email, "key": secrets.token_urlsafe(9)}, until)

    def with_ticket(self, ticket: str) -> Session:
        """Sign in by it, once. Raises NotStaffError."""
        told = self._read("ticket", ticket)
        try:
            if told:
                self._store.spend(f"ticket:{told['key']}", self._now())
                return self.with_account(told["email"])
        except SpentError:
            pass
        raise NotStaffError(N_("That took too long. Please sign in again."))

    def _member(self, email: str) -> StaffMember | None:
        listed = self._settings.staff if self.has_accounts else ()
        # The sign for kelvin is "k" in small letters, but another mailbox: only capitals are overlooked.
        return next(
            (
                member
                for member in listed
                if member.email == email.casefold() and member.email.isascii() == email.isascii()
            ),
            None,
        )

    def _session(self, name: str, *, has_account: bool = False, may_undo_others: bool = False) -> Session:
        until = self._now() + timedelta(hours=SIGNED_IN_HOURS)
        return Session(secrets.token_urlsafe(9), name, until, has_account, may_undo_others)

    def _sign(self, what: str, told: dict[str, Any], until: datetime) -> str:
        self._kept_key = self._kept_key or self._store.key()
        return str(self._signer(what).dumps(told | {"until": int(until.timestamp())}))

    def _read(self, what: str, text: str) -> dict[str, Any] | None:
        """What was signed for that end; None where it was not signed by us, or is too old."""
        if len(text) > LONGEST_SIGNED or not text.isascii():
            return None
        self._kept_key = self._kept_key or self._store.key(make=False)
        if not self._kept_key:  # nothing was ever signed
            return None
        try:
            told: dict[str, Any] = self._signer(what).loads(text)
        except BadData:
            return None
        return told if told["until"] > self._now().timestamp() else None

    def _signer(self, what: str) -> URLSafeSerializer:
        """Another passphrase, or another secret of accounts, ends every visit and link."""
        theirs = f"{self._settings.staff_passphrase}\0{self._settings.accounts_secret}"
        key = hmac.new(self._kept_key.encode(), _bytes(theirs), hashlib.sha256).hexdigest()
        return URLSafeSerializer(
            key,
            salt=f"locator {what}",
            signer_kwargs={"digest_method": hashlib.sha256, "key_derivation": "hmac"},
        )


NOT_LISTED = N_("%(email)s is not on the list of people who may record answers. Ask whoever runs this site.")
TOO_LONG = N_(
    "Your e-mail address is longer than %(most)s letters, so it can't be kept with an answer. Use another.",
    most=LONGEST_BY,
)
NO_PASSPHRASE = N_("This site has no passphrase to sign in with.")
TOO_MANY = N_("That was tried too often. Please wait 15 minutes and try again.")
BAD_LINK = N_("This link is not one of ours, or it is older than %(days)s days.", days=LINK_DAYS)
USED_LINK = N_("This link was used already: thank you. What you sent is recorded.")


def _tidy_name(name: str) -> str:
    """A name as it is kept: without what can't be seen, and without letters that only look like "@"."""
    if len(name) > LONGEST_SIGNED:
        return ""
    seen = (letter for letter in normalize("NFKC", name) if letter.isprintable() or letter.isspace())
    return " ".join("".join(seen).split())


def _matches(given: str, kept: str) -> bool:
    """Whether that is the passphrase, which is kept as it is or as an argon2 hash (RFC 9106).

    A keyboard may write "ö" as one letter or as two (RFC 8265, section 4.2.2), or end with a space.
    """
    if len(given) > LONGEST_PASSPHRASE:
        return False
    passphrase = _bytes(normalize("NFC", given.strip()))
    if not kept.startswith("$argon2"):
        return hmac.compare_digest(passphrase, _bytes(normalize("NFC", kept)))
    try:
        return PasswordHasher().verify(kept, passphrase)
    except (Argon2Error, InvalidHashError):
        return False


def _bytes(text: str) -> bytes:
    """Any text at all, also what no letter stands for, as bytes."""
    return text.encode("utf-8", "surrogatepass")
