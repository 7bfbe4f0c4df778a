"""Entity tags: how a browser asks whether what it keeps is still what we have (RFC 9110, section 8.8.3)."""

from __future__ import annotations

from locator.digests import digest_of


def etag_of(body: bytes) -> str:
    """A strong tag made from the bytes alone, so that every process agrees on it."""
    return f'"{digest_of(body, digits=32)}"'


def has_it(if_none_match: str, etag: str) -> bool:
    """Whether these tags, as sent in If-None-Match, hold `etag`; weak ones count too (section 13.1.2)."""
    tags = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return "*" in tags or etag.removeprefix("W/") in tags
