"""What staff can count on when they check a clinic file or look at the data, in a real browser."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from locator.clinic_file import read_clinic_file, template_file
from locator.settings import PROJECT
from tests.clinic_file.messy import CALL_LIST, TWO_PHONES, WORKBOOK
from tests.journeys.conftest import NARROWEST, WIDE
from tests.journeys.staff_pages import CheckPage, DataPage

NARROW = pytest.mark.parametrize("context", [NARROWEST], indirect=True)
LIVE = (PROJECT / "data" / "clinics.csv").read_bytes()
HOSTILE = "<img src=x onerror=document.title='broken'> **bold** [link](javascript:alert(1))"
DELANO = "iSpine Clinics – Delano"
BAD = LIVE.replace(b"55369,763-201-8191", b"55369,12345").replace(b"Mo-Th 08:00-16:30", b"whenever")
TIDIED_BY_US = (
    LIVE.replace(b"Mo-Th 08:00-16:30", b"M-Th 8-4:30pm")
    .replace(b"45.0361,-93.7755", b",")
    .replace(DELANO.encode(), f"{HOSTILE} – Delano".encode())
)


@pytest.fixture
def check(page: Page, real_site: str) -> CheckPage:
    opened = CheckPage(page, real_site)
    opened.open()
    return opened


@pytest.fixture
def real_data(page: Page, real_site: str) -> DataPage:
    opened = DataPage(page, real_site)
    opened.open()
    return opened


@pytest.fixture
def example_data(page: Page, example_site: str) -> DataPage:
    opened = DataPage(page, example_site)
    opened.open()
    return opened


@NARROW
def test_on_a_phone_every_problem_of_a_file_is_read_whole(check: CheckPage) -> None:
    check.upload(BAD)
    expect(check.verdict).to_contain_text("This file can't go live yet: 2 errors")
    expect(check.problems.nth(0)).to_contain_text("Row 2, phone")
    expect(check.problems.nth(1)).to_contain_text("We can't be sure how to read these hours")
    expect(check.problems.nth(1)).to_be_visible()
    expect(check.table).to_be_hidden()
    check.has_no_barrier()


def test_a_file_with_errors_is_refused_and_each_problem_leads_to_its_row(check: CheckPage) -> None:
    check.has_no_barrier()
    check.upload(BAD)
    expect(check.verdict).to_contain_text("This file can't go live yet: 2 errors")
    expect(check.row(2)).to_contain_text("This is not a US phone number")
    expect(check.row(2)).to_contain_text("Maple Grove")
    check.choose_problem(1)
    expect(check.row(4)).to_contain_text("We can't be sure how to read these hours")
    expect(check.row(2)).to_have_count(0)
    expect(check.section("What would change")).to_have_count(0)
    check.has_no_barrier()


def test_the_problems_can_be_sorted_by_a_press_on_a_column_name(check: CheckPage) -> None:
    check.upload(BAD)
    expect(check.row(2)).to_be_visible()
    check.table.click(position={"x": 60, "y": 20})  # "Row": lowest first
    check.table.click(position={"x": 60, "y": 20})  # highest first
    check.choose_problem(0)
    expect(check.row(4)).to_contain_text("Burnsville")


def test_a_good_file_shows_hours_changes_map_and_a_tidied_file_that_could_go_live(check: CheckPage) -> None:
    check.upload(TIDIED_BY_US)
    expect(check.verdict).to_contain_text("This file could go live: 8 clinics")
    expect(check.page.get_by_role("table", name="Opening hours as we read them")).to_contain_text(
        "Monday to Thursday 8 am to 4:30 pm"
    )
    expect(
        check.page.get_by_text("map position: 45.03610, -93.77550 → the center of its ZIP")
    ).to_be_visible()
    expect(check.pins).to_have_count(8)
    expect(check.map.get_by_role("button", name=re.compile("^2, Maple Grove"))).to_be_visible()
    check.has_no_barrier(WIDE, NARROWEST)
    tidied = check.download("Download the tidied file").read_bytes()
    reading = read_clinic_file(tidied, today=datetime.now(UTC).date())
    assert reading.errors == ()
    assert reading.clinics is not None
    assert reading.clinics.columns["opening_hours"][2] == "Mo-Th 08:00-16:30"


def test_a_hostile_name_is_shown_as_text_everywhere(check: CheckPage) -> None:
    check.upload(TIDIED_BY_US, "<img src=x onerror=alert(1)>.csv")
    expect(check.pins).to_have_count(8)
    expect(check.page.get_by_text(f"{HOSTILE} – Delano").filter(visible=True).first).to_be_visible()
    expect(check.page.locator("img[src=x]")).to_have_count(0)
    expect(check.map.locator("img[src=x]")).to_have_count(0)
    expect(check.page).to_have_title(re.compile("^Check a clinic file"))


def test_a_damaged_excel_workbook_gets_one_sentence_whatever_it_is_called(check: CheckPage) -> None:
    check.upload((PROJECT / "tests" / "files" / "bad-excel-workbook.csv").read_bytes(), "clinics.xlsx")
    expect(check.verdict).to_contain_text("This Excel workbook is damaged or not whole: save it again")
    expect(check.table).to_have_count(0)


def test_a_keepers_own_file_is_matched_tidied_and_good_in_two_rounds(check: CheckPage) -> None:
    check.upload(CALL_LIST.data, "call list.csv")
    expect(check.verdict).to_contain_text("The tidied file could go live: 3 clinics")
    expect(check.page.get_by_text("Who guessed “front desk”, “Kim”, “nurse line”")).to_be_visible()
    expect(check.page.get_by_text("Notes kept, not used")).to_be_visible()
    check.has_no_barrier(WIDE, NARROWEST)
    check.match_column("G", "kept, not used")
    expect(check.page.get_by_text("Who kept, not used")).to_be_visible()
    expect(check.page.get_by_text("how or from whom").first).to_be_attached()
    tidied = check.download("Download the tidied file").read_bytes()
    check.page.reload()
    expect(check.complete).to_be_attached()
    check.upload(tidied, "clinics (1).csv")
    expect(check.verdict).to_contain_text("This file could go live: 3 clinics")


def test_a_workbook_with_cells_that_nobody_can_read_is_handed_back_and_good_once_they_are_put_right(
    check: CheckPage,
) -> None:
    check.upload(TWO_PHONES.data, "export.csv")
    expect(check.verdict).to_contain_text("This file can't go live yet: 2 errors")
    tidied = check.download("Download the tidied file").read_bytes()
    assert b"ask Kim" in tidied
    check.upload(TWO_PHONES.mended(tidied), "clinics.csv")
    expect(check.verdict).to_contain_text("This file could go live: 2 clinics")


def test_an_excel_workbook_is_read_as_it_is(check: CheckPage) -> None:
    check.upload(WORKBOOK.data, "clinics.xlsx")
    expect(check.verdict).to_contain_text("The tidied file could go live: 2 clinics")
    expect(check.page.get_by_text("so we made one from each name").first).to_be_attached()


def test_pasting_works_and_an_empty_paste_gets_plain_words(check: CheckPage) -> None:
    check.paste(" ")
    expect(check.said).to_have_text(re.compile("There is nothing to check yet."))
    check.paste(LIVE.decode().replace(",", "\t"))
    expect(check.verdict).to_contain_text("This file could go live: 8 clinics")
    expect(check.page.get_by_text("Nothing would change")).to_be_visible()


def test_the_template_is_a_sheet_with_a_row_of_explanations(check: CheckPage) -> None:
    lines = check.download("Download the template").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("clinic_id,name,street")
    assert lines[1].startswith("A short name that no other clinic has")


def test_the_data_page_is_honest_with_the_real_data_and_has_no_barrier(real_data: DataPage) -> None:
    expect(real_data.page.get_by_text("8 clinics. Data as of December 8, 2025.")).to_be_visible()
    expect(real_data.counts.get_by_role("row", name="Evaluates 0 8 0")).to_be_visible()
    expect(real_data.counts.get_by_role("row", name="Performs 0 0 8")).to_be_visible()
    expect(real_data.facts.get_by_role("row", name=re.compile("^Is kyphoplasty done here"))).to_have_count(8)
    real_data.has_no_barrier(WIDE, NARROWEST)


def test_on_the_example_data_every_state_is_shown_and_nothing_is_a_barrier(example_data: DataPage) -> None:
    expect(
        example_data.facts.get_by_role(
            "row", name=re.compile("Yes.* Confirmed.* Nov 12, 2026.* by phone")
        ).first
    ).to_be_visible()
    mistake = example_data.page.get_by_role("link", name="Report a mistake").first
    expect(mistake).to_have_attribute("href", re.compile("^/report[?]clinic=example-"))
    example_data.has_no_barrier(WIDE, NARROWEST)


def test_a_reminder_can_be_taken_for_one_clinic_and_for_all(example_data: DataPage) -> None:
    one = Calendar.from_ical(example_data.download("Download this reminder").read_bytes())
    (event,) = one.walk("VEVENT")
    assert str(event["summary"]).startswith("Call Example Spine Clinic – Burnsville")
    assert event.decoded("dtstart") > date.today()  # noqa: DTZ011 (overdue: it rings on the next workday)
    every = Calendar.from_ical(example_data.download("Download a reminder for every call").read_bytes())
    assert len(every.walk("VEVENT")) > 10


def test_the_navigation_leads_to_both_pages(check: CheckPage) -> None:
    check.page.get_by_role("link", name="About this data").click()
    expect(check.page).to_have_url(re.compile("/data$"))
    expect(check.page.get_by_role("heading", name="About this data", level=1)).to_be_visible()


def test_without_javascript_check_says_so_and_gives_the_way_on(browser: Browser, real_site: str) -> None:
    visitor = browser.new_context(java_script_enabled=False)
    page = visitor.new_page()
    page.goto(f"{real_site}/check")
    expect(page.locator(".said")).to_contain_text("To check a file here, your browser must run scripts.")
    expect(page.locator(".said")).to_contain_text("python -m locator check FILE")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the template").click()
    assert download.value.path().read_bytes() == template_file()
    visitor.close()
