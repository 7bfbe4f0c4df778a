"""The map of Find a clinic: what it shows, where it looks, and what it says when it can't."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from bench.generate_clinics import clinics
from locator.clinics import COLUMNS
from tests.journeys.conftest import NARROWEST, PHONE, WIDE
from tests.journeys.find_page import FindPage
from tests.journeys.served import served

NAMES = ".leaflet-places-pane span"
SHIELDS = ".leaflet-places-pane .shield"
SHOW_ON_MAP = re.compile("^Map")
Box = tuple[float, float, float, float]


@pytest.fixture
def real(page: Page, real_site: str) -> FindPage:
    find = FindPage(page, real_site).open()
    expect(find.pins).to_have_count(8)
    return find


@pytest.fixture(scope="module")
def crowded_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A thousand made-up clinics all over the country."""
    file: Path = tmp_path_factory.mktemp("crowd") / "clinics.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        writer.writerows(clinics(1000))
    with served(LOCATOR_CLINICS=str(file)) as address:
        yield address


def zoom(find: FindPage) -> float:
    found: float = find.map.locator("body").evaluate("map_div.getZoom()")
    return found


def comes_to(find: FindPage, wanted: float) -> None:
    """Wait until the map has come to that zoom."""
    for _ in range(50):
        if zoom(find) == wanted:
            break
        find.page.wait_for_timeout(100)
    assert zoom(find) == wanted


def open_map(find: FindPage) -> None:
    """Have the map shown, which on a phone is behind a button."""
    opener = find.page.locator("[data-shown=map]")
    if opener.is_visible():
        opener.click()
    expect(find.pins.first).to_be_visible()


def boxes(found: Locator) -> list[Box]:
    """Left, top, right, bottom of each element."""
    measured: list[Box] = found.evaluate_all("""all => all.map(e => e.getBoundingClientRect())
        .map(r => [r.left, r.top, r.right, r.bottom])""")
    return measured


def all_in_sight(find: FindPage, what: str) -> bool:
    """Whether all of it lies in the map's frame."""
    ((left, top, right, bottom),) = boxes(find.map.locator("#map_div"))
    inside = [
        left <= x1 and top <= y1 and x2 <= right and y2 <= bottom
        for x1, y1, x2, y2 in boxes(find.map.locator(what))
    ]
    return bool(inside) and all(inside)


def stands_in_the_middle(find: FindPage, what: str) -> None:
    ((left, top, right, bottom),) = boxes(find.map.locator(what))
    ((_, _, width, height),) = boxes(find.map.locator("#map_div"))
    assert (left + right) / 2 == pytest.approx(width / 2, abs=3)
    assert (top + bottom) / 2 == pytest.approx(height / 2, abs=3)


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def no_name_touches_anything(find: FindPage) -> int:
    """How many names there are; none lies on a pin or on another."""
    names, pins = boxes(find.map.locator(NAMES)), boxes(find.map.locator(".leaflet-marker-icon"))
    assert [pair for pair in combinations(names, 2) if overlap(*pair)] == []
    assert [(name, pin) for name in names for pin in pins if overlap(name, pin)] == []
    return len(names)


@pytest.mark.parametrize("context", [WIDE, PHONE, NARROWEST], indirect=True)
def test_cities_and_roads_are_named_and_no_name_touches_a_pin_or_another(real: FindPage) -> None:
    open_map(real)
    expect(real.map.locator(SHIELDS).first).to_be_visible()
    real.comes_to_rest()
    assert no_name_touches_anything(real) > 8
    for _ in range(3):
        real.map.get_by_role("button", name="Zoom in").click()
        real.comes_to_rest()
        assert no_name_touches_anything(real) > 8
    real.find("55369")
    expect(real.map.locator(".origin")).to_have_count(1)
    real.comes_to_rest()
    assert no_name_touches_anything(real) > 8


def test_the_names_on_the_map_are_for_eyes_only(real: FindPage) -> None:
    expect(real.map.get_by_text("Saint Paul", exact=True)).to_be_visible()
    expect(real.map.locator(".leaflet-places-pane")).to_have_attribute("aria-hidden", "true")
    expect(real.map.locator("body")).not_to_match_aria_snapshot("- text: /Saint Paul/")


def test_the_first_view_shows_every_clinic_and_the_visitor(real: FindPage) -> None:
    real.find("55369")
    expect(real.map.locator(".origin")).to_be_visible()
    real.comes_to_rest()
    assert all_in_sight(real, ".pin, .origin")
    expect(real.map.locator(".outside")).to_be_hidden()


def test_choosing_a_clinic_rings_it_in_the_middle_and_goes_no_closer_than_11(real: FindPage) -> None:
    real.find("55369")
    real.card("Shakopee").get_by_role("button", name=SHOW_ON_MAP).click()
    expect(real.map.locator(".pin.is-chosen")).to_have_attribute("aria-label", re.compile("Shakopee"))
    comes_to(real, 11)
    real.comes_to_rest()
    stands_in_the_middle(real, ".pin.is-chosen")


def test_a_clinic_that_is_chosen_while_the_map_still_zooms_is_gone_to_all_the_same(real: FindPage) -> None:
    real.comes_to_rest()
    real.map.locator("body").evaluate("""() => {
        const show = locatorMap.show;
        locatorMap.show = (...told) => {
          map_div.once("zoomanim", () => setTimeout(show, 50, ...told));
          map_div.zoomIn();
        };
    }""")
    real.card("Shakopee").get_by_role("button", name=SHOW_ON_MAP).click()
    comes_to(real, 11)
    real.comes_to_rest()
    stands_in_the_middle(real, ".pin.is-chosen")


def test_a_visitor_who_has_come_closer_stays_so_when_another_clinic_is_chosen(real: FindPage) -> None:
    real.card("Shakopee").get_by_role("button", name=SHOW_ON_MAP).click()
    comes_to(real, 11)
    for closer in (12, 13):
        real.comes_to_rest()
        real.map.get_by_role("button", name="Zoom in").click()
        comes_to(real, closer)
    real.card("Edina").get_by_role("button", name=SHOW_ON_MAP).click()
    expect(real.map.locator(".pin.is-chosen")).to_have_attribute("aria-label", re.compile("Edina"))
    real.comes_to_rest()
    assert zoom(real) == 13


def test_a_press_on_a_pin_rings_it_brings_its_card_and_moves_nothing(real: FindPage) -> None:
    real.comes_to_rest()
    before = zoom(real)
    real.pin("Delano").click()
    expect(real.card("Delano")).to_have_attribute("aria-current", "true")
    expect(real.map.locator(".pin.is-chosen")).to_have_attribute("aria-label", re.compile("Delano"))
    assert zoom(real) == before
    real.pin("Chaska").press("Enter")
    expect(real.card("Chaska")).to_have_attribute("aria-current", "true")


def test_the_map_says_how_many_lie_outside_and_shows_all_at_a_press(real: FindPage) -> None:
    show_all = real.map.get_by_role("button", name="Show all 8")
    real.comes_to_rest()
    box = show_all.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    for _ in range(3):
        real.map.get_by_role("button", name="Zoom in").click()
        real.comes_to_rest()
    expect(real.map.locator(".outside")).to_have_text(re.compile(r"^[1-8] more outside this view$"))
    show_all.click()
    real.comes_to_rest()
    expect(real.map.locator(".outside")).to_be_hidden()
    assert all_in_sight(real, ".pin")


def test_the_pin_of_a_card_can_be_lit(real: FindPage) -> None:
    clinic = real.pin("Delano").get_attribute("data-clinic")
    real.map.locator("body").evaluate("(_, id) => locatorMap.light(id)", clinic)
    expect(real.pin("Delano")).to_have_class(re.compile("is-lit"))
    real.map.locator("body").evaluate("() => locatorMap.light(null)")
    expect(real.map.locator(".is-lit")).to_have_count(0)


def test_with_leaflet_blocked_the_map_closes_to_one_line(page: Page, real_site: str) -> None:
    page.route(re.compile(r"/assets/leaflet/"), lambda route: route.abort())
    find = FindPage(page, real_site).open()
    expect(page.locator(".map-note")).to_have_text("The map could not load. The list is complete.")
    expect(page.locator("iframe")).to_be_hidden()
    expect(page.locator(".legend")).to_be_hidden()
    box = page.locator(".st-key-map").bounding_box()
    assert box is not None
    assert box["height"] < 80
    expect(find.cards).to_have_count(8)


def test_a_map_that_comes_late_is_shown_after_all(page: Page, real_site: str) -> None:
    held: list[Route] = []
    is_late = [True]

    def hold(route: Route) -> None:
        if is_late[0]:
            held.append(route)
        else:
            route.continue_()

    page.route(re.compile(r"/assets/leaflet/leaflet\.js"), hold)
    find = FindPage(page, real_site).open()
    expect(page.locator("html.map-failed")).to_have_count(1)
    expect(page.locator("iframe")).to_be_hidden()
    is_late[0] = False
    for route in held:
        route.continue_()
    expect(find.pins).to_have_count(8)
    expect(find.pins.first).to_be_visible()
    expect(find.map.locator(SHIELDS).first).to_be_visible()
    find.comes_to_rest()
    assert no_name_touches_anything(find) > 8


def test_a_crowd_of_pins_is_drawn_as_clusters_that_a_keyboard_opens(page: Page, crowded_site: str) -> None:
    find = FindPage(page, crowded_site).open()
    crowds = find.map.get_by_role("button", name=re.compile(r"^\d+ clinics\. Press to come closer$"))
    expect(crowds.first).to_be_visible()
    expect(page.get_by_text(re.compile(r"^The map shows the first 50 of \d+ clinics\.$"))).to_be_visible()
    expect(find.map.get_by_role("button", name="Show all 50")).to_be_visible()
    find.comes_to_rest()
    no_name_touches_anything(find)
    before = zoom(find)
    crowds.first.press("Enter")
    find.comes_to_rest()
    assert zoom(find) > before
    no_name_touches_anything(find)


def test_no_cluster_hides_the_chosen_clinic_or_one_that_the_answer_names(
    page: Page, crowded_site: str
) -> None:
    find = FindPage(page, crowded_site).open("?near=55369")
    expect(find.map.locator(".crowd").first).to_be_visible()
    named = find.answer.get_by_role("heading").inner_text()
    (first, *_) = re.findall(r"Be seen at (?:and treated at )?(.+?), (?:about|\d)", named)
    expect(find.map.locator(f".pin[aria-label*='{first}']")).to_be_visible()
    card = find.cards.nth(30)
    name = card.get_by_role("heading", level=4).inner_text()
    card.get_by_role("button", name=SHOW_ON_MAP).click()
    expect(find.map.locator(".pin.is-chosen")).to_have_attribute("aria-label", re.compile(re.escape(name)))
    expect(find.map.locator(".pin.is-chosen")).to_be_visible()


def test_one_finger_sideways_is_told_to_use_two(browser: Browser, real_site: str) -> None:
    phone: BrowserContext = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    find = FindPage(phone.new_page(), real_site).open()
    open_map(find)
    expect(find.pins).to_have_count(8)
    find.page.locator("iframe").scroll_into_view_if_needed()
    hint = find.map.get_by_text("Use two fingers to move the map")
    expect(hint).to_have_css("opacity", "0")
    box = find.map.locator("#map_div").bounding_box()
    assert box is not None
    touch, x, y = phone.new_cdp_session(find.page), box["x"] + 60, box["y"] + box["height"] / 2
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 8):
        moved = [{"x": x + 15 * step, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": moved})
    expect(hint).to_have_css("opacity", "1")
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(hint).to_have_css("opacity", "0")
    phone.close()


@pytest.mark.parametrize("context", [WIDE, PHONE], indirect=True)
def test_the_map_with_its_pins_keeps_nobody_out(real: FindPage) -> None:
    open_map(real)
    real.comes_to_rest()
    real.has_no_barrier()


@pytest.mark.parametrize("context", [PHONE], indirect=True)
def test_a_link_to_a_clinic_shows_it_in_the_middle_of_a_map_that_is_opened_later(
    page: Page, real_site: str
) -> None:
    find = FindPage(page, real_site).open("?clinic=shakopee")
    open_map(find)
    expect(find.map.locator(".pin.is-chosen")).to_be_visible()
    find.comes_to_rest()
    assert zoom(find) == 11
    assert all_in_sight(find, ".pin.is-chosen")


def test_without_its_land_the_map_still_shows_the_clinics(page: Page, real_site: str) -> None:
    page.route(re.compile(r"/assets/base_map/"), lambda route: route.abort())
    find = FindPage(page, real_site).open()
    expect(find.pins).to_have_count(8)
    expect(find.map.locator("path.road")).to_have_count(0)
    find.map.get_by_role("button", name="Show all 8").click()
    assert all_in_sight(find, ".pin")
