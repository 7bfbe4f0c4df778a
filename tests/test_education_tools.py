"""The visitor's tools: when did it start, is it worth asking about, and questions for the visit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.education.onset import SOURCES, Timing, how_long_ago, onset_message
from locator.education.questions import QUESTIONS, visit_sheet
from locator.education.worth_asking import EMERGENCY_SIGNS, SIGNS, Emergency, TalkToClinician, worth_asking

TODAY = date(2026, 11, 21)


def days_ago(days: int) -> date:
    """The date so many days before TODAY."""
    return TODAY - timedelta(days=days)


def test_five_weeks_ago_is_told_to_call_soon() -> None:
    onset = onset_message(days_ago(36), TODAY)
    assert onset.message == (
        "About 5 weeks ago. Kyphoplasty is usually done within about 8–12 weeks, so call soon."
    )
    assert onset.timing is Timing.SOON
    assert onset.weeks == 5
    assert onset.sources == SOURCES
    assert "rule of thumb" in onset.limits


@pytest.mark.parametrize(
    ("days", "timing"),
    [
        (-1, Timing.FUTURE),
        (0, Timing.SOON),
        (55, Timing.SOON),
        (56, Timing.NOW),
        (84, Timing.NOW),
        (85, Timing.LATE),
        (36_525, Timing.LATE),
        (36_526, Timing.TOO_LONG_AGO),
    ],
)
def test_the_timing_changes_on_the_day_it_should(days: int, timing: Timing) -> None:
    assert onset_message(days_ago(days), TODAY).timing is timing


def test_an_old_break_is_still_told_to_call() -> None:
    onset = onset_message(days_ago(400), TODAY)
    assert onset.message.startswith("About 13 months ago.")
    assert "still worth a call" in onset.message


def test_a_date_that_cannot_be_meant_is_asked_for_again() -> None:
    for onset in (onset_message(date(2027, 1, 1), TODAY), onset_message(date(1026, 11, 21), TODAY)):
        assert not onset.is_answer
        assert "Please check it." in onset.message
        assert onset.limits == ""


@given(st.dates(), st.dates())
def test_every_pair_of_dates_gets_an_answer_with_its_limits(onset: date, today: date) -> None:
    answer = onset_message(onset, today)
    assert answer.message
    assert answer.is_answer == bool(answer.limits) == bool(answer.sources)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "Today"),
        (1, "Yesterday"),
        (13, "13 days ago"),
        (14, "About 2 weeks ago"),
        (182, "About 26 weeks ago"),
        (183, "About 6 months ago"),
        (699, "About 23 months ago"),
        (700, "About 2 years ago"),
    ],
)
def test_how_long_ago_is_said_as_people_say_it(days: int, words: str) -> None:
    assert how_long_ago(days) == words


KEYS = [sign.key for sign in (*EMERGENCY_SIGNS, *SIGNS)]


@given(st.sets(st.sampled_from(KEYS)))
def test_every_choice_ends_in_a_clinician_or_in_911(ticked: set[str]) -> None:
    outcome = worth_asking(ticked)
    if ticked & {sign.key for sign in EMERGENCY_SIGNS}:
        assert isinstance(outcome, Emergency)
        assert outcome.heading == "Call 911 or go to an emergency room now."
    else:
        assert isinstance(outcome, TalkToClinician)
        assert outcome.heading == "Talk to a clinician."


def test_an_emergency_sign_stops_everything_else_and_is_named() -> None:
    outcome = worth_asking({"sudden", "recent", "saddle"})
    assert isinstance(outcome, Emergency)
    assert [sign.key for sign in outcome.signs] == ["saddle"]
    assert "numbness between the legs" in outcome.message


def test_the_four_emergency_signs_of_the_product_are_there() -> None:
    texts = " ".join(sign.text.lower() for sign in EMERGENCY_SIGNS)
    for sign in (
        "chest pain or trouble breathing",
        "bladder or bowel control",
        "between the legs",
        "weakness in a leg",
    ):
        assert sign in texts


def test_ticking_signs_is_never_a_verdict() -> None:
    one, three = worth_asking({"sudden"}), worth_asking({"sudden", "stoop", "scan"})
    assert "You ticked 1 sign." in one.message
    assert "You ticked 3 signs." in three.message
    assert "does not show that your bone is broken" in three.message


def test_ticking_nothing_still_leads_to_a_clinician() -> None:
    assert "a clinician can still help" in worth_asking(()).message


def test_a_key_that_is_on_no_list_is_refused() -> None:
    with pytest.raises(ValueError, match="sore_toe"):
        worth_asking({"sudden", "sore_toe"})


def test_no_two_signs_share_a_key() -> None:
    assert len(set(KEYS)) == len(KEYS)


def test_the_sheet_holds_what_was_ticked_and_then_ones_own() -> None:
    assert visit_sheet([QUESTIONS[0].text], ["  May I  fly? ", "", "May I fly?"]) == (
        "Questions for my visit\n\n1. Why do I need this?\n\n\n2. May I fly?\n\n"
    )


def test_a_sheet_without_questions_says_so() -> None:
    assert "not chosen a question yet" in visit_sheet([], [" "])


@given(st.lists(st.text(max_size=40)), st.lists(st.text(max_size=40)))
def test_no_question_of_ones_own_is_lost(chosen: list[str], own: list[str]) -> None:
    sheet = visit_sheet(chosen, own)
    for line in (*chosen, *own):
        assert " ".join(line.split()) in sheet
