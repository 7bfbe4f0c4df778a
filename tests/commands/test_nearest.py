"""`python -m locator nearest PLACE`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from locator.__main__ import main
from locator.settings import PROJECT
from tests.served import EXAMPLE


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings of whoever runs the tests don't count."""
    monkeypatch.delenv("LOCATOR_CLINICS", raising=False)
    monkeypatch.delenv("LOCATOR_CONFIRM_DAYS", raising=False)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit status, output and complaints of the command."""
    try:
        status = main(["nearest", *arguments])
    except SystemExit as wrong:
        status = int(wrong.code or 0)
    told = capsys.readouterr()
    return status, told.out, told.err


def test_it_runs_as_a_person_types_it() -> None:
    command = [sys.executable, "-m", "locator", "nearest", "55369", "--json", "--limit", "2"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)  # noqa: S603
    assert [found["clinic_id"] for found in json.loads(done.stdout)] == ["maple-grove", "coon-rapids"]


def test_json_is_a_list_of_clinics_with_both_facts_in_five_parts(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "55369", "--json")
    assert (status, err) == (0, "")
    found = json.loads(out)
    assert len(found) == 8
    assert list(found[0]) == ["clinic_id", "name", "distance_miles", "evaluates", "performs"]
    assert found[0]["name"] == "iSpine Clinics – Maple Grove"
    assert found[0]["distance_miles"] == pytest.approx(1.23, abs=0.02)
    assert list(found[0]["evaluates"]) == ["value", "certainty", "as_of", "method", "source"]
    assert found[0]["evaluates"]["value"] == "yes"
    assert found[0]["performs"]["certainty"] == "not confirmed"
    miles = [each["distance_miles"] for each in found]
    assert miles == sorted(miles)


def test_miles_to_the_center_of_a_zip_code_are_said_to_be_about(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "55033", "--limit", "1", "--clinics", str(EXAMPLE))
    assert "Hastings, about a mile or less\n" in out


def test_a_place_that_may_not_be_meant_is_asked_about_beside_the_answer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, err = run(capsys, "Baldwin", "--limit", "1", "--json")
    assert status == 0
    assert len(json.loads(out)) == 1
    assert err.startswith("This is for Baldwin, ")


def test_in_words_it_says_from_where_how_far_how_sure_and_whom_to_call(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, _ = run(capsys, "Maple", "Grove", "--limit", "1")
    assert status == 0
    assert out.startswith("Miles from the center of Maple Grove, MN, straight line:\n")
    assert "1. iSpine Clinics – Maple Grove, 4.2 miles" in out
    assert "Evaluates patients for kyphoplasty · call to confirm" in out
    assert "Procedure here not confirmed · call" in out
    assert "763-201-8191" in out
    assert "2." not in out


def test_a_need_leaves_out_who_does_not_meet_it(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "55369", "--json", "--need", "procedure", "--clinics", str(EXAMPLE))
    found = [each["clinic_id"] for each in json.loads(out)]
    assert "example-maple-grove" not in found  # which says no
    assert "example-stillwater" not in found  # which is closed


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("mapel grove", "Did you mean Maple Grove?"),
        ("00000", "We don't know the ZIP code “00000”."),
        ("-93.27,44.98", "Did you mean 44.98, -93.27?"),
        ("qq\x1b[31mqqzzzz", "We can't find “qqqqzzzz”."),
        (" ", "Say a place: a ZIP code, a city or latitude,longitude."),
    ],
)
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_place_that_cannot_be_found_is_a_sentence_and_status_1(
    capsys: pytest.CaptureFixture[str], place: str, words: str, form: list[str]
) -> None:
    status, out, err = run(capsys, place, *form)
    assert (status, out) == (1, "")
    assert words in err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["55369", "--limit", "0"],
        ["55369", "--limit", "x"],
        ["55369", "--need", "surgery"],
        ["55369", "--jsno"],
    ],
)
def test_wrong_usage_is_status_2(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert "usage: python -m locator" in err


def test_a_clinic_file_that_cannot_be_opened_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "55369", "--clinics", "no-such.csv")
    assert status == 2
    assert err == (
        "The clinic file no-such.csv can't be opened: No such file or directory. "
        "See that it is there, under this name, and may be read.\n"
    )


def test_a_clinic_file_that_is_bad_is_status_1_and_says_what_to_do(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("clinic_id,name,phone\na,A,1\n", encoding="utf-8")
    status, _, err = run(capsys, "55369", "--clinics", str(bad))
    assert status == 1
    assert f"See why: python -m locator check {bad}" in err


def test_the_clinics_are_the_ones_that_the_locator_is_set_to(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCATOR_CLINICS", str(EXAMPLE))
    _, out, _ = run(capsys, "55369", "--json", "--limit", "1")
    assert json.loads(out)[0]["clinic_id"] == "example-maple-grove"
    monkeypatch.setenv("LOCATOR_CONFIRM_DAYS", "soon")
    status, _, err = run(capsys, "55369")
    assert status == 2
    assert "LOCATOR_CONFIRM_DAYS" in err
