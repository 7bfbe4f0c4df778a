"""What whoever runs the site can set: environment variables, or .streamlit/secrets.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

import httpx
from argon2 import extract_parameters
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

PROJECT = Path(__file__).resolve().parent.parent
ASSETS = PROJECT / "locator" / "assets"


class Tiles(StrEnum):
    """Where street tiles come from: through this server, straight to the browser, or not at all."""

    PROXY = "proxy"
    DIRECT = "direct"
    OFF = "off"


class SettingsError(ValueError):
    """A setting has a value that can't be used; the message says which, and what would be right."""


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody who may record answers, by e-mail address; and whether they may undo those of others."""

    email: str
    may_undo: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, with the default that works.

    Of [auth] in the secrets file `accounts_secret` is the cookie_secret, and `accounts` names who can prove
    an account (Google, Microsoft or the like); both are empty where nobody can sign in with one.
    """

    clinics: str = str(PROJECT / "data" / "clinics.csv")
    tiles: Tiles = Tiles.PROXY
    tile_url: str = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
    confirm_days: int = 180
    report_email: str = ""
    embed_sites: tuple[str, ...] = ()
    public_address: str = ""
    answers: str = f"sqlite:///{PROJECT / 'data' / 'answers.sqlite3'}"
    staff: tuple[StaffMember, ...] = ()
    staff_passphrase: str = field(default="", repr=False)
    accounts_secret: str = field(default="", repr=False)
    accounts: tuple[str, ...] = ()

    def on_the_web(self, link: str) -> str:
        """The full address of a link of this site, such as "/?clinic=edina", for paper and for other people.

        "" where nobody else could follow it: no public address is set, or it is this computer. What a browser
        asks for (the Host header) is never believed: it is whatever somebody wrote there.
        """
        host = urlsplit(self.public_address).hostname or ""
        is_here = host in _THIS_COMPUTER or host.endswith(".localhost")
        return "" if not host or is_here else self.public_address + link


_THIS_COMPUTER = ("localhost", "127.0.0.1", "0.0.0.0")  # noqa: S104 (compared with, never listened on)

DEFAULTS = Settings()

# What to use in place of a wrong value.
_USE = {
    "clinics": "a path to a CSV file, or an address that starts with https://",
    "tiles": "proxy, direct or off",
    "tile_url": "an address with one host's full name, and with {z}, {x} and {y} once each and nothing else "
    f"in braces, such as {DEFAULTS.tile_url}",
    "confirm_days": "a whole number of days, 1 to 9999, such as 180",
    "report_email": "one e-mail address, such as office@example.com",
    "embed_sites": "the beginnings of addresses, such as https://www.example.com, with spaces between them",
    "answers": "an address of SQLAlchemy for SQLite or PostgreSQL, such as sqlite:////srv/answers.sqlite3 or "
    "postgresql+psycopg://locator@db.example.com/answers",
    "staff": "e-mail addresses with spaces between them; after one who may undo what others recorded, :undo",
    "staff_passphrase": "a passphrase, or its argon2 hash",
    "public_address": "the beginning of this site's own address, such as https://clinics.example.com",
}


def load_settings(environment: Mapping[str, str], secrets_file: Path) -> Settings:
    """Settings from the environment, then the secrets file, then the defaults.

    Raises SettingsError, in a sentence, for a value that can't be used.
    """
    secrets: Mapping[str, object] = {}
    try:
        if secrets_file.is_file():
            secrets = tomllib.loads(secrets_file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{secrets_file} can't be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{secrets_file} is not valid TOML: {error}") from error
    read: dict[str, Any] = {}
    for setting, use in _USE.items():
        name = f"LOCATOR_{setting.upper()}"
        if value := (environment.get(name) or str(secrets.get(name, ""))).strip():
            try:
                read[setting] = _read(setting, value)
            except ValueError:
                raise SettingsError(f"{name} is {_shown(setting, value)}. Use {use}.") from None
    auth = secrets.get("auth")
    if isinstance(auth, Mapping) and "staff" in read:
        read |= _accounts(auth)
    return Settings(**read)


def _accounts(auth: Mapping[str, Any]) -> dict[str, Any]:
    """What [auth] says of who can prove an account, by Streamlit's own names ("default": [auth] itself).

    Raises SettingsError where somebody could come in as somebody else.
    """
    secret = str(auth.get("cookie_secret", ""))
    providers = {"default": auth} | {name: told for name, told in auth.items() if isinstance(told, Mapping)}
    found = {name: told for name, told in providers.items() if told.keys() >= _OF_A_PROVIDER}
    if found and len(secret) < LEAST_SECRET:
        raise SettingsError(
            f"cookie_secret of [auth] has less than {LEAST_SECRET} letters: it could be guessed. Make one: "
            'python -c "import secrets; print(secrets.token_urlsafe(32))"'
        )
    for name, told in found.items():
        if _ANY_TENANT.search(str(told["server_metadata_url"])):
            raise SettingsError(
                f"server_metadata_url of {name} in [auth] lets in accounts of every organization, and each "
                "says itself what its people's addresses are. Put your own tenant's id into it."
            )
    return {"accounts_secret": secret, "accounts": tuple(found)}


_OF_A_PROVIDER = {"client_id", "client_secret", "server_metadata_url"}
LEAST_SECRET = 16
# Microsoft does not vouch for the address in an account of another organization: only an own tenant's.
_ANY_TENANT = re.compile(r"//login\.microsoftonline\.com/(?:common|organizations|consumers)/", re.IGNORECASE)


def _shown(setting: str, value: str) -> str:
    """A value for a message; never one that lets somebody in."""
    return "not right" if setting in {"answers", "staff_passphrase"} else repr(value)


def _read(setting: str, value: str) -> object:
    """What the text of a setting means. Raises ValueError for one that can't be used."""
    words = tuple(word for word in re.split(r"[\s,]+", value) if word)
    sites = tuple(word.rstrip("/") for word in words)
    match setting:
        case "clinics" if "://" not in value:
            return value
        case "clinics" if (address := _address(value)).scheme == "https":
            return address.geturl()
        case "tiles":
            return Tiles(value.lower())
        case "tile_url" if _is_tile_address(value):
            return value
        case "confirm_days" if re.fullmatch("[0-9]{1,4}", value) and int(value) > 0:
            return int(value)
        case "report_email" if re.fullmatch(_EMAIL, value):
            return value
        case "embed_sites" if all(map(_SITE.fullmatch, sites)):
            return sites
        case "answers":
            return database_address(value)
        case "staff" if all(map(_MEMBER.fullmatch, words)):
            return tuple(
                StaffMember(word.removesuffix(":undo").casefold(), word.endswith(":undo")) for word in words
            )
        case "staff_passphrase" if not value.startswith("$argon2") or extract_parameters(value):
            return value
        case "public_address" if _SITE.fullmatch(value.rstrip("/")):
            return value.rstrip("/")
    raise ValueError


_SITE = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]+)?|http://localhost(:[0-9]+)?")
_EMAIL = r"[^@\s?&<>\"':]+@[^@\s?&<>\"':]+\.[^@\s?&<>\"':]+"
_MEMBER = re.compile(f"{_EMAIL}(:undo)?")


def database_address(value: str) -> str:
    """A database's address; a relative path of SQLite begins at the project. Raises ValueError."""
    try:
        url = make_url(value)
    except ArgumentError:
        raise ValueError from None
    match url.get_backend_name():
        case "sqlite" if url.database and url.database != ":memory:":
            url = url.set(database=str(PROJECT / url.database))
        case "postgresql" | "postgres":
            url = url.set(drivername="postgresql+psycopg")
        case _:
            raise ValueError
    return url.render_as_string(hide_password=False)


def _is_tile_address(value: str) -> bool:
    """Whether it is one host's address with {z}, {x} and {y} once each and nothing else in braces.

    Raises ValueError where it is no address.
    """
    address = _address(value)
    # The host becomes part of a security header, to which nothing may be added.
    is_one_host = re.fullmatch(r"[A-Za-z0-9.:\[\]-]+", address.netloc) is not None
    parts = sorted(re.findall("[{][^}]*[}]?", value))
    return address.scheme in {"http", "https"} and is_one_host and parts == ["{x}", "{y}", "{z}"]


def _address(value: str) -> SplitResult:
    """A web address in its parts. Raises ValueError where its host or port can't be one."""
    parts = urlsplit(value)
    try:
        host = httpx.URL(value).host
    except httpx.InvalidURL:
        raise ValueError from None
    if not host or parts.port == 0:
        raise ValueError
    return parts
