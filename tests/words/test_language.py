"""Every phrase is in the catalog, and is said in the language of the visit."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from locator.__main__ import main
from locator.clinics import PROCEDURE, Answer, Fact
from locator.templates import render
from locator.words import N_, _, chosen_language, extracting, language, link, ngettext, speaking
from locator.words.amounts import bare_miles, count_word, miles, shortened
from locator.words.dates import clock, day_name, long_date, short_date
from locator.words.facts import METHODS, fact_line
from locator.words.language import TEMPLATE
from locator.words.services import words_for

POLISH = """\
msgid "%(n)s clinic"
msgid_plural "%(n)s clinics"
msgstr[0] "%(n)s poradnia"
msgstr[1] "%(n)s poradnie"
msgstr[2] "%(n)s poradni"

msgid "Closed for now"
msgstr "Chwilowo zamknięte"
"""


@pytest.fixture
def catalogs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the catalog of this code, and with one language, which has three plural forms."""
    words = importlib.import_module("locator.words.language")  # the package has a function of that name
    (tmp_path / "messages.pot").write_bytes(TEMPLATE.read_bytes())
    (tmp_path / "pl.po").write_text(POLISH, encoding="utf-8")
    monkeypatch.setattr(words, "CATALOGS", tmp_path)
    monkeypatch.setattr(extracting, "CATALOGS", tmp_path)
    monkeypatch.setattr(extracting, "TEMPLATE", tmp_path / "messages.pot")
    kept = (words.languages, words._translations)
    for each in kept:
        each.cache_clear()
    yield tmp_path
    for each in kept:
        each.cache_clear()


# --- the catalog -------------------------------------------------------------------------------------
def test_the_catalog_holds_every_phrase_of_the_code_and_the_templates() -> None:
    assert [path.name for path in extracting.stale_files()] == [], "Run: python -m locator words"


def test_a_stale_catalog_is_named(catalogs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (catalogs / "messages.pot").write_text('msgid "Old"\nmsgstr ""\n', encoding="utf-8")
    assert main(["words", "--check"]) == 1
    assert f"{catalogs / 'messages.pot'} is out of date. Run: python -m locator words" in (
        capsys.readouterr().err
    )


def test_the_command_brings_every_catalog_up_to_date_and_keeps_what_is_translated(
    catalogs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["words"]) == 0
    assert capsys.readouterr().out.split() == [str(catalogs / "messages.pot"), str(catalogs / "pl.po")]
    polish = (catalogs / "pl.po").read_text(encoding="utf-8")
    assert 'msgid "Closed for now"\nmsgstr "Chwilowo zamknięte"' in polish
    assert 'msgid "Show more clinics"\nmsgstr ""' in polish
    assert main(["words", "--check"]) == 0


# --- one language and another ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 poradnia"), (3, "3 poradnie"), (5, "5 poradni"), (22, "22 poradnie")]
)
@pytest.mark.usefixtures("catalogs")
def test_a_language_has_its_own_plural_forms(count: int, said: str) -> None:
    with speaking("pl"):
        assert ngettext("%(n)s clinic", "%(n)s clinics", count) == said
    assert ngettext("%(n)s clinic", "%(n)s clinics", count) == f"{count} clinic{'s' if count > 1 else ''}"


@pytest.mark.usefixtures("catalogs")
def test_what_is_not_translated_yet_is_said_in_english() -> None:
    with speaking("pl"):
        assert _("Closed for now") == "Chwilowo zamknięte"
        assert _("Hours not known. Please call.") == "Hours not known. Please call."


@pytest.mark.usefixtures("catalogs")
def test_a_phrase_that_is_kept_is_worded_when_it_is_shown() -> None:
    kept = N_("Closed for now")
    about = N_("%(file)s can't be opened: it is not a file.", file=kept)
    with speaking("pl"):
        assert str(kept) == "Chwilowo zamknięte"
        assert str(about) == "Chwilowo zamknięte can't be opened: it is not a file."
    assert str(kept) == "Closed for now"


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        (None, "en"), ("", "en"), ("xx", "en"), ("en", "en"), ("en-US", "en"), ("en-GB", "en"),
        ("pl", "pl"), ("PL", "pl"), ("pl-PL", "pl"), ("pl_PL", "pl"), ("en-XA", "en-XA"), ("en_xa", "en-XA"),
        ("../pl", "en"), ("pl" * 5000, "en"), ("\0", "en"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("catalogs")
def test_whoever_asks_for_a_language_gets_it_where_we_have_it(asked: str | None, spoken: str) -> None:
    assert chosen_language(asked) == spoken


def test_a_language_is_spoken_to_one_visitor_alone_and_not_after_trouble() -> None:
    async def visit(tag: str) -> str:
        with speaking(tag):
            await asyncio.sleep(0)
            return await asyncio.to_thread(language)

    async def both() -> list[str]:
        return list(await asyncio.gather(visit("en-XA"), visit("en")))

    assert asyncio.run(both()) == ["en-XA", "en"]
    with pytest.raises(RuntimeError), speaking("en-XA"):
        raise RuntimeError
    assert language() == "en"


def test_a_link_carries_the_language_on() -> None:
    assert link("/learn-what") == "/learn-what"
    assert link("/", need="procedure", clinic="", near=None) == "/?need=procedure"
    with speaking("en-XA"):
        assert link("/learn-what") == "/learn-what?lang=en-XA"
        assert link("/", near="Maple Grove, MN") == "/?near=Maple+Grove%2C+MN&lang=en-XA"


# --- the language that shows what was forgotten ----------------------------------------------------------
def test_every_phrase_of_the_catalog_stands_in_brackets_and_nothing_else() -> None:
    with speaking("en-XA"):
        assert _("Closed for now") == "⟦Closed for now⟧"
        assert str(METHODS[None]) == "⟦source not known⟧"
        assert miles(6.94) == "⟦6.9 miles⟧"
        assert fact_line(PROCEDURE, Fact(Answer.YES)) == "⟦Performs kyphoplasty · ⟦call to confirm⟧⟧"
        assert _("A phrase that nobody put into the catalog") == "A phrase that nobody put into the catalog"
        assert render("nothing_listed.html").startswith("<p>⟦No clinic in the list")


def test_every_phrase_about_a_service_is_in_the_catalog() -> None:
    words = words_for(PROCEDURE)
    phrases = [*words.answers.values(), *words.pin.values(), *words.group_titles, words.export_name]
    with speaking("en-XA"):
        assert all(_(phrase.text, how="").startswith("⟦") for phrase in phrases)


# --- dates, times and amounts ----------------------------------------------------------------------------
def test_dates_and_times_are_as_people_in_minnesota_write_them() -> None:
    day = date(2026, 11, 12)
    assert (long_date(day), short_date(day)) == ("November 12, 2026", "Nov 12, 2026")
    assert day_name(0) == "Monday"
    said = [clock(at) for at in (time(8), time(16, 30), time(12), time(0), time(0, 5))]
    assert said == ["8 am", "4:30 pm", "noon", "midnight", "12:05 am"]


@pytest.mark.parametrize(
    ("distance", "said"),
    [
        (0.0, "less than 0.1 miles"), (0.049, "less than 0.1 miles"), (0.05, "0.1 miles"),
        (0.94, "0.9 miles"), (0.96, "1 mile"), (1.04, "1 mile"), (1.06, "1.1 miles"), (9.94, "9.9 miles"),
        (9.96, "10 miles"), (212.4, "212 miles"), (1203.0, "1,203 miles"),
    ],
)  # fmt: skip
def test_miles_have_a_decimal_below_ten_and_none_above(distance: float, said: str) -> None:
    assert miles(distance) == said
    assert bare_miles(distance) == said.removesuffix("s").removesuffix(" mile")


@pytest.mark.parametrize(
    ("distance", "said", "bare"),
    [
        (0.0, "about a mile or less", "about 1 or less"), (0.9, "about a mile or less", "about 1 or less"),
        (1.2, "about 1 mile", "about 1"), (2.6, "about 3 miles", "about 3"),
        (1203.4, "about 1,203 miles", "about 1,203"),
    ],
)  # fmt: skip
def test_miles_that_are_not_exact_are_whole_and_said_to_be_about(
    distance: float, said: str, bare: str
) -> None:
    assert miles(distance, is_exact=False) == said
    assert bare_miles(distance, is_exact=False) == bare


@pytest.mark.usefixtures("catalogs")
def test_another_language_writes_numbers_and_dates_in_its_own_way() -> None:
    with speaking("pl"):
        assert bare_miles(6.9) == "6,9"
        assert short_date(date(2026, 11, 12)) == "12 lis 2026"


def test_small_counts_are_words_and_what_was_typed_is_cut_where_it_is_too_long() -> None:
    assert [count_word(n) for n in (0, 8, 9, 10, 1200)] == ["no", "eight", "nine", "10", "1,200"]
    assert shortened("  Maple \n Grove ") == "Maple Grove"
    assert shortened("x" * 5000) == "x" * 39 + "…"
