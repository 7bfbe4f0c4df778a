"""What a scheduler can count on, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocket, expect

from tests.journeys.conftest import EXAMPLE, NARROWEST, PHONE, WIDE
from tests.journeys.find_page import FindPage
from tests.journeys.open_page import OpenPage
from tests.journeys.schedulers_page import SchedulersPage
from tests.journeys.served import served

EITHER_WIDTH = pytest.mark.parametrize("context", [WIDE, NARROWEST], indirect=True, ids=["1280", "320"])
IN_THE_DARK = pytest.mark.parametrize("scheme", ["light", "dark"])
HOSTILE = "<img src=x onerror=document.title='owned'> `${1}` **Clinic** & 'Sons'"
COLUMNS = "clinic_id,name,street,city,state,zip,phone,opening_hours,evaluates,evaluates_as_of,evaluates_method,performs,performs_as_of,performs_method,refers_to,access_notes"


@pytest.fixture
def real(page: Page, real_site: str) -> SchedulersPage:
    return SchedulersPage(page, real_site).open()


@pytest.fixture
def example(page: Page, context: BrowserContext, example_site: str) -> SchedulersPage:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return SchedulersPage(page, example_site).open()


@pytest.fixture(scope="module")
def public_site() -> Iterator[str]:
    """The example network on a site that is told what the world calls it."""
    with served(LOCATOR_CLINICS=EXAMPLE, LOCATOR_PUBLIC_ADDRESS="https://clinics.example.com") as address:
        yield address


@pytest.fixture
def public(page: Page, public_site: str) -> SchedulersPage:
    return SchedulersPage(page, public_site).open()


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Two clinics whose file holds markup, and as much of everything as is let in."""
    file: Path = tmp_path_factory.mktemp("hostile") / "clinics.csv"
    hours = "Mo 07:00-15:30; Tu 08:15-16:30; We 09:00-17:00; Th 10:30-18:45; Fr 07:00-12:15; Sa 09:00-12:00"
    rows = [
        f'{name},"{HOSTILE} {"Wide Name " * 30}","{"W" * 300}","{HOSTILE}",MN,55369,763-555-0131 ext. 1234,{hours},'
        f'yes,2020-01-01,phone,yes,2020-01-01,staff,{other},"{HOSTILE} {"long words " * 60}"'
        for name, other in (("one", "two"), ("two", "one"))
    ]
    file.write_text("\n".join([COLUMNS, *rows]), encoding="utf-8")
    with served(LOCATOR_CLINICS=str(file)) as address:
        yield address


@IN_THE_DARK
def test_the_page_keeps_nobody_out_at_any_width_by_day_or_night(
    page: Page, example_site: str, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    example = SchedulersPage(page, example_site).open()
    example.send("Burnsville")
    expect(example.ways).to_have_count(3)
    example.ways.first.get_by_text("See the text").click()
    example.answer("Takes a blood thinner?", "Yes", "warfarin")
    example.has_no_barrier(WIDE, NARROWEST)


@EITHER_WIDTH
def test_a_typo_gets_a_question_and_one_press_mends_it(real: SchedulersPage) -> None:
    real.send("mapel grove")
    expect(real.said).to_have_text("We can't find “mapel grove”. Did you mean Maple Grove?")
    real.has_no_barrier()
    real.page.get_by_role("button", name="Show Maple Grove").click()
    expect(real.ways.first.get_by_role("heading", level=3)).to_have_text("Evaluation at Maple Grove")
    expect(real.said.filter(has_text="We can't find")).to_have_count(0)
    expect(real.said).to_have_text(
        "No clinic has told us that it does the procedure. These eight evaluate patients. "
        "Call 763-201-8191 and ask where it is done."
    )


def test_the_whole_network_is_on_one_screen(real: SchedulersPage) -> None:
    real.page.set_viewport_size({"width": 1280, "height": 1024})
    expect(real.rows).to_have_count(8)
    expect(real.rows.last).to_be_in_viewport(ratio=1)
    row = real.network.get_by_role("row", name=re.compile("iSpine Clinics – Edina"))
    expect(row.get_by_role("cell").nth(0)).to_contain_text("Yes website, no date · call to confirm")
    expect(row.get_by_role("cell").nth(1)).to_contain_text("Not confirmed call to ask")
    expect(row.get_by_role("link", name="763-201-8191")).to_have_attribute("href", "tel:+17632018191")


def test_the_table_is_found_in_narrowed_and_sorted_as_one_types_and_chooses(example: SchedulersPage) -> None:
    example.find_box.press_sequentially("(612) 555")
    expect(example.count).to_have_text("1 of 14 clinics · sorted by: name")
    expect(example.rows).to_contain_text(["Example Spine Center – Minneapolis"])
    example.find_box.fill("")
    expect(example.rows).to_have_count(14)
    example.choose("Does", "The procedure")
    example.choose("How sure", "Overdue for a check")
    expect(example.count).to_contain_text("1 of 14 clinics")
    expect(example.rows).to_contain_text(["Example Spine Clinic – Burnsville"])
    example.choose("How sure", "Any")
    example.send("55447")
    expect(example.ways).to_have_count(3)
    expect(example.page.get_by_role("status").filter(has_text="Options for this patient: 3")).to_be_attached()
    example.choose("Sort by", "Nearest first")
    expect(example.count).to_contain_text("sorted by: nearest first")
    expect(example.rows.first).to_contain_text("Example Surgery Center – Plymouth")


def test_a_clinic_is_found_by_the_language_that_is_spoken_there_and_by_new_patients(
    example: SchedulersPage,
) -> None:
    example.choose("Language", "Hmong")
    expect(example.count).to_contain_text("2 of 14 clinics")
    expect(example.rows).to_contain_text(["Shakopee", "Saint Paul"])
    expect(example.rows.last).to_contain_text("Languages: English, Spanish, Hmong, Somali")
    example.choose("New patients", "Ask")  # what was said long ago
    expect(example.rows.filter(has_text="Shakopee")).to_contain_text("New patients: ask")
    example.choose("Language", "Any")
    expect(example.rows.filter(has_text="Burnsville")).to_have_count(1)


def test_whom_to_ask_for_and_what_a_referral_needs_stand_where_one_calls(example: SchedulersPage) -> None:
    example.send("55407")
    way = example.ways.filter(has_text="Both at Minneapolis")
    expect(way).to_contain_text("When you call: press 2, then ask for the spine desk")
    expect(way).to_contain_text("A referral needs: MRI or CT of the spine from the last 30 days")
    expect(way).to_contain_text("Languages: English, Spanish, Somali")
    way.get_by_role("button", name="Copy as text").click()
    expect(example.copied).to_have_text("Copied")
    assert "When you call: press 2, then ask for the spine desk" in example.clipboard()


def test_where_a_patient_can_go_has_both_legs_the_miles_and_what_to_confirm(example: SchedulersPage) -> None:
    example.send("55369")
    first = example.ways.first
    expect(first.get_by_role("heading", level=3)).to_have_text(
        "Evaluation at Maple Grove, procedure at Plymouth"
    )
    expect(first).to_contain_text(re.compile(r"Evaluation · \d\.\d miles"))
    expect(first).to_contain_text(re.compile(r"Procedure · \d\.\d miles"))
    expect(first).to_contain_text(re.compile(r"\d\.\d miles in all"))
    expect(first).to_contain_text("Nothing: someone at each clinic confirmed it in the last 180 days.")
    assert "55369" not in example.page.url


def test_one_press_copies_the_text_and_says_so(example: SchedulersPage) -> None:
    example.send("55369")
    button = example.ways.first.get_by_role("button", name="Copy as text")
    button.click()
    expect(example.copied).to_have_text("Copied")
    text = example.clipboard()
    assert text.startswith(
        "Kyphoplasty: where to go\nFor a patient near 55369.\n\nEVALUATION\nExample Spine Clinic – Maple Grove\n"
    )
    assert re.search(r"\nAs listed on \w+ \d+, \d{4} at [\w: ]+\.\n", text)
    assert "Referrals: 763-555-0122" in text
    assert "Example data — these are not real clinics" in text
    assert "from the place that was searched" in text


def test_a_browser_without_a_clipboard_copies_too(
    page: Page, context: BrowserContext, example_site: str
) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('none'))")
    context.grant_permissions(["clipboard-read"])
    example = SchedulersPage(page, example_site).open()
    example.send("55369")
    example.ways.first.get_by_role("button", name="Copy as text").click()
    expect(example.copied).to_have_text("Copied")
    assert example.clipboard().startswith("Kyphoplasty: where to go")


def test_the_sheet_is_one_letter_page_for_every_way_and_one_press_prints_it(public: SchedulersPage) -> None:
    public.send("55369")
    sheet = public.sheet()
    OpenPage(sheet, public.site).has_no_barrier()
    expect(sheet.get_by_text("Example data — these are not real clinics")).to_be_visible()
    expect(sheet.get_by_text("For a patient near 55369.")).to_be_visible()
    expect(sheet.get_by_role("img", name=re.compile("^QR code: "))).to_have_count(2)
    sheet.evaluate("window.print = () => { document.title = 'printed' }")
    sheet.get_by_role("button", name="Print").click()
    expect(sheet).to_have_title("printed")
    for link in public.page.get_by_role("link", name="Sheet for the patient").all():
        sheet.goto(f"{public.site}{link.get_attribute('href')}")
        assert _pages(sheet) == 1
        assert _hidden(sheet) == 0


def test_a_code_of_the_sheet_leads_to_its_clinic(page: Page, example_site: str) -> None:
    shown = FindPage(page, example_site).open("?clinic=example-maple-grove")
    expect(shown.card("Example Spine Clinic – Maple Grove")).to_have_attribute("aria-current", "true")


def test_the_sheet_can_be_read_on_a_screen_of_any_width(page: Page, real_site: str) -> None:
    page.goto(f"{real_site}/sheet?evaluation=edina&near=55406")
    expect(page.get_by_text("We do not know yet where it is done.")).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("QR code"))).to_have_count(
        0
    )  # nobody else can reach localhost
    OpenPage(page, real_site).has_no_barrier(WIDE, NARROWEST)
    assert _pages(page) == 1


def test_a_file_full_of_markup_does_nothing_and_its_sheet_is_still_one_page(
    page: Page, hostile_site: str
) -> None:
    hostile = SchedulersPage(page, hostile_site).open()
    hostile.send("55369")
    expect(hostile.ways).to_have_count(2)
    expect(hostile.ways.first).to_contain_text("<img src=x onerror=")
    hostile.has_no_barrier()
    sheet = hostile.sheet()
    assert _pages(sheet) == 1
    expect(sheet.get_by_text("<img src=x onerror=").first).to_be_visible()
    for shown in (page, sheet):
        assert shown.locator("img[src=x]").count() == 0
        assert shown.title() != "owned"


def _pages(sheet: Page) -> int:
    """How many pages the sheet takes on paper."""
    return len(re.findall(rb"/Type\s*/Page\b", sheet.pdf(prefer_css_page_size=True)))


def _hidden(sheet: Page) -> int:
    """How many pixels of the clinics do not fit on paper."""
    sheet.emulate_media(media="print")
    hidden: int = sheet.locator(".visits").evaluate("e => e.scrollHeight - e.clientHeight")
    sheet.emulate_media(media="null")
    return hidden


def test_what_is_entered_in_the_checklist_stays_in_the_tab_and_copies_as_text(
    page: Page, context: BrowserContext, example_site: str
) -> None:
    sent: list[str] = []

    def watch(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: sent.append(str(frame)))

    page.on("websocket", watch)
    page.on("request", lambda asked: sent.append(f"{asked.url} {asked.post_data}"))
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    example = SchedulersPage(page, example_site).open()
    before = len(sent)
    example.answer("When did the pain start?", note="about 3 weeks ago")
    example.answer("How bad is the pain, from 0 to 10?", "7")
    example.answer("Has there been a scan?", "Yes", "MRI, 3 Nov")
    example.answer("Takes a blood thinner?", "Not sure")
    page.get_by_role("button", name="Copy the checklist").click()
    expect(example.copied).to_have_text("Copied")
    text = example.clipboard()
    assert text.startswith(
        "Kyphoplasty: booking checklist\n"
        "When did the pain start? about 3 weeks ago\n"
        "How bad is the pain, from 0 to 10? 7\n"
        "Has there been a scan? Yes. MRI, 3 Nov\n"
        "Takes a blood thinner? Not sure\n"
        "\n"
        "Still to ask:\n"
        "- Any emergency sign now: chest pain or trouble breathing; "
    )
    assert "\n- Has other treatment been tried?\n" in text
    assert sent[before:] == [], "what was entered was sent somewhere"
    assert page.url == f"{example_site}/schedulers"
    assert page.evaluate("JSON.stringify([localStorage, sessionStorage])").count("weeks") == 0


def test_the_checklist_is_still_there_after_other_work_and_gone_when_cleared_or_loaded_again(
    example: SchedulersPage,
) -> None:
    note = example.checklist_item("Takes a blood thinner?").get_by_role("textbox")
    example.send("55369")
    expect(example.ways).to_have_count(3)
    expect(example.page.locator("#checklist-text")).to_contain_text("For a patient near 55369.")
    example.answer("Takes a blood thinner?", "Yes", "warfarin")
    example.choose("Does", "The procedure")
    expect(note).to_have_value("warfarin")
    expect(example.whose).not_to_be_visible()
    example.page.get_by_role("link", name="Find a clinic", exact=True).first.click()
    expect(example.page.get_by_role("region", name="The answer")).to_be_visible()
    expect(example.page.locator("html.live")).to_be_attached()  # the other page is really there
    example.page.get_by_role("link", name="For schedulers", exact=True).first.click()
    example.is_there()
    expect(example.whose).to_be_visible()  # nobody takes it for the next patient's
    example.whose.get_by_role("button", name="Keep it").click()
    expect(example.whose).not_to_be_visible()
    expect(note).to_have_value("warfarin")
    expect(example.checklist_item("Takes a blood thinner?").get_by_role("radio", name="Yes")).to_be_checked()
    expect(example.place).to_have_value("55369")
    example.page.get_by_role("button", name="Clear the checklist").click()
    expect(note).to_have_value("")
    expect(example.page.locator("#checklist-text")).not_to_contain_text("warfarin")
    example.answer("Takes a blood thinner?", "Yes", "warfarin")
    example.page.reload()
    example.is_there()
    expect(note).to_have_value("")


def test_another_place_asks_whose_the_checklist_is_before_it_can_be_used(example: SchedulersPage) -> None:
    note = example.checklist_item("Takes a blood thinner?").get_by_role("textbox", include_hidden=True)
    example.send("55369")
    expect(example.ways).to_have_count(3)
    expect(example.page.locator("#checklist-text")).to_contain_text("For a patient near 55369.")
    example.answer("Takes a blood thinner?", "Yes", "warfarin")
    example.send("qqqqzzzz")
    expect(example.ways).to_have_count(0)
    expect(example.whose).not_to_be_visible()
    example.send("55406")
    expect(example.whose).to_be_visible()
    assert example.page.locator("form.checklist").evaluate("form => form.inert")
    example.has_no_barrier()
    example.whose.get_by_role("button", name="Clear it").click()
    expect(note).to_have_value("")
    expect(example.whose).not_to_be_visible()
    example.answer("Takes a blood thinner?", "No")
    expect(example.page.locator("#checklist-text")).to_contain_text("For a patient near 55406.")


def test_who_goes_on_before_the_options_are_there_is_asked_nothing(example: SchedulersPage) -> None:
    example.place.fill("55369")
    example.answer("Takes a blood thinner?", note="warfarin")  # leaves the box, which sends the place
    expect(example.page.locator("#checklist-text")).to_contain_text("For a patient near 55369.")
    expect(example.ways).to_have_count(3)
    expect(example.whose).not_to_be_visible()
    example.send("55406")
    expect(example.whose).to_be_visible()


def test_next_patient_leaves_nothing_of_the_last_one(real: SchedulersPage) -> None:
    real.send("55435")
    expect(real.ways).to_have_count(3)
    real.answer("Takes a blood thinner?", "Yes", "warfarin")
    real.find_box.fill("edina")
    expect(real.count).to_contain_text("1 of 8 clinics")
    real.has_no_barrier(WIDE, NARROWEST)
    real.next_patient()
    expect(real.place).to_have_value("")
    expect(real.ways).to_have_count(0)
    expect(real.count).to_contain_text("8 of 8 clinics")
    expect(real.find_box).to_have_value("")
    expect(real.checklist_item("Takes a blood thinner?").get_by_role("textbox")).to_have_value("")
    expect(real.checklist_item("Takes a blood thinner?").get_by_role("radio", name="Yes")).not_to_be_checked()
    expect(real.whose).not_to_be_visible()


def test_what_the_table_shows_is_copied_downloaded_and_printed_alone(example: SchedulersPage) -> None:
    example.send("55447")
    expect(example.ways).to_have_count(3)
    example.choose("Does", "The procedure")
    expect(example.count).to_contain_text("sorted by: performs: surest first")
    example.page.get_by_role("button", name="Copy these clinics").click()
    expect(example.copied).to_have_text("Copied")
    assert example.clipboard().startswith("Kyphoplasty clinics\nFor a patient near 55447.\n")
    with example.page.expect_download() as download:
        example.page.get_by_role("button", name="Download these clinics (CSV)").click()
    assert "distance_miles" in Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()[0]
    assert "55447" not in download.value.url
    example.page.evaluate("window.print = () => {}")
    example.page.get_by_role("button", name="Print these clinics").click()
    example.page.emulate_media(media="print")
    expect(example.network).to_be_visible()
    expect(example.page.locator(".on-paper").filter(has_text="For a patient near 55447.")).to_be_visible()
    expect(example.ways.first).not_to_be_visible()
    expect(example.checklist_item("Can lie face down?")).not_to_be_visible()


def test_on_paper_there_is_nothing_to_choose_from(example: SchedulersPage) -> None:
    example.page.emulate_media(media="print")
    expect(example.network).to_be_visible()
    expect(example.place).to_be_hidden()
    expect(example.find_box).to_be_hidden()


def test_all_of_it_can_be_done_with_the_keyboard(example: SchedulersPage) -> None:
    keyboard = example.page.keyboard
    example.place.focus()
    keyboard.type("55369")
    keyboard.press("Enter")
    expect(example.ways).to_have_count(3)
    assert _tab_to(example.page, "Copy as text: Evaluation at Maple Grove")
    keyboard.press("Enter")
    expect(example.copied).to_have_text("Copied")
    assert _tab_to(example.page, "Sheet for the patient: Evaluation at Maple Grove")
    assert _tab_to(example.page, "See the text")
    keyboard.press("Enter")
    expect(example.ways.first.locator("pre")).to_be_visible()
    assert _tab_to(example.page, "0")
    keyboard.press("ArrowRight")
    pain = example.checklist_item("How bad is the pain, from 0 to 10?")
    expect(pain.get_by_role("radio", name="1", exact=True)).to_be_checked()


def _tab_to(page: Page, name: str) -> bool:
    """Whether something whose name begins so is reached by pressing Tab."""
    for _ in range(80):
        page.keyboard.press("Tab")
        reached = page.evaluate("""() => {
            const at = document.activeElement;
            return (at.getAttribute("aria-label") || at.textContent || at.value || "").trim();
        }""")
        if reached.startswith(name):
            return True
    return False


def test_no_sheet_sends_a_patient_to_a_clinic_that_is_closed_for_now(page: Page, example_site: str) -> None:
    answer = page.goto(f"{example_site}/sheet?evaluation=example-woodbury&near=55125")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no such sheet")
    page.get_by_role("main").get_by_role("link", name="For schedulers").click()
    SchedulersPage(page, example_site).is_there()


@pytest.mark.parametrize("context", [PHONE], indirect=True)
def test_the_menu_stays_in_its_row_above_a_sheet_on_a_phone(page: Page, real_site: str) -> None:
    page.goto(f"{real_site}/sheet?evaluation=edina&near=55406")
    menu = page.get_by_role("button", name="Menu").bounding_box()
    brand = page.get_by_role("link", name="Kyphoplasty clinics").bounding_box()
    assert menu
    assert brand
    assert menu["y"] < brand["y"] + brand["height"]


def test_no_choice_of_the_table_is_cut_off(example: SchedulersPage) -> None:
    example.choose("Does", "The procedure")
    box = example.page.get_by_role("combobox", name="Does")
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")


def test_without_javascript_every_link_to_a_part_of_the_page_leads_there(
    browser: Browser, real_site: str
) -> None:
    visitor = browser.new_context(java_script_enabled=False)
    page = visitor.new_page()
    page.goto(f"{real_site}/schedulers")
    links = page.get_by_role("navigation", name="On this page").get_by_role("link")
    expect(links).to_have_text(["Downloads"])
    expect(page.locator("#exports")).to_be_visible()
    page.get_by_role("link", name="Find the nearest clinics in the plain list").click()
    expect(page.get_by_role("heading", name="Find a clinic", level=1)).to_be_visible()
    visitor.close()
