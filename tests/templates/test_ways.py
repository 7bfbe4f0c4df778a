"""Where a patient can go as a page shows it, and as a text to carry away."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from locator.clinics import Match, Network, Standing
from locator.clinics.pairs import Pair, ranked_pairs
from locator.clinics.view import View
from locator.places import Place
from locator.templates.ways import about_ways, sheet_address, way_text, ways
from tests import made_clinics
from tests.made_clinics import HERE, HOSTILE

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)  # a Friday, noon in Chicago
PLACE = Place("55369", *HERE)
YES = {"value": "yes", "as_of": "2026-11-03", "method": "phone"}
OLD_YES = {"value": "yes", "as_of": "2026-03-10", "method": "phone"}
SITE_YES = {"value": "yes", "method": "website"}
NO = {"value": "no", "as_of": "2026-11-03", "method": "phone"}

network = partial(made_clinics.network, now=NOW)


def view(some: Network, place: Place | None = PLACE) -> View:
    return View(some, NOW, place=place)


def pairs(some: Network) -> list[Pair]:
    return ranked_pairs(some, HERE, 10)


TWO_STOPS_ROWS = (
    {
        "clinic_id": "a", "name": "Alpha – Edina", "miles_north": 4, "evaluates": OLD_YES, "performs": NO,
        "refers_to": "b", "opening_hours": "Mo-Th 07:00-19:00; Fr 07:00-17:00",
    },
    {
        "clinic_id": "b", "name": "Beta", "miles_north": 9, "evaluates": NO, "performs": YES,
        "referral_phone": "612-555-0102", "referral_fax": "612-555-0103",
    },
)  # fmt: skip
TWO_STOPS = network(*TWO_STOPS_ROWS)


def test_the_copied_text_holds_all_that_a_message_needs_and_of_the_patient_the_place_alone() -> None:
    with_an_example = network(*TWO_STOPS_ROWS, {"clinic_id": "c", "name": "Example C", "status": "closed"})
    (pair,) = pairs(with_an_example)
    assert way_text(pair, view(with_an_example)) == (
        "Kyphoplasty: where to go\n"
        "For a patient near 55369.\n"
        "\n"
        "EVALUATION\n"
        "Alpha – Edina\n"
        "1 Example Way, Edina, MN 55435\n"
        "Phone: 612-555-0101\n"
        "4.0 miles\n"
        "Evaluates patients for kyphoplasty · call to confirm\n"
        "Sends people for the procedure to Beta.\n"
        "Monday to Thursday 7 am to 7 pm, Friday 7 am to 5 pm\n"
        "\n"
        "PROCEDURE\n"
        "Beta\n"
        "1 Example Way, Edina, MN 55435\n"
        "Referrals: 612-555-0102\n"
        "Phone: 612-555-0101\n"
        "Referral fax: 612-555-0103\n"
        "9.0 miles\n"
        "Performs kyphoplasty · confirmed by phone Nov 3, 2026\n"
        "Counts as confirmed until May 2, 2027.\n"
        "Hours not known. Please call.\n"
        "\n"
        "CONFIRM BY PHONE\n"
        "612-555-0101 Edina:\n"
        "- Ask if it still evaluates patients for kyphoplasty. Checked by phone on March 10, 2026. "
        "That is more than 180 days ago.\n"
        "\n"
        "13 miles in all\n"
        "Miles are one way, in a straight line from the place that was searched.\n"
        "As listed on November 20, 2026 at noon.\n"
        "Example data — these are not real clinics"
    )


def test_the_text_says_plainly_when_nobody_is_known_to_perform() -> None:
    some = network({"clinic_id": "a", "name": "Alpha", "evaluates": SITE_YES})
    text = way_text(pairs(some)[0], view(some))
    assert "PROCEDURE\nNo clinic has told us that it does the procedure. Ask when you call." in text
    assert (
        "- Ask if it evaluates patients for kyphoplasty. From the clinic's website; it has no date." in text
    )
    assert "- Ask where the procedure is done: there, or elsewhere. Nobody has told us yet." in text
    assert "Example data" not in text


def test_where_all_is_confirmed_the_text_says_that_nothing_is_left_to_ask() -> None:
    some = network({"clinic_id": "a", "evaluates": YES, "performs": YES})
    text = way_text(pairs(some)[0], view(some))
    assert "EVALUATION AND PROCEDURE" in text
    assert "CONFIRM BY PHONE\nNothing: someone at each clinic confirmed it in the last 180 days." in text


def test_an_old_listing_is_told_as_usual_and_asked_about() -> None:
    some = network(
        {"clinic_id": "a", "evaluates": YES, "performs": YES, "opening_hours": "Th 08:00-16:30",
         "listing_as_of": "2026-01-02"},
    )  # fmt: skip
    text = way_text(pairs(some)[0], view(some))
    assert "Usually Thursday 8 am to 4:30 pm · call first" in text
    assert "- Ask if its address and hours are still right. They are of January 2, 2026." in text
    assert "Nothing: someone at each clinic" not in text


def test_each_pair_shows_both_legs_the_miles_in_all_and_what_to_ask() -> None:
    html = ways(pairs(TWO_STOPS), view(TWO_STOPS))
    for said in (
        "Evaluation at Edina, procedure at Beta",
        "Evaluation · 4.0 miles",
        "Procedure · 9.0 miles",
        "13 miles in all",
        "Ask if it still evaluates patients for kyphoplasty.",
        'href="tel:+16125550102"',
    ):
        assert said in html


def test_a_nearer_clinic_that_is_less_sure_is_a_way_of_its_own_with_text_and_sheet() -> None:
    some = network(
        {"clinic_id": "sure", "miles_north": 20, "evaluates": YES, "performs": YES},
        {"clinic_id": "near", "miles_north": 2, "evaluates": SITE_YES, "performs": SITE_YES},
    )
    html = ways(pairs(some), view(some))
    assert html.count("Nearer, one call away") == 2  # on the way, and in its text
    assert html.index("Both at Example sure") < html.index("Both at Example near")
    assert 'href="/sheet?evaluation=near&amp;procedure=near&amp;near=55369"' in html
    assert "Nearer, one call away\n\nEVALUATION AND PROCEDURE\nExample near" in way_text(
        pairs(some)[1], view(some)
    )


def test_miles_to_the_center_of_a_zip_code_are_said_to_be_about_and_so_is_their_sum() -> None:
    first, second = TWO_STOPS_ROWS
    some = network(first | {"is_approximate": True, "miles_north": 3.4}, second)
    (pair,) = pairs(some)
    text, html = way_text(pair, view(some)), ways([pair], view(some))
    assert "\nabout 3 miles\n" in text
    assert "\n9.0 miles\n" in text
    assert "\nabout 12 miles in all\n" in text
    assert "Evaluation · about 3 miles" in html


def test_each_leg_says_until_which_day_its_fact_counts_as_confirmed() -> None:
    html = ways(pairs(TWO_STOPS), view(TWO_STOPS))
    assert (
        html.count('<p class="until">Counts as confirmed until May 2, 2027.</p>') == 1
    )  # not where it is too old


def test_where_days_and_miles_leave_nobody_that_is_said_and_not_that_nobody_performs() -> None:
    asked = View(TWO_STOPS, NOW, place=PLACE, within=10)
    said = about_ways([], asked.best_answer(), asked)
    assert (
        "No clinics for both visits fit within 10 miles on these days. Try more miles or another day." in said
    )
    assert "No clinic has told us" not in said


def test_the_sheets_address_holds_the_two_clinics_and_the_place() -> None:
    (pair,) = pairs(TWO_STOPS)
    assert sheet_address(pair, view(TWO_STOPS)) == "/sheet?evaluation=a&procedure=b&near=55369"
    assert sheet_address(Pair(pair.evaluation), view(TWO_STOPS, None)) == "/sheet?evaluation=a"


def test_nothing_from_the_file_becomes_markup() -> None:
    columns = ("name", "street", "city", "phone", "referral_phone", "referral_fax")
    some = network(
        {"clinic_id": "a", **dict.fromkeys(columns, HOSTILE), "refers_to": "a", "evaluates": SITE_YES}
    )
    match = Match(1, some[0], 1.0, Standing.REPORTED)
    for pair in (Pair(match), Pair(match, match)):
        assert "<img" not in ways([pair], view(some))
        assert HOSTILE in way_text(pair, view(some))  # a message is no page: there nothing is escaped


TOLD = {
    "phone_steps": "press 2, ask for Alpha",
    "referral_needs": "an MRI, by fax",
    "languages": "en;hmn",
    "step_free": "yes",
    "access_notes": "Free parking.",
    "new_patients": "yes",
    "availability_as_of": "2026-11-12",
}


def test_whom_to_ask_for_and_what_a_referral_needs_are_on_the_way_and_in_its_text() -> None:
    first, second = TWO_STOPS_ROWS
    some = network(first | TOLD, second)
    (pair,) = pairs(some)
    html, text = str(ways([pair], view(some))), way_text(pair, view(some))
    for said in (
        "When you call: press 2, ask for Alpha", "A referral needs: an MRI, by fax", "Languages: English, Hmong",
        "There is a way in without steps.", "Free parking.", "New patients: yes (Nov 12, 2026)",
    ):  # fmt: skip
        assert said in html
        assert f"{said}\n" in text
    assert (
        "612-555-0101 Edina:\nWhen you call: press 2, ask for Alpha\n- "
        in text.partition("CONFIRM BY PHONE")[2]
    )
