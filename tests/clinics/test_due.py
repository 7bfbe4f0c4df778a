"""When an answer runs out, and when to be reminded of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from locator.clinics.due import (
    REMIND_DAYS,
    Reminder,
    next_due,
    reminders_due,
)
from tests.made_clinics import CONFIRM_DAYS as LIMIT
from tests.made_clinics import network

NOON = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)  # noon in Minneapolis
TODAY = date(2026, 11, 20)


def asked(days_ago: int, method: str = "phone") -> dict[str, str]:
    return {"value": "yes", "as_of": (TODAY - timedelta(days=days_ago)).isoformat(), "method": method}


def clinic(clinic_id: str, evaluates: Any = None, performs: Any = None, **rest: Any) -> dict[str, Any]:
    return {
        "clinic_id": clinic_id,
        "evaluates": asked(0) if evaluates is None else evaluates,
        "performs": asked(0) if performs is None else performs,
        **rest,
    }


def test_the_next_due_day_is_the_first_of_both_facts() -> None:
    made = network(clinic("a", asked(10), asked(100)), clinic("b", {"value": "yes"}, {}), now=NOON)
    assert next_due(made[0]) == TODAY + timedelta(days=80)
    assert next_due(made[1]) is None


def test_reminders_ring_on_the_next_workday_where_it_is_time_and_else_14_days_before() -> None:
    never = {"clinic_id": "never", "phone": "612-555-0102"}
    assert rung(
        clinic("fresh", asked(0), asked(100), phone="612-555-0101"),
        never,
        clinic("overdue", asked(300), phone="612-555-0103"),
        clinic("half", {"value": "yes", "method": "website"}, phone="612-555-0104"),
        clinic("in ten days", asked(LIMIT - 10), phone="612-555-0105"),
    ) == [
        ("overdue", MONDAY),
        ("in ten days", MONDAY),
        ("half", MONDAY),
        ("never", MONDAY),
        # Due on February 8; 14 days before is a Monday.
        ("fresh", date(2027, 1, 25)),
    ]


def test_a_reminder_never_rings_on_a_weekend_or_a_holiday_but_before() -> None:
    thanksgiving = network(clinic("a", asked(LIMIT + 1)), now=datetime(2026, 11, 25, 18, tzinfo=UTC))
    assert reminders_due(thanksgiving, 9)[0].day == date(2026, 11, 27)
    # 14 days before it runs out is Christmas Day, a Friday.
    christmas = clinic("a", asked((TODAY - (date(2027, 1, 8) - timedelta(days=LIMIT))).days))
    assert rung(christmas) == [("a", date(2026, 12, 24))]


def test_clinics_that_share_a_phone_are_one_call_on_the_first_of_their_days() -> None:
    made = network(
        clinic("late"), clinic("overdue", asked(300)), clinic("other", phone="612-555-0199"), now=NOON
    )
    one, two = reminders_due(made, 9)
    assert ([c.clinic_id for c in one.clinics], one.day) == (["late", "overdue"], MONDAY)
    assert [c.clinic_id for c in two.clinics] == ["other"]
    assert reminders_due(made, 1) == [one]


MONDAY = date(2026, 11, 23)  # after TODAY, a Friday


def rung(*rows: dict[str, Any]) -> list[tuple[str, date]]:
    """The first clinic of each reminder, and its day."""
    return [(one.clinics[0].clinic_id, one.day) for one in reminders_due(network(*rows, now=NOON), 50)]


FACTS = st.fixed_dictionaries(
    {
        "value": st.sampled_from(["", "yes", "no"]),
        "as_of": st.one_of(st.just(""), st.dates(date(1, 1, 1), TODAY).map(date.isoformat)),
        "method": st.sampled_from(["", "phone", "staff", "website", "directory"]),
    }
)


@settings(max_examples=40)
@given(st.lists(st.tuples(FACTS, FACTS), max_size=5))
def test_every_clinic_has_one_reminder_on_a_workday_and_in_time(
    facts: list[tuple[dict[str, str], ...]],
) -> None:
    made = network(
        *({"clinic_id": str(n), "evaluates": one, "performs": two} for n, (one, two) in enumerate(facts)),
        now=NOON,
    )
    reminders: list[Reminder] = reminders_due(made, 50)
    assert sum(len(reminder.clinics) for reminder in reminders) == len(made)
    for reminder in reminders:
        assert reminder.day > TODAY
        assert reminder.day.weekday() < 5
        firsts = [due for one in reminder.clinics if (due := next_due(one))]
        if reminder.day != MONDAY:
            assert reminder.day <= min(firsts) - timedelta(days=REMIND_DAYS)
