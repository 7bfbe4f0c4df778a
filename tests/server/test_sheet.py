"""How the patient's sheet is asked for."""

from __future__ import annotations

import re

import pytest
import segno
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from locator.live import serving
from locator.server.middleware import in_the_language_asked_for
from locator.server.sheet import patient_sheet
from locator.settings import Settings
from locator.words.language import BRACKETS
from tests.html_page import HtmlPage
from tests.made_clinics import HOSTILE


def client() -> TestClient:
    return TestClient(
        Starlette(routes=[Route("/sheet", patient_sheet)]), base_url="https://locator.example.org"
    )


def test_the_route_gives_the_sheet_of_two_listed_clinics_and_nobody_may_keep_it() -> None:
    answer = client().get("/sheet?evaluation=edina&near=mapel%20grove%20mn%2055369")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "private, no-store"
    assert "iSpine Clinics – Edina" in answer.text


def test_the_route_measures_from_the_place_where_there_is_one() -> None:
    assert re.search(r"<span>[\d.]+ miles</span>", client().get("/sheet?evaluation=edina&near=55369").text)
    assert "miles</span>" not in client().get("/sheet?evaluation=edina").text


def test_whatever_host_was_asked_for_is_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    forged = {"host": "evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "http"}
    monkeypatch.setattr(serving, "settings", lambda: Settings(public_address="https://clinics.example.com"))
    page = client().get("/sheet?evaluation=edina&near=55369", headers=forged).text
    assert "evil" not in page
    assert "at clinics.example.com." in page
    code = segno.make("https://clinics.example.com/?clinic=edina", error="m", micro=False)
    assert code.svg_inline(border=2, omitsize=True, light="#fff") in page


def test_without_a_public_address_no_code_is_printed() -> None:
    assert "qrline" not in client().get("/sheet?evaluation=edina", headers={"host": "evil.example"}).text


def test_a_clinic_that_is_not_listed_for_what_it_is_named_for_gets_a_sentence() -> None:
    for query in (
        "",
        "evaluation=nobody",
        "evaluation=edina&procedure=nobody",
        "evaluation=%3Cscript%3E&near=x",
    ):
        answer = client().get(f"/sheet?{query}")
        assert answer.status_code == 404
        assert "There is no such sheet" in answer.text
        assert "<script" not in answer.text
        assert answer.headers["cache-control"] == "private, no-store"


def test_nothing_of_the_address_becomes_markup() -> None:
    assert "<img" not in client().get("/sheet", params={"evaluation": HOSTILE, "near": HOSTILE}).text


def test_the_sheet_and_what_is_said_without_one_are_in_the_language_of_the_address() -> None:
    app = TestClient(in_the_language_asked_for(Starlette(routes=[Route("/sheet", patient_sheet)])))
    from_the_file = "iSpine Clinics – Edina7700 France Ave S Ste 240 & 260, Edina, MN 55435 763-201-8191"
    for query, expected in (("evaluation=edina&near=55369", from_the_file), ("evaluation=nobody", "")):
        html = app.get(f"/sheet?{query}&lang=en-XA").text
        assert HtmlPage(html).all("html") == [{"lang": "en-XA"}]
        paper = HtmlPage(html.partition("</header>")[2])
        assert " ".join(outside_brackets(paper.text).split()) == expected


def outside_brackets(text: str) -> str:
    """What was not worded: brackets may stand in brackets."""
    fewer = re.sub(f"{BRACKETS[0]}[^{BRACKETS}]*{BRACKETS[1]}", "", text)
    return fewer if fewer == text else outside_brackets(fewer)
