"""What may be recorded: an answer in the form of the clinic file, and nothing about a patient."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from locator.answers.recorded import (
    AVAILABILITY,
    LISTING,
    LONGEST_NAME,
    NOWHERE,
    REFERRAL_NEEDS,
    REFERS_TO,
    RIGHT,
    NotAnAnswerError,
    Outcome,
    Said,
    availability_cells,
    said,
)
from locator.clinics import Method
from tests.answers.made import DAY, TODAY


def told(
    answer: str = "yes", about: str = "performs", said_by: str = "front desk", as_of: date = TODAY
) -> Said:
    """What is recorded of that, on TODAY."""
    return said("edina", about, answer, as_of=as_of, today=TODAY, method=Method.PHONE, said_by=said_by)


@pytest.mark.parametrize(
    "name",
    ["front desk", "Ana, nurse", "Dr. May", "June", "Mark", "Ana, ext. 4321", "José", "Phòng khám", "=Ana"],
)
def test_names_and_desks_are_kept_as_they_are(name: str) -> None:
    assert told(said_by=f"  {name.replace(' ', '   ')} ").said_by == name


@pytest.mark.parametrize(
    "name",
    [
        "763-201-8191", "(763) 201 8191", "call 7632018191", "MRN 123456", "born 3/4/1950", "1950-03-04", "4.3.50",
        "Mary, Mar 4", "4 March", "dec. 12", "patient 12345", "٧٦٣٢٠١٨١٩١",
    ],
)  # fmt: skip
def test_what_looks_like_a_phone_or_a_date_is_refused(name: str) -> None:
    with pytest.raises(NotAnAnswerError, match="looks like a phone number or a date"):
        told(said_by=name)
    with pytest.raises(NotAnAnswerError, match="looks like"):
        told(said_by=f"Ana, {name}")


@pytest.mark.parametrize("name", ["", "   ", "\n", "\u200b", "\x00"])
def test_somebody_must_have_said_it(name: str) -> None:
    with pytest.raises(NotAnAnswerError, match="Say who told you"):
        told(said_by=name)


def test_a_name_has_room_and_no_more() -> None:
    assert told(said_by="a" * LONGEST_NAME)
    with pytest.raises(NotAnAnswerError, match="at most 60 letters"):
        told(said_by="a" * (LONGEST_NAME + 1))


@given(st.text(st.characters(categories=["L", "Zs", "P", "S", "M"]), min_size=1, max_size=LONGEST_NAME))
@example("Ana")
def test_no_name_without_a_digit_is_taken_for_something_private(name: str) -> None:
    refused = ""
    try:
        kept = told(said_by=name).said_by
    except NotAnAnswerError as error:
        refused = str(error)
    else:
        assert kept == " ".join(kept.split()) != ""
        assert told(said_by=kept).said_by == kept
    assert "phone number or a date" not in refused


@given(st.integers(5, 40).flatmap(lambda many: st.lists(st.sampled_from("0123456789"), min_size=many, max_size=many)), st.sampled_from(["", " ", "-", "x"]))  # fmt: skip
def test_no_long_number_is_kept_however_it_is_written(digits: list[str], between: str) -> None:
    with pytest.raises(NotAnAnswerError):
        told(said_by=between.join(digits))


def test_a_day_must_have_come_and_be_one_that_the_clinic_file_takes() -> None:
    assert told(as_of=TODAY).as_of == TODAY
    for day in (TODAY + DAY, date(1999, 12, 31)):
        with pytest.raises(NotAnAnswerError, match="Give the day of the call"):
            told(as_of=day)


@pytest.mark.parametrize(("typed", "kept"), [
    ("yes", "yes"), ("no", "no"), ("yes 3", "yes 3"), ("3", "3"), ("yes  3 weeks", "yes 3"), ("0", "0"),
])  # fmt: skip
def test_new_patients_and_waits_come_back_as_they_went_in(typed: str, kept: str) -> None:
    answer = told(typed, AVAILABILITY).answer
    assert answer == kept
    new_patients, weeks = availability_cells(answer)
    assert " ".join(filter(None, (new_patients, weeks))) == kept
    assert new_patients in ("", "yes", "no")
    assert weeks == "" or weeks.isdecimal()


@pytest.mark.parametrize(
    ("about", "answer"),
    [
        ("performs", "perhaps"), ("performs", ""), ("performs", "undo"), ("evaluates", "edina"), (LISTING, "yes"),
        (AVAILABILITY, ""), (AVAILABILITY, "no 3"), (AVAILABILITY, "no 0"), (AVAILABILITY, "soon"), (AVAILABILITY, "yes 3-4"), (AVAILABILITY, "yes 999"),
        (REFERS_TO, ""), (REFERS_TO, "-"), (REFERS_TO, "Ünknown!"), (REFERRAL_NEEDS, ""), (REFERRAL_NEEDS, "\u200b"),
        (REFERRAL_NEEDS, "a" * 301), (REFERRAL_NEEDS, "MRI of 3/4/2026"), (REFERRAL_NEEDS, "#REF!"),
        ("phone", "yes"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused_in_a_sentence(about: str, answer: str) -> None:
    with pytest.raises(NotAnAnswerError) as refused:
        told(answer, about)
    assert str(refused.value)


def test_a_date_in_what_a_referral_needs_is_refused_with_what_belongs_there() -> None:
    with pytest.raises(NotAnAnswerError) as refused:
        told("Fax MRI to 612-555-0100, attn: Mary Smith 3/4/1950", REFERRAL_NEEDS)
    assert str(refused.value) == (
        "That looks like a date. Write what every referral needs, such as “MRI and notes, by fax”, and nothing "
        "about one patient."
    )
    assert told("Fax MRI to 612-555-0100, attn: intake", REFERRAL_NEEDS).answer


@pytest.mark.parametrize(("about", "answer", "kept"), [
    (REFERS_TO, "Edina, Maple Grove", "edina;maple-grove"), (LISTING, RIGHT, RIGHT),
    (REFERRAL_NEEDS, " an MRI,  by fax ", "an MRI, by fax"), ("performs", Outcome.NOBODY, "nobody"),
    (LISTING, Outcome.UNKNOWN, "unknown"), (REFERS_TO, NOWHERE, "none"),
])  # fmt: skip
def test_other_answers_are_kept_tidy(about: str, answer: str, kept: str) -> None:
    assert told(answer, about).answer == kept


def test_a_day_to_try_again_belongs_to_a_call_that_nobody_answered() -> None:
    def again(answer: str, day: date) -> date | None:
        return said("edina", "performs", answer, as_of=TODAY, today=TODAY, method=Method.PHONE,
                    said_by="-", try_again=day).try_again  # fmt: skip

    assert again(Outcome.NOBODY, TODAY + DAY) == TODAY + DAY
    assert again("yes", TODAY + DAY) is None
    with pytest.raises(NotAnAnswerError, match="try again is before"):
        again(Outcome.NOBODY, TODAY - DAY)
