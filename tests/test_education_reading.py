"""Reading the education folder, and turning an article into HTML."""

from __future__ import annotations

from pathlib import Path

import pytest

from locator.education import ArticleError, load_articles, to_html

HEAD = """+++
title = "A title"
summary = "In short."
address = "/learn-sample"
order = 1
need = "either"
reviewed = 2026-11-21
standard = "Read twice."
clinician_review = "not yet done"
sources = ["study", "rules"]
+++
"""
BODY = """## Is it so?

It is.[^study] Still so.[^rules] Again.[^study]

![A dot](pictures/dot.svg)

**Lifting:** {{clinic: lifting}}

## And <b>this</b>?

Yes <script>alert(1)</script>.
"""
SOURCES = """[study]
title = "A *plain* study"
publisher = "A journal"
year = 2018
link = "https://doi.org/10.1000/(1)"

[rules]
title = "Rules"
publisher = "A plan"
second_hand = true
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An education folder with one article in it."""
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "dot.svg").write_text("<svg><circle r='1'/></svg>\n", "utf-8")
    (tmp_path / "sources.toml").write_text(SOURCES, "utf-8")
    (tmp_path / "clinic-instructions.toml").write_text('lifting = ""\n', "utf-8")
    (tmp_path / "learn-sample.md").write_text(f"{HEAD}\n{BODY}", "utf-8")
    return tmp_path


def test_adding_an_article_is_adding_a_file(folder: Path) -> None:
    second = HEAD.replace("order = 1", "order = 0").replace("sample", "other")
    (folder / "learn-other.md").write_text(f"{second}\n## Why?\n\nSo.[^study]", "utf-8")
    assert [article.address for article in load_articles(folder)] == ["/learn-other", "/learn-sample"]


def test_an_article_is_read_with_its_sections_and_what_it_cites(folder: Path) -> None:
    (article,) = load_articles(folder)
    assert [section.heading for section in article.sections] == ["Is it so?", "And <b>this</b>?"]
    assert article.sections[0].markdown.startswith("It is.[^study]")
    assert article.cited == ("study", "rules")
    assert article.sources["study"].citation == "A *plain* study. A journal, 2018."
    assert article.review_note == (
        "Text last reviewed 21 November 2026. Read twice. Review by a clinician: not yet done."
    )


def test_a_blank_clinic_instruction_sends_the_reader_to_the_clinic(folder: Path) -> None:
    assert "**Lifting:** Ask your clinic." in load_articles(folder)[0].body


def test_the_clinics_own_words_take_their_place(folder: Path) -> None:
    (folder / "clinic-instructions.toml").write_text('lifting = "Nothing heavier than a kettle."\n', "utf-8")
    assert "**Lifting:** Nothing heavier than a kettle." in load_articles(folder)[0].body


@pytest.mark.parametrize(
    "field",
    ["title", "summary", "address", "order", "need", "reviewed", "standard", "clinician_review", "sources"],
)
def test_a_head_without_a_field_is_refused_by_name(folder: Path, field: str) -> None:
    head = "\n".join(line for line in HEAD.splitlines() if not line.startswith(f"{field} "))
    (folder / "learn-sample.md").write_text(f"{head}\n{BODY}", "utf-8")
    with pytest.raises(ArticleError, match=rf"learn-sample\.md: .*{field}"):
        load_articles(folder)


@pytest.mark.parametrize(
    ("wrong", "right", "fault"),
    [
        ('"rules"]', '"rulse"]', "rulse"),
        ("pictures/dot.svg", "pictures/dash.svg", "dash.svg"),
        ("{{clinic: lifting}}", "{{clinic: flying}}", "flying"),
        ('"either"', '"neither"', "neither"),
        ("+++\n", "", "learn-sample.md"),
    ],
)
def test_a_slip_in_an_article_is_refused_by_name(folder: Path, wrong: str, right: str, fault: str) -> None:
    path = folder / "learn-sample.md"
    path.write_text(path.read_text("utf-8").replace(wrong, right), "utf-8")
    with pytest.raises(ArticleError, match=fault):
        load_articles(folder)


def test_a_source_with_an_unknown_field_is_refused(folder: Path) -> None:
    (folder / "sources.toml").write_text('[study]\ntitle = "A"\npublisher = "B"\nyera = 2018\n', "utf-8")
    with pytest.raises(ArticleError, match="yera"):
        load_articles(folder)


def test_claim_markers_become_numbers_that_lead_to_the_sources_and_back(folder: Path) -> None:
    html = to_html(load_articles(folder)[0])
    first = '<a href="#source-1" id="cited-1" aria-label="Source 1">[1]</a>'
    again = '<a href="#source-1" aria-label="Source 1">[1]</a>'
    assert html.index(first) < html.index('href="#source-2"') < html.index(again)
    assert '<li id="source-1">' in html
    assert html.count('href="#cited-1"') == 1
    assert "A *plain* study. A journal, 2018." in html
    assert '<a href="https://doi.org/10.1000/(1)">doi.org/10.1000/(1)</a>' in html


def test_a_source_read_in_a_summary_says_so(folder: Path) -> None:
    assert "Rules. A plan. We read a summary of it, not the original." in to_html(load_articles(folder)[0])


def test_a_picture_stands_in_the_page_and_other_html_does_not(folder: Path) -> None:
    html = to_html(load_articles(folder)[0])
    assert "<span class=\"picture\"><svg><circle r='1'/></svg></span>" in html
    assert "<script>" not in html
    assert "<b>" not in html


def test_headings_can_be_linked_to(folder: Path) -> None:
    assert '<h2 id="is-it-so">Is it so?</h2>' in to_html(load_articles(folder)[0])
