""" "Check a clinic file" and "About this data", as pages without a browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from locator.clinic_file import geocoder, read_clinic_file, template_file
from locator.clinics import Network
from locator.live import serving
from locator.settings import PROJECT
from locator.templates import data
from locator.words import language, speaking
from pages.parts.later import in_this_language
from tests.clinic_file.messy import CALL_LIST, TWO_PHONES, WORKBOOK
from tests.made_clinics import CONFIRM_DAYS, NOON
from tests.pages.app_page import FRAME, html, words
from tests.stand_ins.census_server import CensusServer

LIVE = PROJECT / "data" / "clinics.csv"
EXAMPLE = PROJECT / "data" / "example" / "clinics.csv"
FILES = PROJECT / "tests" / "files"
HEADER = "clinic_id,name,street,city,state,zip,phone,latitude,longitude,opening_hours,evaluates,performs"
HOSTILE = "<script>alert(1)</script> **bold** [link](javascript:alert(1)) :red[x] $x^2$ `code`"

Open = Callable[..., AppTest]


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Open]:
    """Opens a page of a site with these settings, which keeps its last good file in a folder of its own."""

    def opened(file: str, **settings: str) -> AppTest:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        page = AppTest.from_file(str(FRAME), default_timeout=30).run()
        page.switch_page(file).run()
        assert not page.exception
        return page

    monkeypatch.setattr(serving, "CACHE", tmp_path / "cache")
    monkeypatch.setenv("LOCATOR_TILES", "off")
    _forget_site()
    yield opened
    _forget_site()


def _forget_site() -> None:
    serving.settings.cache_clear()
    serving.live.cache_clear()


def downloads(page: AppTest) -> list[str]:
    """What there is to download."""
    return [str(button.proto.label) for button in page.get("download_button")]


def check(open_page: Open, data: bytes, name: str = "my clinics.csv", **settings: str) -> AppTest:
    page = open_page("check_a_file.py", **settings)
    page.file_uploader[0].upload(name, data)
    page.run()
    assert not page.exception
    return page


def rows(*lines: str) -> bytes:
    return "\n".join([HEADER, *lines]).encode()


DELANO = "delano,iSpine Clinics – Delano,916 St Peter Ave E,Delano,MN,55328,763-201-8191"


# --- Check a clinic file -------------------------------------------------------------------------------
def test_the_live_file_could_go_live_and_would_change_nothing(open_page: Open) -> None:
    page = check(open_page, LIVE.read_bytes())
    assert "This file could go live: 8 clinics" in words(page)
    assert "Nothing would change: the list that patients see says the same." in words(page)


def test_a_file_that_leaves_out_clinics_says_so_at_once(open_page: Open) -> None:
    first_two = b"".join(LIVE.read_bytes().splitlines(keepends=True)[:3])
    told = words(check(open_page, first_two))
    assert "It leaves out 6 clinics that patients find today: see below which." in told
    assert "the site holds the file back until somebody accepts it" in told
    assert "leaves out" not in words(check(open_page, LIVE.read_bytes()))


def test_a_file_with_errors_names_them_all_and_goes_no_further(open_page: Open) -> None:
    page = check(open_page, rows(f"{DELANO[:-12]}12345,,,whenever,maybe,"))
    assert "This file can't go live yet: 3 errors." in words(page)
    table = page.dataframe[0].value
    assert table["column"].tolist() == ["phone", "opening_hours", "evaluates"]
    assert table["row"].tolist() == [2, 2, 2]
    assert table["value"].tolist() == ["12345", "whenever", "maybe"]
    assert set(table["kind"]) == {"Error"}
    assert "What would change" not in words(page)
    assert "The tidied file has our columns and tidy cells already." in words(page)
    assert [label for label in downloads(page) if "tidied" in label]


def test_the_row_of_the_first_problem_is_shown_and_another_can_be_chosen(open_page: Open) -> None:
    data = rows(f"{DELANO},,,,maybe,", "edina,iSpine,1 France Ave,Edina,MN,5543,763-201-8191,,,,,")
    page = check(open_page, data)
    assert "Row 2 of your file" in words(page)
    assert "916 St Peter Ave E" in words(page)
    key = f"problems_{page.session_state['checked_file'].version}"
    page.session_state[key] = {"selection": {"rows": [1], "columns": [], "cells": []}}
    page.run()
    assert "Row 3 of your file" in words(page)
    assert "5543 This is not a ZIP code" in words(page)


def test_what_would_change_is_told_in_sentences(open_page: Open) -> None:
    columns = "clinic_id,name,street,city,state,zip,phone,evaluates,performs,performs_as_of,performs_method"
    new = "crystal,Example – Crystal,1 Main St,Crystal,MN,55428,763-201-8191,,,,"
    page = check(open_page, f"{columns}\n{DELANO},,yes,11/19/2026,phone\n{new}\n".encode())
    told = words(page)
    assert "7 no longer in the list, 1 new clinic, 1 changed." in told
    assert "Crystal: new" in told
    assert "Delano: performs: not confirmed → yes, by phone, Nov 19, 2026" in told
    assert "Edina: no longer in the list" in told


def test_hours_as_people_write_them_are_shown_as_read_to_be_confirmed(open_page: Open) -> None:
    told = words(check(open_page, rows(f'{DELANO},,,"M-Th 7-7, F 8-4:30",,')))
    assert "Opening hours as we read them" in told
    assert "M-Th 7-7, F 8-4:30 Mo-Th 07:00-19:00; Fr 08:00-16:30" in told
    assert "Monday to Thursday 7 am to 7 pm, Friday 8 am to 4:30 pm" in told


@pytest.mark.parametrize(
    "name",
    ["bad-picture.csv", "bad-excel-workbook.csv", "bad-pdf.csv", "bad-empty.csv", "bad-no-column-names.csv"],
)
def test_a_file_that_is_no_clinic_list_gets_its_one_sentence(open_page: Open, name: str) -> None:
    data = (FILES / name).read_bytes()
    reading = read_clinic_file(data, today=serving.now().date())
    page = check(open_page, data, name)
    assert reading.errors[0].problem in words(page)
    assert not page.dataframe


def test_an_empty_paste_gets_plain_words(open_page: Open) -> None:
    page = open_page("check_a_file.py")
    page.text_area(key="paste").set_value("  \n ")
    page.button[0].click().run()
    assert (
        "There is nothing to check yet. Paste your clinic list with the column names in its first row."
        in words(page)
    )
    assert "checked_file" not in page.session_state


def test_cells_pasted_from_a_spreadsheet_are_checked(open_page: Open) -> None:
    page = open_page("check_a_file.py")
    page.text_area(key="paste").set_value(LIVE.read_text(encoding="utf-8").replace(",", "\t"))
    page.button[0].click().run()
    assert not page.exception
    assert "What you pasted" in words(page)
    assert "8 clinics" in words(page)


def test_a_file_that_is_taken_out_again_is_forgotten(open_page: Open) -> None:
    page = check(open_page, LIVE.read_bytes())
    assert "checked_file" in page.session_state
    page.file_uploader[0].clear()
    page.run()
    assert "checked_file" not in page.session_state
    assert "could go live" not in words(page)


def test_a_file_is_forgotten_when_the_visitor_leaves_the_page(open_page: Open) -> None:
    page = check(open_page, LIVE.read_bytes())
    page.switch_page("about_this_data.py").run()
    page.switch_page("check_a_file.py").run()
    assert "checked_file" not in page.session_state
    assert "could go live" not in words(page)


def test_nothing_of_a_checked_file_is_left_on_disk_or_with_another_visitor(
    open_page: Open, tmp_path: Path
) -> None:
    check(open_page, rows(f"{DELANO},,,,,").replace(b"iSpine", b"Zebrafish"))
    written = [path for path in tmp_path.rglob("*") if path.is_file() and b"Zebrafish" in path.read_bytes()]
    assert written == []
    assert "Zebrafish" not in words(open_page("check_a_file.py"))
    assert "Zebrafish" not in words(open_page("about_this_data.py"))


def test_a_hostile_name_is_shown_as_it_is_and_nowhere_as_markdown(open_page: Open) -> None:
    page = check(open_page, rows(f"{DELANO},,,,,".replace("iSpine Clinics – Delano", HOSTILE)), HOSTILE)
    assert "<script" not in html(page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **bold** [link](javascript:alert(1))" in html(page)
    assert not [text.value for text in page.markdown if "bold" in text.value]
    assert not [box.label for box in page.checkbox if "bold" in box.label]


def test_of_very_many_problems_the_first_are_listed_and_all_are_counted(open_page: Open) -> None:
    lines = [
        f"c-{n},Example,{n} Main St,Edina,MN,55435,612-555-0101,,,,,,www{n}.example.org" for n in range(2_000)
    ]
    page = check(open_page, rows(*lines).replace(b"performs", b"performs,website"))
    assert len(page.dataframe[0].value) == 500
    assert "The first 500 of 1,001 problems." in words(page)


def test_problems_that_are_alike_are_one_line_with_a_count_and_their_rows(open_page: Open) -> None:
    page = check(open_page, rows(*(f"c-{n},Example,{n} Main St,Edina,MN,55435,{n},,,,," for n in range(16))))
    assert "This file can't go live yet: 16 errors." in words(page)
    (line,) = page.dataframe[0].value.to_dict("records")
    assert (line["row"], line["more"], line["value"]) == (2, "3, 4, 5 and 12 more", "0, 1, 2 and 13 more")
    assert "Rows 2, 3, 4 and 13 more, phone “0”, “1”, “2” and 13 more" in words(page)
    assert "Row 17 “15”" in words(page)


def test_a_keepers_own_columns_are_matched_and_changed_and_checked_again_at_once(open_page: Open) -> None:
    page = check(open_page, CALL_LIST.data)
    assert "The tidied file could go live: 3 clinics" in words(page)
    assert "Your own file could not, for its columns are not named as ours." in words(page)
    assert "Who guessed “front desk”, “Kim”, “nurse line”" in words(page)
    assert "Notes kept, not used “nice”, “call back”" in words(page)
    box = next(box for box in page.selectbox if box.label == "Column G of your file is")
    assert box.value == ("evaluates_source", "performs_source")
    box.set_value(("access_notes",)).run()
    assert not page.exception
    assert "Who chosen by you" in words(page)
    assert "access_notes: front desk" in words(page) or "front desk" in words(page)
    address = next(box for box in page.selectbox if box.label == "Column B of your file is")
    address.set_value(()).run()
    assert "The column street is missing" in words(page)
    assert "This file can't go live yet" in words(page)


def test_a_matching_is_forgotten_with_its_file(open_page: Open) -> None:
    page = check(open_page, CALL_LIST.data)
    next(box for box in page.selectbox if box.label == "Column G of your file is").set_value(()).run()
    page.file_uploader[0].clear()
    page.file_uploader[0].upload("other.csv", CALL_LIST.data)
    page.run()
    assert not page.exception
    assert "Who guessed" in words(page)


def test_a_file_that_was_put_right_is_checked_in_place_of_the_first(open_page: Open) -> None:
    page = check(open_page, TWO_PHONES.data)
    assert "This file can't go live yet: 2 errors" in words(page)
    checked = page.session_state["checked_file"]
    page.file_uploader[0].clear()
    page.file_uploader[0].upload("clinics.csv", TWO_PHONES.mended(checked.tidied_so_far()))
    page.run()
    assert not page.exception
    assert "This file could go live: 2 clinics" in words(page)


def test_a_hostile_column_name_is_shown_as_it_is_and_nowhere_as_markdown(open_page: Open) -> None:
    page = check(open_page, CALL_LIST.data.replace(b"Notes", HOSTILE.encode()))
    assert "<script" not in html(page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **bold** [link](javascript:alert(1))" in html(page)
    assert not [box.label for box in page.selectbox if "bold" in box.label]


def test_an_excel_workbook_is_checked_like_any_other_file(open_page: Open) -> None:
    page = check(open_page, WORKBOOK.data, "clinics.xlsx")
    assert "The tidied file could go live: 2 clinics" in words(page)


def test_the_template_can_be_checked_and_says_that_clinics_are_missing(open_page: Open) -> None:
    assert "There are no clinics below the column names" in words(check(open_page, template_file()))


def test_staff_are_told_on_their_pages_why_the_newest_file_is_not_live_and_patients_are_not(
    open_page: Open, tmp_path: Path
) -> None:
    live_file = tmp_path / "clinics.csv"
    live_file.write_bytes(LIVE.read_bytes())
    page = open_page("check_a_file.py", LOCATOR_CLINICS=str(live_file))
    assert "The newest file is not live" not in words(page)
    live_file.write_bytes(LIVE.read_bytes().replace(b"55369,763-201-8191", b"55369,12345"))
    for _ in range(2):  # a file must stand still between two looks
        serving.live().look()
    page.run()
    told = words(page)
    assert "The newest file is not live" in told
    assert "row 2, phone: This is not a US phone number" in told
    assert str(tmp_path) not in told
    for file in ("about_this_data.py", "schedulers.py"):
        assert "row 2, phone: This is not a US phone number" in words(open_page(file)), file
    assert "not live" not in words(open_page("find_a_clinic.py"))


def test_staff_are_told_which_clinics_a_held_file_would_take_and_how_to_accept_it(
    open_page: Open, tmp_path: Path
) -> None:
    live_file = tmp_path / "clinics.csv"
    live_file.write_bytes(LIVE.read_bytes())
    open_page("check_a_file.py", LOCATOR_CLINICS=str(live_file))
    live_file.write_bytes(b"\n".join(LIVE.read_bytes().splitlines()[:-2]))
    for _ in range(2):
        serving.live().look()
    for file in ("check_a_file.py", "about_this_data.py", "schedulers.py"):
        told = words(open_page(file))
        assert "2 of 8 clinics that patients find today are not in it:" in told, file
        assert "python -m locator accept" in told
    assert "held" not in words(open_page("find_a_clinic.py"))


def test_a_page_about_clinics_is_calm_where_none_could_be_loaded_and_shows_them_once_they_come(
    open_page: Open, tmp_path: Path
) -> None:
    live_file = tmp_path / "clinics.csv"
    for file in ("find_a_clinic.py", "about_this_data.py", "schedulers.py"):
        page = open_page(file, LOCATOR_CLINICS=str(live_file))
        assert "We can't load the clinic list just now." in words(page), file
        assert ("can't be opened" in words(page)) == (file != "find_a_clinic.py")
    assert "can't be opened" in words(open_page("check_a_file.py"))
    live_file.write_bytes(LIVE.read_bytes())
    for _ in range(2):
        serving.live().look()
    assert "8 of 8 clinics" in words(open_page("find_a_clinic.py"))


# --- Positions from the US Census Bureau ---------------------------------------------------------------
FOUND = (45.0420, -93.7880, "916 ST PETER AVE E, DELANO, MN, 55328")


@pytest.fixture
def census(monkeypatch: pytest.MonkeyPatch) -> Iterator[CensusServer]:
    with CensusServer({"916 St Peter": [FOUND]}) as server:
        monkeypatch.setattr(geocoder, "CENSUS", server.address)
        yield server


def _look_up(page: AppTest) -> AppTest:
    next(button for button in page.button if button.label == "Look up the positions").click().run()
    assert not page.exception
    return page


def test_positions_are_asked_for_on_request_alone_and_used_once_ticked(
    open_page: Open, census: CensusServer
) -> None:
    page = check(open_page, rows(f"{DELANO},,,,,"))
    assert "1 clinic has no map position" in words(page)
    assert census.asked == []
    _look_up(page)
    assert census.asked == ["916 St Peter Ave E, Delano, MN 55328"]
    assert "45.04200, -93.78800, found as 916 ST PETER AVE E, DELANO, MN, 55328" in words(page)
    assert "map position: 45.03610, -93.77550 → the center of its ZIP code" in words(page)
    page.checkbox[0].check().run()
    assert "map position: 45.03610, -93.77550 → 45.04200, -93.78800 (0.7 miles away)" in words(page)
    assert len(census.asked) == 1


def test_a_doubtful_match_is_said_to_be_so_and_can_not_be_taken(
    open_page: Open, census: CensusServer
) -> None:
    census.places = {"916 St Peter": [(44.0, -93.7, "916 ST PETER AVE E, ELSEWHERE, MN")]}
    page = _look_up(check(open_page, rows(f"{DELANO},,,,,")))
    assert "Doubtful: 44.00000, -93.70000" in words(page)
    assert not page.checkbox


@pytest.mark.parametrize(
    ("trouble", "said"), [("error", "can't be reached just now"), ("<html>", "in a way that we can't read")]
)
def test_an_address_finder_in_trouble_is_said_to_be_and_nothing_else_is_lost(
    open_page: Open, census: CensusServer, trouble: str, said: str
) -> None:
    census.trouble(trouble)
    page = _look_up(check(open_page, rows(f"{DELANO},,,,,")))
    assert said in words(page)
    assert "What would change" in words(page)


def test_what_was_looked_up_for_one_file_is_not_used_for_the_next(
    open_page: Open, census: CensusServer
) -> None:
    page = _look_up(check(open_page, rows(f"{DELANO},,,,,")))
    page.file_uploader[0].clear()
    page.file_uploader[0].upload("other.csv", rows("edina,Example,1 Way,Edina,MN,55435,763-201-8191,,,,,"))
    page.run()
    assert not page.exception
    assert "916 ST PETER AVE" not in words(page)
    assert len(census.asked) == 1


# --- About this data -----------------------------------------------------------------------------------
def counts(page: AppTest) -> list[list[str]]:
    table = html(page).split('<table class="counts">')[1].split("</table>")[0]
    return [re.findall(r"<td[^>]*>([0-9,]+)</td>", row) for row in table.split("<tr>")[2:]]


def test_the_counts_are_honest_with_the_real_data(open_page: Open) -> None:
    page = open_page("about_this_data.py")
    assert counts(page) == [["0", "8", "0"], ["0", "0", "8"]]
    assert "8 clinics. Data as of December 8, 2025." in words(page)
    assert "Whether kyphoplasty is done there: not known for 8 of 8 clinics." in words(page)
    (one_call,) = page.selectbox[0].options
    assert one_call.startswith("iSpine Clinics – Maple Grove, iSpine Clinics – Chaska and 6 more, call on ")


def test_a_confirmed_no_is_not_counted_as_if_it_were_a_yes() -> None:
    file = read_clinic_file(EXAMPLE.read_bytes(), today=NOON.date()).clinics
    assert file is not None
    told = data.counts(Network(file, NOON, CONFIRM_DAYS))
    assert '>7 <span class="quiet">4 yes, 3 no</span></td>' in told


def test_every_fact_is_shown_with_value_certainty_date_method_and_source(open_page: Open) -> None:
    told = words(open_page("about_this_data.py", LOCATOR_CLINICS=str(EXAMPLE)))
    assert (
        "Yes Reported · call to confirm Sep 15, 2026 from its website https://www.example.com/edina/spine"
        in told
    )
    assert "Is kyphoplasty done here? ? Not known Not confirmed" in told
    assert "Example Spine Clinic – Stillwater · closed" in told


def test_a_mistake_can_be_reported_also_about_a_clinic_that_is_closed(open_page: Open) -> None:
    page = open_page("about_this_data.py", LOCATOR_CLINICS=str(EXAMPLE))
    assert 'href="/report?clinic=example-stillwater"' in html(page)
    assert "Two presses tell us" in words(page)


def test_there_is_a_reminder_for_each_call_and_one_file_for_all(open_page: Open) -> None:
    page = open_page("about_this_data.py", LOCATOR_CLINICS=str(EXAMPLE))
    choices = page.selectbox[0].options
    assert choices[0].startswith("Example Spine Clinic – Burnsville, call on ")
    assert any("Lakeville" in choice for choice in choices), "nobody has ever confirmed anything there"
    assert downloads(page) == [
        "Download this reminder (.ics)",
        "Download a reminder for every call (.ics)",
    ]


def test_hostile_texts_are_shown_and_not_run(open_page: Open, tmp_path: Path) -> None:
    live_file = tmp_path / "clinics.csv"
    evil = HOSTILE.encode()
    live_file.write_bytes(
        LIVE.read_bytes()
        .replace("iSpine Clinics – Edina".encode(), evil)
        .replace(b"public business listing exported 2025-12-08", b'https://x/"onmouseover=alert(1)//')
    )
    page = open_page("about_this_data.py", LOCATOR_CLINICS=str(live_file))
    assert "<script" not in html(page)
    assert '"onmouseover' not in html(page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **bold**" in html(page)


def test_a_download_that_is_made_when_it_is_asked_for_speaks_the_language_of_the_visit() -> None:
    with speaking("en-XA"):
        make = in_this_language(lambda: language().encode())
    assert language() == "en"
    assert make() == b"en-XA"
