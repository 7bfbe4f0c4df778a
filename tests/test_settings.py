"""Settings come from the environment or the secrets file, and a wrong one is named in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from locator.settings import DEFAULTS, SettingsError, Tiles, load_settings

NO_FILE = Path("no-such-file")
UNREADABLE = Path("/proc/self/mem")  # also by root


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
        ("LOCATOR_TILE_URL", "https://[::1/{z}/{x}/{y}"),
        ("LOCATOR_TILE_URL", "https://example.com:99999/{z}/{x}/{y}"),
        ("LOCATOR_TILE_URL", "https://{s}.example.com/{z}/{x}/{y}.png"),
        ("LOCATOR_TILE_URL", "https://example.com/{z}/{x}/{y}/{s}"),
        ("LOCATOR_TILE_URL", "https://example.com; script-src *; /{z}/{x}/{y}"),
        ("LOCATOR_TILE_URL", "tiles.example.com/{z}/{x}/{y}.png"),
        ("LOCATOR_TILE_URL", "https://{x}.example.com/{z}/{x}/{y}.png"),
        ("LOCATOR_TILE_URL", "https://tiles.example.com/{z}/{x}.png"),
        ("LOCATOR_TILE_URL", "https://tiles.example.com/{z}/{x}/{y}{r}.png"),
        ("LOCATOR_TILE_URL", "https:///{z}/{x}/{y}.png"),
        ("LOCATOR_CLINICS", "https://[bad/x"),
        ("LOCATOR_CLINICS", "https://"),
        ("LOCATOR_CLINICS", "ftp://example.com/clinics.csv"),
        ("LOCATOR_EMBED_SITES", "www.example.com"),
        ("LOCATOR_EMBED_SITES", "https://example.com; script-src *"),
        ("LOCATOR_PUBLIC_ADDRESS", "clinics.example.com"),
        ("LOCATOR_PUBLIC_ADDRESS", "http://clinics.example.com"),
        ("LOCATOR_PUBLIC_ADDRESS", "https://clinics.example.com/locator"),
        ("LOCATOR_PUBLIC_ADDRESS", "https://clinics.example.com?x=1"),
        ("LOCATOR_CLINICS", "https://ä..example.com/clinics.csv"),
        ("LOCATOR_CLINICS", "https://example.com/clinics.csv\x01"),
        ("LOCATOR_REPORT_EMAIL", "not an address"),
        ("LOCATOR_REPORT_EMAIL", "mailto:office@example.com"),
        ("LOCATOR_REPORT_EMAIL", "a@example.com?bcc=b@example.com"),
    ],
)
def test_a_value_that_cannot_work_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load_settings({name: value}, NO_FILE)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8000/{z}/{x}/{y}.png",
        "https://[::1]:8443/{z}/{x}/{y}",
        "https://tiles.example.com/{z}/{y}/{x}?key=a,b;c",
    ],
)
def test_a_tile_address_that_can_work_is_taken(url: str) -> None:
    assert load_settings({"LOCATOR_TILE_URL": url}, NO_FILE).tile_url == url


@pytest.mark.parametrize(
    "address",
    [
        "https://reader:word@files.example.com/clinics.csv",
        "https://bücher.example/clinics.csv",
        "https://my_host/c.csv",
    ],
)
def test_the_address_of_a_sheet_may_hold_all_that_an_address_can(address: str) -> None:
    assert load_settings({"LOCATOR_CLINICS": address}, NO_FILE).clinics == address


def test_the_address_of_a_sheet_may_be_spelled_in_capitals() -> None:
    settings = load_settings({"LOCATOR_CLINICS": "HTTPS://docs.example.com/pub?output=csv"}, NO_FILE)
    assert settings.clinics == "https://docs.example.com/pub?output=csv"


def test_no_wrong_value_in_the_secrets_file_passes_for_none(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    for line in ("LOCATOR_CONFIRM_DAYS = 0", "LOCATOR_TILES = false"):
        secrets.write_text(line, encoding="utf-8")
        with pytest.raises(SettingsError, match=line.split(" ")[0]):
            load_settings({}, secrets)


def test_sites_that_may_embed_are_separated_by_spaces_or_commas() -> None:
    value = "https://www.example.com/, https://example.org:8443"
    settings = load_settings({"LOCATOR_EMBED_SITES": value}, NO_FILE)
    assert settings.embed_sites == ("https://www.example.com", "https://example.org:8443")


def test_links_for_other_people_begin_with_the_public_address() -> None:
    settings = load_settings({"LOCATOR_PUBLIC_ADDRESS": "https://clinics.example.com/"}, NO_FILE)
    assert settings.on_the_web("/?clinic=edina") == "https://clinics.example.com/?clinic=edina"


@pytest.mark.parametrize(
    "address",
    ["", "http://localhost:8501", "https://localhost", "https://127.0.0.1:8501", "https://app.localhost"],
)
def test_nobody_is_given_a_link_that_leads_to_their_own_computer(address: str) -> None:
    settings = load_settings({"LOCATOR_PUBLIC_ADDRESS": address}, NO_FILE)
    assert settings.on_the_web("/?clinic=edina") == ""


@pytest.mark.skipif(not UNREADABLE.exists(), reason="Linux alone has such a file")
def test_a_secrets_file_that_cannot_be_read_is_named() -> None:
    with pytest.raises(SettingsError, match=f"{UNREADABLE} can't be read"):
        load_settings({}, UNREADABLE)


def test_a_broken_secrets_file_is_named(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text("LOCATOR_TILES = ", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"secrets\.toml"):
        load_settings({}, secrets)


PROVIDER = 'client_id = "us"\nclient_secret = "ours"\nserver_metadata_url = "{url}"\n'
GOOGLE = PROVIDER.format(url="https://accounts.google.com/.well-known/openid-configuration")
SECRET = 'cookie_secret = "thirty-two letters that nobody knows"\n'
STAFF = {"LOCATOR_STAFF": "Ana@example.org bo@example.org:undo"}


def accounts(tmp_path: Path, toml: str, environment: dict[str, str] = STAFF) -> tuple[str, ...]:
    """Who can prove an account, by a secrets file."""
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(toml, encoding="utf-8")
    return load_settings(environment, secrets).accounts


def test_staff_may_sign_in_with_each_account_that_the_secrets_file_describes(tmp_path: Path) -> None:
    assert accounts(tmp_path, f"[auth]\n{SECRET}{GOOGLE}") == ("default",)
    two = f'[auth]\n{SECRET}[auth.google]\n{GOOGLE}[auth.okta]\n{GOOGLE}[auth.half]\nclient_id = "x"\n'
    assert accounts(tmp_path, two) == ("google", "okta")


def test_without_a_list_of_staff_nothing_of_accounts_is_asked_for(tmp_path: Path) -> None:
    assert accounts(tmp_path, f'[auth]\ncookie_secret = "xxx"\n{GOOGLE}', {}) == ()
    assert accounts(tmp_path, 'auth = "off"\n') == ()


def test_a_secret_that_could_be_guessed_is_refused(tmp_path: Path) -> None:
    for secret in ("", 'cookie_secret = "xxx"\n', 'cookie_secret = "fifteen letters"\n'):
        with pytest.raises(SettingsError, match="cookie_secret") as refused:
            accounts(tmp_path, f"[auth]\n{secret}{GOOGLE}")
        assert "fifteen" not in str(refused.value)


@pytest.mark.parametrize("tenant", ["common", "organizations", "consumers", "COMMON"])
def test_accounts_of_every_organization_at_once_are_refused(tmp_path: Path, tenant: str) -> None:
    address = "https://login.microsoftonline.com/{}/v2.0/.well-known/openid-configuration"
    microsoft = PROVIDER.format(url=address.format(tenant))
    with pytest.raises(SettingsError, match="microsoft"):
        accounts(tmp_path, f"[auth]\n{SECRET}[auth.microsoft]\n{microsoft}")
    own = PROVIDER.format(url=address.format("5c3ab1ee-0000-4000-8000-000000000000"))
    assert accounts(tmp_path, f"[auth]\n{SECRET}[auth.microsoft]\n{own}") == ("microsoft",)
