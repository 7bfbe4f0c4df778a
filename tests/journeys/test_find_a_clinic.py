"""What a visitor of Find a clinic can count on, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocketRoute, expect

from locator.clinic_file import read_clinic_file
from locator.clinics import Network
from locator.clinics.view import View
from locator.places import Place, PlaceKind
from locator.templates import render
from locator.templates.cards import card_groups
from locator.words.emergency import EMERGENCIES
from tests.journeys.conftest import NARROWEST, PHONE, WIDE
from tests.journeys.find_page import MAP_TITLE, FindPage
from tests.journeys.served import PROJECT
from tests.made_clinics import CONFIRM_DAYS

EITHER_WIDTH = pytest.mark.parametrize("context", [WIDE, NARROWEST], indirect=True, ids=["1280", "320"])
LONG_ENOUGH = 40_000  # ms: nobody waits longer for a server that never comes
ON_A_PHONE = pytest.mark.parametrize("context", [PHONE], indirect=True, ids=["375"])


@pytest.fixture
def real(page: Page, real_site: str) -> FindPage:
    return FindPage(page, real_site).open()


@pytest.fixture
def example(page: Page, example_site: str) -> FindPage:
    return FindPage(page, example_site).open()


@EITHER_WIDTH
def test_a_zip_code_gives_the_nearest_clinic_its_miles_hours_phone_and_how_sure_we_are(
    real: FindPage,
) -> None:
    real.find("55406")
    expect(real.answer).to_contain_text(re.compile(r"Be seen at Edina, \d\.\d miles away\."))
    expect(real.answer).to_contain_text(
        re.compile(r"(Open|Closed|Usually (open|closed)).*Please call to confirm\.")
    )
    expect(real.answer.get_by_role("link", name="Call 763-201-8191")).to_have_attribute(
        "href", "tel:+17632018191"
    )
    expect(real.answer).to_contain_text("We do not know yet which clinics do the procedure.")
    expect(real.count).to_have_text("8 of 8 clinics · miles from the center of 55406, straight line")
    expect(real.cards.first.get_by_role("heading", level=4)).to_have_text("Edina")
    real.has_no_barrier()


@pytest.mark.parametrize("typed", ["maple grove", "  Maple Grove, MN ", "MAPLE GROVE", "55369-1234"])
def test_a_place_is_understood_as_people_type_it(real: FindPage, typed: str) -> None:
    real.find(typed)
    expect(real.answer).to_contain_text("Be seen at Maple Grove")


@EITHER_WIDTH
def test_a_typo_gets_a_question_and_one_press_mends_it(real: FindPage) -> None:
    real.find("mapel grove")
    expect(real.said).to_contain_text("We can't find “mapel grove”. Did you mean Maple Grove?")
    real.has_no_barrier()
    real.page.get_by_role("button", name="Show Maple Grove").click()
    expect(real.answer).to_contain_text("Be seen at Maple Grove")
    expect(real.place).to_have_value("Maple Grove, MN")
    expect(real.said).to_have_count(0)


def test_nonsense_gets_one_sentence_and_takes_the_last_answer_away(real: FindPage) -> None:
    real.find("55435")
    expect(real.answer).to_contain_text("Be seen at Edina")
    real.find("qqqqzzzz")
    expect(real.said).to_contain_text("We can't find “qqqqzzzz”.")
    expect(real.answer).not_to_contain_text("Be seen at Edina")
    expect(real.answer.get_by_role("link")).to_have_count(0)
    expect(real.count).to_have_text("8 of 8 clinics")


def test_an_emptied_box_goes_back_to_the_whole_list(real: FindPage) -> None:
    real.find("55435")
    expect(real.count).to_contain_text("55435")
    real.find("")
    expect(real.count).to_have_text("8 of 8 clinics")


def test_a_place_far_away_works_and_says_how_far(real: FindPage) -> None:
    real.find("Chicago")
    expect(real.answer).to_contain_text(
        re.compile(r"No clinic near Chicago\. Be seen at \w+, 3\d\d miles away\.")
    )
    expect(real.answer.get_by_role("link", name="Call")).to_be_visible()
    expect(real.said).to_have_count(0)
    expect(real.cards).to_have_count(8)


@EITHER_WIDTH
def test_with_nobody_confirmed_to_perform_the_page_says_so_and_lists_who_may(real: FindPage) -> None:
    real.need("The procedure")
    expect(real.answer).to_contain_text("No clinic has told us that it does the procedure.")
    expect(real.answer).to_contain_text(
        "These eight evaluate patients. Call 763-201-8191 and ask where it is done."
    )
    expect(real.page.get_by_role("heading", name="May perform — call")).to_be_visible()
    expect(real.cards).to_have_count(8)
    assert "need=procedure" in real.page.url
    real.has_no_barrier()


def test_a_confirmed_performer_comes_first_and_the_path_is_spelled_out(example: FindPage) -> None:
    example.find("Minneapolis")
    example.need("The procedure")
    expect(example.answer).to_contain_text("The procedure is done at")
    groups = example.page.locator(".group")
    expect(groups.first).to_have_text("Confirmed: performs kyphoplasty")
    example.need("Either")
    expect(example.answer).to_contain_text("Be seen at")
    expect(example.answer).to_contain_text(re.compile("The procedure is done"))


def test_example_data_is_said_to_be_made_up_for_as_long_as_it_is_loaded(example: FindPage) -> None:
    expect(example.page.get_by_text("Example data — these are not real clinics")).to_be_visible()


def test_back_and_forward_go_through_what_was_chosen(real: FindPage) -> None:
    real.need("The procedure")
    expect(real.answer).to_contain_text("No clinic has told us")
    real.need("An evaluation")
    expect(real.page.get_by_role("heading", name="Said to evaluate")).to_be_visible()
    real.page.go_back()
    expect(real.answer).to_contain_text("No clinic has told us")
    expect(real.page.get_by_role("radio", name="The procedure")).to_be_checked()
    real.page.go_forward()
    expect(real.page.get_by_role("heading", name="Said to evaluate")).to_be_visible()


def test_a_copied_link_holds_the_place_and_opens_the_same_view_and_the_address_does_not(
    real: FindPage, context: BrowserContext
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    real.need("The procedure")
    real.find("55369")
    expect(real.count).to_contain_text("55369")
    real.page.get_by_role("button", name="Copy link").click()
    expect(real.page.get_by_role("status").filter(has_text="Copied")).to_be_attached()
    assert "55369" not in real.page.url
    link = real.page.evaluate("navigator.clipboard.readText()")
    assert link == f"{real.site}/?near=55369&need=procedure"
    friend = FindPage(context.new_page(), real.site)
    friend.page.goto(link)
    expect(friend.count).to_contain_text("from the center of 55369")
    expect(friend.place).to_have_value("55369")
    expect(friend.page.get_by_role("radio", name="The procedure")).to_be_checked()
    friend.find("55435")
    expect(friend.count).to_contain_text("55435")
    assert "near" not in friend.page.url


def test_a_text_message_holds_the_answer_the_phone_and_the_whole_link(real: FindPage) -> None:
    real.find("55406")
    text = real.page.get_by_role("link", name="Text", exact=True)
    expect(text).to_have_attribute("data-link", "/?near=55406")
    real.page.evaluate("addEventListener('click', (event) => event.preventDefault())")
    text.click()
    body = unquote(text.get_attribute("href") or "")
    assert "Be seen at Edina" in body
    assert "763-201-8191" in body
    assert body.endswith(f"\n{real.site}/?near=55406")


def test_what_is_printed_is_the_table_and_the_emergency_words_on_one_page(real: FindPage) -> None:
    real.find("55406")
    expect(real.answer).to_contain_text("Be seen at Edina")
    pages = re.findall(rb"/Type\s*/Page\b", real.page.pdf(format="Letter"))
    assert len(pages) == 1
    real.page.emulate_media(media="print")
    expect(real.page.get_by_role("row")).to_have_count(9)
    expect(real.page.get_by_role("complementary", name="When to get help at once")).to_be_visible()
    expect(real.answer).to_be_hidden()
    expect(real.cards.first).to_be_hidden()


@pytest.mark.parametrize("context", [WIDE, PHONE], indirect=True, ids=["1280", "375"])
@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 24, 16, tzinfo=UTC),  # open
        datetime(2026, 11, 28, 16, tzinfo=UTC),  # a Saturday
        datetime(2026, 11, 26, 2, tzinfo=UTC),  # the evening before Thanksgiving Day
        datetime(2026, 11, 26, 16, tzinfo=UTC),  # and on it
        datetime(2027, 6, 18, 2, tzinfo=UTC),  # before the holiday of the longest name, and all is old
    ],
    ids=str,
)
def test_a_card_is_at_most_200_pixels_high_whatever_the_day(real: FindPage, moment: datetime) -> None:
    real.find("55435")
    expect(real.count).to_contain_text("55435")
    expect(real.complete).to_be_attached()
    real.page.evaluate("document.fonts.ready.then(() => 0)")
    clinics = read_clinic_file((PROJECT / "data" / "clinics.csv").read_bytes(), today=moment.date()).clinics
    assert clinics is not None
    view = View(
        Network(clinics, moment, CONFIRM_DAYS), moment, place=Place("55435", 44.875, -93.35, PlaceKind.CENTER)
    )
    cards = render("cards.html", groups=card_groups(view.search().first(8), view))
    real.page.locator(".cards").first.evaluate("(list, html) => { list.outerHTML = html }", str(cards))
    heights = real.cards.evaluate_all("all => all.map((card) => card.getBoundingClientRect().height)")
    assert len(heights) >= 8
    assert max(heights) <= 200, heights


@pytest.mark.parametrize(
    ("context", "most"), [(WIDE, 230), (PHONE, 300)], indirect=["context"], ids=["1280", "375"]
)
def test_the_answer_stands_high_on_the_first_screen_from_the_start(real: FindPage, most: int) -> None:
    for _ in ("as the server sends it", "as Streamlit draws it"):
        box = real.answer.bounding_box()
        assert box is not None
        assert box["y"] <= most
        expect(real.complete).to_be_attached()


def test_a_pin_brings_its_card_and_a_card_moves_the_map(real: FindPage) -> None:
    real.find("55406")
    pin = real.pin("1, Edina, evaluates, call to confirm; procedure not confirmed")
    expect(pin).to_be_visible()
    real.comes_to_rest()
    real.pin("3, Burnsville, evaluates, call to confirm; procedure not confirmed").click()
    card = real.card("Burnsville")
    expect(card).to_be_focused()
    expect(card).to_be_in_viewport()
    expect(card).to_have_attribute("aria-current", "true")
    expect(real.page).to_have_url(re.compile("clinic=burnsville"))
    real.card("Delano").get_by_role("button", name="Map").click()
    expect(real.map.locator(".pin.is-chosen")).to_have_attribute("aria-label", re.compile("Delano"))
    expect(real.pin("8, Delano, evaluates, call to confirm; procedure not confirmed")).to_be_visible()
    real.page.go_back()
    expect(card).to_have_attribute("aria-current", "true")


def test_back_from_another_page_leads_to_the_same_list_again(real: FindPage) -> None:
    real.find("55406")
    real.need("The procedure")
    for _ in range(2):
        real.page.get_by_role("link", name="About this data", exact=True).click()
        expect(real.page.get_by_role("heading", name="How much is confirmed")).to_be_visible()
        real.page.go_back()
        expect(real.count).to_contain_text("55406")
        expect(real.page.get_by_role("radio", name="The procedure")).to_be_checked()
        expect(real.answer).to_contain_text("No clinic has told us that it does the procedure.")
        real.page.go_forward()
        expect(real.page.get_by_role("heading", name="How much is confirmed")).to_be_visible()
        real.page.go_back()
        expect(real.cards).to_have_count(8)


def test_an_answer_that_comes_late_takes_nothing_away_that_lies_ahead(page: Page, real_site: str) -> None:
    is_slow = False
    late: list[tuple[WebSocketRoute, str | bytes]] = []

    def relay(browser: WebSocketRoute) -> None:
        server = browser.connect_to_server()
        server.on_message(lambda told: late.append((browser, told)) if is_slow else browser.send(told))

    page.route_web_socket(re.compile("/_stcore/stream"), relay)
    real = FindPage(page, real_site).open()
    expect(real.complete).to_be_attached()
    is_slow = True
    real.need("The procedure")
    page.get_by_role("link", name="About this data", exact=True).click()
    heading = page.get_by_role("heading", name="How much is confirmed")
    expect(heading).to_be_visible()
    page.go_back()
    is_slow = False
    for browser, told in late:
        browser.send(told)
    expect(real.answer).to_contain_text("No clinic has told us that it does the procedure.")
    expect(page).to_have_url(f"{real_site}/?need=procedure")
    expect(page.get_by_role("radio", name="The procedure")).to_be_checked()
    page.go_forward()
    expect(heading).to_be_visible()
    expect(page).to_have_url(f"{real_site}/data")


@pytest.mark.parametrize(
    ("query", "place", "need", "then"),
    [
        ("", "", "An evaluation", "?need=evaluation"),
        ("?need=evaluation", "", "Either", ""),
        ("?near=55369", "55369", "An evaluation", "?near=55369&need=evaluation"),
        ("?near=%2055369%20", "55369", "An evaluation", "?near=+55369+&need=evaluation"),
        ("?near=55369&need=procedure", "55435", "The procedure", "?need=procedure"),
        ("?clinic=delano", "55435", "Either", "?clinic=delano"),
    ],
)
def test_the_address_says_what_is_asked_but_no_place_that_was_typed(
    page: Page, real_site: str, query: str, place: str, need: str, then: str
) -> None:
    real = FindPage(page, real_site).open(query)
    expect(real.complete).to_be_attached()
    real.find(place)
    real.need(need)
    expect(page).to_have_url(f"{real_site}/{then}")
    expect(real.place).to_have_value(place)


def test_ones_own_position_takes_the_place_of_a_link_out_of_the_address(
    context: BrowserContext, page: Page, real_site: str
) -> None:
    context.grant_permissions(["geolocation"])
    context.set_geolocation({"latitude": 44.85, "longitude": -93.25})
    real = FindPage(page, real_site).open("?near=55369")
    expect(real.complete).to_be_attached()
    page.get_by_role("button", name="Use my location").click()
    expect(real.count).to_contain_text("miles from where you are")
    expect(page).to_have_url(f"{real_site}/")


@EITHER_WIDTH
def test_a_card_is_read_line_by_line_and_unfolds_within_the_window(example: FindPage) -> None:
    card = example.card("Example River Clinic – Hastings")
    hours = card.locator(".hours").bounding_box()
    note = card.get_by_text("Map position: the center of its ZIP code.").bounding_box()
    assert hours
    assert note
    assert note["y"] >= hours["y"] + hours["height"] or note["x"] >= hours["x"] + hours["width"]
    for how in example.page.get_by_text("How we know this").all():
        how.click()
    example.fits()


def test_whoever_looks_at_another_page_still_needs_what_they_needed(real: FindPage) -> None:
    real.find("55406")
    real.need("The procedure")
    real.page.get_by_role("link", name="About this data", exact=True).click()
    expect(real.page.get_by_role("heading", name="How much is confirmed")).to_be_visible()
    real.page.get_by_role("link", name="Find a clinic", exact=True).click()
    expect(real.count).to_contain_text("55406")
    expect(real.page.get_by_role("radio", name="The procedure")).to_be_checked()
    expect(real.page).to_have_url(re.compile("need=procedure"))


def test_whoever_goes_back_and_forward_quickly_can_still_go_on(real: FindPage) -> None:
    real.find("55406")
    for name in ("Delano", "Edina", "Burnsville", "Delano", "Edina"):
        real.card(f"{name}").get_by_role("button", name="Map").click()
        expect(real.page).to_have_url(re.compile(f"clinic={name.lower()}"))  # else back leaves the site
        real.page.go_back()
        real.page.go_forward()
    real.need("The procedure")
    expect(real.answer).to_contain_text("No clinic has told us that it does the procedure.")
    real.card("Shakopee").get_by_role("button", name="Map").click()
    expect(real.card("Shakopee")).to_have_attribute("aria-current", "true")


def test_a_link_to_one_clinic_opens_at_its_card_with_it_chosen(page: Page, real_site: str) -> None:
    find = FindPage(page, real_site).open("?clinic=shakopee")
    card = find.card("Shakopee")
    expect(card).to_have_attribute("aria-current", "true")
    expect(card).to_be_in_viewport(ratio=0.9)
    expect(find.map.locator(".pin.is-chosen")).to_have_attribute("aria-label", re.compile("Shakopee"))


def test_a_link_to_a_clinic_that_is_not_there_says_so(page: Page, real_site: str) -> None:
    find = FindPage(page, real_site).open("?clinic=%3Cscript%3E&need=nonsense")
    expect(find.said).to_have_text("The link names a clinic that is not in the list.")
    expect(find.cards).to_have_count(8)


def test_changing_the_need_redraws_the_pins_in_the_same_frame_and_keeps_the_visitors_zoom(
    example: FindPage,
) -> None:
    expect(example.pins.first).to_be_visible()
    example.map.locator("body").evaluate("window.marked = 'same frame'")
    example.map.locator("body").evaluate(
        "() => { window.zoomed = new Promise((done) => map_div.once('zoomend', done)).then(() => true) }"
    )
    example.map.get_by_role("button", name="Zoom in").click()
    assert example.map.locator("body").evaluate("window.zoomed")
    zoom = example.map.locator("body").evaluate("map_div.getZoom()")
    before = example.pins.count()
    example.need("The procedure")
    expect(example.pins).not_to_have_count(before)
    assert example.map.locator("body").evaluate("window.marked") == "same frame"
    assert example.map.locator("body").evaluate("map_div.getZoom()") == zoom


def test_list_and_map_show_the_same_clinics_numbered_alike(example: FindPage) -> None:
    example.find("Minneapolis")
    expect(example.count).to_contain_text("Minneapolis")
    numbers = example.cards.locator(".number").all_inner_texts()
    expect(example.pins).to_have_count(len(numbers))
    pins = [name.split(",")[0] for name in _names(example)]
    assert numbers == [str(n + 1) for n in range(len(numbers))]
    assert sorted(pins, key=int) == numbers


def _names(find: FindPage) -> Iterator[str]:
    return (pin.get_attribute("aria-label") or "" for pin in find.pins.all())


def test_my_location_is_asked_for_on_click_only_and_sorts_the_list(
    real: FindPage, context: BrowserContext
) -> None:
    context.grant_permissions(["geolocation"])
    context.set_geolocation({"latitude": 45.036, "longitude": -93.775})
    promise = real.page.get_by_text("Your position goes to this site only.")
    expect(promise).to_be_hidden()
    expect(real.count).to_have_text("8 of 8 clinics")
    real.page.get_by_role("button", name="Use my location").click()
    expect(real.answer).to_contain_text("Be seen at Delano")
    expect(promise).to_be_visible()
    expect(real.count).to_contain_text("miles from where you are")
    assert "45.03" not in real.page.url


def test_a_refused_location_gets_a_plain_word_and_changes_nothing(
    real: FindPage, context: BrowserContext
) -> None:
    context.clear_permissions()
    real.page.get_by_role("button", name="Use my location").click()
    expect(real.page.get_by_text("Your browser did not share your position.")).to_be_visible()
    expect(real.count).to_have_text("8 of 8 clinics")


def test_the_whole_way_can_be_gone_with_the_keyboard(real: FindPage) -> None:
    keyboard = real.page.keyboard
    real.place.focus()
    keyboard.type("55406")
    keyboard.press("Enter")
    expect(real.answer).to_contain_text("Be seen at Edina")
    reached: list[str] = []
    for _ in range(60):
        keyboard.press("Tab")
        reached.append(
            real.page.evaluate("""() => {
            let at = document.activeElement;
            while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
            return (at.getAttribute("aria-label") || at.textContent || at.title || at.tagName).trim().slice(0, 40);
        }""")
        )
        if reached[-1].startswith("Skip the map"):
            break
    told = " | ".join(reached)
    for stop in (
        "Use my location",
        "Call 763-201-8191",
        "Directions to Edina",
        "Map: Edina",
        "Skip the map",
    ):
        assert stop in told, told
    keyboard.press("Enter")
    expect(real.page.locator("#after-map")).to_be_focused()


@ON_A_PHONE
def test_on_a_phone_answer_and_call_button_are_on_the_first_screen_and_nothing_scrolls_sideways(
    real: FindPage,
) -> None:
    real.find("55406")
    call = real.answer.get_by_role("link", name="Call 763-201-8191")
    expect(call).to_be_in_viewport(ratio=1)
    box = call.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert real.page.evaluate("document.documentElement.scrollWidth") <= 375


@ON_A_PHONE
def test_on_a_phone_the_map_comes_on_request_and_is_no_scroll_trap(real: FindPage) -> None:
    expect(real.page.locator("iframe")).to_be_hidden()
    real.page.get_by_role("button", name="Map", exact=True).click()
    expect(real.pins).to_have_count(8)
    expect(real.page.locator("iframe")).to_be_in_viewport()
    assert real.map.locator("#map_div").evaluate("e => getComputedStyle(e).touchAction") == "pan-y"


def test_the_map_has_a_name(real: FindPage) -> None:
    expect(real.page.locator("iframe")).to_have_attribute("title", MAP_TITLE)


def test_with_leaflet_blocked_the_list_is_complete_and_the_page_says_so(page: Page, real_site: str) -> None:
    page.route(re.compile(r"/assets/leaflet/"), lambda route: route.abort())
    find = FindPage(page, real_site).open()
    find.find("55406")
    expect(find.cards).to_have_count(8)
    expect(find.answer).to_contain_text("Be seen at Edina")
    expect(page.get_by_text("The map could not load. The list is complete.")).to_be_visible()


@pytest.mark.parametrize("script", ["shell", "find", "slot"])
def test_with_one_of_its_scripts_refused_the_page_still_finds_clinics(
    page: Page, real_site: str, script: str
) -> None:
    page.route(re.compile(rf"/{script}\.js"), lambda route: route.abort())
    find = FindPage(page, real_site).open()
    find.find("55406")
    expect(find.answer).to_contain_text("Be seen at Edina")
    expect(find.cards).to_have_count(8)


def test_the_emergency_words_stand_on_the_page(real: FindPage) -> None:
    words = real.page.get_by_role("complementary", name="When to get help at once")
    expect(words).to_contain_text("Call 911 or go to an emergency room now if you have:")
    for sign in EMERGENCIES:
        expect(words.get_by_text(str(sign.text))).to_be_attached()
    expect(words).not_to_contain_text("clinician")
    expect(
        real.page.get_by_text("A clinician has not reviewed the medical words on this site yet.")
    ).to_be_attached()


def test_without_javascript_the_page_is_the_same_and_answers(browser: Browser, real_site: str) -> None:
    visitor = browser.new_context(java_script_enabled=False)
    find = FindPage(visitor.new_page(), real_site).open()
    expect(find.cards).to_have_count(8)
    find.page.get_by_role("radio", name="An evaluation").check()
    find.find("55406")
    expect(find.answer).to_contain_text("Be seen at Edina, 7.5 miles away.")
    expect(find.answer.get_by_role("link", name="Call 763-201-8191")).to_be_visible()
    expect(find.place).to_have_value("55406")
    find.find("mapel grove")
    find.page.get_by_role("button", name="Show Maple Grove").click()
    expect(find.answer).to_contain_text("Be seen at Maple Grove")
    find.page.get_by_text("Learn", exact=True).click()
    find.page.get_by_role("link", name="What are the risks?").click()
    expect(find.page.get_by_role("heading", name="What are the risks?", level=1)).to_be_visible()
    visitor.close()


def test_without_javascript_nothing_is_offered_that_only_a_script_can_do(
    browser: Browser, real_site: str
) -> None:
    visitor = browser.new_context(java_script_enabled=False)
    find = FindPage(visitor.new_page(), real_site).open("?near=55406")
    expect(find.cards.first.get_by_role("link", name="Directions")).to_be_visible()
    for name in ("Copy link", "Print", "Use my location", re.compile("^Map")):
        expect(find.page.get_by_role("button", name=name)).to_have_count(0)
    visitor.close()


@ON_A_PHONE
def test_a_cards_call_link_can_be_hit_44_pixels_high(real: FindPage) -> None:
    call = real.cards.first.get_by_role("link", name="Call")
    call.scroll_into_view_if_needed()
    height = call.evaluate("""link => {
        const { x, y, width, height } = link.getBoundingClientRect(), middle = y + height / 2;
        const hits = (dy) => document.elementFromPoint(x + width / 2, middle + dy) === link;
        return hits(-21.5) && hits(21.5) ? 44 : height;
    }""")
    assert height >= 44


@ON_A_PHONE
def test_where_streamlit_never_comes_the_map_says_so_and_covers_nothing(page: Page, real_site: str) -> None:
    page.clock.install()
    page.route(re.compile(r"/static/js/"), lambda route: route.abort())
    find = FindPage(page, real_site).open()
    page.get_by_role("button", name="Map", exact=True).click()
    note, box = page.locator("#first .map-note"), page.locator(".map-box")
    expect(note).to_have_text("The map is loading. The list is complete without it.")
    inside, outside = note.bounding_box(), box.bounding_box()
    assert inside is not None
    assert outside is not None
    assert outside["y"] <= inside["y"]
    assert inside["y"] + inside["height"] <= outside["y"] + outside["height"]
    page.clock.fast_forward(LONG_ENOUGH)
    expect(note).to_have_text("The map could not load. The list is complete.")
    find.page.get_by_role("button", name="List", exact=True).click()
    expect(find.cards).to_have_count(8)


def test_a_page_has_one_main_part_and_one_way_to_skip_to_it_before_and_after_streamlit_comes(
    example: FindPage,
) -> None:
    example.page.route(re.compile(r"/static/js/"), lambda route: route.abort())
    expect(example.complete).to_be_attached()
    expect(example.page.get_by_role("main")).to_have_count(1)
    expect(example.page.get_by_role("link", name="Skip to")).to_have_count(1)
    expect(example.page.get_by_role("region", name="Please note")).to_contain_text("Example data")
    example.page.reload()
    expect(example.page.get_by_role("main")).to_have_count(1)


def test_when_the_connection_fails_the_page_offers_the_plain_list(page: Page, real_site: str) -> None:
    page.clock.install()
    page.route_web_socket(re.compile("_stcore/stream"), lambda socket: socket.close())
    page.goto(real_site)
    expect(page.get_by_role("heading", name="Find a clinic", level=1)).to_be_visible()
    page.clock.fast_forward(LONG_ENOUGH)
    expect(page.get_by_role("alert").get_by_role("link", name="Open the plain list")).to_be_visible()


def test_a_typed_place_is_still_there_after_reading_another_page(real: FindPage) -> None:
    real.find("55369")
    expect(real.answer).to_contain_text("Be seen at Maple Grove")
    real.page.get_by_role("link", name="About this data").click()
    expect(real.page.get_by_role("heading", name="About this data", level=1)).to_be_visible()
    real.page.get_by_role("link", name="Find a clinic").first.click()
    expect(real.answer).to_contain_text("Be seen at Maple Grove")
    expect(real.place).to_have_value("55369")


def test_an_article_can_be_read_without_javascript(browser: Browser, real_site: str) -> None:
    visitor = browser.new_context(java_script_enabled=False)
    page = visitor.new_page()
    page.goto(f"{real_site}/learn-risks")
    expect(page.get_by_role("heading", name="What are the risks?", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="What if cement leaks?")).to_be_visible()
    expect(page.get_by_role("complementary", name="When to get help at once")).to_be_visible()
    visitor.close()


@pytest.mark.parametrize("context", [PHONE], indirect=True)
def test_on_a_phone_the_menu_closes_once_a_page_is_chosen_and_is_closed_on_the_next_visit(
    real: FindPage,
) -> None:
    menu = real.page.get_by_role("navigation", name="Menu")
    expect(menu).to_be_hidden()
    button = real.page.get_by_role("button", name="Menu")
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    button.click()
    menu.get_by_role("link", name="For schedulers").click()
    expect(real.page.get_by_role("heading", name="For schedulers", level=1)).to_be_visible()
    expect(menu).to_be_hidden()
    button.click()
    expect(menu).to_be_visible()
    real.page.keyboard.press("Escape")
    expect(menu).to_be_hidden()


@pytest.mark.parametrize("context", [PHONE], indirect=True)
def test_on_a_phone_there_is_a_way_back_from_the_map_to_the_list(real: FindPage) -> None:
    to_map = real.page.get_by_role("button", name="Map", exact=True)
    real.card("Maplewood").scroll_into_view_if_needed()
    left_at = real.page.evaluate("scrollY")
    to_map.click()
    expect(real.cards.first).to_be_hidden()
    real.comes_to_rest()
    real.pin("4, Delano, evaluates, call to confirm; procedure not confirmed").click()
    over = real.page.get_by_role("region", name="Delano")
    expect(over.get_by_role("link", name="Call 763-201-8191")).to_be_in_viewport(ratio=1)
    expect(real.page.locator("#clinic-delano[aria-current=true]")).to_be_attached()  # the list is drawn anew
    expect(to_map).to_have_attribute("aria-pressed", "true")
    over.get_by_role("button", name="Close").click()
    expect(over).to_have_count(0)
    real.page.get_by_role("button", name="List", exact=True).click()
    expect(real.card("Maplewood")).to_be_in_viewport()
    assert abs(real.page.evaluate("scrollY") - left_at) < 100
    to_map.click()
    real.comes_to_rest()
    real.pin("4, Delano, evaluates, call to confirm; procedure not confirmed").click()
    over.get_by_role("button", name="Details").click()
    expect(real.card("Delano")).to_be_focused()
