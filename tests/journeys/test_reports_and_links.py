"""A patient says that something is wrong, and a clinic says by its link what is right; in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from locator.answers.staff import Staff
from locator.answers.store import AnswerStore
from locator.server.visits import COOKIE
from locator.settings import Settings
from tests.answering import PASSPHRASE
from tests.journeys.conftest import EXAMPLE, PHONE, WIDE
from tests.journeys.find_page import FindPage
from tests.journeys.open_page import OpenPage
from tests.journeys.served import served
from tests.journeys.test_languages import STREAMLITS_OWN, UNSAID, known_words
from tests.journeys.test_live_list import come_back_to

BURNSVILLE, COON_RAPIDS, EDINA, HASTINGS, LAKEVILLE, MAPLE_GROVE = (
    f"example-{city}"
    for city in ("burnsville", "coon-rapids", "edina", "hastings", "lakeville", "maple-grove")
)


@dataclass
class Site:
    """A site with a store of its own, which this test opens as a second server would."""

    address: str
    store: AnswerStore
    staff: Staff

    def link(self, clinic_id: str) -> str:
        """The address that staff send to that clinic."""
        session = self.staff.with_passphrase("Ben", PASSPHRASE, "")
        return f"{self.address}/confirm?link={self.staff.clinic_link(clinic_id, session)}"

    def reports(self, clinic_id: str) -> list[tuple[str, str, int]]:
        """What the store counts of a clinic."""
        counts = self.store.answers().reports.get(clinic_id, ())
        return [(each.report.about, each.report.how, each.count) for each in counts]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One for all journeys; each is about another clinic."""
    file = tmp_path_factory.mktemp("answers") / "answers.sqlite3"
    settings = Settings(answers=f"sqlite:///{file}", staff_passphrase=PASSPHRASE)
    store = AnswerStore(settings.answers)
    staff = Staff(settings, store, lambda: datetime.now(UTC))
    with served(
        LOCATOR_CLINICS=EXAMPLE, LOCATOR_ANSWERS=settings.answers, LOCATOR_STAFF_PASSPHRASE=PASSPHRASE
    ) as address:
        yield Site(address, store, staff)
    store.close()


def open_card(page: Page, site: Site, clinic_id: str) -> Locator:
    """The clinic's card on Find a clinic, with what we know of it unfolded."""
    find = FindPage(page, site.address).open()
    expect(find.complete).to_be_attached()
    card = page.locator(f"#clinic-{clinic_id}")
    card.locator("summary").click()
    return card


def test_a_patient_reports_a_mistake_from_a_card_in_two_presses(page: Page, site: Site) -> None:
    open_card(page, site, BURNSVILLE).get_by_role("link", name="Report a mistake").click()
    expect(page.get_by_role("heading", name="Report a mistake")).to_be_visible()
    shown = OpenPage(page, site.address)
    shown.has_no_barrier(WIDE, PHONE)
    page.get_by_role("link", name=re.compile("The hours: ")).click()
    expect(page.get_by_role("heading", name="How do you know?")).to_be_visible()
    shown.has_no_barrier(WIDE, PHONE)
    page.get_by_role("button", name="I called").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(
        page.get_by_text("Staff will call and check. Nothing in the list changes until then.")
    ).to_be_visible()
    shown.has_no_barrier(WIDE, PHONE)
    assert site.reports(BURNSVILLE) == [("hours", "called", 1)]


def test_the_same_by_keyboard_alone_and_back_again(page: Page, site: Site) -> None:
    open_card(page, site, HASTINGS).get_by_role("link", name="Report a mistake").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What is wrong?")).to_be_visible()
    tab_to(page, "The phone: ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="How do you know?")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="What is wrong?")).to_be_visible()
    tab_to(page, "The address: ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="How do you know?")).to_be_visible()
    tab_to(page, "I work there")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert site.reports(HASTINGS) == [("address", "works there", 1)]
    page.go_back()
    expect(page.get_by_role("heading", name="How do you know?")).to_be_visible()
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", name="Find a clinic", level=1)).to_be_visible()


def tab_to(page: Page, words: str) -> None:
    """Go from one to the next by the keyboard, as far as what begins with these words."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if (page.evaluate("document.activeElement.textContent") or "").strip().startswith(words):
            return
    pytest.fail(f"The keyboard does not come to “{words}”.")


def test_a_clinic_confirms_by_its_link_and_an_open_page_shows_it_within_seconds(
    context: BrowserContext, page: Page, site: Site
) -> None:
    patient = FindPage(page, site.address)
    patient.open()
    expect(patient.complete).to_be_attached()
    evaluates = page.locator(f"#clinic-{COON_RAPIDS} .chip").first
    expect(evaluates).to_contain_text("Evaluates: says a directory")
    clinic = context.new_page()
    address = site.link(COON_RAPIDS)
    clinic.goto(address)
    expect(clinic.get_by_role("heading", name="Is this still right?")).to_be_visible()
    OpenPage(clinic, site.address).has_no_barrier(WIDE, PHONE)
    clinic.get_by_label("Your name or role").first.fill("front desk")
    clinic.get_by_role("button", name="All of this is still right").click()
    expect(clinic.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(clinic.get_by_text("confirmed by its staff").first).to_be_visible()
    OpenPage(clinic, site.address).has_no_barrier(WIDE, PHONE)
    clinic.goto(address)
    expect(clinic.get_by_text("This link was used already: thank you.")).to_be_visible()
    OpenPage(clinic, site.address).has_no_barrier(WIDE, PHONE)
    page.bring_to_front()
    come_back_to(page)
    expect(evaluates).to_contain_text("Evaluates: confirmed", timeout=5_000)
    expect(evaluates).to_contain_text("confirmed by its staff")


def test_a_clinic_says_what_has_changed_and_what_it_was_told_wrong_first(page: Page, site: Site) -> None:
    page.goto(site.link(EDINA))
    page.get_by_role("group", name="Is kyphoplasty done here?").get_by_label("No", exact=True).check()
    page.get_by_label("If kyphoplasty is not done here").select_option(
        label="Example Spine Center – Minneapolis"
    )
    page.get_by_label("How many weeks").fill("soon")
    page.get_by_label(re.compile("The phone: ")).check()
    page.get_by_label("Your name or role").last.fill("Ana, nurse")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("This is not a number of weeks")
    OpenPage(page, site.address).has_no_barrier(WIDE, PHONE)
    expect(page.get_by_label(re.compile("The phone: "))).to_be_checked()
    page.get_by_label("How many weeks").fill("3")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("a wait is given, though no new patients are taken")
    page.get_by_role("group", name="Do you take new patients now?").get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(page.get_by_text("Does not perform it · confirmed by its staff")).to_be_visible()
    assert site.reports(EDINA) == [("phone", "works there", 1)]
    told = {
        each.said.about: (each.said.answer, each.recorded_by)
        for each in site.store.history()
        if each.said.clinic_id == EDINA
    }
    assert told["performs"] == ("no", "link from Ben")
    assert told["refers_to"] == ("example-minneapolis", "link from Ben")
    assert told["availability"] == ("yes 3", "link from Ben")


def test_by_the_keyboard_enter_in_the_name_sends_the_form_that_it_stands_in(page: Page, site: Site) -> None:
    page.goto(site.link(LAKEVILLE))
    page.get_by_role("group", name="Is kyphoplasty done here?").get_by_label("No", exact=True).check()
    page.get_by_label("Your name or role").last.fill("Ana")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Does not perform it · confirmed by its staff")).to_be_visible()


def test_staff_copy_the_link_that_they_send(context: BrowserContext, page: Page, site: Site) -> None:
    session = site.staff.with_passphrase("Ben", PASSPHRASE, "")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.add_cookies([{"name": COOKIE, "value": site.staff.cookie(session), "url": site.address}])
    page.goto(f"{site.address}/calls")
    page.get_by_role("button", name=re.compile("Send this clinic a link instead|Make the link")).click()
    button = page.get_by_role("button", name="Copy the link")
    expect(button).to_be_visible()
    OpenPage(page, site.address).has_no_barrier(WIDE, PHONE)
    button.click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    page.goto(copied)
    expect(page.get_by_role("heading", name="Is this still right?")).to_be_visible()


def test_no_phrase_of_what_a_clinic_or_a_patient_sends_was_forgotten(page: Page, site: Site) -> None:
    def unsaid() -> object:
        return page.evaluate(UNSAID, [STREAMLITS_OWN, known_words()])

    page.goto(f"{site.link(MAPLE_GROVE)}&lang=en-XA")
    assert unsaid() == []
    page.get_by_label("⟦Your name or role⟧").last.fill("Ana 612-555-0100")
    page.get_by_role("button", name="⟦Send⟧").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert unsaid() == []
    page.get_by_label("⟦Your name or role⟧").last.fill("Ana")
    page.get_by_role("button", name="⟦Send⟧").click()
    expect(page.get_by_role("heading", name="⟦Thank you⟧")).to_be_visible()
    assert unsaid() == []
    page.goto(f"{site.address}/report?clinic={MAPLE_GROVE}&about=phone&lang=en-XA")
    page.get_by_role("button", name="⟦I called⟧").click()
    expect(page.get_by_role("heading", name="⟦Thank you⟧")).to_be_visible()
    assert unsaid() == []
