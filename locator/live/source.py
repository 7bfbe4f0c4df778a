"""Where the clinic file comes from: a path on this machine, or an https address such as a published sheet."""

from __future__ import annotations

import re
import stat
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx

from locator.clinic_file import LARGEST
from locator.words import N_, Message

FILE_SECONDS = 1.0
ADDRESS_SECONDS = 180.0
TIMEOUT = httpx.Timeout(15.0)
WHOLE_SECONDS = 60.0
MOST_REDIRECTS = 5

GOOGLE = "docs.google.com"
# A sheet by its own key, or by the key under which it was published.
_GOOGLE_SHEET = re.compile(
    r"(?P<sheet>/spreadsheets/(?:u/\d+/)?d/(?P<published>e/)?[\w-]+)"
    r"(?:/(?:edit|view|htmlview|preview|copy|export|pub|pubhtml)?)?/?$"
)
NOT_SHARED = N_(
    "%(file)s can't be had: Google does not show this sheet to everybody. In Google Sheets, press Share and "
    "let “Anyone with the link” be a Viewer; or choose File, Share, Publish to web, then the sheet and "
    "“Comma-separated values (.csv)”, and use the address that you are given."
)

Thing = TypeVar("Thing")
Validators = dict[str, str]  # by the header to ask with, as in {"if-none-match": "…"}


class SourceAwayError(RuntimeError):
    """The clinic file can't be had just now; `sentence` says why."""

    def __init__(self, sentence: Message) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class FileSource:
    """A path. A file that is being written is left alone until it has stood still between two looks."""

    seconds_between = FILE_SECONDS

    def __init__(self, path: Path) -> None:
        self.name = N_("The clinic file %(name)s", name=path.name)
        self._path = path
        self._read_state: tuple[int, ...] = ()
        self._last_state: tuple[int, ...] = ()

    def read_now(self) -> bytes:
        """The file as it is. Raises SourceAwayError."""
        state, data = self._state(), self._bytes()
        self._read_state = self._last_state = state
        return data

    def forget(self) -> None:
        """Take what is there as not yet read."""
        self._read_state = ()

    def read(self) -> bytes | None:
        """The file if it has changed and then stood still, else None. Raises SourceAwayError."""
        state = self._state()
        still = state == self._last_state
        self._last_state = state
        if state == self._read_state or not still:
            return None
        data = self._bytes()
        if self._state() != state:  # written to while it was being read
            return None
        self._read_state = state
        return data

    def _state(self) -> tuple[int, ...]:
        try:
            found = self._path.stat()
        except OSError as error:
            raise self._cannot_open(error) from error
        if not stat.S_ISREG(found.st_mode):  # opening a pipe would wait for whoever writes to it
            self.forget()
            raise SourceAwayError(N_("%(file)s can't be opened: it is not a file.", file=self.name))
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _bytes(self) -> bytes:
        try:
            with self._path.open("rb") as file:
                return file.read(LARGEST + 1)  # one more than allowed is enough to be refused
        except OSError as error:
            raise self._cannot_open(error) from error

    def _cannot_open(self, error: OSError) -> SourceAwayError:
        self.forget()
        return SourceAwayError(
            N_(
                "%(file)s can't be opened: %(reason)s. "
                "See that it is there, under this name, and may be read.",
                file=self.name,
                reason=error.strerror,
            )
        )


class AddressSource:
    """An https address, asked for again only when its host says that it has changed (ETag, Last-Modified)."""

    seconds_between = ADDRESS_SECONDS

    def __init__(self, address: str, transport: httpx.BaseTransport | None = None) -> None:
        self.name = N_("The clinic file on the web")
        self._address = address
        self._is_google = httpx.URL(address).host == GOOGLE
        self._validators: Validators = {}
        self._client = httpx.Client(
            timeout=TIMEOUT,
            follow_redirects=False,
            transport=transport,
            headers={"accept": "text/csv, */*;q=0.5"},
        )

    def read_now(self) -> bytes:
        """The file as it is. Raises SourceAwayError."""
        self._validators = {}
        data = self.read()
        if data is None:
            raise SourceAwayError(N_("%(file)s can't be had: its host sent nothing.", file=self.name))
        return data

    def forget(self) -> None:
        """Take what is there as not yet read."""
        self._validators = {}

    def read(self) -> bytes | None:
        """The file unless its host says that it has not changed. Raises SourceAwayError.

        After trouble the whole file is asked for.
        """
        validators, self._validators = self._validators, {}
        # Beside the caller, because a host that sends a letter now and then never counts as silent.
        asking = _in_background(lambda: self._fetch(validators))
        try:
            data, self._validators = asking.result(WHOLE_SECONDS)
        except TimeoutError as error:
            raise SourceAwayError(N_("%(file)s took too long to arrive.", file=self.name)) from error
        except (httpx.HTTPError, UnicodeError) as error:  # UnicodeError: a name that no host can have
            raise SourceAwayError(
                N_("%(file)s can't be reached (%(reason)s).", file=self.name, reason=type(error).__name__)
            ) from error
        return data

    def _fetch(self, validators: Validators) -> tuple[bytes | None, Validators]:
        """The file, None where it has not changed, and what to ask with the next time."""
        address = httpx.URL(self._address)
        for _hop in range(MOST_REDIRECTS + 1):
            with self._client.stream("GET", address, headers=validators) as answer:
                if answer.status_code == httpx.codes.NOT_MODIFIED:
                    return None, validators
                if not answer.is_redirect:
                    return self._body(answer), _validators(answer)
                if answer.next_request is None or answer.next_request.url.scheme != "https":
                    break
                address = answer.next_request.url
        raise SourceAwayError(
            N_("%(file)s can't be had: its host sends us to an address we won't follow.", file=self.name)
        )

    def _body(self, answer: httpx.Response) -> bytes:
        """All of it, within the time and size allowed."""
        status = answer.status_code
        # A sheet that is not shared is answered with a page to sign in at, or refused.
        is_page = status == httpx.codes.OK and answer.headers.get("content-type", "").startswith("text/html")
        if self._is_google and (is_page or status in (401, 403, 404)):
            raise SourceAwayError(NOT_SHARED.with_(file=self.name))
        if status != httpx.codes.OK:
            raise SourceAwayError(
                N_("%(file)s can't be had: its host answered %(status)s.", file=self.name, status=status)
            )
        deadline = time.monotonic() + WHOLE_SECONDS
        body = bytearray()
        for part in answer.iter_bytes():
            body += part
            if len(body) > LARGEST:
                raise SourceAwayError(
                    N_("%(file)s is larger than %(size)s MB.", file=self.name, size=LARGEST // 2**20)
                )
            if time.monotonic() > deadline:
                raise SourceAwayError(N_("%(file)s took too long to arrive.", file=self.name))
        return bytes(body)


ClinicSource = FileSource | AddressSource


def source_at(where: str) -> ClinicSource:
    """What to read the clinic file from: a path, or an address that starts with https://."""
    return AddressSource(csv_address(where)) if where.startswith("https://") else FileSource(Path(where))


def csv_address(address: str) -> str:
    """Where the same sheet is had as CSV: people copy the address at which they edit a Google Sheet.

    Any other address is taken as it is.
    """
    parts = urlsplit(address)
    sheet = _GOOGLE_SHEET.match(parts.path) if parts.hostname == GOOGLE else None
    if not sheet:
        return address
    asked = parse_qs(parts.query)
    tab = asked.get("gid") or parse_qs(parts.fragment).get("gid") or []
    which = [("gid", tab[0])] if tab else []
    at = f"https://{GOOGLE}{sheet['sheet']}"
    if sheet["published"]:
        one = [("single", "true")] if tab else []
        return f"{at}/pub?{urlencode([*which, *one, ('output', 'csv')])}"
    if asked.get("format", ["csv"]) != ["csv"]:  # as /export?format=xlsx, which somebody chose
        return address
    return f"{at}/export?{urlencode([('format', 'csv'), *which])}"


def _validators(answer: httpx.Response) -> Validators:
    asked = {"etag": "if-none-match", "last-modified": "if-modified-since"}
    told = {ask: answer.headers.get(name, "") for name, ask in asked.items()}
    return {ask: value for ask, value in told.items() if value and value.isascii()}  # else it can't be sent


def _in_background(work: Callable[[], Thing]) -> Future[Thing]:
    """What `work` gives, once it has ended. If it never does, the server can still stop."""
    future: Future[Thing] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 (raised again for whoever asks)
            future.set_exception(error)

    threading.Thread(target=run, name="clinic file on the web", daemon=True).start()
    return future
