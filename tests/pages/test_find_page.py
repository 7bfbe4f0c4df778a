"""Find a clinic as a page: what the address and its form make it show (AppTest, without a browser)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from locator.clinic_file import write_clinic_file
from locator.live import serving
from tests.made_clinics import clinics
from tests.pages.app_page import html, opened, report, script_data, words


def asked(page: AppTest, near: str, need: str = "either") -> AppTest:
    """The page once somebody has searched."""
    return report(page, "asked", near=near, need=need)


def test_the_page_opens_with_every_clinic_and_both_needs() -> None:
    page = opened()
    assert "8 of 8 clinics" in html(page)
    assert script_data(page)["need"] == "either"


def test_a_shared_address_opens_the_same_view() -> None:
    page = opened(need="procedure", near="55369", clinic="delano")
    text = html(page)
    assert "miles from the center of 55369" in text
    assert "No clinic has told us that it does the procedure." in text
    assert 'id="clinic-delano" tabindex="-1"\n aria-labelledby="name-delano" aria-current="true"' in text
    told = script_data(page)
    assert (told["near"], told["need"]) == ("55369", "procedure")
    assert told["bring"] == {"clinic": "delano", "at": 1}


@pytest.mark.parametrize(
    "nonsense", [{"need": "magic"}, {"clinic": "none-such"}, {"near": "qqqqzzzz"}, {"x": "1"}]
)
def test_a_nonsense_address_still_shows_the_whole_list(nonsense: dict[str, str]) -> None:
    assert "8 of 8 clinics" in html(opened(**nonsense))


def test_typing_the_same_place_twice_changes_nothing() -> None:
    page = opened()
    first = html(asked(page, "Edina"))
    assert html(asked(page, "Edina")) == first


def test_typing_a_new_place_takes_the_place_of_the_shared_one() -> None:
    page = opened(near="55369", need="procedure")
    asked(page, "55435", need="procedure")
    assert "the center of 55435" in html(page)


def test_a_need_is_heard_and_unheard() -> None:
    said = "Said to evaluate — call to confirm"
    assert said in html(asked(opened(), "", need="evaluation"))
    assert said not in html(asked(opened(), "", need="either"))


def test_an_emptied_box_shows_every_clinic_from_nowhere() -> None:
    page = opened()
    assert "Be seen at Edina" in html(asked(page, "55435"))
    assert "Type your ZIP code or city" in html(asked(page, "  "))
    assert "miles from" not in html(page)


def test_the_answer_is_said_aloud_whenever_another_is_given() -> None:
    page = opened()
    assert "Be seen at Edina" in str(script_data(asked(page, "55435"))["announce"])
    assert "find “qqzz”" in str(script_data(asked(page, "qqzz"))["announce"])


def test_a_far_town_is_offered_with_its_namesakes() -> None:
    page = asked(opened(), "Dallas")
    assert "Did you mean another?" in html(page)
    assert re.findall('name="near" value="([^"]*)">Show Dallas, TX<', html(page)) == ["Dallas, TX"]


@pytest.mark.parametrize(
    ("typed", "said"), [("burnsvile", "Did you mean Burnsville?"), ("qqzz", "find “qqzz”.")]
)
def test_a_place_that_cannot_be_read_takes_the_answer_for_the_last_one_away(typed: str, said: str) -> None:
    page = asked(opened(), "55435")
    assert "Be seen at Edina" in html(page)
    asked(page, typed)
    assert said in words(page)
    assert "Be seen at" not in html(page)
    assert "Type your ZIP code or city" in html(page)
    assert "center of 55435" not in html(page)


def test_what_was_probably_meant_is_one_press_away() -> None:
    page = asked(opened(), "burnsvile")
    (meant,) = re.findall('name="near" value="([^"]*)">Show Burnsville<', html(page))
    assert "Be seen at Burnsville" in html(asked(page, meant))


def test_a_link_to_take_along_holds_the_place_that_was_used_and_no_street() -> None:
    page = asked(opened(), "7700 France Ave S, Edina, MN 55435")
    assert 'data-link="/?near=55435"' in html(page)
    assert "7700" not in "".join(re.findall('data-link="[^"]*"', html(page)))


def test_ones_own_position_sorts_the_list() -> None:
    page = opened(near="55369")
    report(page, "position", latitude=44.85, longitude=-93.25)
    assert "miles from where you are" in html(page)
    assert script_data(page)["near"] == ""


def test_a_pressed_pin_chooses_its_clinic() -> None:
    page = report(opened(), "chosen", clinic="delano")
    assert re.search('id="clinic-delano"[^>]*aria-current="true"', html(page))


def test_back_asks_again_what_was_asked_then() -> None:
    page = asked(opened(), "55435", need="procedure")
    report(page, "navigated", search="?need=evaluation&near=55369")
    told = script_data(page)
    assert (told["near"], told["need"]) == ("55369", "evaluation")


@pytest.fixture
def long_list(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A site of 130 clinics, named and listed c000 to c129."""
    file = tmp_path / "clinics.csv"
    file.write_bytes(
        write_clinic_file(clinics(*({"clinic_id": f"c{i:03}", "name": f"Clinic {i:03}"} for i in range(130))))
    )
    monkeypatch.setenv("LOCATOR_CLINICS", str(file))
    monkeypatch.setattr(serving, "CACHE", tmp_path / "cache")
    for made_once in (serving.settings, serving.live):
        made_once.cache_clear()
    yield
    for made_once in (serving.settings, serving.live):
        made_once.cache_clear()


def listed(page: AppTest) -> list[tuple[str, str]]:
    """The numbers and clinics of the list, in order."""
    return re.findall(r'<li value="(\d+)"><article[^>]*id="clinic-c(\d+)"', html(page))


@pytest.mark.usefixtures("long_list")
def test_a_link_to_a_clinic_far_down_the_list_shows_it_after_the_first_ones_under_its_own_number() -> None:
    page = opened(clinic="c099")
    first = [(str(i + 1), f"{i:03}") for i in range(50)]
    assert listed(page) == [*first, ("100", "099")]
    assert "Show more clinics" in html(page)
    report(page, "more")
    assert listed(page) == [(str(i + 1), f"{i:03}") for i in range(100)]
    report(page, "more")
    assert len(listed(page)) == 130
    assert "Show more clinics" not in html(page)
