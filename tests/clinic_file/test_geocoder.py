"""Asking the US Census Bureau where a clinic is, against a stand-in on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import httpx
import pytest

from locator.clinic_file import read_clinic_file, write_clinic_file
from locator.clinic_file.geocoder import (
    CENSUS,
    MOST_ADDRESSES,
    Located,
    LookedUp,
    Trouble,
    Verdict,
    look_up,
)
from locator.clinics import Clinic, Listing, Position
from tests import made_clinics
from tests.stand_ins.census_server import CensusServer

SHORT = httpx.Timeout(1.0)
EDINA = Position(44.8628, -93.3306, is_approximate=True)


@pytest.fixture
def census() -> Iterator[CensusServer]:
    with CensusServer() as server:
        yield server


def clinic(clinic_id: str = "edina", street: str = "7700 France Ave S", **rest: object) -> Clinic:
    known = {
        "row": 0,
        "clinic_id": clinic_id,
        "name": "Example",
        "street": street,
        "city": "Edina",
        "state": "MN",
        "zip": "55435-1234",
        "phone": "612-555-0101",
        "today": date(2026, 11, 20),
        "facts": {},
        "listing": Listing(),
        "position": EDINA,
    }
    return Clinic(**(known | rest))  # type: ignore[arg-type]


def ask(census: CensusServer, *clinics: Clinic) -> LookedUp:
    return look_up(clinics, census.address, timeout=SHORT, whole_seconds=5)


def ask_one(census: CensusServer, one: Clinic) -> Located:
    found = ask(census, one)
    assert found.trouble is None
    return found.located[0]


def test_an_address_that_is_known_gives_its_position_and_how_far_it_is_from_its_zip(
    census: CensusServer,
) -> None:
    census.places = {"7700 France": [(44.8633, -93.3272, "7700 FRANCE AVE S, EDINA, MN, 55435")]}
    found = ask_one(census, clinic())
    assert found.verdict is Verdict.FOUND
    assert found.position == Position(44.8633, -93.3272)
    assert found.matched == "7700 FRANCE AVE S, EDINA, MN, 55435"
    assert found.miles is not None
    assert 0.1 < found.miles < 0.3


@pytest.mark.parametrize(
    "street",
    [
        "7700 France Ave S Ste 240 & 260",
        "7700 France Ave S, Suite 5",
        "7700 France Ave S #12",
        "7700 France Ave S Bldg B, Floor 2",
        "7700 France Ave S",
    ],
)
def test_only_the_clinics_address_is_sent_without_its_suite(census: CensusServer, street: str) -> None:
    ask_one(census, clinic(street=street))
    assert census.asked == ["7700 France Ave S, Edina, MN 55435"]


@pytest.mark.parametrize(
    "street", ["1 Steven Way", "20 Flint Hills Rd", "3 Unity Ave", "4 Room-to-Grow Rd", "5 Building Blvd"]
)
def test_a_street_that_only_begins_like_a_suite_is_sent_whole(census: CensusServer, street: str) -> None:
    ask_one(census, clinic(street=street))
    assert census.asked[0].startswith(street[:10])


def test_an_address_that_is_not_known_is_said_not_to_be_found(census: CensusServer) -> None:
    assert ask_one(census, clinic()).verdict is Verdict.NOT_FOUND


def test_an_address_that_the_geocoder_refuses_is_not_found_and_the_next_one_is_asked(
    census: CensusServer,
) -> None:
    census.places = {"7700 France": [(44.8633, -93.3272, "7700 FRANCE AVE S")]}
    found = ask(census, clinic(street="9" * 120), clinic())
    assert [located.verdict for located in found.located] == [Verdict.NOT_FOUND, Verdict.FOUND]
    assert found.trouble is None


def test_two_places_with_one_address_are_not_chosen_between(census: CensusServer) -> None:
    census.places = {"7700": [(44.86, -93.33, "7700 FRANCE AVE S"), (44.99, -93.33, "7700 FRANCE AVE N")]}
    found = ask_one(census, clinic())
    assert found.verdict is Verdict.SEVERAL
    assert found.position is None


def test_two_matches_at_one_place_are_one(census: CensusServer) -> None:
    census.places = {"7700": [(44.86, -93.33, "7700 FRANCE AVE S"), (44.8601, -93.33, "7700 FRANCE AVE")]}
    assert ask_one(census, clinic()).verdict is Verdict.FOUND


def test_a_match_more_than_25_miles_from_the_zips_center_is_doubtful(census: CensusServer) -> None:
    census.places = {"7700": [(45.40, -93.33, "7700 FRANCE AVE S, ELSEWHERE, MN")]}
    found = ask_one(census, clinic())
    assert found.verdict is Verdict.TOO_FAR
    assert found.miles == pytest.approx(37.1, abs=0.2)


def test_a_match_that_no_zip_can_vouch_for_is_doubtful(census: CensusServer) -> None:
    census.places = {"7700": [(44.86, -93.33, "7700 FRANCE AVE S")]}
    found = ask_one(census, clinic(zip="00000", position=None))
    assert found.verdict is Verdict.TOO_FAR
    assert found.miles is None


@pytest.mark.parametrize(
    ("kind", "trouble"), [("error", Trouble.AWAY), ("redirect", Trouble.AWAY), ("hang", Trouble.SLOW)]
)
def test_a_geocoder_in_trouble_is_told_apart_and_nothing_is_raised(
    census: CensusServer, kind: str, trouble: Trouble
) -> None:
    census.trouble(kind)
    assert ask(census, clinic(), clinic()) == LookedUp((), trouble)
    assert len(census.asked) == 1


def test_a_geocoder_that_is_not_there_is_away() -> None:
    with CensusServer() as server:
        address = server.address
    assert look_up([clinic()], address, timeout=SHORT) == LookedUp((), Trouble.AWAY)


def test_an_answer_that_never_ends_is_given_up(census: CensusServer) -> None:
    census.trouble("trickle")
    found = look_up([clinic()], census.address, timeout=SHORT, whole_seconds=0.3)
    assert found == LookedUp((), Trouble.SLOW)


def _match(**coordinates: object) -> str:
    return json.dumps({"result": {"addressMatches": [{"coordinates": coordinates, "matchedAddress": "X"}]}})


@pytest.mark.parametrize(
    "answer",
    [
        "<html><body>Down for maintenance</body></html>",
        "[]",
        "null",
        '{"result": {}}',
        '{"result": {"addressMatches": {"0": 1}}}',
        '{"result": {"addressMatches": ["somewhere"]}}',
        _match(x=-93.0),
        _match(x="west", y="north"),
        _match(x=None, y=45.0),
        _match(x=-93.0, y=145.0),
        _match(x=-93.0, y=float("nan")),
        '{"result": {"addressMatches": [{"coordinates": {"x": 1e999, "y": 45}, "matchedAddress": "X"}]}}',
        f'{{"result": {{"addressMatches": [{{"coordinates": {{"x": 1{"0" * 400}, "y": 45}}}}]}}}}',
        "[" * 100_000,
        "x" * (1024 * 1024 + 1),
    ],
    ids=lambda answer: answer[:40],
)
def test_an_answer_that_is_not_as_documented_is_refused(census: CensusServer, answer: str) -> None:
    census.trouble(answer)
    assert ask(census, clinic()) == LookedUp((), Trouble.UNREADABLE)


def test_what_was_found_before_the_trouble_is_kept(census: CensusServer) -> None:
    census.places = {"7700": [(44.86, -93.33, "7700 FRANCE AVE S")], "1 Bad": [(99.0, 0.0, "X")]}
    found = ask(census, clinic(), clinic(street="1 Bad Rd"), clinic())
    assert [located.verdict for located in found.located] == [Verdict.FOUND]
    assert found.trouble is Trouble.UNREADABLE


def test_no_more_than_the_first_few_addresses_are_sent(census: CensusServer) -> None:
    ask(census, *[clinic(str(n)) for n in range(MOST_ADDRESSES + 5)])
    assert len(census.asked) == MOST_ADDRESSES


def test_the_address_finder_is_the_census_bureaus_and_encrypted() -> None:
    assert CENSUS == "https://geocoding.geo.census.gov/geocoder"


def test_accepted_positions_go_into_the_file_and_nothing_else_changes() -> None:
    before = made_clinics.clinics({"clinic_id": "a", "is_approximate": True}, {"clinic_id": "b"})
    after = before.with_positions({"a": Position(45.1234567, -93.7654321)})
    cells = after.cells(0)
    assert (cells["latitude"], cells["longitude"]) == ("45.12346", "-93.76543")
    assert after.position(0) == Position(45.12346, -93.76543)
    assert before.position(0) == Position(45.0, -93.0, is_approximate=True)
    assert (after.cells(1), after.position(1)) == (before.cells(1), before.position(1))
    assert before.cells(0)["latitude"] == ""


def test_a_file_with_an_accepted_position_can_go_live() -> None:
    header = "clinic_id,name,street,city,state,zip,phone,evaluates,performs,floors\n"
    row = "edina,Example,7700 France Ave S,Edina,MN,55435,612-555-0101,,,2\n"
    before = read_clinic_file((header + row).encode(), today=date(2026, 11, 20)).clinics
    assert before is not None
    position = before.position(0)
    assert position is not None
    assert position.is_approximate
    file = write_clinic_file(before.with_positions({"edina": Position(44.8633, -93.3272)}))
    after = read_clinic_file(file, today=date(2026, 11, 20))
    assert after.errors == ()
    assert after.clinics is not None
    assert after.clinics.position(0) == Position(44.8633, -93.3272)
    assert after.clinics.cells(0)["floors"] == "2"
