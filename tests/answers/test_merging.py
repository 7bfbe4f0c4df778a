"""The file and the answers as one list: the newest counts, and the list can always go live again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locator.answers.counting import Answers
from locator.answers.merging import Both, merged
from locator.answers.recorded import (
    ABOUT,
    AVAILABILITY,
    LISTING,
    NOWHERE,
    REFERRAL_NEEDS,
    REFERS_TO,
    RIGHT,
    NotAnAnswerError,
    Recorded,
    Said,
)
from locator.answers.recorded import said as checked
from locator.clinics import COLUMNS, PROCEDURE, SERVICES, Clinics, Method
from locator.exports import FORMATS, choose
from tests.answers.made import DAY, NOW, TODAY, said
from tests.clinic_file.made import fact, file_of, judged, read

(CSV,) = (form for form in FORMATS if form.name == "csv")


def answers(*all_said: Said) -> Answers:
    """These, as if each were the newest of its kind."""
    recorded = [
        Recorded(number, one, "Ana", NOW, None, str(number)) for number, one in enumerate(all_said, 1)
    ]
    return Answers({one.key: one for one in recorded})


def file(*rows: dict[str, str]) -> Clinics:
    """A file of clinics "edina", "osseo" and so on with these cells."""
    names = ("edina", "osseo", "coon-rapids", "burnsville")
    told = [
        {"clinic_id": name, "street": f"{name} St", **row} for name, row in zip(names, rows, strict=False)
    ]
    reading = read(file_of(*told))
    assert reading.clinics is not None, reading.errors
    return reading.clinics


def performs(value: str, as_of: date | str) -> dict[str, str]:
    """The cells of a fact of that day."""
    return fact("performs", value) | {"performs_as_of": str(as_of)}


def fact_in(clinics: Clinics, clinic_id: str = "edina") -> tuple[str, str, str, str]:
    """The four cells of whether the procedure is done there."""
    cells = clinics.cells(clinics.row_of[clinic_id])
    value, as_of, method, source = (cells[column] for column in PROCEDURE.columns)
    return value, as_of, method, source


SAID_NO = said(answer="no", as_of=TODAY - DAY, said_by="Ana, nurse")
FROM_ANSWER = ("no", str(TODAY - DAY), "phone", "Ana, nurse")


@pytest.mark.parametrize(
    ("cells", "answer_wins"),
    [
        (performs("yes", TODAY - 2 * DAY), True),
        (performs("yes", TODAY - DAY), True),  # a tie goes to the answer
        (performs("yes", TODAY), False),
        (performs("yes", ""), True),
        ({"performs": "", "performs_as_of": str(TODAY)}, True),
        ({}, True),
    ],
)
def test_the_newer_of_cell_and_answer_counts(cells: dict[str, str], answer_wins: bool) -> None:
    live = file(cells)
    found = merged(live, answers(SAID_NO), TODAY)
    assert fact_in(found) == (FROM_ANSWER if answer_wins else fact_in(live))


def test_what_was_passed_over_can_still_be_told() -> None:
    for as_of, is_files in ((TODAY - 2 * DAY, True), (TODAY, False)):
        passed = Both(file(performs("yes", as_of)), answers(SAID_NO)).passed_over("edina", "performs")
        assert passed
        assert (passed.answer, passed.is_files) == ("yes" if is_files else "no", is_files)
    both = Both(file({}), answers(SAID_NO))
    assert both.passed_over("edina", "performs") is None
    assert both.passed_over("edina", "evaluates") is None
    assert both.passed_over("gone", "performs") is None


def test_what_file_and_answer_say_alike_of_one_day_is_told_once() -> None:
    """As in a file that was exported with the answers in it, and went live."""
    both = Both(file(performs("no", TODAY - DAY)), answers(SAID_NO))
    assert both.passed_over("edina", "performs") is None


def test_an_answer_of_a_clinic_that_the_file_does_not_have_changes_nothing() -> None:
    live = file({})
    assert merged(live, answers(said("gone")), TODAY) is live


def test_an_answer_of_a_day_to_come_does_not_count_until_then() -> None:
    live, told = file({}), answers(said(as_of=TODAY + DAY))
    assert merged(live, told, TODAY) is live
    assert fact_in(merged(live, told, TODAY + DAY))[0] == "yes"


def test_each_kind_of_answer_comes_with_its_own_day() -> None:
    told = answers(
        said(about=AVAILABILITY, answer="no"),
        said(about=REFERRAL_NEEDS, answer="an MRI"),
        said(about=LISTING, answer=RIGHT),
    )
    cells = merged(file({"listing_as_of": "2026-01-01", "wait_weeks": "4"}), told, TODAY).cells(0)
    assert (cells["new_patients"], cells["wait_weeks"], cells["availability_as_of"]) == ("no", "", str(TODAY))
    assert (cells["listing_as_of"], cells["listing_source"]) == (str(TODAY), "front desk")
    assert cells["referral_needs"] == "an MRI"
    assert cells["performs"] == ""


@pytest.mark.parametrize(
    ("told", "leads_to"),
    [
        ([], "osseo;coon-rapids"),
        ([said("osseo", answer="no")], "coon-rapids"),
        ([said("osseo", answer="no"), said("coon-rapids", answer="no")], ""),
        ([said(about=REFERS_TO, answer="gone;osseo")], "osseo"),
        ([said(about=REFERS_TO, answer="edina;osseo")], "osseo"),  # not to itself
        ([said(about=REFERS_TO, answer="edina")], ""),
        ([said(about=REFERS_TO, answer=NOWHERE)], ""),
        ([said(about=REFERS_TO, answer="osseo"), said("osseo", answer="no")], ""),
    ],
)
def test_nobody_is_sent_where_it_is_not_done_or_to_nobody(told: list[Said], leads_to: str) -> None:
    live = file(
        {"refers_to": "osseo;coon-rapids"}, performs("yes", "2026-01-01"), performs("yes", "2026-01-01")
    )
    assert merged(live, answers(*told), TODAY).columns[REFERS_TO][0] == leads_to


def test_where_to_go_is_as_old_as_that_it_is_not_done_here() -> None:
    live = file(performs("no", TODAY) | {"refers_to": "osseo"}, {}, {})
    older = said(about=REFERS_TO, answer="coon-rapids", as_of=TODAY - DAY)
    assert merged(live, answers(older), TODAY).columns[REFERS_TO][0] == "osseo"
    newer = said(about=REFERS_TO, answer="coon-rapids")
    assert merged(live, answers(newer), TODAY).columns[REFERS_TO][0] == "coon-rapids"


# Whatever is recorded

CLINICS = ("edina", "osseo", "coon-rapids", "gone")
DAYS = st.dates(date(1990, 1, 1), TODAY + 2 * DAY)
CELLS = st.fixed_dictionaries({
    "performs": st.sampled_from(["yes", "no", ""]),
    "evaluates": st.sampled_from(["yes", "no", ""]),
    "listing_as_of": st.sampled_from(["", "2026-01-01", str(TODAY)]),
    "new_patients": st.sampled_from(["yes", "no", ""]),
    "wait_weeks": st.sampled_from(["", "3"]),
    "notes of our own": st.sampled_from(["", "=1+1", "call Ben"]),
})  # fmt: skip


@st.composite
def _files(draw: st.DrawFn) -> Clinics:
    rows = []
    for _ in range(3):
        row: dict[str, Any] = draw(CELLS)
        for service in (service.column for service in SERVICES):
            if row[service]:
                row |= fact(service, row[service])
                row[f"{service}_as_of"] = draw(st.sampled_from(["", "2026-05-05", str(TODAY)]))
        rows.append(row)
    doing = [name for name, row in zip(CLINICS, rows, strict=False) if row["performs"] != "no"]
    for name, row in zip(CLINICS, rows, strict=False):
        row["refers_to"] = ";".join(other for other in doing if other != name and draw(st.booleans()))
    return file(*rows)


@st.composite
def _all_said(draw: st.DrawFn) -> list[Said]:
    found = []
    ids = st.lists(st.sampled_from(CLINICS), max_size=3).map(";".join)
    texts = st.one_of(
        st.text(max_size=20), st.sampled_from(["=1+1", "'-", "n/a", "#N/A", "Ã©", "a\rb", "“x”, y;z"])
    )
    for about in draw(st.lists(st.sampled_from(ABOUT), max_size=8)):
        answer = draw(
            st.one_of(st.sampled_from(["yes", "no", "yes 3", "no 2", "5", RIGHT, NOWHERE]), ids, texts)
        )
        try:
            found.append(
                checked(
                    draw(st.sampled_from(CLINICS)), about, answer, as_of=draw(DAYS), today=TODAY,
                    method=draw(st.sampled_from(list(Method))), said_by=draw(texts),
                )
            )  # fmt: skip
        except NotAnAnswerError:
            continue
    return found


@settings(max_examples=150)
@given(live=_files(), told=_all_said())
def test_whatever_is_recorded_the_exported_file_can_go_live_and_says_the_same(
    live: Clinics, told: list[Said]
) -> None:
    now = judged(merged(live, answers(*told), TODAY))
    reading = read(CSV.write(choose(now)))
    assert reading.errors == ()
    assert reading.clinics
    again = judged(reading.clinics)
    for column in {*COLUMNS, "notes of our own"}:
        assert reading.clinics.columns[column] == now.file.columns[column], column
    assert list(again) == list(now)
