"""The description of the columns for other people's programs, held against the code."""

from __future__ import annotations

import json
import re
from itertools import chain, combinations
from pathlib import Path

import pytest

from locator.clinic_file import checks, table_schema, wording
from locator.clinic_file.schema import SCHEMA
from locator.clinics import COLUMNS
from locator.words import Message
from tests.clinic_file.made import FILES, read

SCHEMA_FILE = Path("data/clinics.schema.json")


def test_the_schema_that_ships_is_the_one_in_the_code() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == json.dumps(table_schema(), indent=2) + "\n", (
        "write it again: json.dumps(locator.clinic_file.table_schema(), indent=2) and a line end"
    )


def test_every_column_of_the_contract_is_described_in_its_order() -> None:
    assert tuple(column.name for column in SCHEMA) == COLUMNS


@pytest.mark.parametrize("column", COLUMNS)
def test_a_tidied_file_keeps_what_the_schema_says(column: str) -> None:
    fields = {field["name"]: field for field in json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))["fields"]}
    constraints = fields[column].get("constraints", {})
    for path in FILES.glob("good-*.csv"):
        clinics = read(path.read_bytes()).clinics
        assert clinics is not None
        for cell in clinics.frame[column].tolist():
            assert cell or not constraints.get("required")
            assert not cell or re.fullmatch(constraints.get("pattern", ".*"), cell)
            assert not cell or cell in constraints.get("enum", [cell])


# Something for every value that a sentence may have.
VALUES = {
    "letters": "C", "column": "zip", "nearest": "zap", "longest": wording.Amount(9), "tidied": "x", "row": 3,
    "miles": wording.Amount(30), "zip_code": "55369", "state": "MN", "target": "a", "fact": "performs",
    "language": "x",
    "year": "2026", "columns": "zip", "ids": "a", "one": "2026-03-11", "other": "2026-11-03",
}  # fmt: skip


def sentences() -> list[str]:
    made = [value for name, value in vars(wording).items() if name.isupper() and isinstance(value, Message)]
    made += [wording.blank("name"), wording.blank("phone")]
    lacking = chain.from_iterable(combinations(checks.ORIGIN, length) for length in (1, 2, 3))
    made += [wording.WITHOUT_ORIGIN[parts] for parts in lacking]
    return [str(message.with_(**VALUES)) for message in made]


@pytest.mark.parametrize("sentence", sentences())
def test_every_sentence_says_what_is_wrong_and_then_what_to_do(sentence: str) -> None:
    wrong, remedy = sentence.split(": ", maxsplit=1)
    assert wrong
    assert remedy[0].islower()
    assert remedy.endswith(".")
    assert not re.search(r"\b(?:vendor|node|record|invalid|oops)\b", sentence, re.IGNORECASE)
