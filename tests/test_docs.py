"""What the documents name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted((PROJECT / "docs").glob("**/*.md"))
# Named as examples of what somebody is about to make, or made by the first answer.
TO_BE_MADE = {
    "education/learn-something.md", "education/es/learn-risks.md", "locator/words/catalogs/es.po",
    "data/answers.sqlite3",
}  # fmt: skip
FILE = re.compile(r"`((?:locator|pages|education|tests|data|docs|scripts|bench)/[\w./-]*)`")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_a_document_names_is_there(document: Path) -> None:
    text = document.read_text("utf-8")
    named = [name for name in FILE.findall(text) if name not in TO_BE_MADE]
    assert [name for name in named if not (PROJECT / name).exists()] == []
    assert [link for link in LINK.findall(text) if not (document.parent / link).exists()] == []
