"""Reading the education folder, and turning an article into HTML."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from locator.education import ArticleError, Tool, draw, load_articles
from locator.words import speaking
from locator.words.emergency import as_markdown
from tests.education.passages import sections

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


def html_of(folder: Path, language: str = "en") -> str:
    """The first article of the folder as HTML, its sources included."""
    drawn = draw(load_articles(folder, language)[0], place=1, total=1)
    return drawn.text + drawn.sources


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
    assert [section.heading for section in sections(article)] == ["Is it so?", "And <b>this</b>?"]
    assert sections(article)[0].markdown.startswith("It is.[^study]")
    assert article.cited == ("study", "rules")
    assert article.sources["study"].citation == "A *plain* study. A journal, 2018."
    assert (
        '<p class="reviewed">Text last reviewed November 21, 2026. Read twice. '
        "Review by a clinician: not yet done.</p>"
    ) in draw(article, place=1, total=1).text


def test_an_article_names_the_tools_beside_it(folder: Path) -> None:
    path = folder / "learn-sample.md"
    head = HEAD.replace("order = 1", 'order = 1\ntools = ["/learn-worth-asking"]')
    path.write_text(f"{head}\n{BODY}", "utf-8")
    assert load_articles(folder)[0].tools == (Tool.WORTH_ASKING,)


def test_a_translated_article_is_read_in_its_language_and_any_other_in_english(folder: Path) -> None:
    (folder / "en-XA").mkdir()
    (folder / "en-XA" / "learn-sample.md").write_text(
        f"{HEAD.replace('A title', 'Un título')}\n{BODY.replace('It is.', 'Sí.')}", "utf-8"
    )
    (article,) = load_articles(folder, "en-XA")
    assert (article.title, article.address, article.language) == ("Un título", "/learn-sample", "en-XA")
    assert article.body.startswith("## Is it so?\n\nSí.[^study]")
    assert article.pictures == load_articles(folder)[0].pictures
    (article,) = load_articles(folder, "es")
    assert (article.title, article.language) == ("A title", "en")


def test_english_in_a_visit_in_another_language_is_marked_as_english(folder: Path) -> None:
    with speaking("en-XA"):
        html = html_of(folder, "en-XA")
    assert '<h1><span lang="en">A title</span></h1>' in html
    assert '<p class="summary"><span lang="en">In short.</span></p>' in html
    assert '<article class="learn" lang="en">' in html
    assert 'lang="en-XA" aria-label="' in html
    assert '<a href="#is-it-so"><span lang="en">Is it so?</span></a>' in html
    assert '<span lang="en">A *plain* study. A journal, 2018.</span>' in html
    assert "lang=" not in html_of(folder)


def test_a_link_in_an_article_carries_the_language_on(folder: Path) -> None:
    path = folder / "learn-sample.md"
    path.write_text(f"{HEAD}\n{BODY}\nSee [here](/learn-sample).", "utf-8")
    with speaking("en-XA"):
        assert '<a target="_self" href="/learn-sample?lang=en-XA">here</a>' in html_of(folder)
    assert '<a target="_self" href="/learn-sample">here</a>' in html_of(folder)


def test_a_blank_clinic_instruction_sends_the_reader_to_the_clinic(folder: Path) -> None:
    assert "**Lifting:** Ask your clinic." in load_articles(folder)[0].body


def test_at_night_there_is_always_somebody_to_call(folder: Path) -> None:
    path = folder / "learn-sample.md"
    path.write_text(path.read_text("utf-8").replace("clinic: lifting", "clinic: after_hours_phone"), "utf-8")
    (folder / "clinic-instructions.toml").write_text('after_hours_phone = ""\n', "utf-8")
    body = load_articles(folder)[0].body
    assert "Ask your clinic" not in body
    assert (
        "your clinic's main number. If nobody answers and you are worried, go to an emergency room." in body
    )


@pytest.mark.parametrize("when", ["before", "after", "warning"])
def test_the_emergency_words_take_their_place_with_their_sources(folder: Path, when: str) -> None:
    keys = dict.fromkeys(re.findall(r"\[\^([\w-]+)\]", as_markdown(when)))
    tables = "".join(f'[{key}]\ntitle = "A"\npublisher = "B"\n' for key in keys)
    (folder / "sources.toml").write_text(SOURCES + tables, "utf-8")
    head = HEAD.replace('"rules"]', ", ".join(['"rules"', *(f'"{key}"' for key in keys)]) + "]")
    text = f"{head}\n## When?\n\n{{{{emergency: {when}}}}}\n\nSo.[^study][^rules]"
    (folder / "learn-sample.md").write_text(text, "utf-8")
    assert load_articles(folder)[0].body.startswith(f"## When?\n\n{as_markdown(when)}")


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
        ("{{clinic: lifting}}", "{{emergency: never}}", "never"),
        ('"either"', '"neither"', "neither"),
        ("order = 1", 'order = 1\ntools = ["/learn-to-fly"]', "/learn-to-fly"),
        ("It is.[^study]", "It is.[^nobody]", "nobody"),
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
    html = html_of(folder)
    first = '<a href="#source-1" id="cited-1" aria-label="Source 1">[1]</a>'
    again = '<a href="#source-1" aria-label="Source 1">[1]</a>'
    assert html.index(first) < html.index('href="#source-2"') < html.index(again)
    assert '<li id="source-1">' in html
    assert html.count('href="#cited-1"') == 1
    assert "A *plain* study. A journal, 2018." in html
    assert '<a href="https://doi.org/10.1000/(1)">doi.org/10.1000/(1)</a>' in html


def test_a_source_read_in_a_summary_says_so(folder: Path) -> None:
    assert "Rules. A plan. We read a summary of it, not the original." in html_of(folder)


def test_a_picture_stands_in_the_page_and_other_html_does_not(folder: Path) -> None:
    html = html_of(folder)
    assert "<span class=\"picture\"><svg><circle r='1'/></svg></span>" in html
    assert "<script>" not in html
    assert "<b>" not in html


def test_headings_can_be_linked_to(folder: Path) -> None:
    assert '<h2 id="is-it-so">Is it so?</h2>' in html_of(folder)
