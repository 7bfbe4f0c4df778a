"""The one way out to the tile host: polite, identified, bounded, and quick to give up."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus

import httpx

from locator.tiles.settings import TileSettings

logger = logging.getLogger(__name__)

# What a tile may be, and the bytes that show it really is one.
FIRST_BYTES = {
    "image/png": rb"\x89PNG\r\n\x1a\n",
    "image/jpeg": rb"\xff\xd8\xff",
    "image/webp": rb"RIFF[\x00-\xff]{4}WEBP",
}
NO_SUCH_TILE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
# The rest (cookies, server names) is nobody's business.
KEPT_HEADERS = ("content-type", "cache-control", "expires", "etag", "last-modified")
CONDITIONS = ("if-none-match", "if-modified-since")
# openstreetmap.org's tile policy: seven days when the answer does not say how long it may be kept.
KEEP_TILE = "max-age=604800"
KEEP_NO_SUCH_TILE = "max-age=3600"
LONGEST_PAUSE_SECONDS = 3600.0


class UnavailableError(Exception):
    """No tile can be had from upstream just now."""


class _BadAnswerError(Exception):
    def __init__(self, reason: str, retry_after: str = "") -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class Upstream(httpx.AsyncBaseTransport):
    """Asks the tile host, a few requests at a time, and leaves it alone for a while after a failure.

    It sits under the cache, which hands it requests of its own making, so there is nothing of a visitor
    to pass on. A bare transport follows no redirects, keeps no cookies and logs no addresses.
    `clock` gives seconds that only ever go up.
    """

    def __init__(self, settings: TileSettings, clock: Callable[[], float]) -> None:
        self._settings = settings
        self._clock = clock
        self._turns = asyncio.Semaphore(settings.requests_at_once)
        self._http = httpx.AsyncHTTPTransport()
        self._away_until = clock()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """A sound tile, "unchanged" or "no such tile". Raises UnavailableError for anything else."""
        patience = self._settings.timeout_seconds
        try:
            async with asyncio.timeout(patience):
                await self._turns.acquire()
        except TimeoutError:
            raise UnavailableError("too many tiles are waiting") from None
        try:
            if self._clock() < self._away_until:
                raise UnavailableError("it failed a moment ago")
            async with asyncio.timeout(patience):
                return await self._ask(request)
        except (httpx.HTTPError, TimeoutError, UnicodeError, _BadAnswerError) as failure:
            self._step_back(failure)
            raise UnavailableError from failure
        finally:
            self._turns.release()

    async def _ask(self, request: httpx.Request) -> httpx.Response:
        headers = {name: request.headers[name] for name in CONDITIONS if name in request.headers}
        headers |= {
            "user-agent": self._settings.user_agent,
            "accept": ", ".join(FIRST_BYTES),
            "accept-encoding": "identity",
        }
        answer = await self._http.handle_async_request(httpx.Request("GET", request.url, headers=headers))
        try:
            if answer.status_code == HTTPStatus.OK:
                body = await self._sound_tile(answer)
            elif answer.status_code in (HTTPStatus.NOT_MODIFIED, *NO_SUCH_TILE):
                body = b""
            else:
                raise _BadAnswerError(f"HTTP {answer.status_code}", answer.headers.get("retry-after", ""))
        finally:
            await answer.aclose()
        return httpx.Response(answer.status_code, headers=_headers_to_keep(answer), content=body)

    async def _sound_tile(self, answer: httpx.Response) -> bytes:
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in FIRST_BYTES:
            raise _BadAnswerError(f"it sent {kind or 'something unnamed'} instead of a picture")
        body = b""
        async for piece in answer.aiter_raw():
            body += piece
            if len(body) > self._settings.max_tile_bytes:
                raise _BadAnswerError("it sent a tile that is far too large")
        if not re.match(FIRST_BYTES[kind], body):
            raise _BadAnswerError(f"it sent something that is not the {kind} it claims to be")
        return body

    def _step_back(self, failure: Exception) -> None:
        pause = self._settings.away_seconds
        if isinstance(failure, _BadAnswerError):
            pause = max(pause, min(_seconds_asked_for(failure.retry_after), LONGEST_PAUSE_SECONDS))
        if self._clock() >= self._away_until:
            reason = str(failure) or type(failure).__name__
            logger.warning("No street tiles for %.0f seconds: %s", pause, reason)
        self._away_until = max(self._away_until, self._clock() + pause)

    async def aclose(self) -> None:
        """Close the connections to the tile host."""
        await self._http.aclose()


def _headers_to_keep(answer: httpx.Response) -> dict[str, str]:
    told = {name: answer.headers.get(name, "") for name in KEPT_HEADERS}
    headers = {name: value for name, value in told.items() if value and value.isascii()}
    headers["date"] = format_datetime(_born(answer), usegmt=True)
    if answer.status_code != HTTPStatus.NOT_MODIFIED and not {"cache-control", "expires"} & headers.keys():
        headers["cache-control"] = KEEP_TILE if answer.status_code == HTTPStatus.OK else KEEP_NO_SUCH_TILE
    return headers


def _born(answer: httpx.Response) -> datetime:
    """When the answer was made, counting the time it lay in caches on its way (RFC 9111, section 4.2.3).

    Told as a date because the cache above takes an answer's age from its date alone, by the real clock.
    """
    now = datetime.now(UTC)
    age = answer.headers.get("age", "")
    return min(_date(answer.headers.get("date", "")) or now, now - timedelta(seconds=_whole_seconds(age)))


def _seconds_asked_for(retry_after: str) -> float:
    """Retry-After (RFC 9110, section 10.2.3): seconds, or a date. Zero when it says neither."""
    at = _date(retry_after)
    return (at - datetime.now(UTC)).total_seconds() if at else float(_whole_seconds(retry_after))


def _whole_seconds(text: str) -> int:
    # A host could send any number of digits; nine of them are 31 years.
    return int(text[:9]) if text.isascii() and text.isdigit() else 0


def _date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
        return date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
