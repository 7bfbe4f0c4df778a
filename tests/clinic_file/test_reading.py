"""Whatever the bytes are, there is an answer in sentences, and never a traceback."""

from __future__ import annotations

import csv
import io
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locator.clinic_file import LARGEST, Problem, Reading, kinds, wording
from locator.clinics import COLUMNS
from locator.words import Message
from tests.clinic_file.made import CLINIC, FILES, file_of, listed, own_cells, read

PIECE = st.one_of(
    st.sampled_from(
        [
            *COLUMNS, *CLINIC.values(), "", "yes", "no", "x", "2026-11-03", "11/3/26", "Mon-Fri 8-5", "Mo-Fr 08:00-17:00",
            "45.13", "-93.484", "93.484", "phone", "staff", "=1+1", "https://example.org", "two;example-one", "closed",
            '"', "'", "\r", "\n", "\0", "\ufeff", "â€“", "٣", "💡", "a" * 1_001,
        ]
    ),
    st.text(max_size=12),
)  # fmt: skip
ENCODING = st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"))


@st.composite
def spreadsheets(draw: st.DrawFn) -> bytes:
    """Something like a clinic file, in some encoding, with some of our columns and any cells."""
    header = draw(st.lists(st.sampled_from(COLUMNS) | PIECE, min_size=1, max_size=12))
    if draw(st.booleans()):
        header = [*CLINIC, *header]
    row = st.lists(PIECE, max_size=len(header) + 1) | st.just([*CLINIC.values()])
    text = io.StringIO(newline="")
    writer = csv.writer(
        text,
        delimiter=draw(st.sampled_from(",;\t|")),
        lineterminator=draw(st.sampled_from(("\n", "\r\n", "\r"))),
    )
    writer.writerows([header, *draw(st.lists(row, max_size=5))])
    return text.getvalue().encode(draw(ENCODING), errors="replace")


def assert_is_an_answer(reading: Reading) -> None:
    assert reading.ok is (reading.clinics is not None)
    assert reading.ok is not bool(reading.errors)
    for problem in (*reading.errors, *reading.warnings):
        assert problem.problem.endswith(".")
        assert ": " in problem.problem
        assert problem.row is None or problem.row >= 1
        assert len(problem.value) <= 100
    if reading.clinics is not None:
        assert len(reading.clinics) == reading.rows
        assert all(clinic.phone for clinic in listed(reading))


@settings(max_examples=200)
@given(spreadsheets())
def test_any_spreadsheet_gives_an_answer(data: bytes) -> None:
    assert_is_an_answer(read(data))


@given(st.binary(max_size=200))
def test_any_bytes_give_an_answer(data: bytes) -> None:
    assert_is_an_answer(read(data))


@pytest.mark.parametrize("path", sorted(FILES.glob("*.csv")), ids=lambda path: path.stem)
@settings(max_examples=15)
@given(data=st.data())
def test_a_damaged_file_gives_an_answer(path: str, data: st.DataObject) -> None:
    with open(path, "rb") as file:  # noqa: PTH123
        whole = bytearray(file.read())
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(whole)))
        whole[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    assert_is_an_answer(read(bytes(whole)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@settings(max_examples=20)
@given(name=st.text(st.characters(codec="cp1252", categories=("L", "N", "P")), max_size=20))
def test_a_name_is_the_same_in_every_encoding(encoding: str, name: str) -> None:
    reading = read(file_of({"name": f"Clínica {name}"}).decode().encode(encoding))
    assert listed(reading)[0].name == kinds.TEXT.read(f"Clínica {name}")[0]


@pytest.mark.parametrize("encoding", ["mac-roman", "cp437", "cp850"])
@pytest.mark.parametrize("word", ["Café", "Muñoz", "Hôtel", "Müller", "Genève"])
def test_accents_of_an_older_encoding_are_asked_about_or_refused(encoding: str, word: str) -> None:
    reading = read(file_of({"access_notes": f"Near the {word}, on the left"}).decode().encode(encoding))
    if reading.errors:
        assert [error.message for error in reading.errors] == [wording.DAMAGED]
    else:
        (doubt,) = reading.warnings
        assert doubt.message == wording.STRANGE_LETTERS
        assert doubt.value.startswith(word[0])


@pytest.mark.parametrize("sign", ["’", "–"])
def test_the_signs_of_an_older_mac_are_asked_about(sign: str) -> None:
    spaced = f"Clinic{sign}s" if sign == "’" else f"Clinic {sign} Delano"
    (doubt,) = read(file_of({"name": spaced}).decode().encode("mac-roman")).warnings
    assert doubt.message == wording.STRANGE_LETTERS


@pytest.mark.parametrize(
    "text",
    [
        "Café Muñoz – Hôtel König",
        "The clinic’s “side door”… 5 € – 20 °C · 4½ m²",
        "ÉCOLE Ångström ŠKODA",
        "Crystal–Edina®",
    ],
)
def test_what_windows_wrote_raises_no_doubt(text: str) -> None:
    assert read(file_of({"access_notes": text}).decode().encode("cp1252")).warnings == ()


def test_the_mark_with_which_ms_dos_ends_a_file_is_no_letter() -> None:
    reading = read(file_of({}) + b"\x1a")
    assert (reading.errors, reading.warnings, reading.rows) == ((), (), 1)


def test_columns_with_a_format_alone_do_not_count() -> None:
    data = b"".join(line + b"," * 250 + b"\r\n" for line in file_of({}).splitlines())
    assert (read(data).errors, read(data).rows) == ((), 1)


def test_a_bar_may_stand_between_the_cells() -> None:
    assert read(file_of({}).replace(b",", b"|")).errors == ()


def test_a_file_of_more_than_50_mb_is_refused() -> None:
    assert read(b"a" * (LARGEST + 1)).errors == (Problem(None, "", "", wording.TOO_LARGE),)


def test_an_accent_at_the_very_end_of_a_windows_file_is_no_sign_of_a_cut() -> None:
    data = file_of({"notes": "Café"}).decode().rstrip().encode("cp1252")
    assert own_cells(read(data))["notes"] == "Café"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_that_says_its_encoding_and_stops_in_a_letter_is_said_to_be_cut_off(encoding: str) -> None:
    data = file_of({"notes": "Café"}).decode().rstrip().encode(encoding)
    assert [error.message for error in read(data[:-1]).errors] == [wording.CUT_OFF]


def test_nothing_in_a_file_changes_what_the_next_one_gives() -> None:
    before = read(file_of({}))
    read(file_of({"phone": "1"}))
    after = read(file_of({}))
    assert before.clinics is not None
    assert after.clinics is not None
    assert before.clinics.frame.equals(after.clinics.frame)


def test_a_problem_is_worded_when_somebody_looks_at_it(monkeypatch: pytest.MonkeyPatch) -> None:
    (error,) = read(b"").errors
    # By its name, because the package has a function that is called like the module.
    monkeypatch.setattr(import_module("locator.words.language"), "raw_gettext", str.upper)
    assert error.problem == "THE FILE IS EMPTY: SAVE THE CLINIC LIST AGAIN AND USE THAT FILE."


@pytest.mark.parametrize(
    ("start", "message"),
    [
        (b'<?xml version="1.0"?>\n<office:document xmlns:office="urn:oasis:names:x">', wording.OPEN_DOCUMENT),
        (
            b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
            wording.XML_SPREADSHEET,
        ),
        (b'\xef\xbb\xbf<?xml version="1.0"?><!DOCTYPE html><html>', wording.WEB_PAGE),
        (b'<?xml version="1.0"?><clinics/>', wording.XML),
    ],
)
def test_an_xml_file_is_called_what_it_is(start: bytes, message: Message) -> None:
    assert [error.message for error in read(start).errors] == [message]
