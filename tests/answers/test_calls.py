"""Whom to call next: one call a phone, the most urgent first, and what was tried or said to be wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from locator.answers.calls import PhoneCall, every_call
from locator.answers.counting import NOTHING_SAID, Answers
from locator.answers.recorded import Outcome, said
from locator.answers.report import Knows, Report, Wrong
from locator.answers.store import AnswerStore
from locator.answers.wording import effects, report_sentence, tried_sentence
from locator.clinics import Method
from locator.clinics.due import SOON_DAYS, Urgency
from tests.made_clinics import CONFIRM_DAYS as LIMIT
from tests.made_clinics import network

NOON = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)  # noon in Minneapolis, a Friday
TODAY = date(2026, 11, 20)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AnswerStore]:
    made = AnswerStore(f"sqlite:///{tmp_path / 'answers.sqlite3'}")
    yield made
    made.close()


def asked(days_ago: int, method: str = "phone") -> dict[str, str]:
    return {"value": "yes", "as_of": (TODAY - timedelta(days=days_ago)).isoformat(), "method": method}


def clinic(clinic_id: str, evaluates: Any = None, performs: Any = None, **rest: Any) -> dict[str, Any]:
    """A clinic with a phone of its own, of which nothing is to be asked but what is given."""
    return {
        "clinic_id": clinic_id,
        "phone": f"612-555-{sum(map(ord, clinic_id)) % 10000:04}",
        "evaluates": asked(0) if evaluates is None else evaluates,
        "performs": asked(0) if performs is None else performs,
        **rest,
    }


def calls(*rows: dict[str, Any], now: datetime = NOON, answers: Answers = NOTHING_SAID) -> list[PhoneCall]:
    return [call for call in every_call(network(*rows, now=now), answers) if call.due]


def ids(listed: list[PhoneCall]) -> list[list[str]]:
    return [[one.clinic.clinic_id for one in call.due] for call in listed]


def record(store: AnswerStore, clinic_id: str, answer: str, again: date | None = None) -> None:
    row = said(
        clinic_id,
        "performs",
        answer,
        as_of=TODAY,
        today=TODAY,
        method=Method.PHONE,
        said_by="front desk",
        try_again=again,
    )
    store.append([row], "Ana", NOON)


def test_the_longest_overdue_comes_first_then_the_never_confirmed_then_what_is_due_soon() -> None:
    listed = calls(
        clinic("soon", asked(LIMIT - 20)),
        clinic("sooner", asked(LIMIT - 2)),
        clinic("never", performs={}),
        clinic("overdue", asked(LIMIT + 1)),
        clinic("longest", asked(LIMIT + 90)),
        clinic("fresh"),
        clinic("website", asked(1, "website")),
    )
    assert ids(listed) == [["longest"], ["overdue"], ["never"], ["website"], ["sooner"], ["soon"]]
    assert [call.urgency for call in listed[::2]] == [
        Urgency.OVERDUE,
        Urgency.NEVER_CONFIRMED,
        Urgency.DUE_SOON,
    ]


def test_clinics_on_one_phone_are_one_call_with_those_too_of_which_nothing_is_to_be_asked() -> None:
    (call,) = calls(
        clinic("a", performs={}, phone="612-555-0101"),
        clinic("b", phone="612-555-0101"),
        clinic("c", {}, {}, phone="612-555-0101"),
    )
    assert [one.clinic.clinic_id for one in call.clinics] == ["a", "b", "c"]
    assert ids([call]) == [["a", "c"]]
    assert [question.service.column for question in call.questions] == ["performs", "evaluates", "performs"]


def test_a_clinic_that_is_closed_for_good_is_not_called() -> None:
    rows = (
        clinic("gone", asked(400), status="closed"),
        clinic("paused", asked(400), status="temporarily closed"),
    )
    assert ids(calls(*rows)) == [["paused"]]


def test_the_last_day_still_counts_and_the_next_is_overdue_at_midnight_where_the_clinic_is() -> None:
    rows = (
        clinic("chicago", asked(LIMIT), timezone="America/Chicago"),
        clinic("honolulu", asked(LIMIT), timezone="Pacific/Honolulu"),
    )
    last_minute = datetime(2026, 11, 21, 5, 59, tzinfo=UTC)  # 23:59 in Chicago
    assert {call.urgency for call in calls(*rows, now=last_minute)} == {Urgency.DUE_SOON}
    after = calls(*rows, now=last_minute + timedelta(minutes=1))
    assert [call.urgency for call in after] == [Urgency.OVERDUE, Urgency.DUE_SOON]
    assert ids(after) == [["chicago"], ["honolulu"]]


def test_what_runs_out_later_than_soon_is_not_listed_yet() -> None:
    rows = clinic("a", asked(LIMIT - SOON_DAYS)), clinic("b", asked(LIMIT - SOON_DAYS - 1))
    assert ids(calls(*rows)) == [["a"]]


def test_what_somebody_says_is_wrong_comes_first_even_of_a_clinic_that_is_closed(store: AnswerStore) -> None:
    rows = clinic("overdue", asked(400)), clinic("fresh"), clinic("gone", status="closed")
    store.report(Report("fresh", Wrong.PHONE, Knows.CALLED), TODAY, 10)
    store.report(Report("fresh", Wrong.PHONE, Knows.CALLED), TODAY, 10)
    store.report(Report("gone", Wrong.CLOSED, Knows.WAS_THERE), TODAY, 10)
    listed = calls(*rows, answers=store.answers())
    assert ids(listed) == [["fresh"], ["gone"], ["overdue"]]
    (report,) = listed[0].due[0].reports
    assert report_sentence(report) == (
        "Said to be wrong: “The phone”, by 2 people, each of whom called (last on Nov 20, 2026)."
    )


def test_a_report_is_settled_by_a_later_answer_or_by_a_later_day_in_the_file(store: AnswerStore) -> None:
    row = clinic("a")
    record(store, "a", "yes")
    store.report(Report("a", "performs", Knows.CALLED), TODAY, 10)
    assert ids(calls(row, answers=store.answers())) == [["a"]], "the answer was there before the report"
    mended = clinic("a", performs=asked(-1))
    assert calls(mended, answers=store.answers(), now=NOON + timedelta(days=1)) == []
    record(store, "a", Outcome.UNKNOWN)
    assert ids(calls(row, answers=store.answers())) == [["a"]], "they did not know"
    record(store, "a", "no")
    assert calls(row, answers=store.answers()) == []


def test_a_call_that_nobody_answered_waits_until_the_day_that_was_said(store: AnswerStore) -> None:
    rows = clinic("tried", asked(400), {}), clinic("soon", asked(LIMIT - 2))
    record(store, "tried", Outcome.NOBODY, again=date(2026, 11, 24))
    listed = calls(*rows, answers=store.answers())
    assert ids(listed) == [["soon"], ["tried"]]
    assert listed[1].can_wait
    assert tried_sentence(listed[1]) == "Nobody answered on Nov 20, 2026. Try again on Nov 24, 2026."
    later = calls(*rows, answers=store.answers(), now=NOON + timedelta(days=4))
    assert ids(later) == [["tried"], ["soon"]]


def test_a_call_in_which_they_did_not_know_waits_until_the_next_workday(store: AnswerStore) -> None:
    row = clinic("a", performs={})
    record(store, "a", Outcome.UNKNOWN)
    (call,) = calls(row, answers=store.answers())
    assert tried_sentence(call) == "They did not know on Nov 20, 2026. Try again on Nov 23, 2026."


def test_it_says_how_patients_are_affected() -> None:
    one, two, three = (
        clinic("a", asked(400), {}, phone="612-555-0101"),
        clinic("b", asked(1, "website"), phone="612-555-0101"),
        clinic("c", asked(LIMIT - 2), phone="612-555-0101"),
    )
    (call,) = calls(one)
    assert list(effects(call)) == [
        "Evaluation: patients are told to call to confirm, after every confirmed clinic.",
        "Procedure: patients are told that nobody knows yet.",
    ]
    (call,) = calls(one, two, three)
    assert list(effects(call)) == [
        "Evaluation: patients are told to call to confirm, after every confirmed clinic. (2 clinics)",
        "Evaluation: confirmed until Nov 22, 2026. Then patients are told to call to confirm. (1 clinic)",
        "Procedure: patients are told that nobody knows yet. (1 clinic)",
    ]


def test_every_phone_can_be_called_even_where_nothing_is_to_be_asked() -> None:
    listed = every_call(network(clinic("fresh"), clinic("due", {}), now=NOON), NOTHING_SAID)
    assert [[one.clinic.clinic_id for one in call.clinics] for call in listed] == [["due"], ["fresh"]]
