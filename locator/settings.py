"""What whoever runs the site can set: environment variables, or .streamlit/secrets.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

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
class Settings:
    """Every setting, with the default that works."""

    clinics: str = str(PROJECT / "data" / "clinics.csv")
    tiles: Tiles = Tiles.PROXY
    tile_url: str = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
    confirm_days: int = 180
    report_email: str = ""
    embed_sites: tuple[str, ...] = ()


DEFAULTS = Settings()


def load_settings(environment: Mapping[str, str], secrets_file: Path) -> Settings:
    """Settings from the environment, then the secrets file, then the defaults.

    Raises SettingsError, in a sentence, for a value that can't be used.
    """
    secrets: Mapping[str, object] = {}
    if secrets_file.is_file():
        try:
            secrets = tomllib.loads(secrets_file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"{secrets_file} is not valid TOML: {error}") from error

    def text(name: str, default: str) -> str:
        return (environment.get(name) or str(secrets.get(name, ""))).strip() or default

    return Settings(
        clinics=_clinics(text("LOCATOR_CLINICS", DEFAULTS.clinics)),
        tiles=_tiles(text("LOCATOR_TILES", DEFAULTS.tiles)),
        tile_url=_tile_url(text("LOCATOR_TILE_URL", DEFAULTS.tile_url)),
        confirm_days=_confirm_days(text("LOCATOR_CONFIRM_DAYS", str(DEFAULTS.confirm_days))),
        report_email=_report_email(text("LOCATOR_REPORT_EMAIL", "")),
        embed_sites=_embed_sites(text("LOCATOR_EMBED_SITES", "")),
    )


def _clinics(value: str) -> str:
    if "://" not in value:
        return value
    address = _address(value)
    if address is None or address.scheme != "https":
        raise SettingsError(
            f"LOCATOR_CLINICS is {value!r}. Use a path to a CSV file, or an address that starts with https://."
        )
    return address.geturl()


def _address(value: str) -> SplitResult | None:
    """A web address in its parts; None where its host or port can't be one."""
    try:
        parts = urlsplit(value)
        is_usable = bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port past all ports, or half a pair of brackets
        return None
    return parts if is_usable else None


def _tiles(value: str) -> Tiles:
    try:
        return Tiles(value.lower())
    except ValueError:
        raise SettingsError(f"LOCATOR_TILES is {value!r}. Use proxy, direct or off.") from None


def _tile_url(value: str) -> str:
    address = _address(value)
    if (
        address is None
        or address.scheme not in {"http", "https"}
        # It becomes part of a security header, to which nothing may be added.
        or not re.fullmatch(r"[A-Za-z0-9.:\[\]-]+", address.netloc)
        or sorted(re.findall("[{][^}]*[}]?", value)) != ["{x}", "{y}", "{z}"]
    ):
        raise SettingsError(
            f"LOCATOR_TILE_URL is {value!r}. Use an address with one host's full name, and with {{z}}, {{x}} "
            f"and {{y}} once each and nothing else in braces, such as {DEFAULTS.tile_url}."
        )
    return value


def _confirm_days(value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", value) or int(value) < 1:
        raise SettingsError(
            f"LOCATOR_CONFIRM_DAYS is {value!r}. Use a whole number of days, 1 to 9999, such as 180."
        )
    return int(value)


def _report_email(value: str) -> str:
    if value and not re.fullmatch(r"[^@\s?&<>\"']+@[^@\s?&<>\"']+\.[^@\s?&<>\"']+", value):
        raise SettingsError(
            f"LOCATOR_REPORT_EMAIL is {value!r}. Use one e-mail address, such as office@example.com."
        )
    return value


def _embed_sites(value: str) -> tuple[str, ...]:
    sites = tuple(site.rstrip("/") for site in re.split(r"[\s,]+", value) if site)
    for site in sites:
        if not re.fullmatch(r"https://[A-Za-z0-9.-]+(:[0-9]+)?|http://localhost(:[0-9]+)?", site):
            raise SettingsError(
                f"LOCATOR_EMBED_SITES has {site!r} in it. Use the beginnings of addresses, such as "
                "https://www.example.com, with spaces between them."
            )
    return sites
