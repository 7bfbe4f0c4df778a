"""Find a clinic as a page: what the address and the boxes make it show (AppTest, without a browser)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from locator.clinic_file import write_clinic_file
from locator.live import serving
from locator.settings import PROJECT
from tests.made_clinics import clinics


def opened(**address: str) -> AppTest:
    page = AppTest.from_file(str(PROJECT / "pages" / "frame.py"), default_timeout=30)
    for name, value in address.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def html(page: AppTest) -> str:
    return " ".join(str(part.proto.body) for part in page.get("html"))


def test_the_page_opens_with_every_clinic_and_both_needs() -> None:
    page = opened()
    assert "8 of 8 clinics" in html(page)
    assert page.session_state["need"] == "either"


def test_a_shared_address_opens_the_same_view() -> None:
    page = opened(need="procedure", near="55369", clinic="delano")
    text = html(page)
    assert "miles from the center of 55369" in text
    assert "No clinic has told us that it does the procedure." in text
    assert 'id="clinic-delano" tabindex="-1"\n aria-labelledby="name-delano" aria-current="true"' in text
    assert page.text_input(key="place").value == "55369"


@pytest.mark.parametrize(
    "nonsense", [{"need": "magic"}, {"clinic": "none-such"}, {"near": "qqqqzzzz"}, {"x": "1"}]
)
def test_a_nonsense_address_still_shows_the_whole_list(nonsense: dict[str, str]) -> None:
    assert "8 of 8 clinics" in html(opened(**nonsense))


def test_typing_the_same_place_twice_changes_nothing() -> None:
    page = opened()
    page.text_input(key="place").set_value("Edina").run()
    first = html(page)
    page.text_input(key="place").set_value("Edina").run()
    assert html(page) == first


def test_typing_a_new_place_takes_the_shared_one_out_of_the_address() -> None:
    page = opened(near="55369", need="procedure")
    page.text_input(key="place").set_value("55435").run()
    assert "near" not in page.query_params
    assert page.query_params["need"] == "procedure"
    assert "the center of 55435" in html(page)


def test_a_need_enters_the_address() -> None:
    page = opened()
    page.segmented_control(key="need").set_value("evaluation").run()
    assert page.query_params["need"] == "evaluation"
    assert "Said to evaluate — call to confirm" in html(page)


def test_a_far_town_is_offered_with_its_namesakes() -> None:
    page = opened()
    page.text_input(key="place").set_value("Dallas").run()
    assert "Did you mean another?" in html(page)
    assert "Show Dallas, TX" in [button.label for button in page.button]


@pytest.mark.parametrize(
    ("typed", "said"), [("burnsvile", "Did you mean Burnsville?"), ("qqzz", "find “qqzz”.")]
)
def test_a_place_that_cannot_be_read_takes_the_answer_for_the_last_one_away(typed: str, said: str) -> None:
    page = opened()
    page.text_input(key="place").set_value("55435").run()
    assert "Be seen at Edina" in html(page)
    page.text_input(key="place").set_value(typed).run()
    assert said in html(page)
    assert "Be seen at" not in html(page)
    assert "Type your ZIP code or city" in html(page)
    assert "center of 55435" not in html(page)


def test_what_was_probably_meant_is_one_press_away() -> None:
    page = opened()
    page.text_input(key="place").set_value("burnsvile").run()
    next(button for button in page.button if button.label == "Show Burnsville").click().run()
    assert "Be seen at Burnsville" in html(page)


def test_a_shared_link_holds_the_place_that_was_used_and_no_street() -> None:
    page = opened()
    page.text_input(key="place").set_value("7700 France Ave S, Edina, MN 55435").run()
    next(button for button in page.button if button.label == "Share this view").click().run()
    assert page.query_params["near"] in ("55435", ["55435"])
    assert page.text_input(key="place").value == "55435"
    assert "the center of 55435" in html(page)


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
    page.button[0].click().run()
    assert listed(page) == [(str(i + 1), f"{i:03}") for i in range(100)]
    page.button[0].click().run()
    assert len(listed(page)) == 130
    assert "Show more clinics" not in [button.label for button in page.button]
