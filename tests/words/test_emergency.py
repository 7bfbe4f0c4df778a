"""The emergency words are the same ones wherever they stand, and the review note never beside "call 911"."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from markupsafe import Markup

from locator.education import articles, checklist, drawn
from locator.education.library import FOLDER
from locator.education.questions import sheet_text
from locator.server.navigation import site_header
from locator.templates import render
from locator.words import speaking
from locator.words.emergency import (
    CALL_911,
    CALL_THE_CLINIC,
    CALL_YOUR_DOCTOR,
    EMERGENCIES,
    SAME_DAY,
    SAY_CEMENT,
    WARNINGS,
)
from tests.html_page import HtmlPage
from tests.served import REAL, Served, clinics_in

REVIEW = "A clinician has not reviewed the medical words on this site yet."
WITH_EVERY_SIGN: dict[str, Callable[[], str]] = {
    "the foot of every page": lambda: render("closing.html"),
    "the plain directory": lambda: Served(clinics_in(REAL)).client().get("/directory").text,
    "where there is no page": lambda: render("nothing_here.html", header=Markup()),
    "the top of every page": lambda: site_header("/data"),
    "the booking checklist": checklist.form_html,
    "the paper of questions": lambda: render("visit_sheet.html", questions=["May I fly?"]),
    "the text of questions": lambda: sheet_text(["May I fly?"]),
    "Is it worth asking about?": lambda: "".join(sign.label.lower() for sign in EMERGENCIES),
    "What is a fracture?": lambda: drawn("/learn-what-is-a-fracture").text,
    "Is it right for me?": lambda: drawn("/learn-is-it-right-for-me").text,
    "Going home": lambda: drawn("/learn-going-home").text,
}  # the patient's sheet: tests/templates/test_sheet.py


def words(html: str) -> str:
    """What is read: no tags, no source numbers, one space between words."""
    without_sources = re.sub(r"<sup.*?</sup>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", without_sources)).split())


@pytest.mark.parametrize("place", WITH_EVERY_SIGN)
def test_every_sign_stands_in_every_place(place: str) -> None:
    said = words(WITH_EVERY_SIGN[place]()).lower()
    assert [sign.key for sign in EMERGENCIES if str(sign.text).lower() not in said] == []


@pytest.mark.parametrize(
    "place", sorted(WITH_EVERY_SIGN.keys() - {"Is it worth asking about?", "the booking checklist"})
)
def test_every_place_says_to_call_911_in_the_same_words(place: str) -> None:
    assert str(CALL_911) in words(WITH_EVERY_SIGN[place]())


def test_nobody_writes_the_signs_a_second_time() -> None:
    for path in FOLDER.glob("learn-*.md"):
        assert "Call 911 or go" not in path.read_text("utf-8"), path.name


@pytest.mark.parametrize("address", ["/learn-what-is-a-fracture", "/learn-is-it-right-for-me"])
def test_the_warning_signs_stand_in_the_articles_with_what_to_do(address: str) -> None:
    said = words(drawn(address).text)
    for phrase in (CALL_YOUR_DOCTOR, *(sign.text for sign in WARNINGS)):
        assert str(phrase) in said


def test_the_booking_checklist_names_every_warning_sign() -> None:
    said = words(checklist.form_html())
    assert [sign.key for sign in WARNINGS if str(sign.text) not in said] == []


def test_fever_after_the_procedure_and_the_cement_are_named_only_where_there_was_one() -> None:
    after = [str(phrase) for phrase in (SAY_CEMENT, CALL_THE_CLINIC, *(sign.text for sign in SAME_DAY))]
    home = words(drawn("/learn-going-home").text)
    assert [phrase for phrase in after if phrase not in home] == []
    for place in set(WITH_EVERY_SIGN) - {"Going home"}:
        said = words(WITH_EVERY_SIGN[place]())
        assert [phrase for phrase in after if phrase in said] == [], place


def test_the_review_note_stands_at_the_foot_and_not_within_the_emergency_words() -> None:
    foot = render("closing.html")
    box, _, after = foot.partition("</aside>")
    assert REVIEW in after
    assert "clinician" not in box
    for address in articles():
        text = drawn(address).text
        assert text.index("</article>") < text.index("Review by a clinician: not yet done.")


def test_in_another_language_every_sign_is_said_in_it() -> None:
    with speaking("en-XA"):
        page = HtmlPage(render("closing.html"))
        assert page.text.count("⟦") >= len(EMERGENCIES) + 4
