"""A call is made: what they say is saved with one press, and everybody sees it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from scripts.ensure_postgresql import ensure_postgresql, running
from tests.journeys.calls_page import STAFF_WORDS, CallsPage
from tests.journeys.conftest import EXAMPLE, NARROWEST, PHONE, WIDE
from tests.journeys.find_page import FindPage
from tests.journeys.served import served

EDINA, CHASKA, DELANO, BURNSVILLE = (
    f"iSpine Clinics – {city}" for city in ("Edina", "Chaska", "Delano", "Burnsville")
)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The eight real clinics, with a passphrase for staff; each journey asks another clinic."""
    with served(LOCATOR_STAFF_PASSPHRASE=STAFF_WORDS) as address:
        yield address


@pytest.fixture
def calls(page: Page, site: str) -> CallsPage:
    return CallsPage(page, site).open()


def test_an_answer_is_saved_with_one_press_and_seen_on_every_open_page_and_export(
    calls: CallsPage, context: BrowserContext, site: str
) -> None:
    patient = FindPage(context.new_page(), site).open()
    expect(patient.complete).to_be_attached()
    calls.sign_in()
    expect(calls.page.get_by_text("8 clinics on this number: one call.")).to_be_visible()
    expect(calls.page.get_by_text("“Hello, I am calling about kyphoplasty.”")).to_be_visible()
    calls.has_no_barrier(WIDE, PHONE)

    calls.answer(EDINA, "Performs", "Yes").click()
    expect(calls.saved).to_contain_text("Saved: Edina, Performs: Yes. Patients see it now.")
    expect(calls.clinic(EDINA)).to_contain_text("Performs kyphoplasty · confirmed by phone")
    calls.has_no_barrier(WIDE, PHONE)

    expect(patient.card("Edina")).to_contain_text("Performs: confirmed", timeout=10_000)
    properties = next(
        one["properties"]
        for one in httpx.get(f"{site}/api/clinics").json()["features"]
        if one["properties"]["clinic_id"] == "edina"
    )
    assert (properties["performs"]["value"], properties["performs"]["certainty"]) == ("yes", "confirmed")
    assert properties["performs"]["source"] == "front desk"
    assert ",yes," in next(
        line for line in httpx.get(f"{site}/api/clinics.csv").text.splitlines() if line.startswith("edina,")
    )

    calls.saved.get_by_role("button", name="Undo").click()
    expect(calls.saved).to_contain_text("Undone.")
    expect(patient.card("Edina")).to_contain_text("Procedure not confirmed", timeout=10_000)
    expect(calls.page.get_by_role("listitem").filter(has_text="(undone)").first).to_be_visible()


def test_a_whole_call_with_the_keyboard_alone(calls: CallsPage) -> None:
    keys = calls.page.keyboard
    calls.page.get_by_label("Your name").focus()
    keys.type("Ana")
    keys.press("Tab")
    keys.type(STAFF_WORDS)
    keys.press("Enter")
    calls.speaker.focus()
    keys.press("Control+A")
    keys.type("Maria, nurse")
    keys.press("Enter")  # says nothing yet, and saves nothing
    expect(calls.refused).to_contain_text("There is nothing to save yet.")
    expect(calls.speaker).to_have_value("Maria, nurse")
    button = calls.answer(CHASKA, "Evaluates", "No")
    button.focus()
    keys.press("Space")
    expect(calls.saved).to_contain_text("Saved: Chaska, Evaluates: No.")
    expect(calls.clinic(CHASKA)).to_contain_text("Source: Maria, nurse")
    expect(calls.speaker).to_have_value("Maria, nurse")


def test_where_it_is_done_instead_and_what_a_referral_needs(calls: CallsPage) -> None:
    calls.sign_in()
    calls.answer(DELANO, "Performs", "No").click()
    delano = calls.clinic(DELANO)
    delano.get_by_label("What does a referral need?").fill("MRI and notes")
    delano.get_by_label("Where is it done instead?").fill("iSpine Clinics – Shakopee")
    delano.get_by_role("button", name="Save (Delano, Where it is done instead)").click()
    expect(calls.saved).to_contain_text("Saved: Delano, Where it is done instead: Shakopee; ")
    expect(calls.saved).to_contain_text("What a referral needs: MRI and notes.")  # typed before the press
    delano.get_by_text("Ask more").click()
    needs = delano.get_by_label("What does a referral need?")
    expect(needs).to_have_value("MRI and notes")
    needs.fill("MRI, notes and a phone")
    delano.get_by_role("button", name="Save (Delano, What a referral needs)").click()
    expect(calls.saved).to_contain_text("What a referral needs: MRI, notes and a phone.")
    calls.page.go_back()  # to the page of the press before, without sending anything once more
    expect(calls.clinic(DELANO)).to_contain_text("Does not perform it")
    calls.page.go_forward()
    expect(calls.saved).to_contain_text("What a referral needs: MRI, notes and a phone.")


def test_a_patients_phone_or_birthday_is_refused_and_what_was_typed_stays(calls: CallsPage) -> None:
    calls.sign_in()
    calls.speaker.fill("Mrs. Olson 4/12/1941")
    calls.answer(EDINA, "Performs", "Yes").click()
    expect(calls.refused).to_contain_text("Write nothing about a patient here")
    expect(calls.refused).to_be_in_viewport()
    expect(calls.speaker).to_have_value("Mrs. Olson 4/12/1941")


def test_nobody_answers_and_the_call_waits(page: Page, tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'answers.sqlite3'}"
    with served(
        LOCATOR_CLINICS=EXAMPLE, LOCATOR_ANSWERS=store, LOCATOR_STAFF_PASSPHRASE=STAFF_WORDS
    ) as address:
        calls = CallsPage(page, address).open().sign_in()
        first = page.get_by_role("region", name="Burnsville").get_by_role("link", name="Call")
        expect(first).to_have_attribute("href", "tel:+19525550171")
        page.get_by_role("button", name="Nobody answered").click()
        expect(calls.saved).to_contain_text("Nobody answered")
        expect(page.get_by_role("listitem").filter(has_text="Try again on")).not_to_have_count(0)
        calls.open()
        expect(page.locator("#now")).not_to_have_text("Burnsville")
        page.get_by_role("link", name="Make this call: 952-555-0171").click()
        expect(page.locator("#now")).to_have_text("Burnsville")


@pytest.mark.parametrize("context", [WIDE, NARROWEST], indirect=True, ids=["1280", "320"])
def test_without_the_passphrase_nothing_can_be_saved_and_nobody_is_kept_out(calls: CallsPage) -> None:
    calls.has_no_barrier()
    calls.sign_in(words="wrong")
    expect(calls.refused).to_contain_text("That is not the passphrase.")
    expect(calls.page.get_by_label("Your name")).to_have_value("Ana")
    expect(calls.speaker).to_have_count(0)
    calls.sign_in()
    calls.page.get_by_role("button", name="Sign out").click()
    expect(calls.page.get_by_role("heading", name="Sign in to save answers")).to_be_visible()


def test_data_shows_what_the_file_says_and_what_was_answered(calls: CallsPage) -> None:
    calls.sign_in()
    calls.answer(BURNSVILLE, "Evaluates", "No").click()
    expect(calls.saved).to_be_visible()
    calls.page.goto(f"{calls.site}/data")
    burnsville = calls.page.get_by_role("rowgroup").filter(has_text=BURNSVILLE)
    rows = burnsville.get_by_role("row").filter(has_text="The clinic file says")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Not used: learned before")


def test_two_servers_on_one_postgresql_show_each_others_answers(page: Page, context: BrowserContext) -> None:
    with running(ensure_postgresql()) as database:
        shared = {"LOCATOR_ANSWERS": database.address(), "LOCATOR_STAFF_PASSPHRASE": STAFF_WORDS}
        with served(**shared) as one, served(**shared) as other:
            patient = FindPage(context.new_page(), other).open()
            expect(patient.complete).to_be_attached()
            calls = CallsPage(page, one).open().sign_in()
            calls.answer(EDINA, "Performs", "Yes").click()
            expect(calls.saved).to_contain_text("Saved: Edina, Performs: Yes.")
            expect(patient.card("Edina")).to_contain_text("Performs: confirmed", timeout=15_000)
            # Signed in on one is signed in on the other, and what is undone there is undone on both.
            calls.page.goto(f"{other}/calls")
            calls.page.get_by_role("button", name="Undo (Edina, Performs)").first.click()
            expect(calls.saved).to_contain_text("Undone.")
            expect(patient.card("Edina")).to_contain_text("Procedure not confirmed", timeout=15_000)

            database.stop()
            calls.answer(EDINA, "Performs", "No").click()
            expect(calls.refused).to_contain_text("nothing was saved")
            assert httpx.get(f"{other}/healthz").json()["reason"] == "answers"
            assert httpx.get(f"{one}/api/clinics").status_code == 200
            database.start()
            calls.answer(EDINA, "Performs", "No").click()
            expect(calls.saved).to_contain_text("Saved: Edina, Performs: No.")
