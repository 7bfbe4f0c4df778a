"""The address that people copy from Google Sheets works; where it can't, they are told how to share the sheet."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from locator.live.source import AddressSource, SourceAwayError, csv_address, source_at
from tests.stand_ins.sheet_server import SheetServer

SHEET = "https://docs.google.com/spreadsheets/d/1aB-c_9"
PUBLISHED = "https://docs.google.com/spreadsheets/d/e/2PACX-1v_9"


@pytest.mark.parametrize(
    ("copied", "read"),
    [
        (f"{SHEET}/edit#gid=7", f"{SHEET}/export?format=csv&gid=7"),
        (f"{SHEET}/edit?gid=7#gid=7", f"{SHEET}/export?format=csv&gid=7"),
        (f"{SHEET}/edit?usp=sharing", f"{SHEET}/export?format=csv"),
        (f"{SHEET}/view", f"{SHEET}/export?format=csv"),
        (SHEET, f"{SHEET}/export?format=csv"),
        (f"{SHEET}/", f"{SHEET}/export?format=csv"),
        (f"{SHEET}/export?format=csv&gid=7", f"{SHEET}/export?format=csv&gid=7"),
        (
            "https://docs.google.com/spreadsheets/u/0/d/1aB/edit#gid=0",
            "https://docs.google.com/spreadsheets/u/0/d/1aB/export?format=csv&gid=0",
        ),
        (f"{PUBLISHED}/pubhtml", f"{PUBLISHED}/pub?output=csv"),
        (f"{PUBLISHED}/pubhtml?gid=7&single=true", f"{PUBLISHED}/pub?gid=7&single=true&output=csv"),
        (f"{PUBLISHED}/pub?output=csv", f"{PUBLISHED}/pub?output=csv"),
        (
            f"{PUBLISHED}/pub?gid=7&single=true&output=csv",
            f"{PUBLISHED}/pub?gid=7&single=true&output=csv",
        ),
    ],
)
def test_whatever_address_of_a_sheet_is_copied_its_csv_is_read(copied: str, read: str) -> None:
    assert csv_address(copied) == read
    assert csv_address(read) == read


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/spreadsheets/d/1aB/edit#gid=7",
        "https://docs.google.com/document/d/1aB/edit",
        f"{SHEET}/export?format=xlsx",
        "https://docs.google.com.example.com/spreadsheets/d/1aB/edit",
    ],
)
def test_any_other_address_is_taken_as_it_is(address: str) -> None:
    assert csv_address(address) == address
    assert isinstance(source_at(address), AddressSource)


class Google(httpx.HTTPTransport):
    """Brings what is meant for Google to the stand-in on this machine."""

    def __init__(self, sheet: SheetServer) -> None:
        super().__init__()
        self._there = httpx.URL(sheet.address)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(
            scheme="http", host=self._there.host, port=self._there.port, path=self._there.path
        )
        return super().handle_request(request)


@pytest.fixture
def sheet() -> Iterator[SheetServer]:
    with SheetServer(b"clinic_id,name") as server:
        yield server


def test_a_shared_sheet_is_read(sheet: SheetServer) -> None:
    assert AddressSource(csv_address(f"{SHEET}/edit"), Google(sheet)).read_now() == b"clinic_id,name"


def test_of_a_sheet_that_asks_to_sign_in_we_say_how_to_share_it(sheet: SheetServer) -> None:
    sheet.trouble("login page")
    with pytest.raises(SourceAwayError, match="press Share and let “Anyone with the link” be a Viewer"):
        AddressSource(csv_address(f"{SHEET}/edit"), Google(sheet)).read_now()


def test_trouble_at_google_itself_is_not_taken_for_a_sheet_that_is_not_shared(sheet: SheetServer) -> None:
    sheet.trouble("error")
    with pytest.raises(SourceAwayError, match="its host answered 503"):
        AddressSource(csv_address(f"{SHEET}/edit"), Google(sheet)).read_now()
