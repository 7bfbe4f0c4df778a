"""About this data shows both what the clinic file says and what was answered, wherever they differ."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from locator.answers.recorded import AVAILABILITY, LISTING, REFERRAL_NEEDS, RIGHT
from locator.clinics import Method
from tests.answering import Answering, answering
from tests.answers.made import said
from tests.html_page import HtmlPage
from tests.made_clinics import HOSTILE

MINNEAPOLIS = "example-minneapolis"  # everything is known of it
NEWER, OLDER = date(2026, 11, 20), date(2026, 1, 5)
IN_FILE = {
    AVAILABILITY: "New patients: yes, a wait of about 2 weeks (Nov 12, 2026)",
    REFERRAL_NEEDS: "MRI or CT of the spine from the last 30 days",
    LISTING: "Still right",
}
ANSWERED = {AVAILABILITY: "no", REFERRAL_NEEDS: f"a letter {HOSTILE}", LISTING: RIGHT}
TOLD = {
    AVAILABILITY: "New patients: not taken now (Jan 5, 2026)",
    REFERRAL_NEEDS: f"a letter {HOSTILE}",
    LISTING: "Still right",
}


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Answering:
    return answering(monkeypatch, tmp_path)


def others(site: Answering, about: str, as_of: date) -> list[str]:
    """The rows of what does not count, after the clinic has said that on a day."""
    told = said(MINNEAPOLIS, about, ANSWERED[about], as_of, Method.PHONE, "front desk")
    site.store.append([told], "Ana", site.now)
    site.live.take_up_answers()
    html = site.client().get("/data").text
    assert "<img src=x" not in html
    return [
        HtmlPage(row.partition("</tr>")[0]).text for row in html.split('<tr role="row" class="other">')[1:]
    ]


@pytest.mark.parametrize("about", IN_FILE)
def test_what_the_file_says_is_shown_beside_a_newer_answer(site: Answering, about: str) -> None:
    (other,) = others(site, about, NEWER)
    assert other.startswith("The clinic file says")
    assert IN_FILE[about] in other
    assert "Not used: learned before" in other
    assert ("Nov 12, 2026" if about == AVAILABILITY else "Nov 2, 2026") in other
    assert "not known" not in other


@pytest.mark.parametrize("about", IN_FILE)
def test_an_older_answer_is_shown_beside_what_the_file_says(site: Answering, about: str) -> None:
    (other,) = others(site, about, OLDER)
    assert other.startswith("An older answer by phone or staff says")
    assert TOLD[about] in other
    assert "Jan 5, 2026" in other
    assert "by phone" in other
    assert "front desk" in other


@pytest.mark.parametrize("about", IN_FILE)
def test_of_what_the_file_does_not_know_there_is_one_side(site: Answering, about: str) -> None:
    told = said("example-lakeville", about, ANSWERED[about], NEWER)
    site.store.append([told], "Ana", site.now)
    site.live.take_up_answers()
    shown = site.client().get("/data").text.count('class="other"')
    assert shown == (1 if about == LISTING else 0), "the file knows when it looked at the address"
