"""What a search gives, as one piece of HTML: what is said once, what is taken along, what is printed."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from locator.clinics import Need, Network
from locator.clinics.view import View
from locator.places import Place, PlaceKind
from locator.templates.results import results
from tests.html_page import HtmlPage
from tests.made_clinics import HERE, NOON, YES_BY_PHONE, YES_ON_WEBSITE, network

EDINA = Place("55435", *HERE)
CITIES = ("Edina", "Chaska", "Delano")


def of_one_practice(**more: object) -> Network:
    """Three clinics of one practice, a mile further each."""
    return network(
        *(
            {
                "clinic_id": city,
                "name": f"Spine – {city}",
                "city": city,
                "miles_north": i,
                "street": f"{i} Way",
            }
            | {"evaluates": YES_BY_PHONE}
            | more
            for i, city in enumerate(CITIES, 1)
        )
    )


def page_of(some: Network, place: Place | None = EDINA, need: Need = Need.EITHER, most: int = 50) -> HtmlPage:
    return HtmlPage(results(View(some, NOON, need, place), most=most))


def on_screen(page: HtmlPage) -> str:
    return HtmlPage(page.html.split('<section class="find-printed">')[0]).text


def headings(page: HtmlPage) -> list[str]:
    return re.findall(r"<h4[^>]*>(.*?)</h4>", page.html)


def test_the_practice_the_phone_and_the_website_that_all_share_are_said_once() -> None:
    page = page_of(of_one_practice(website="https://example.org/"), place=None)
    assert headings(page) == sorted(CITIES)
    assert re.findall(r'id="clinics"[^>]*>(.*?)</h2>', page.html) == ["Spine"]
    assert on_screen(page).count("One number for all three clinics.") == 1
    assert page.links.count("https://example.org/") == 1


def test_the_answer_says_what_to_say_when_the_one_phone_is_answered() -> None:
    assert "One number for all three clinics. Say “Edina”." in on_screen(page_of(of_one_practice()))
    assert on_screen(page_of(of_one_practice())).count("One number for all") == 1


def test_where_phones_differ_each_card_shows_its_own() -> None:
    page = page_of(
        network(
            {
                "clinic_id": "a",
                "name": "One – Edina",
                "phone": "612-555-0101",
                "website": "https://a.example/",
            },
            {
                "clinic_id": "b",
                "name": "Two – Edina",
                "phone": "612-555-0102",
                "website": "https://b.example/",
            },
        ),
        place=None,
    )
    assert headings(page) == ["One – Edina", "Two – Edina"]
    assert "One number" not in page.text
    assert page.html.count('<span class="phone">612-555-0102</span>') == 1
    assert page.links.count("https://b.example/") == 1


def test_two_clinics_of_a_practice_in_one_city_keep_their_whole_names() -> None:
    page = page_of(network({"clinic_id": "a", "name": "A – Edina"}, {"clinic_id": "b", "name": "A – Edina"}))
    assert headings(page) == ["A – Edina", "A – Edina"]


def messages(page: HtmlPage) -> list[str]:
    """What a text and a mail hold."""
    bodies = [unquote(link) for link in page.links if link.startswith(("sms:", "mailto:"))]
    assert len(bodies) == 2
    return bodies


def test_a_text_and_a_mail_hold_the_answer_and_the_phone_and_no_hours() -> None:
    page = page_of(of_one_practice(evaluates=YES_ON_WEBSITE, opening_hours="Mo-Su 08:00-17:00"))
    for body in messages(page):
        assert "Be seen at Edina, 1 mile away." in body
        assert "Miles are in a straight line from the center of 55435." in body
        assert "Example data" not in body
        assert "612-555-0101" in body
        assert "Its website says that it evaluates patients, without a date." in body
        assert "Open" not in body


def test_miles_to_the_center_of_a_zip_code_are_never_said_as_exact() -> None:
    page = page_of(
        network(
            {"clinic_id": "a", "name": "A", "evaluates": YES_BY_PHONE, "is_approximate": True},
            {"clinic_id": "b", "name": "B", "miles_north": 6.9, "is_approximate": True},
        )
    )
    screen, paper = page.html.split('<section class="find-printed">')
    assert "Be seen at A, about a mile or less away." in HtmlPage(screen).text
    assert re.findall(r'<span class="miles">(.*?)</span>', screen) == [
        "about a mile or less",
        "about 7 miles",
    ]
    assert re.findall(r"<td>(about [^<]*)</td>", paper) == ["about 1 or less", "about 7"]


@pytest.mark.parametrize("need", Need)
def test_from_far_away_a_text_and_a_mail_hold_the_answer_too(need: Need) -> None:
    some = of_one_practice(performs=YES_ON_WEBSITE)
    for body in messages(page_of(some, Place("Duluth, MN", HERE[0] + 3, HERE[1]), need)):
        assert "body=No clinic near Duluth. " in body
        assert " at Delano, 204 miles away." in body
        assert "Delano: 612-555-0101." in body
        assert body.endswith("Miles are in a straight line from the center of Duluth, MN.")


def test_from_the_visitors_own_position_a_message_does_not_say_where_you_are() -> None:
    here = Place("45.0,-93.0", *HERE, PlaceKind.POSITION)
    for body in messages(page_of(of_one_practice(), here)):
        assert "straight line from the place that was searched." in body
        assert "where you are" not in body


def test_without_a_place_a_message_says_what_the_site_is_for() -> None:
    for body in messages(page_of(of_one_practice(), None)):
        assert "body=Kyphoplasty treats some painful fractures of the spine. See where" in body


@pytest.mark.parametrize("place", [EDINA, None])
def test_a_message_about_made_up_clinics_says_so(place: Place | None) -> None:
    some = network({"clinic_id": "a", "evaluates": YES_BY_PHONE})
    for body in messages(page_of(some, place)):
        assert body.endswith("Example data — these are not real clinics")


def test_a_link_is_in_no_address_before_somebody_presses() -> None:
    page = page_of(of_one_practice(), need=Need.EVALUATION)
    assert 'data-link="/?near=55435&amp;need=evaluation"' in page.html
    assert not [link for link in page.links if "near" in link]


def test_a_long_list_leads_to_the_rest() -> None:
    page = page_of(of_one_practice(), most=2)
    assert page.clinics == ["Edina", "Chaska"]
    assert "/directory?near=55435" in page.links
    assert "Show more clinics" not in page_of(of_one_practice()).text


def test_on_paper_stands_a_row_for_each_clinic_with_its_usual_week_and_nothing_about_today() -> None:
    page = page_of(of_one_practice(opening_hours="Mo-Fr 08:00-17:00"))
    paper = HtmlPage(page.html.split('<section class="find-printed">')[1])
    assert len(paper.all("tr")) == 4
    assert "November 21, 2026" in paper.text
    assert "Be seen at Edina, 1 mile away." in paper.text
    assert "Yes, confirmed by phone Nov 1, 2026" in paper.text
    assert "Monday to Friday 8 am to 5 pm" in paper.text
    assert "today" not in paper.text
    assert "Open" not in paper.text


def test_of_a_long_list_twenty_are_printed_and_the_paper_says_so() -> None:
    page = page_of(network(*({"clinic_id": f"c{i}", "name": f"C {i}"} for i in range(30))))
    paper = HtmlPage(page.html.split('<section class="find-printed">')[1])
    assert len(paper.all("tr")) == 21
    assert "These are 20 of 30 clinics." in paper.text
