"""The visitor's tools: when did it start, is it worth asking about, and questions for the visit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.education.onset import Onset, Timing, about, how_long_ago, onset
from locator.education.questions import QUESTIONS, Question, sheet_text, to_ask
from locator.education.worth_asking import SIGNS, Emergency, TalkToClinician, worth_asking
from locator.templates import render
from locator.words.emergency import EMERGENCIES, WARNINGS

TODAY = date(2026, 11, 21)


def days_ago(days: int) -> date:
    """The date so many days before TODAY."""
    return TODAY - timedelta(days=days)


def limits(found: Onset) -> str:
    """What the page says beside how long ago it was."""
    said, _, rest = render("onset.html", onset=found, said=about(found)).partition("</strong></p>")
    assert said
    return rest


def test_five_weeks_ago_is_told_to_call_soon() -> None:
    found = onset(days_ago(36), TODAY)
    assert about(found) == (
        "About 5 weeks ago. Kyphoplasty is usually done within about 8–12 weeks, so call soon."
    )
    assert found.timing is Timing.SOON
    assert "rule of thumb" in limits(found)


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
    assert onset(days_ago(days), TODAY).timing is timing


def test_an_old_break_is_still_told_to_call() -> None:
    said = about(onset(days_ago(400), TODAY))
    assert said.startswith("About 13 months ago.")
    assert "still worth a call" in said


def test_a_date_that_cannot_be_meant_is_asked_for_again() -> None:
    for found in (onset(date(2027, 1, 1), TODAY), onset(date(1026, 11, 21), TODAY)):
        assert not found.is_answer
        assert "Please check it." in about(found)
        assert "rule of thumb" not in limits(found)


@given(st.dates(), st.dates())
def test_every_pair_of_dates_gets_an_answer_with_its_limits(began: date, today: date) -> None:
    answer = onset(began, today)
    assert about(answer)
    assert answer.is_answer == ("rule of thumb" in limits(answer))


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


def said(outcome: Emergency | TalkToClinician) -> str:
    """What the page says."""
    if isinstance(outcome, Emergency):
        return render("emergency.html", signs=outcome.signs)
    return render("talk_to_clinician.html", found=outcome)


KEYS = [sign.key for sign in (*EMERGENCIES, *WARNINGS, *SIGNS)]


@given(st.sets(st.sampled_from(KEYS)))
def test_every_choice_ends_in_a_clinician_or_in_911(ticked: set[str]) -> None:
    outcome = worth_asking(ticked)
    if ticked & {sign.key for sign in EMERGENCIES}:
        assert isinstance(outcome, Emergency)
        assert "<h2>Call 911 or go to an emergency room now.</h2>" in said(outcome)
    else:
        assert isinstance(outcome, TalkToClinician)
        assert "<h2>Talk to a clinician.</h2>" in said(outcome)
        warned = bool(ticked & {sign.key for sign in WARNINGS})
        assert ("<h2>Call your own doctor today.</h2>" in said(outcome)) == warned


def test_a_warning_sign_is_named_and_goes_before_the_reasons_to_ask() -> None:
    outcome = worth_asking({"sudden", "weight_loss", "fever"})
    assert "the same day: weight loss without trying; a fever with back pain." in said(outcome)
    assert said(outcome).index("Call your own doctor today.") < said(outcome).index("Talk to a clinician.")
    assert "You ticked 1 sign." in said(outcome)


def test_an_emergency_sign_stops_everything_else_and_is_named() -> None:
    outcome = worth_asking({"sudden", "recent", "saddle"})
    assert isinstance(outcome, Emergency)
    assert [sign.key for sign in outcome.signs] == ["saddle"]
    assert "numbness between the legs" in said(outcome)


def test_the_four_emergency_signs_of_the_product_are_there() -> None:
    texts = " ".join(str(sign.text) for sign in EMERGENCIES)
    for sign in (
        "chest pain or trouble breathing",
        "bladder or bowel control",
        "between the legs",
        "new or worse leg weakness",
    ):
        assert sign in texts


def test_ticking_signs_is_never_a_verdict() -> None:
    one, three = worth_asking({"sudden"}), worth_asking({"sudden", "stoop", "scan"})
    assert "You ticked 1 sign." in said(one)
    assert "You ticked 3 signs." in said(three)
    assert "does not show that your bone is broken" in said(three)


def test_ticking_nothing_still_leads_to_a_clinician() -> None:
    assert "a clinician can still help" in said(worth_asking(()))


def test_a_key_that_is_on_no_list_is_refused() -> None:
    with pytest.raises(ValueError, match="sore_toe"):
        worth_asking({"sudden", "sore_toe"})


def test_no_two_signs_and_no_two_questions_share_a_key() -> None:
    assert len(set(KEYS)) == len(KEYS)
    assert len({question.key for question in QUESTIONS}) == len(QUESTIONS)


def test_an_emergency_sign_is_named_alike_beside_its_box_and_in_the_sentence() -> None:
    for sign in (*EMERGENCIES, *WARNINGS):
        assert sign.label[0].isupper()
        assert sign.label.lower() == str(sign.text).lower()


def test_the_sheet_holds_what_was_ticked_and_then_ones_own() -> None:
    assert sheet_text(to_ask([QUESTIONS[0].key], ["  May I  fly? ", "", "May I fly?"])).startswith(
        "Questions for my visit\n\n1. Why do I need this?\n\n\n2. May I fly?\n\n\nCall 911 or go to"
    )


def test_a_sheet_without_questions_says_so() -> None:
    assert "not chosen a question yet" in sheet_text(to_ask([], [" "]))


@given(st.sets(st.sampled_from(QUESTIONS)), st.lists(st.text(max_size=40)))
def test_no_question_of_ones_own_is_lost(ticked: set[Question], own: list[str]) -> None:
    sheet = sheet_text(to_ask([question.key for question in ticked], own))
    for line in (*(str(question.text) for question in ticked), *own):
        assert " ".join(line.split()) in sheet
