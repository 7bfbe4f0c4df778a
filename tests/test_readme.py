"""The README is true: what it names exists, and what exists is named."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from locator.__main__ import COMMANDS
from locator.clinics import COLUMNS
from locator.settings import PROJECT, Settings

README = (PROJECT / "README.md").read_text(encoding="utf-8")


def settings_in_code() -> set[str]:
    # What accounts need is Streamlit's own setting: [auth] in the secrets file.
    names = {field.name for field in fields(Settings)} - {"accounts_secret", "accounts"}
    return {f"LOCATOR_{name.upper()}" for name in names}


def test_every_setting_is_in_the_readme_and_every_one_there_exists() -> None:
    assert set(re.findall(r"LOCATOR_[A-Z_]+", README)) == settings_in_code()


def test_the_defaults_in_the_readme_are_the_real_ones() -> None:
    defaults = Settings()
    assert f"| `LOCATOR_TILES` | `{defaults.tiles}` |" in README
    assert f"| `LOCATOR_CONFIRM_DAYS` | `{defaults.confirm_days}` |" in README
    assert Path(defaults.clinics) == PROJECT / "data" / "clinics.csv"


def test_every_column_that_the_readme_names_exists() -> None:
    named = set(re.findall(r"`((?:[a-z]+_)*[a-z]+)`", README.split("## Put in")[1].split("## Addresses")[0]))
    not_columns = {"yes", "no", "phone", "staff", "website", "directory"}
    assert named - not_columns <= set(COLUMNS)
    assert {"evaluates_as_of", "performs_method", "clinic_id"} <= named


def test_every_command_is_in_the_readme_and_every_one_there_exists() -> None:
    named = set(re.findall(r"python -m locator ([a-z]+)", README))
    assert named == {command.__name__.rpartition(".")[2] for command in COMMANDS}


def test_every_make_target_in_the_readme_exists() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"\bmake ([a-z]+)\b", README))
    assert {"run", "demo", "test"} <= named
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("path", re.findall(r"^([a-z_]+(?:\.py|/)) {2,}", README, re.MULTILINE))
def test_every_place_in_the_layout_exists(path: str) -> None:
    assert (PROJECT / path).exists()


@pytest.mark.parametrize(
    "path",
    re.findall(r"`((?:data|docs|tests|bench|scripts|education)/[\w./-]+)`", README)
    + re.findall(r"\]\((docs/[^)]+)\)", README),
)
def test_every_file_that_the_readme_names_exists(path: str) -> None:
    assert (PROJECT / path).exists()
