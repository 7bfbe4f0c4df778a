"""A keeper's own file: its columns matched to ours, and green in two rounds at most."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from locator.clinic_file import read_clinic_file, wording, workbook
from locator.clinic_file.checked_file import CheckedFile, check_file
from locator.clinic_file.matching import How, choices
from locator.clinics import Answer
from tests.clinic_file.made import TODAY, listed, read, read_rows
from tests.clinic_file.messy import CALL_LIST, MESSY, SHORT, TWO_PHONES, WORKBOOK, MessyFile

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 18, tzinfo=UTC)
LIVE = listed(read_rows({"clinic_id": "uptown", "name": "Example North", "zip": "55422"}))


def checked(data: bytes, chosen: dict[str, tuple[str, ...]] | None = None) -> CheckedFile:
    return check_file("x", data, LIVE, NOW, chosen)


def matched(file: CheckedFile) -> dict[str, tuple[How, tuple[str, ...]]]:
    return {column.label: (column.how, column.ours) for column in file.columns}


def first_row(file: CheckedFile) -> dict[str, str]:
    (row, *_) = csv.DictReader(io.StringIO(file.tidied_so_far().decode("utf-8-sig"), newline=""))
    return row


@pytest.mark.parametrize("messy", MESSY, ids=lambda messy: messy.name)
def test_a_keepers_own_file_could_go_live_after_two_rounds_at_most(messy: MessyFile) -> None:
    assert not read(messy.data).ok, "else there is nothing to match"
    first = checked(messy.data)
    if not first.reading.ok:
        assert messy.put_right
    second = read(messy.mended(first.tidied_so_far()))
    assert second.errors == ()
    assert second.clinics is not None


def test_a_files_columns_are_found_guessed_or_kept_and_said_so() -> None:
    assert matched(checked(CALL_LIST.data)) == {
        "Clinic": (How.GUESSED, ("name",)),
        "Address": (How.GUESSED, ("street",)),
        "Phone #": (How.FOUND, ("phone",)),
        "Does Kypho?": (How.GUESSED, ("performs",)),
        "Sees pts for eval": (How.GUESSED, ("evaluates",)),
        "Date Called": (How.GUESSED, ("evaluates_as_of", "performs_as_of")),
        "Who": (How.GUESSED, ("evaluates_source", "performs_source")),
        "Notes": (How.OWN, ()),
    }


def test_a_workbook_is_opened_once_though_its_columns_are_matched(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []

    def sheets_of(data: bytes) -> Iterator[workbook.BookSheet]:
        opened.append(data)
        return really(data)

    really = workbook.sheets_of
    monkeypatch.setattr(workbook, "sheets_of", sheets_of)
    assert checked(WORKBOOK.data).matched
    assert opened == [WORKBOOK.data]


def test_a_fax_may_be_the_one_for_referrals_and_is_never_taken_for_the_phone() -> None:
    fax = {"Fax": (How.GUESSED, ("referral_fax",))}
    assert matched(checked(TWO_PHONES.data)).items() >= fax.items()
    data = TWO_PHONES.data.replace(b";Phone;", b";Fax phone;").replace(b";Fax;", b";Phone;")
    assert matched(checked(data))["Phone"] == (How.FOUND, ("phone",))


def test_a_question_about_the_columns_hides_no_other_problem() -> None:
    file = checked(
        b"Name,Address,City,State,Zip,Phone,Street Address\n"
        b"Example Clinic,1 Example Ave,Edina,MN,55435,ask Kim,9 Office Way\n"
    )
    assert [line.first.column for line in file.errors] == ["street", "phone"]


def test_each_guess_comes_with_a_sample_of_cells() -> None:
    samples = {column.label: column.sample for column in checked(CALL_LIST.data).columns}
    assert samples["Who"] == ("front desk", "Kim", "nurse line")
    assert samples["Does Kypho?"] == ("Y", "?")


def test_a_call_that_told_one_fact_dates_that_fact_alone() -> None:
    file = checked(CALL_LIST.data)
    assert file.network is not None
    edina, north, midtown = file.network
    assert [fact.as_of and fact.as_of.isoformat() for fact in edina.facts.values()] == ["2026-11-03"] * 2
    assert north.facts["performs"].as_of is None
    assert midtown.facts["performs"].value is None
    assert midtown.facts["performs"].as_of is None
    assert midtown.facts["evaluates"].source == "nurse line"


def test_without_a_person_who_looks_on_nothing_is_guessed() -> None:
    assert [error.column for error in read(SHORT.data).errors] == [
        "clinic_id",
        "name",
        "street",
        "evaluates",
        "performs",
    ]


def test_a_file_that_lacks_nothing_is_read_as_it_is_and_its_own_columns_may_be_matched() -> None:
    data = b"clinic_id,name,street,city,state,zip,phone,evaluates,performs,Date Called\n"
    data += b"edina,Example,1 Example Ave,Edina,MN,55435,612-555-0101,yes,,11/3/2026\n"
    file = checked(data)
    assert not file.matched
    assert [column.label for column in file.unsure] == ["Date Called"]
    again = checked(data, {"Date Called": ("evaluates_as_of",)})
    assert again.matched
    assert again.network is not None
    assert str(again.network[0].facts["evaluates"].as_of) == "2026-11-03"
    assert matched(again)["Date Called"] == (How.CHOSEN, ("evaluates_as_of",))


def test_what_a_person_says_a_column_is_holds_against_the_guess() -> None:
    file = checked(CALL_LIST.data, {"Clinic": ("name",), "Address": ("street",), "Who": ("access_notes",)})
    assert matched(file)["Who"] == (How.CHOSEN, ("access_notes",))
    assert first_row(file)["access_notes"] == "front desk"
    assert first_row(file)["Does Kypho?"] == "Y"
    assert [line.first.message for line in file.warnings if line.first.column == "performs"] == [
        wording.NO_SUCH_FACT.with_(column="performs")
    ]


def test_of_two_columns_with_one_meaning_a_person_says_which_it_is() -> None:
    data = SHORT.data.replace(b"Does procedure", b"Telephone").replace(b",Yes", b",651-555-0199")
    file = checked(data)
    assert [line.first.message for line in file.errors if line.first.column == "phone"] == [
        wording.COLUMN_TWICE
    ]
    assert {"Phone", "Telephone"} <= {column.label for column in file.unsure}
    assert ("phone",) in choices(file.columns)
    chosen = {column.label: column.ours for column in file.unsure} | {"Telephone": ()}
    again = checked(data, chosen)
    assert again.errors == ()
    assert read(again.tidied_so_far()).errors == ()
    assert first_row(again)["Telephone (own)"] == "651-555-0199"


def test_of_two_addresses_a_person_says_which_is_the_clinics() -> None:
    header = b"Name,Address,City,State,Zip,Phone,Street Address\n"
    file = checked(header + b"Example Clinic,1 Example Ave,Edina,MN,55435,612-555-0101,9 Office Way\n")
    assert [line.first.message for line in file.errors] == [wording.COLUMN_TWICE]
    assert [column.label for column in file.unsure] == ["Address", "Street Address"]
    again = checked(
        header + b"Example Clinic,1 Example Ave,Edina,MN,55435,612-555-0101,9 Office Way\n",
        {"Address": ("street",), "Street Address": ()},
    )
    assert again.errors == ()
    assert first_row(again)["street"] == "1 Example Ave"
    assert read(again.tidied_so_far()).errors == ()


def test_row_numbers_that_were_left_out_are_not_in_the_tidied_file() -> None:
    header, *rows = SHORT.data.decode().splitlines()
    counted = [f",{header}", *(f"{number},{row}" for number, row in enumerate(rows))]
    first = checked("\n".join(counted).encode())
    assert first.tidied_so_far() == checked(SHORT.data).tidied_so_far()
    assert first.errors == checked(SHORT.data).errors
    assert wording.ROW_NUMBERS.with_(letters="A") not in [
        line.first.message for line in checked(first.tidied_so_far()).lines
    ]


def test_an_address_with_its_position_in_the_cell_is_not_guessed_where_a_plain_one_is_there() -> None:
    file = checked(
        b"Name,Location Address,City,State,Zip,Phone,Address\n"
        b'Example Clinic,"1 Example Ave\n(44.87654321, -93.32109876)",Edina,MN,55435,612-555-0101,1 Example Ave\n'
    )
    assert matched(file)["Address"] == (How.GUESSED, ("street",))


def test_a_column_whose_cells_are_something_else_is_not_guessed_by_its_name() -> None:
    data = SHORT.data.replace(b"Phone", b"Contact").replace(b"612-555-0144", b"Kim Example")
    assert matched(checked(data.replace(b"651-555-0145", b"Jo Example")))["Contact"] == (How.OWN, ())


def test_clinics_keep_the_id_that_patients_links_have_and_new_ones_get_one_from_their_name() -> None:
    file = checked(CALL_LIST.data)
    assert file.network is not None
    assert [clinic.clinic_id for clinic in file.network] == [
        "example-spine-edina",
        "uptown",
        "example-midtown",
    ]
    assert wording.IDS_MADE in [line.first.message for line in file.warnings]


def test_two_clinics_of_one_name_get_their_city_into_the_id() -> None:
    file = checked(WORKBOOK.data)
    assert file.network is not None
    assert [clinic.clinic_id for clinic in file.network] == [
        "example-boston-boston",
        "example-boston-cambridge",
    ]
    assert [clinic.facts["performs"].value for clinic in file.network] == [Answer.YES, Answer.NO]


def test_what_could_not_be_read_is_in_the_tidied_file_as_it_was_typed() -> None:
    row = first_row(checked(TWO_PHONES.data))
    assert (row["phone"], row["performs"], row["referral_fax"]) == ("ask Kim", "maybe", "763-555-0190")
    assert (row["clinic_id"], row["opening_hours"]) == ("edina", "Mo-Fr 08:00-17:00")


def test_a_row_that_was_passed_over_is_in_the_tidied_file_whole() -> None:
    data = b"Clinic,Address,City,State,Zip,Phone\nExample,1 Example Ave, Ste 5,Edina,MN,55435,612-555-0101\n"
    data += b"Other,2 Example Ave,Edina,MN,55435,612-555-0102\n"
    (header, first, second) = csv.reader(
        io.StringIO(checked(data).tidied_so_far().decode("utf-8-sig"), newline="")
    )
    assert header[-1] == ""
    assert [cell for cell in first if cell] == [
        "Example", "1 Example Ave", " Ste 5", "Edina", "MN", "55435", "612-555-0101"
    ]  # fmt: skip
    assert "2 Example Ave" in second


def test_a_tidied_file_of_a_good_one_is_the_same_as_what_could_go_live() -> None:
    file = checked(WORKBOOK.data)
    again = read_clinic_file(file.tidied_so_far(), today=TODAY)
    assert file.network is not None
    assert list(listed(again)) == list(file.network)
