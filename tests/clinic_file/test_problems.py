"""Problems that are alike are one to whoever reads them."""

from __future__ import annotations

from locator.clinic_file import alike, wording
from locator.commands.check import as_text
from tests.clinic_file.made import places, read_rows

PHONES = ["12", "12", "3456", "none", "?!"]
READING = read_rows(
    *({"clinic_id": f"c-{n}", "phone": phone} for n, phone in enumerate(PHONES)), {"zip": "1"}
)


def test_the_same_sentence_about_the_same_column_is_one_line_with_its_rows() -> None:
    phone, blank, zip_code = alike(READING.errors)
    assert (phone.first.column, phone.first.message) == ("phone", wording.PHONE)
    assert (phone.rows, phone.values) == ((2, 3, 4, 6), ("12", "3456", "?!"))
    assert (blank.rows, blank.values) == ((5,), ())
    assert zip_code.rows == (7,)
    assert len(places(READING.errors)) == 6


def test_the_command_says_it_once_and_counts_every_one() -> None:
    lines = as_text(READING, "x.csv").splitlines()
    assert lines[0].startswith("x.csv can't go live yet: 6 rows, 6 errors")
    assert "  rows 2, 3, 4 and 1 more, phone “12”, “3456”, “?!”: This is not a US phone number" in lines[3]
    assert "  row 5, phone: A clinic without a phone" in lines[4]
