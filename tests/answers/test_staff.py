"""Who may record: what lets somebody in, what does not, and when it ends."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from itsdangerous import URLSafeSerializer

from locator.answers.database import StoreAwayError
from locator.answers.staff import BROWSER_DAYS, LINK_DAYS, SIGNED_IN_HOURS, NotStaffError, Session, Staff
from locator.answers.store import AnswerStore
from locator.settings import Settings, StaffMember
from tests.answers.office import ACCOUNTS, BY_PASSPHRASE, HERE, PASSPHRASE, Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.store.close()


def ana(staff: Staff) -> Session:
    return staff.with_passphrase("Ana", PASSPHRASE, HERE)


def why_not(staff: Staff, passphrase: str, address: str = HERE, name: str = "Ana") -> str:
    """What somebody is told who is not let in."""
    with pytest.raises(NotStaffError) as refused:
        staff.with_passphrase(name, passphrase, address)
    return str(refused.value.sentence)


# ---- A visit, and the cookie that stands for it.


def test_who_signs_in_is_known_by_the_cookie_for_eight_hours(office: Office) -> None:
    staff = office.staff()
    session = ana(staff)
    cookie = staff.cookie(session)
    assert staff.session(cookie) == session
    office.later(hours=SIGNED_IN_HOURS, seconds=-1)
    assert staff.session(cookie) == session
    office.later(seconds=1)
    assert staff.session(cookie) is None


def test_a_cookie_changed_in_any_letter_is_worth_nothing(office: Office) -> None:
    staff = office.staff()
    cookie = staff.cookie(ana(staff))
    for place, letter in enumerate(cookie):
        # The last letter of a digest has bits that count for nothing.
        other = "A" if letter not in "ABCD" else "z"
        assert staff.session(cookie[:place] + other + cookie[place + 1 :]) is None, place
    assert staff.session(cookie[:-1]) is None
    assert staff.session(cookie + "A") is None


def test_a_cookie_that_says_more_under_the_old_signature_is_worth_nothing(office: Office) -> None:
    staff = office.staff(replace(ACCOUNTS, staff_passphrase=PASSPHRASE))
    payload, _dot, signature = staff.cookie(ana(staff)).rpartition(".")
    told = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    more = told | {"name": "bo@example.org", "account": True}
    forged = base64.urlsafe_b64encode(json.dumps(more).encode()).decode().rstrip("=")
    assert staff.session(f"{forged}.{signature}") is None


def test_a_cookie_signed_with_another_key_is_worth_nothing(office: Office, tmp_path: Path) -> None:
    staff = office.staff()
    told = {"key": "k", "name": "Ana", "account": False, "until": office.now.timestamp() + 60}
    for key in ("", PASSPHRASE, "secret"):
        assert staff.session(str(URLSafeSerializer(key, salt="locator visit").dumps(told))) is None
    elsewhere = AnswerStore(f"sqlite:///{tmp_path / 'other.sqlite3'}")
    other = Staff(BY_PASSPHRASE, elsewhere, lambda: office.now)
    assert staff.session(other.cookie(ana(other))) is None
    elsewhere.close()


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        ".",
        "..",
        "a.b",
        "\0",
        "é",
        "\ud800",
        "💉.💉",
        "a" * 5_000_000,
        ".eJw.x",
        "null",
        "{}",
        "😀" * 100_000,
    ],
    ids=range(13),
)
def test_whatever_else_a_cookie_holds_nobody_is_signed_in(office: Office, cookie: str) -> None:
    staff = office.staff()
    assert staff.session(cookie) is None
    assert not staff.is_form_of(ana(staff), cookie)


def test_one_kind_of_what_we_sign_does_not_pass_for_another(office: Office) -> None:
    staff = office.staff(ACCOUNTS)
    session = staff.with_account("ana@example.org")
    signed = {
        "visit": staff.cookie(session),
        "form": staff.form_token(session),
        "link": staff.clinic_link("edina", session),
        "ticket": staff.ticket("ana@example.org"),
    }
    for kind, text in signed.items():
        assert (staff.session(text) is not None) == (kind == "visit")
        assert staff.is_form_of(session, text) == (kind == "form")
        if kind != "link":
            with pytest.raises(NotStaffError):
                staff.link(text)
        if kind != "ticket":
            with pytest.raises(NotStaffError):
                staff.with_ticket(text)


def test_a_copy_of_the_cookie_is_worth_nothing_after_sign_out(office: Office) -> None:
    staff = office.staff()
    session, other = ana(staff), ana(staff)
    cookie = staff.cookie(session)
    staff.sign_out(session)
    staff.sign_out(session)  # a second press
    assert staff.session(cookie) is None
    assert office.staff().session(cookie) is None  # after a restart, or on another server
    assert staff.session(staff.cookie(other)) == other


def test_every_sign_in_is_a_visit_of_its_own(office: Office) -> None:
    staff = office.staff()
    assert len({ana(staff).key for _ in range(20)}) == 20


def test_another_passphrase_ends_every_visit_and_every_link(office: Office) -> None:
    before = office.staff()
    session = ana(before)
    cookie, token, link = before.cookie(session), before.form_token(session), before.clinic_link("a", session)
    after = office.staff(Settings(staff_passphrase="another passphrase"))
    assert after.session(cookie) is None
    assert not after.is_form_of(session, token)
    with pytest.raises(NotStaffError):
        after.link(link)


def test_another_secret_of_accounts_ends_every_visit(office: Office) -> None:
    before = office.staff(ACCOUNTS)
    cookie = before.cookie(before.with_account("ana@example.org"))
    assert before.session(cookie)
    after = office.staff(replace(ACCOUNTS, accounts_secret="another secret of many letters"))
    assert after.session(cookie) is None


def test_with_sign_in_turned_off_nobody_is_signed_in(office: Office) -> None:
    staff = office.staff()
    cookie = staff.cookie(ana(staff))
    off = office.staff(Settings())
    assert not off.is_on
    assert off.session(cookie) is None
    assert why_not(off, PASSPHRASE) == "This site has no passphrase to sign in with."
    assert why_not(off, "") == "This site has no passphrase to sign in with."


def test_a_visit_that_was_begun_while_the_clock_was_ahead_is_not_a_long_one(office: Office) -> None:
    staff = office.staff()
    office.later(days=365)
    cookie = staff.cookie(ana(staff))
    office.later(days=-365)
    assert staff.session(cookie) is None


def test_to_ask_who_is_signed_in_makes_no_file(office: Office, tmp_path: Path) -> None:
    for settings in (BY_PASSPHRASE, ACCOUNTS):
        assert office.staff(settings).session("forged.cookie") is None
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_was_recorded_yet_every_thread_may_ask(office: Office) -> None:
    staff = office.staff()
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(staff.session, ["forged.cookie"] * 40)) == [None] * 40


def test_a_store_that_is_away_lets_nobody_in(office: Office, tmp_path: Path) -> None:
    staff = office.staff()
    session = ana(staff)
    cookie = staff.cookie(session)
    (tmp_path / "answers.sqlite3").rename(tmp_path / "away")
    with pytest.raises(StoreAwayError):
        staff.session(cookie)
    with pytest.raises(StoreAwayError):
        staff.sign_out(session)


# ---- Accounts.


def test_an_account_that_is_listed_signs_in_under_its_address(office: Office) -> None:
    staff = office.staff(ACCOUNTS)
    session = staff.with_account("Ana@Example.org")
    assert (session.name, session.has_account, session.may_undo_others) == ("ana@example.org", True, False)
    assert staff.session(staff.cookie(session)) == session
    assert staff.with_account("bo@example.org").may_undo_others


@pytest.mark.parametrize(
    "email",
    ["", "eve@example.org", "ana@example.org.evil.example", "ana@example.org ", "ana@example.org:undo",
     "ana@example.org\0", "ana+x@example.org", "ana@ex\u0430mple.org", "bo@example.org\u200b"],
)  # fmt: skip
def test_an_account_that_is_not_listed_does_not(office: Office, email: str) -> None:
    with pytest.raises(NotStaffError):
        office.staff(ACCOUNTS).with_account(email)


def test_a_letter_that_only_looks_like_one_in_capitals_is_another_letter(office: Office) -> None:
    listed = replace(ACCOUNTS, staff=(StaffMember("kim@example.org"), StaffMember("jörg@example.org")))
    staff = office.staff(listed)
    with pytest.raises(NotStaffError):
        staff.with_account("\u212aim@example.org")  # the sign for kelvin, which is "k" in small letters
    assert staff.with_account("JÖRG@example.org").name == "jörg@example.org"


def test_who_is_taken_off_the_list_loses_every_right_at_once(office: Office) -> None:
    before = office.staff(ACCOUNTS)
    session = before.with_account("ana@example.org")
    cookie, link = before.cookie(session), before.clinic_link("edina", session)
    ticket = before.ticket("ana@example.org")
    after = office.staff(replace(ACCOUNTS, staff=ACCOUNTS.staff[1:]))
    assert after.session(cookie) is None
    with pytest.raises(NotStaffError):
        after.link(link)
    with pytest.raises(NotStaffError):
        after.with_ticket(ticket)
    assert before.link(link).sent_by == "ana@example.org"


def test_the_role_is_that_of_the_list_of_now_and_not_that_of_the_cookie(office: Office) -> None:
    before = office.staff(ACCOUNTS)
    cookie = before.cookie(before.with_account("bo@example.org"))
    after = office.staff(replace(ACCOUNTS, staff=(StaffMember("bo@example.org"),)))
    session = after.session(cookie)
    assert session
    assert not session.may_undo_others


def test_a_list_without_accounts_and_accounts_without_a_list_let_nobody_in(office: Office) -> None:
    for settings in (replace(ACCOUNTS, accounts_secret=""), replace(ACCOUNTS, staff=())):
        staff = office.staff(settings)
        assert not staff.is_on
        with pytest.raises(NotStaffError):
            staff.with_account("ana@example.org")


def test_a_visit_with_the_passphrase_ends_where_there_are_only_accounts_now(office: Office) -> None:
    both = replace(ACCOUNTS, staff_passphrase=PASSPHRASE)
    staff = office.staff(both)
    session = ana(staff)
    assert not session.has_account
    cookie = staff.cookie(session)
    assert staff.session(cookie)
    # The key is another one then; and were it the same, the visit would still be nobody's.
    off = office.staff(replace(both, staff_passphrase=""))
    assert off.session(off.cookie(session)) is None


# ---- What each may undo.


def test_an_account_undoes_its_own_answers_from_any_visit_and_no_others(office: Office) -> None:
    staff = office.staff(ACCOUNTS)
    first, again = staff.with_account("ana@example.org"), staff.with_account("ana@example.org")
    bo = staff.with_account("bo@example.org")
    anas, bos = office.records(first, first.press()), office.records(bo, bo.press())
    assert first.may_undo(anas)
    assert again.may_undo(anas)
    assert not again.may_undo(bos)
    assert bo.may_undo(anas)  # has the role


def test_with_a_passphrase_the_same_name_is_not_the_same_person(office: Office) -> None:
    staff = office.staff()
    first, second = ana(staff), ana(staff)
    recorded = office.records(first, first.press())
    assert first.may_undo(recorded)
    assert not second.may_undo(recorded)
    back = staff.session(staff.cookie(first))
    assert back
    assert back.may_undo(recorded)


def test_a_press_that_begins_like_a_visits_own_is_not_its_own(office: Office) -> None:
    staff = office.staff()
    session = replace(ana(staff), key="abc")
    assert not session.may_undo(office.records(session, "abcdef.1"))
    assert session.may_undo(office.records(session, "abc.1"))


def test_nobody_takes_an_accounts_name_with_the_passphrase(office: Office) -> None:
    staff = office.staff(replace(ACCOUNTS, staff_passphrase=PASSPHRASE))
    for name in ("ana@example.org", "ana\uff20example.org", "ana\ufe6bexample.org", "ana\u200b@example.org"):
        assert "Say who you are" in why_not(staff, PASSPHRASE, name=name)


# ---- The passphrase.


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  Ana \n", "Ana"), ("Ana\tMaria", "Ana Maria"), ("A\0na\x1b", "Ana"), ("Ana\u202e", "Ana"),
     ("Ana\u0308", "Anä"), ("Zoë", "Zoë"), ("安娜", "安娜"), ("<b>Ana</b>", "<b>Ana</b>")],
)  # fmt: skip
def test_a_name_is_kept_tidy_with_nothing_in_it_that_cannot_be_seen(
    office: Office, typed: str, kept: str
) -> None:
    assert office.staff().with_passphrase(typed, PASSPHRASE, HERE).name == kept


@pytest.mark.parametrize("name", ["", "  ", "\0", "\u200b\u202e", "a" * 61, "x" * 1_000_000, "\ud800"])
def test_who_gives_no_name_that_can_be_kept_is_asked_for_one(office: Office, name: str) -> None:
    assert "Say who you are" in why_not(office.staff(), PASSPHRASE, name=name)


@pytest.mark.parametrize(
    "kept",
    [PASSPHRASE, PasswordHasher(time_cost=1, memory_cost=64).hash(PASSPHRASE)],
    ids=["as it is", "as an argon2 hash"],
)
def test_the_passphrase_lets_in_and_nothing_else_does(office: Office, kept: str) -> None:
    staff = office.staff(Settings(staff_passphrase=kept))
    assert staff.with_passphrase("Ana", f" {PASSPHRASE}\n", HERE).name == "Ana"
    wrong = ["", " ", PASSPHRASE[:-1], PASSPHRASE + "x", PASSPHRASE.upper(), kept if kept != PASSPHRASE else "?",
             "\0", "\ud800", PASSPHRASE + "\0", "é" * 5_000_000]  # fmt: skip
    for place, passphrase in enumerate(wrong):
        assert "not the passphrase" in why_not(staff, passphrase, f"198.51.100.{place}"), place


def test_a_passphrase_with_accents_is_the_same_from_every_keyboard(office: Office) -> None:
    composed, decomposed = "sieben Störche", "sieben Sto\u0308rche"
    hashed = PasswordHasher(time_cost=1, memory_cost=64).hash(composed)
    for kept in (composed, decomposed, hashed):
        staff = office.staff(Settings(staff_passphrase=kept))
        for given in (composed, decomposed):
            assert staff.with_passphrase("Ana", given, HERE)


def test_a_hash_that_argon2_cannot_read_lets_nobody_in(office: Office) -> None:
    for kept in ("$argon2id$nonsense", "$argon2"):
        assert "not the passphrase" in why_not(office.staff(Settings(staff_passphrase=kept)), kept)


# ---- Tries.


def test_after_five_wrong_tries_an_address_waits_a_quarter_of_an_hour(office: Office) -> None:
    staff = office.staff()
    said = [why_not(staff, f"guess {number}") for number in range(6)]
    assert ["too often" in one for one in said] == [False] * 5 + [True]
    assert "too often" in why_not(staff, PASSPHRASE)  # even the right one, or guessing could go on
    assert staff.with_passphrase("Bo", PASSPHRASE, "198.51.100.9")


def test_a_success_lets_an_address_begin_anew(office: Office) -> None:
    staff = office.staff()
    for _ in range(4):
        for _ in range(4):
            why_not(staff, "guess")
        assert ana(staff)


def test_many_addresses_together_are_limited_too(office: Office) -> None:
    staff = office.staff()
    said = [why_not(staff, "guess", f"2001:db8:0:{number:x}::1") for number in range(101)]
    assert ["too often" in one for one in said] == [False] * 100 + [True]
    assert "too often" in why_not(staff, PASSPHRASE, "192.0.2.1")


def test_guesses_from_elsewhere_never_lock_out_a_browser_in_which_somebody_has_signed_in(
    office: Office,
) -> None:
    staff = office.staff()
    ana(staff)
    browser = staff.known_browser()
    for number in range(20):  # at the clinic itself, and everywhere
        why_not(staff, "guess", HERE)
        for place in range(5):
            why_not(staff, "guess", f"198.51.{number}.{place}")
    assert "too often" in why_not(staff, PASSPHRASE, "192.0.2.1")
    office.later(days=BROWSER_DAYS, seconds=-1)
    assert staff.with_passphrase("Ana", PASSPHRASE, HERE, browser)
    office.later(seconds=1)
    with pytest.raises(NotStaffError, match="too often"):
        staff.with_passphrase("Ana", PASSPHRASE, HERE, browser)


def test_a_browser_that_is_known_has_five_tries_and_uses_up_nobody_elses(office: Office) -> None:
    staff = office.staff()
    browser, another = staff.known_browser(), staff.known_browser()
    for number in range(6):
        said = "not the passphrase" if number < 5 else "too often"
        with pytest.raises(NotStaffError, match=said):
            staff.with_passphrase("Ana", "guess", f"198.51.100.{number}", browser)
    with pytest.raises(NotStaffError, match="too often"):
        staff.with_passphrase("Ana", PASSPHRASE, "198.51.100.9", browser)
    assert staff.with_passphrase("Ana", PASSPHRASE, HERE, another)
    assert staff.with_passphrase("Ana", PASSPHRASE, HERE)


def test_another_passphrase_forgets_every_browser_and_a_forged_one_is_unknown(office: Office) -> None:
    before = office.staff()
    session = ana(before)
    after = office.staff(Settings(staff_passphrase="another passphrase"))
    forged = (
        before.known_browser(),
        before.cookie(session),
        after.cookie(session),
        "x",
        "é",
        "a" * 1_000_000,
    )
    for number, browser in enumerate(forged):
        address = f"198.51.100.{number}"
        for _ in range(5):
            with pytest.raises(NotStaffError, match="not the passphrase"):
                after.with_passphrase("Eve", "guess", address, browser)
        assert "too often" in why_not(after, "guess", address)


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("", "testclient", False),
    ],
)
def test_the_many_addresses_of_one_machine_have_the_tries_of_one(
    office: Office, first: str, second: str, is_same: bool
) -> None:
    staff = office.staff()
    for _ in range(5):
        why_not(staff, "guess", first)
    assert ("too often" in why_not(staff, "guess", second)) == is_same


def test_sign_ins_that_succeed_use_up_nobodys_tries(office: Office) -> None:
    staff = office.staff()
    for number in range(120):
        assert staff.with_passphrase("Ana", PASSPHRASE, f"192.0.2.{number}")


def test_tries_at_the_same_moment_are_counted_all(office: Office) -> None:
    hashed = PasswordHasher(time_cost=1, memory_cost=8192).hash(PASSPHRASE)
    staff = office.staff(Settings(staff_passphrase=hashed))
    with ThreadPoolExecutor(24) as threads:
        said = list(threads.map(lambda number: why_not(staff, f"guess {number}"), range(48)))
    assert Counter("too often" in one for one in said) == {False: 5, True: 43}


# ---- Forms, links and tickets.


def test_a_form_is_that_of_its_own_visit_alone(office: Office) -> None:
    staff = office.staff()
    session, other = ana(staff), ana(staff)
    token = staff.form_token(session)
    assert staff.is_form_of(session, token)
    assert not staff.is_form_of(other, token)
    assert not staff.is_form_of(session, token[:-2])
    office.later(hours=SIGNED_IN_HOURS)
    assert not staff.is_form_of(session, token)


def test_a_link_to_a_clinic_is_good_for_two_weeks_and_once(office: Office) -> None:
    staff = office.staff()
    token = staff.clinic_link("edina", ana(staff))
    office.later(days=LINK_DAYS, seconds=-1)
    link = staff.link(token)
    assert (link.clinic_id, link.sent_by) == ("edina", "Ana")
    assert staff.link(token) == link  # to look is not to use
    office.store.append([], "Ana", office.now, spends=link.key)
    with pytest.raises(NotStaffError, match="used already"):
        staff.link(token)


def test_a_link_that_is_too_old_or_forged_is_none_of_ours(office: Office) -> None:
    staff = office.staff()
    token = staff.clinic_link("edina", ana(staff))
    for text in ("", "x", token[:-3], "x" + token, token.replace(".", "", 1), "é", "\0", "a" * 1_000_000):
        with pytest.raises(NotStaffError, match="not one of ours"):
            staff.link(text)
    office.later(days=LINK_DAYS)
    with pytest.raises(NotStaffError, match="older than 14 days"):
        staff.link(token)


def test_two_links_to_one_clinic_are_two(office: Office) -> None:
    staff = office.staff()
    first, second = (staff.link(staff.clinic_link("edina", ana(staff))) for _ in range(2))
    assert first.key != second.key


def test_a_ticket_lets_in_once_and_within_two_minutes(office: Office) -> None:
    staff = office.staff(ACCOUNTS)
    ticket = staff.ticket("ana@example.org")
    assert staff.with_ticket(ticket).name == "ana@example.org"
    with pytest.raises(NotStaffError, match="took too long"):
        staff.with_ticket(ticket)
    late = staff.ticket("ana@example.org")
    office.later(minutes=2)
    with pytest.raises(NotStaffError, match="took too long"):
        staff.with_ticket(late)


def test_a_ticket_of_somebody_who_is_not_listed_says_so(office: Office) -> None:
    staff = office.staff(ACCOUNTS)
    with pytest.raises(NotStaffError, match=r"eve@example\.org is not on the list"):
        staff.with_ticket(staff.ticket("eve@example.org"))


def test_a_ticket_pressed_many_times_at_once_signs_in_once(office: Office) -> None:
    staff = office.staff(ACCOUNTS)
    ticket = staff.ticket("ana@example.org")

    def press(_: int) -> bool:
        try:
            return bool(staff.with_ticket(ticket))
        except NotStaffError:
            return False

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(press, range(8))) == 1


def test_an_address_too_long_for_the_history_signs_nobody_in_and_says_why(office: Office) -> None:
    email = f"{'a' * 200}@example.org"
    staff = office.staff(replace(ACCOUNTS, staff=(StaffMember(email),)))
    with pytest.raises(NotStaffError, match="longer than 200 letters"):
        staff.with_account(email)
