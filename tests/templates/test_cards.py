"""The clinics and the answer as HTML."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.clinics import Need, Network
from locator.clinics.view import View
from locator.places import Place
from locator.templates import render
from locator.templates.answer import told
from locator.templates.cards import card_groups
from locator.templates.links import phone_href
from locator.words import speaking
from locator.words.answer import spoken_answer
from tests.made_clinics import HERE, NOON, YES_ON_WEBSITE, YES_TOO_OLD, network

PHONE_YES = {"value": "yes", "as_of": "2026-11-03", "method": "phone", "source": "front desk"}
NO = {"value": "no", "as_of": "2026-11-03", "method": "staff"}
EDINA = Place("55435", *HERE)


class Page(HTMLParser):
    """The text, elements and links of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(str(html))  # what is Markup would escape what it is compared with

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


def list_of(some: Network, need: Need = Need.EITHER) -> Page:
    view = View(some, NOON, need, EDINA)
    return Page(render("cards.html", groups=card_groups(view.search().first(len(some)), view)))


def answer_of(some: Network, need: Need, place: Place | None = EDINA) -> Page:
    view = View(some, NOON, need, place)
    return Page(render("answer.html", told=told(view.best_answer(), view)))


def test_a_card_says_both_facts_how_and_when_they_were_learned() -> None:
    text = list_of(network({"clinic_id": "a", "evaluates": PHONE_YES, "performs": {}})).text
    assert "Evaluates: confirmed Nov 3" in text
    assert "Evaluates patients for kyphoplasty · confirmed by phone Nov 3, 2026" in text
    assert "Procedure not confirmed" in text
    assert "Evaluates: Checked by phone on November 3, 2026." in text
    assert "Procedure here not confirmed · call" in text
    assert "Source: front desk" in text


FROM_AFAR = Place("Duluth, MN", *HERE)
FAR_AWAY = network(
    {"clinic_id": "a", "name": "A", "miles_north": 181, "evaluates": PHONE_YES, "performs": NO},
    {
        "clinic_id": "b",
        "name": "B",
        "miles_north": 188,
        "evaluates": NO,
        "performs": PHONE_YES,
        "phone": "612-555-0102",
    },
    {"clinic_id": "c", "name": "C", "miles_north": 170, "evaluates": {}, "performs": {}},
)


@pytest.mark.parametrize(
    ("need", "said", "phones"),
    [
        (Need.EVALUATION, "Be seen at A, 181 miles away.", ["tel:+16125550101"]),
        (Need.PROCEDURE, "The procedure is done at B, 188 miles away.", ["tel:+16125550102"]),
        (
            Need.EITHER,
            "Be seen at A, 181 miles away. The procedure is done at B, 188 miles away.",
            ["tel:+16125550101", "tel:+16125550102"],
        ),
    ],
)
def test_from_far_away_the_answer_is_the_same_after_saying_that_no_clinic_is_near(
    need: Need, said: str, phones: list[str]
) -> None:
    far = answer_of(FAR_AWAY, need, FROM_AFAR)
    assert f"No clinic near Duluth. {said}" in far.text
    assert "Confirmed by phone on November 3, 2026." in far.text
    assert far.links == phones


def test_from_far_away_it_is_said_too_that_nobody_is_known_to_do_it_and_whom_to_call() -> None:
    some = network({"clinic_id": "a", "name": "A", "miles_north": 181, "evaluates": PHONE_YES})
    far = answer_of(some, Need.PROCEDURE, FROM_AFAR)
    assert "No clinic near Duluth. No clinic has told us that it does the procedure." in far.text
    assert "Call 612-555-0101 and ask where it is done." in far.text


def test_what_is_said_aloud_is_the_answer_and_how_many_clinics() -> None:
    some = network({"clinic_id": "a", "evaluates": PHONE_YES, "opening_hours": "24/7"})
    for place, said, counted in (
        (EDINA, "Be seen at Example a, ", " · miles from the center of 55435, straight line"),
        (
            Place("New York, NY", 40.7, -74.0),
            "No clinic near New York. Be seen at Example a, 1,",
            " · miles from the center of New York, NY, straight line",
        ),
        (None, "Type your ZIP code or city to see which clinic is nearest.", ""),
    ):
        view = View(some, NOON, place=place)
        spoken = spoken_answer(view.best_answer(), view)
        assert spoken.startswith(said)
        assert spoken.endswith(f" 1 of 1 clinics{counted}")


def test_of_an_old_listing_card_and_answer_say_what_is_usual_and_to_call_first() -> None:
    some = network(
        {"clinic_id": "a", "evaluates": PHONE_YES, "opening_hours": "24/7", "listing_as_of": "2026-01-02"}
    )
    for page in (list_of(some), answer_of(some, Need.EVALUATION)):
        assert "Usually open day and night · call first." in page.text
    assert "as of January 2, 2026. They may have changed: call before you go." in list_of(some).text


def test_each_fact_has_a_shape_as_well_as_words() -> None:
    text = list_of(network({"clinic_id": "a", "evaluates": PHONE_YES, "performs": NO})).text
    assert "✓Evaluates: confirmed Nov 3" in text
    assert "✕Does not perform: confirmed Nov 3" in text


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (YES_ON_WEBSITE, "✓Evaluates: says its website"),
        ({"value": "yes", "method": "directory"}, "✓Evaluates: says a directory"),
        ({"value": "yes"}, "✓Evaluates: call to confirm"),
        (YES_TOO_OLD, "✓Evaluates: call to confirm"),
        ({}, "?Evaluation not confirmed"),
    ],
)
def test_what_is_not_confirmed_never_looks_confirmed(fact: dict[str, str], words: str) -> None:
    page = list_of(network({"clinic_id": "a", "evaluates": fact}))
    assert words in page.text
    assert "Evaluates: confirmed" not in page.text


def test_the_directions_name_the_clinic_and_nothing_about_the_visitor() -> None:
    (link,) = [link for link in list_of(network({"clinic_id": "a"})).links if "maps" in link]
    assert link == ("https://www.google.com/maps/dir/?api=1&destination=1+Example+Way%2C+Edina%2C+MN+55435")


@pytest.mark.parametrize(
    ("phone", "href"),
    [("763-201-8191", "tel:+17632018191"), ("763-201-8191 ext. 12", "tel:+17632018191;ext=12")],
)
def test_a_phone_is_a_link_that_a_telephone_understands(phone: str, href: str) -> None:
    assert phone_href(phone) == href


def test_a_mistake_can_be_reported_from_the_card_in_the_language_of_the_visit() -> None:
    some = network({"clinic_id": "a-b", "name": "Smith & Sons"})
    card = list_of(some)
    assert "Report a mistake about Smith & Sons" in card.text
    assert "/report?clinic=a-b" in card.links
    with speaking("en-XA"):
        assert "/report?clinic=a-b&lang=en-XA" in list_of(some).links


def test_the_path_is_spelled_out_where_evaluation_and_procedure_are_at_different_places() -> None:
    some = network(
        {"clinic_id": "a", "name": "A", "miles_north": 4, "evaluates": PHONE_YES, "performs": NO},
        {"clinic_id": "b", "name": "B", "miles_north": 9, "evaluates": NO, "performs": PHONE_YES},
    )
    text = answer_of(some, Need.EITHER).text
    assert "Be seen at A, 4.0 miles away. The procedure is done at B, 9.0 miles away." in text
    assert "Confirmed by phone on November 3, 2026." in text


def test_nobody_is_sent_to_a_closed_clinic_or_to_one_that_does_not_do_it_and_doubts_are_said() -> None:
    to = "closed;sure;sure;website;unknown;closed-now;no"
    some = network(
        {"clinic_id": "a", "evaluates": PHONE_YES, "performs": NO, "refers_to": to},
        {"clinic_id": "closed", "name": "Closed", "performs": PHONE_YES, "status": "closed"},
        {"clinic_id": "sure", "name": "Sure", "performs": PHONE_YES},
        {"clinic_id": "website", "name": "Website", "performs": YES_ON_WEBSITE},
        {"clinic_id": "unknown", "name": "Unknown", "performs": {}},
        {"clinic_id": "closed-now", "name": "Away", "performs": PHONE_YES, "status": "temporarily closed"},
        {"clinic_id": "no", "name": "No", "performs": NO},
    )
    said = "Sure, Website (call to confirm), Unknown (call to confirm), or Away (closed for now)."
    assert f"Sends people for the procedure to {said}" in list_of(some).text
    only_closed = network({"clinic_id": "a", "refers_to": "b"}, {"clinic_id": "b", "status": "closed"})
    assert "Sends people" not in list_of(only_closed).text


def test_each_line_under_an_answer_of_two_places_says_which_it_is_about() -> None:
    some = network(
        {
            "clinic_id": "a",
            "name": "A",
            "miles_north": 4,
            "evaluates": PHONE_YES,
            "performs": NO,
            "refers_to": "c",
        },
        {"clinic_id": "b", "name": "B", "miles_north": 9, "evaluates": NO, "performs": PHONE_YES},
        {
            "clinic_id": "c",
            "name": "C",
            "miles_north": 2,
            "evaluates": YES_ON_WEBSITE,
            "performs": YES_ON_WEBSITE,
            "phone": "612-555-0103",
        },
    )
    page = answer_of(some, Need.EITHER)
    assert "A: Hours not known" in page.text
    assert "B: Hours not known" in page.text
    assert "Our list says that A sends people elsewhere for it. Ask when you call." in page.text
    nearer = "Nearer, but call to confirm that it evaluates and performs: C, 2.0 miles away, 612-555-0103."
    assert nearer in page.text
    assert "tel:+16125550103" in page.links


def test_one_place_for_both_is_said_once() -> None:
    some = network(
        {"clinic_id": "a", "name": "A", "miles_north": 4, "evaluates": PHONE_YES, "performs": PHONE_YES}
    )
    page = answer_of(some, Need.EITHER)
    assert "Be seen at A, 4.0 miles away. The procedure is done there too." in page.text
    assert page.links == ["tel:+16125550101"]


def test_while_nobody_is_known_to_perform_the_answer_says_so_and_whom_to_call() -> None:
    some = network(*({"clinic_id": f"c{i}", "evaluates": YES_ON_WEBSITE} for i in range(8)))
    for place in (EDINA, None):
        page = answer_of(some, Need.PROCEDURE, place)
        assert "No clinic has told us that it does the procedure." in page.text
        assert "These eight evaluate patients. Call 612-555-0101 and ask where it is done." in page.text
        assert page.links == ["tel:+16125550101"]


def test_a_nearer_clinic_of_which_we_are_less_sure_is_offered_too() -> None:
    some = network(
        {"clinic_id": "sure", "name": "Sure", "miles_north": 20, "evaluates": PHONE_YES},
        {
            "clinic_id": "near",
            "name": "Near",
            "miles_north": 2,
            "evaluates": YES_ON_WEBSITE,
        },
    )
    assert (
        "Nearer, but call to confirm that it evaluates: Near, 2.0 miles away, 612-555-0101."
        in answer_of(some, Need.EVALUATION).text
    )


ATTACK = st.sampled_from(["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "`${alert(1)}`", "{{7*7}}",
                          "javascript:alert(1)", "' onmouseover='x", "</article></section>", "&lt;b&gt;"])  # fmt: skip


@given(st.tuples(ATTACK, ATTACK, ATTACK, ATTACK, ATTACK) | st.tuples(*[st.text(min_size=1, max_size=30)] * 5))
def test_whatever_the_file_says_is_shown_as_text_and_adds_no_element(texts: tuple[str, ...]) -> None:
    name, street, notes, source, listing = texts
    harmless = network({"clinic_id": "a", "name": "n", "street": "s", "access_notes": "x", "evaluates": PHONE_YES,
                        "listing_as_of": "2026-01-01", "listing_source": "l"})  # fmt: skip
    hostile = network({"clinic_id": "a", "name": name, "street": street, "access_notes": notes,
                       "evaluates": PHONE_YES | {"source": source}, "listing_as_of": "2026-01-01",
                       "listing_source": listing})  # fmt: skip
    page = list_of(hostile)
    assert page.tags == list_of(harmless).tags
    assert name in page.text
    assert notes in page.text


def test_what_to_know_before_a_visit_is_on_the_card_and_nothing_of_what_is_not_known() -> None:
    told = {
        "phone_steps": "press 2, ask for Edina", "languages": "en;es;hmn;so", "step_free": "yes", "new_patients": "yes",
        "availability_as_of": "2026-09-01", "referral_needs": "an MRI, by fax",
    }  # fmt: skip
    text = list_of(network({"clinic_id": "a", "evaluates": PHONE_YES} | told)).text
    for said in (
        "When you call: press 2, ask for Edina", "Languages: English, Spanish, Hmong, Somali",
        "There is a way in without steps.", "New patients: ask. What we were told is of Sep 1, 2026.",
    ):  # fmt: skip
        assert said in text.partition("How we know this")[2]
    assert "an MRI" not in text  # for those who refer
    untold = list_of(network({"clinic_id": "a", "evaluates": PHONE_YES})).text
    assert not any(word in untold for word in ("Languages", "steps", "New patients", "When you call:"))


def test_the_answer_says_whom_to_ask_for_and_that_nobody_new_is_taken_now() -> None:
    told = {"phone_steps": "press 2", "new_patients": "no", "availability_as_of": "2026-11-03"}
    some = network({"clinic_id": "a", "evaluates": PHONE_YES} | told)
    assert (
        "When you call: press 2. New patients: not taken now (Nov 3, 2026)"
        in answer_of(some, Need.EVALUATION).text
    )
    taken = network({"clinic_id": "a", "evaluates": PHONE_YES} | told | {"new_patients": "yes"})
    assert "New patients" not in answer_of(taken, Need.EVALUATION).text


def test_where_two_clinics_are_to_be_called_it_says_which_one_has_the_steps() -> None:
    some = network(
        {
            "clinic_id": "a",
            "phone": "612-555-0101",
            "evaluates": PHONE_YES,
            "performs": NO,
            "phone_steps": "press 2",
        },
        {"clinic_id": "b", "phone": "612-555-0102", "evaluates": NO, "performs": PHONE_YES},
    )
    assert "Example a: When you call: press 2." in answer_of(some, Need.EITHER).text
