"""The pictures of the articles: up to date, named for those who cannot see them, and true to their data."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from education.pictures import bones
from education.pictures.chart import free_trial, free_trial_chart
from education.pictures.draw import pictures
from locator.education import articles, sources
from locator.education.articles import PICTURE
from locator.education.library import FOLDER
from tests.education.figures import figures_in, is_carried

FILES = sorted((FOLDER / "pictures").glob("*.svg"))
ARTICLES = [*articles().values()]
SVG = "{http://www.w3.org/2000/svg}"

BONES = [path for path in FILES if path.stem.startswith(("bone-", "step-"))]

by_picture = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def read(path: Path) -> ElementTree.Element:
    """The picture as a tree."""
    return ElementTree.fromstring(path.read_text("utf-8"))  # noqa: S314 our own file


def test_every_picture_is_as_its_code_draws_it() -> None:
    assert {path.stem: path.read_text("utf-8") for path in FILES} == pictures()


def test_every_picture_is_shown_by_an_article() -> None:
    shown = {path for article in ARTICLES for path in article.pictures}
    assert shown == {f"pictures/{path.name}" for path in FILES}


@by_picture
def test_a_picture_names_and_describes_itself(path: Path) -> None:
    svg = read(path)
    title, description = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == title.get("id") == f"{path.stem}-title"
    assert svg.get("aria-describedby") == description.get("id") == f"{path.stem}-desc"
    assert len(description.text or "") > 20


@by_picture
def test_a_picture_is_called_the_same_in_the_article_and_in_itself(path: Path) -> None:
    names = {
        found["alternative"]
        for article in ARTICLES
        for found in PICTURE.finditer(article.body)
        if found["path"] == f"pictures/{path.name}"
    }
    assert names == {read(path).findtext(f"{SVG}title")}


@by_picture
def test_the_words_in_a_picture_are_large_enough_on_a_phone_320_wide(path: Path) -> None:
    svg = read(path)
    width = float(svg.get("viewBox", "").split()[2])
    room = 320 - 2 * 16
    sizes = [float((text.get("font-size") or "0").removesuffix("px")) for text in svg.iter(f"{SVG}text")]
    assert [size for size in sizes if size * min(1, room / width) < 14] == []


@by_picture
def test_every_figure_in_a_picture_is_also_in_its_description(path: Path) -> None:
    svg = read(path)
    description = svg.findtext(f"{SVG}desc") or ""
    figures = [figure for text in svg.iter(f"{SVG}text") for figure in figures_in("".join(text.itertext()))]
    known = [*figures_in(description), "0", "2", "4", "6", "8"]  # the last five mark the chart's axis
    assert [figure for figure in figures if not is_carried(figure, known)] == []


@by_picture
def test_a_picture_takes_its_ink_from_the_page_and_loads_nothing(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "currentColor" in text
    paints = set(re.findall(r'(?:fill|stroke)="([^"]+)"', text))
    assert {
        paint
        for paint in paints
        if not re.fullmatch(r"none|transparent|currentColor|var\(--picture-.+\)", paint)
    } == set()
    assert not re.search(r"href|url\(|<style|<script|\n\n", text)


def test_no_id_repeats_on_a_page_that_shows_all_pictures() -> None:
    ids = [found for path in FILES for found in re.findall(r' id="([^"]+)"', path.read_text("utf-8"))]
    assert len(ids) == len(set(ids))


def test_the_people_picture_fills_in_the_share_that_the_source_gives() -> None:
    svg = read(FOLDER / "pictures/another-fracture.svg")
    filled, outlined, *key = (path.get("d", "") for path in svg.iter(f"{SVG}path"))
    assert filled.count("M") == 19
    assert outlined.count("M") == 81
    assert [person.count("M") for person in key] == [1, 1]
    said = words(svg)
    assert "another break: about 19" in said
    assert "likely range: 14 to 25" in said


def test_the_likely_range_is_drawn_under_as_many_people_as_it_spans() -> None:
    svg = read(FOLDER / "pictures/another-fracture.svg")
    drawn = [line for line in svg.iter(f"{SVG}line") if float(line.get("x1", "0")) > 8]
    people = [round((float(line.get("x2", "0")) - float(line.get("x1", "0")) + 12) / 30) for line in drawn]
    assert sum(people) == 25 - 14


def words(svg: ElementTree.Element) -> list[str]:
    """What is written in a picture, a line each."""
    return ["".join(text.itertext()) for text in svg.iter(f"{SVG}text")]


@pytest.mark.parametrize("path", BONES, ids=lambda path: path.stem)
def test_a_picture_of_bones_says_which_side_is_which_and_what_its_colors_are(path: Path) -> None:
    said = words(read(path))
    assert said[:3] == ["Front", "Back", "Nerves"]
    shown = {"1": "Tube", "2": "Balloon", "3": "Balloon", "4": "Tube", "5": "Cement", "6": "Cement"}
    assert said[3:] == ([shown[path.stem.split("-")[1]]] if path.stem.startswith("step-") else [])


def test_the_balloon_lifts_the_bone_by_3_to_4_degrees_as_in_the_studies() -> None:
    assert 3 <= bones.upper_angle(bones.WEDGE) - bones.upper_angle(bones.LIFTED) <= 4


# The axis of the chart is placed by the library that draws it.
@pytest.mark.parametrize(
    "path", [path for path in FILES if path.stem != "free-trial"], ids=lambda path: path.stem
)
def test_no_word_is_cut_off_whatever_font_stands_in(path: Path) -> None:
    svg = read(path)
    left, _top, width, _height = map(float, svg.get("viewBox", "").split())
    for text in svg.iter(f"{SVG}text"):
        letter = float(text.get("font-size", "0")) * 0.62  # as wide as in DejaVu Sans
        wide = letter * len("".join(text.itertext()))
        start = float(text.get("x", "0")) - (wide if text.get("text-anchor") == "end" else 0)
        assert left <= start, text.text
        assert start + wide <= left + width, text.text


@pytest.mark.parametrize("name", ["free-trial", "another-fracture"])
def test_every_figure_in_a_data_file_is_carried_by_the_source_in_its_row(name: str) -> None:
    with (FOLDER / f"data/{name}.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        figures = figures_in(" ".join(cell for cell in row.values() if cell != row["source"]))
        assert set(figures) <= set(sources()[row["source"]].figures)


def test_the_chart_plots_every_visit_of_the_trial() -> None:
    trial = free_trial(FOLDER / "data")
    (rows,) = free_trial_chart(trial).to_dict()["datasets"].values()
    assert [(row["month"], row["difference"], row["clear"]) for row in rows] == [
        (1, 5.2, "yes"),
        (6, 3.39, "yes"),
        (12, 1.7, "no"),
        (24, 1.68, "no"),
    ]
    assert [(row["low"], row["high"]) for row in rows] == [
        (2.9, 7.4),
        (1.13, 5.64),
        (-0.59, 3.98),
        (-0.63, 3.99),
    ]


def test_a_lead_is_called_clear_only_where_its_whole_range_is_a_lead() -> None:
    for visit in free_trial(FOLDER / "data").to_dict("records"):
        assert (visit["low"] > 0) == (visit["clear"] == "yes")


def test_the_chart_says_its_scale_and_which_way_is_better() -> None:
    svg = read(FOLDER / "pictures/free-trial.svg")
    said = " ".join(words(svg))
    assert "on a scale of 0 to 100." in said
    assert "More is better." in said
    assert "0 = no difference" in said
