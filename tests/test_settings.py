"""Settings come from the environment or the secrets file, and a wrong one is named in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from locator.settings import DEFAULTS, SettingsError, Tiles, load_settings

NO_FILE = Path("no-such-file")


def test_every_setting_has_a_default_that_works() -> None:
    assert load_settings({}, NO_FILE) == DEFAULTS
    assert Path(DEFAULTS.clinics).is_file()


def test_the_environment_goes_before_the_secrets_file(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text('LOCATOR_TILES = "off"\nLOCATOR_CONFIRM_DAYS = 90\n', encoding="utf-8")
    settings = load_settings({"LOCATOR_CONFIRM_DAYS": "30"}, secrets)
    assert (settings.tiles, settings.confirm_days) == (Tiles.OFF, 30)


def test_a_blank_setting_is_no_setting() -> None:
    assert load_settings({"LOCATOR_TILES": " ", "LOCATOR_CONFIRM_DAYS": ""}, NO_FILE) == DEFAULTS


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOCATOR_TILES", "sometimes"),
        ("LOCATOR_CONFIRM_DAYS", "half a year"),
        ("LOCATOR_CONFIRM_DAYS", "0"),
        ("LOCATOR_CONFIRM_DAYS", "-5"),
        ("LOCATOR_TILE_URL", "https://tiles.example.com/"),
        ("LOCATOR_TILE_URL", "file:///{z}/{x}/{y}"),
        ("LOCATOR_CLINICS", "http://example.com/clinics.csv"),
        ("LOCATOR_EMBED_SITES", "www.example.com"),
        ("LOCATOR_EMBED_SITES", "https://example.com; script-src *"),
        ("LOCATOR_REPORT_EMAIL", "not an address"),
        ("LOCATOR_REPORT_EMAIL", "a@example.com?bcc=b@example.com"),
    ],
)
def test_a_value_that_cannot_work_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load_settings({name: value}, NO_FILE)


def test_sites_that_may_embed_are_separated_by_spaces_or_commas() -> None:
    value = "https://www.example.com/, https://example.org:8443"
    settings = load_settings({"LOCATOR_EMBED_SITES": value}, NO_FILE)
    assert settings.embed_sites == ("https://www.example.com", "https://example.org:8443")


def test_a_broken_secrets_file_is_named(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text("LOCATOR_TILES = ", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"secrets\.toml"):
        load_settings({}, secrets)
