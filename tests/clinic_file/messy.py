"""Clinic lists as people keep them for themselves, before they knew of our columns. All of it is made up."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field

from openpyxl import Workbook

Cells = list[object]


@dataclass(frozen=True)
class MessyFile:
    """A file, and what its keeper puts right in the tidied one: column, text there, text instead."""

    name: str
    data: bytes
    put_right: list[tuple[str, str, str]] = field(default_factory=list)

    def mended(self, tidied: bytes) -> bytes:
        """The tidied file after the keeper has put right what was named."""
        header, *rows = csv.reader(io.StringIO(tidied.decode("utf-8-sig"), newline=""))
        for column, wrong, right in self.put_right:
            place = header.index(column)
            for row in rows:
                row[place] = right if row[place] == wrong else row[place]
        return _csv(header, *rows)


def _csv(*rows: list[str], separator: str = ",") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _xlsx(*rows: Cells, titles: list[str] | None = None) -> bytes:
    book = Workbook()
    for title in titles or []:
        book.create_sheet(title, 0).append(["See the next sheet"])
    for row in rows:
        book["Sheet"].append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


CALL_LIST = MessyFile(
    "a call list with a title, whole addresses and the day of each call",
    _csv(
        ["Kyphoplasty clinics - please keep up to date!!"],
        [],
        ["Clinic", "Address", "Phone #", "Does Kypho?", "Sees pts for eval", "Date Called", "Who", "Notes"],
        ["Example Spine – Edina", "7700 France Ave S Ste 240, Edina, MN 55435", "(763) 555-0101", "Y", "Y",
         "Nov 3", "front desk", "nice"],
        ["Example North", "3300 Oakdale Ave N\nRobbinsdale, MN 55422", "763.555.0102", "", "N", "10/12/26", "Kim",
         ""],
        ["Example Midtown", "800 E 28th St, Minneapolis MN 55407", "6125550143", "?", "y", "46329", "nurse line",
         "call back"],
    ),
)  # fmt: skip
WORKBOOK = MessyFile(
    "a workbook with numbers for ZIPs, phones and dates, and a sheet to read first",
    _xlsx(
        ["Facility Name", "Street", "Town", "ST", "Zip", "Main Phone", "Kyphoplasty", "Evaluation", "Last checked",
         "Parking"],
        ["Example Boston", "1 Example St", "Boston", "Massachusetts", 2139, 6175550101.0, True, True, 46329, "Ramp"],
        ["Example Boston", "2 Example St", "Cambridge", "MA", 2139, "617 555 0102", False, True, 46330, None],
    ),
)  # fmt: skip
TWO_PHONES = MessyFile(
    "an export with semicolons, two phone columns and cells that nobody can read",
    _csv(
        ["ID", "Name", "Street Address", "City", "State", "ZIP Code", "Phone", "Fax", "Hours", "Evaluates?",
         "Performs?", "As of"],
        ["Edina", "Example Edina", "1 Example Ave", "Edina", "MN", "55435", "ask Kim", "763-555-0190", "M-F 8-5",
         "yes", "maybe", "2026-11-03"],
        ["Delano", "Example Delano", "2 Example Ave", "Delano", "Minn.", "55328", "763-555-0102", "", "",
         "yes", "no", "11/4/2026"],
        separator=";",
    ),
    put_right=[("phone", "ask Kim", "763-555-0101"), ("performs", "maybe", "")],
)  # fmt: skip
SHORT = MessyFile(
    "a short list that says nothing of evaluations",
    _csv(
        ["Hospital", "Address", "City", "State", "Zip", "Phone", "Does procedure"],
        ["Example Hospital", "800 E 28th St", "Minneapolis", "MN", "55407", "612-555-0144", "Yes"],
        ["Example Clinic", "1 Example Ave", "Saint Paul", "mn", "55101", "651-555-0145", "No"],
    ),
)
MESSY = [CALL_LIST, WORKBOOK, TWO_PHONES, SHORT]
