"""The booking checklist: what it asks, what it never asks, and from where its rules are known."""

from __future__ import annotations

import re
from html import unescape

import pytest

from locator.education import sources
from locator.education.checklist import (
    CODE_SOURCE,
    CODES,
    ITEM_SOURCES,
    ITEMS,
    PAYERS,
    Answered,
    Payer,
    form_html,
    rules_html,
)
from locator.templates import render
from locator.words.emergency import EMERGENCIES, WARNINGS


def test_every_fact_that_clinics_ask_for_is_on_it() -> None:
    asked = " ".join(str(item.question) for item in ITEMS).lower()
    for fact in (
        "pain start", "0 to 10", "scan", "treatment", "blood thinner", "infection", "contrast", "cement",
        "numbing", "pregnant", "pacemaker", "implant", "diabetes", "face down", "drive",
        "sleep apnea", "heart", "lung", "oxygen at home", "sedation", "aspirin", "ibuprofen", "insulin", "24 hours",
        "adult for the night", "emergency sign", *(str(sign.text) for sign in (*EMERGENCIES, *WARNINGS)),
    ):  # fmt: skip
        assert fact in asked


def test_nothing_asks_who_the_patient_is() -> None:
    labels = " ".join(f"{item.question} {item.note}" for item in ITEMS).lower()
    for word in ("name", "birth", "number", "record", "insurance id", "address", "phone", "age"):
        assert not re.search(rf"\b{word}\b", labels), word


@pytest.mark.parametrize("note", [render("checklist_about.html"), render("schedulers_head.html")])
def test_a_note_says_what_not_to_type(note: str) -> None:
    for word in ("name", "birth date", "chart number"):
        assert word in note


def test_what_is_entered_is_short_and_the_browser_does_not_remember_it() -> None:
    html = form_html()
    fields = re.findall(r'<input type="text"[^>]*>', html)
    assert len(fields) == len(ITEMS)
    assert all('maxlength="80"' in field and 'autocomplete="off"' in field for field in fields)
    assert "action=" not in html
    assert html.count('type="radio"') == 11 + 3 * sum(item.answered is Answered.CHOICE for item in ITEMS)


def test_the_codes_are_said_in_our_own_words() -> None:
    assert list(CODES) == list(sources()[CODE_SOURCE].figures)
    assert "thoracic" in str(CODES["22513"])
    assert "lumbar" in str(CODES["22514"])
    assert "never billed alone" in str(CODES["22515"])


@pytest.mark.parametrize("payer", PAYERS, ids=lambda payer: payer.source)
def test_every_figure_of_a_payer_is_one_of_its_source(payer: Payer) -> None:
    figures = set(re.findall(r"\b\d+", " ".join(map(str, payer.asks))))
    assert figures <= set(sources()[payer.source].figures)


def test_what_was_read_in_a_summary_says_so_and_every_rule_has_source_and_date() -> None:
    html = rules_html(sources())
    said = [unescape(re.sub("<[^>]+>", "", each)) for each in re.findall(r'<p class="quiet">(.*?)</p>', html)]
    for key in (*ITEM_SOURCES, CODE_SOURCE, *(payer.source for payer in PAYERS)):
        source = sources()[key]
        about = next(each for each in said if source.title in each)
        assert about.startswith("Second-hand: we read a summary") == source.second_hand
        assert f"({source.year or 'no date given'})" in about
        assert source.publisher in about
    assert html.count("Second-hand") == 3  # eviCore twice: for the questions and for its own rules


def test_no_days_to_stop_a_blood_thinner_and_no_weight_are_given() -> None:
    text = form_html() + rules_html(sources())
    assert "weight" not in text.lower().replace("weight loss without trying", "")
    assert not re.search(r"\d+ days", text)
    assert "Never tell a patient to stop a blood thinner." in render("checklist_about.html")
