"""Opening hours as people write them, and the OpenStreetMap form that they become."""

from __future__ import annotations

from datetime import datetime

import opening_hours
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.clinic_file import wording
from locator.clinic_file.hours import doubt_hours, is_osm, tidy_hours
from locator.clinic_file.problems import UnreadableError
from locator.words import Message

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("Mon-Fri 8am-5pm", "Mo-Fr 08:00-17:00"),
        ("M-Th 7-7, F 8-4:30", "Mo-Th 07:00-19:00; Fr 08:00-16:30"),
        ("Monday to Friday 8:00 AM – 5:00 PM; closed Sat", "Mo-Fr 08:00-17:00; Sa off"),
        ("Mon 8-12, 1-5", "Mo 08:00-12:00,13:00-17:00"),
        ("Mon-Fri: 8:00 a.m. to 4:30 p.m.", "Mo-Fr 08:00-16:30"),
        ("Weekdays 8-5", "Mo-Fr 08:00-17:00"),
        ("8am-5pm Mon-Fri", "Mo-Fr 08:00-17:00"),
        ("9-12 Sat, 8-5 Mon-Fri", "Mo-Fr 08:00-17:00; Sa 09:00-12:00"),
        ("MWF 8-5; TTh 9-6", "Mo,We,Fr 08:00-17:00; Tu,Th 09:00-18:00"),
        ("Mon, Wed & Fri 8:30am - 4:30pm", "Mo,We,Fr 08:30-16:30"),
        ("Tues and Thurs 10-2", "Tu,Th 10:00-14:00"),
        ("Mon through Thu 7 AM - 7 PM / Fri 7 AM - 5 PM", "Mo-Th 07:00-19:00; Fr 07:00-17:00"),
        (
            "Monday 8-5 Tuesday 8-5 Wednesday 8-5 Thursday 8-5 Friday 8-12",
            "Mo-Th 08:00-17:00; Fr 08:00-12:00",
        ),
        ("Mon-Fri 0800-1700", "Mo-Fr 08:00-17:00"),
        ("Mon-Fri 8.30-17.00", "Mo-Fr 08:30-17:00"),
        ("Mon-Fri 8a-5p", "Mo-Fr 08:00-17:00"),
        ("Mon-Fri 9-noon, 1-5pm", "Mo-Fr 09:00-12:00,13:00-17:00"),
        ("Mon-Fri 8-5, Sat and Sun closed", "Mo-Fr 08:00-17:00; Sa,Su off"),
        ("Mon-Fri 8-5, closed weekends and holidays", "Mo-Fr 08:00-17:00; Sa,Su off; PH off"),
        ("Daily 9-5", "Mo-Su 09:00-17:00"),
        ("every day 24 hours", "Mo-Su 00:00-24:00"),
        ("Mon-Fri 6pm-midnight", "Mo-Fr 18:00-24:00"),
        ("Mon-Fri 10pm-6am", "Mo-Fr 22:00-06:00"),
        ("Fri-Mon 9-5", "Mo,Fr-Su 09:00-17:00"),
        ("Open Thurs. from 8 until 4:30", "Th 08:00-16:30"),
        ("Mon-Fri 12-5", "Mo-Fr 12:00-17:00"),
        ("Mon-Fri 10-12pm", "Mo-Fr 10:00-12:00"),
        ("Mo-Fr 8-17", "Mo-Fr 08:00-17:00"),
        ("By appointment only", '"by appointment"'),
        ("Mo-Fr 08:00–17:00", "Mo-Fr 08:00-17:00"),
        ("Mon-Fri 8:00-5:00", "Mo-Fr 08:00-17:00"),
        ("Mo-Fr 8:00-5:00", "Mo-Fr 08:00-17:00"),
        ("Mo-Fr 8:00-12:00,1:00-5:00; Sa 9:00-1:00", "Mo-Fr 08:00-12:00,13:00-17:00; Sa 09:00-13:00"),
    ],
)
def test_hours_are_understood_as_people_write_them(typed: str, hours: str) -> None:
    assert tidy_hours(typed) == hours
    assert is_osm(hours)
    assert doubt_hours(typed, hours) == wording.READ_AS.with_(tidied=hours)


@pytest.mark.parametrize(
    "typed",
    ["Mo-Fr 08:00-17:00", "Mo-Th 07:00-19:00; Fr 07:00-17:00; PH off", "Mo[1] 08:00-12:00", "24/7",
     '"by appointment"', "Jan-Mar Mo 08:00-10:00", "Mo-Fr 08:00-17:00 \"call first\""],
)  # fmt: skip
def test_hours_in_openstreetmap_form_are_kept_as_typed(typed: str) -> None:
    assert tidy_hours(typed) == typed
    assert doubt_hours(typed, typed) is None


@pytest.mark.parametrize(
    "typed",
    ["8-5", "whenever", "call us", "S 9-1", "Mon-Fri", "Mon-Fri 8", "Mon 8-5 Mon 9-6", "Mon 8-5, Mon closed",
     "closed Sat", "Mon-Fri 8am-5am", "Mon 8-8am", "Mon 12-12", "Mon 25-26", "Mon 8:75-9", "Mon 13pm-14pm",
     "1st Friday 8-12", "Mon-Fri 8-5 except lunch", "Mon 1-5, 8-12", "MF 8-5", "PH-Mon 8-5", "Mon-Mon 8-5",
     "Mon-Fri 08:00-05:00", "closed Sat, Sun 9-1",
     "Mo-Fr 08:00-05:00", "Mo-Fr 08:00-08:00", "Mo-Fr 13:00-05:00", "Mo 8:00-5:00; Jan off",
     "Mo-Th 08:00-17:00; Fr 08:00-05:00"],
)  # fmt: skip
def test_hours_that_could_mean_two_things_are_refused_with_the_right_form(typed: str) -> None:
    with pytest.raises(UnreadableError, match="Mo-Fr 08:00-17:00"):
        tidy_hours(typed)


@pytest.mark.parametrize(
    ("typed", "doubt"),
    [
        ("Fr 18:00-02:00", wording.HOURS_PAST_MIDNIGHT),
        ("Mo-Fr 22:00-08:00", wording.HOURS_PAST_MIDNIGHT),
        ("Mo-Fr", wording.HOURS_WITHOUT_TIMES),
        ("Mo-Fr open", wording.HOURS_WITHOUT_TIMES),
        ("sunrise-sunset", None),
        ("Mo-Fr 08:00-17:00; Sa Closed", None),
        ("08:00-17:00", wording.HOURS_WITHOUT_DAYS),
        ("Mo 08:00-12:00; Mo 13:00-17:00", wording.HOURS_TWICE),
        ("Mo-Fr 20:00-24:00", None),
        ("Mo-Fr 20:00-00:00", None),
        ("Mo-Fr 08:00-17:00; We 08:00-12:00", None),
        ("closed", wording.HOURS_NEVER),
        ("Closed", wording.HOURS_NEVER),
        ("off", wording.HOURS_NEVER),
        ("Mo-Su Closed", wording.HOURS_NEVER),
        ("Mo-Fr unknown", wording.HOURS_UNKNOWN),
    ],
)
def test_hours_right_in_form_but_rarely_meant_are_asked_about(typed: str, doubt: Message | None) -> None:
    assert doubt_hours(typed, tidy_hours(typed)) == doubt


def as_people_write_it(minutes: int) -> str:
    hour, minute = divmod(minutes, 60)
    return f"{hour % 12 or 12}:{minute:02} {'pm' if hour >= 12 else 'am'}"


@st.composite
def weeks(draw: st.DrawFn) -> dict[str, tuple[int, int]]:
    """Opening and closing minute of some days, four to eleven hours apart."""
    days = draw(st.lists(st.sampled_from(DAYS), min_size=1, unique=True))
    opens = st.integers(0, 12 * 4).map(lambda quarter: quarter * 15)
    return {day: ((start := draw(opens)), start + draw(st.integers(4, 11)) * 60) for day in days}


@given(week=weeks(), separator=st.sampled_from((", ", "; ", " ", " / ")), length=st.sampled_from((2, 3, 9)))
def test_hours_written_out_are_open_exactly_when_they_say(
    week: dict[str, tuple[int, int]], separator: str, length: int
) -> None:
    typed = separator.join(
        f"{day[:length]} {as_people_write_it(start)} - {as_people_write_it(end)}"
        for day, (start, end) in week.items()
    )
    hours = opening_hours.OpeningHours(tidy_hours(typed))
    for number, day in enumerate(DAYS):
        start, end = week.get(day, (0, 0))
        for minute in range(7, 24 * 60, 15):
            at = datetime(2026, 11, 2 + number, minute // 60, minute % 60)  # noqa: DTZ001 - the clinic's own clock
            assert hours.is_open(at) is (start <= minute < end)


@given(st.text(max_size=80) | st.from_regex(r"[A-Za-z0-9:;,\- /&\"]{0,60}", fullmatch=True))
def test_any_text_gives_hours_in_the_right_form_or_is_refused(typed: str) -> None:
    assert outcome_is_osm_or_refused(typed)


def outcome_is_osm_or_refused(typed: str) -> bool:
    try:
        return is_osm(tidy_hours(typed))
    except UnreadableError as reason:
        return reason.message == wording.HOURS


@pytest.mark.parametrize(
    "typed", ["Mo-Fr 1:00-5:00", "Mo-Fr 09:00-12:00,01:00-05:00", "Mo-Fr 05:00-08:00", "Tu 02:00-06:00"]
)
def test_hours_in_the_night_are_asked_about(typed: str) -> None:
    assert "if the afternoon is meant" in str(doubt_hours(typed, tidy_hours(typed)))


@pytest.mark.parametrize("typed", ["24/7", "Mo-Su 00:00-24:00", "Mo-Fr 06:00-14:00", "Mo-Fr 07:00-19:00"])
def test_hours_of_day_and_night_or_from_early_morning_are_not(typed: str) -> None:
    assert doubt_hours(typed, tidy_hours(typed)) is None
