"""The HSDS export, held against the required fields of the Human Services Data Specification 3."""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import UUID

import pytest

from locator.clinics import Clinics
from tests.made_clinics import YES_BY_PHONE as YES
from tests.made_clinics import clinics
from tests.served import EXAMPLE, REAL, clinics_in, exported, network_in

Object = dict[str, Any]
YES_BY_PHONE = YES | {"source": "front desk"}

# From the specification's reference (docs.openreferral.org, HSDS 3): what each object must have.
REQUIRED = {
    "service": {"id", "name", "status"},
    "organization": {"id", "name", "description"},
    "languages": {"id"},
    "accessibility": {"id"},
    "service_at_locations": {"id"},
    "location": {"id", "location_type"},
    "addresses": {"id", "address_1", "city", "state_province", "postal_code", "country", "address_type"},
    "phones": {"id", "number"},
    "schedules": {"id"},
    "attributes": {"id"},
    "taxonomy_term": {"id", "name", "description"},
}
DAYS = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"}


def page_of(some: Clinics) -> Object:
    page: Object = json.loads(exported("hsds", some))
    return page


def services(some: Clinics) -> tuple[Object, Object]:
    evaluation, procedure = page_of(some)["contents"]
    return evaluation, procedure


def objects(kind: str, part: Any) -> list[tuple[str, Object]]:
    """Every object within, with the name under which it stands."""
    if isinstance(part, list):
        return [found for each in part for found in objects(kind, each)]
    if not isinstance(part, dict):
        return []
    return [(kind, part), *(found for name, value in part.items() for found in objects(name, value))]


def attributes_of(entity: Object) -> dict[str, str]:
    return {each["taxonomy_term"]["name"]: each["value"] for each in entity["attributes"]}


def test_it_is_one_page_with_both_services() -> None:
    page = page_of(clinics_in(EXAMPLE))
    contents = page.pop("contents")
    assert page == {
        "total_items": 2,
        "total_pages": 1,
        "page_number": 1,
        "size": 2,
        "first_page": True,
        "last_page": True,
        "empty": False,
    }
    assert [service["name"] for service in contents] == ["Evaluation for kyphoplasty", "Kyphoplasty"]


# Of the real clinics nobody has said yet which languages they speak, or whether there are steps.
@pytest.mark.parametrize(
    ("file", "absent"), [(REAL, {"languages", "accessibility"}), (EXAMPLE, set())], ids=["real", "example"]
)
def test_every_object_has_what_the_specification_requires(file: Any, absent: set[str]) -> None:
    found = objects("service", page_of(clinics_in(file))["contents"])
    assert {kind for kind, _ in found} == set(REQUIRED) - absent
    for kind, each in found:
        assert REQUIRED[kind] <= set(each), kind
        assert UUID(each["id"]).version == 5
        assert all(value not in ("", None) for value in each.values()), each
    for kind, each in found:
        if kind == "service":
            assert each["status"] in ("active", "inactive", "defunct", "temporarily closed")
        if kind == "location":
            assert each["location_type"] == "physical"
        if kind == "addresses":
            assert each["address_type"] == "physical"
            assert each["country"] == "US"
        if kind == "schedules" and "freq" in each:
            assert each["freq"] == "WEEKLY"
            assert set(each["byday"].split(",")) <= DAYS
            assert re.fullmatch("[0-2][0-9]:[0-5][0-9]", each["opens_at"])
            assert re.fullmatch("[0-2][0-9]:[0-5][0-9]", each["closes_at"])


def test_each_service_is_only_at_the_clinics_that_say_yes() -> None:
    some = clinics_in(EXAMPLE)
    for service, column in zip(services(some), ("evaluates", "performs"), strict=True):
        there = [each["location"]["external_identifier"] for each in service["service_at_locations"]]
        assert there == [
            clinic.clinic_id
            for clinic in network_in(EXAMPLE)
            if clinic.facts[column].value == "yes" and clinic.status != "closed"
        ]


def test_how_and_when_a_fact_was_learned_stands_beside_it() -> None:
    evaluation, _ = services(clinics_in(EXAMPLE))
    here = {each["location"]["external_identifier"]: each for each in evaluation["service_at_locations"]}
    maple_grove = here["example-maple-grove"]
    assert attributes_of(maple_grove) == {
        "certainty": "confirmed",
        "as_of": "2026-10-28",
        "method": "phone",
        "source": "Example front desk",
        "refers_to": "example-plymouth;example-minneapolis",
    }
    assert maple_grove["location_id"] == maple_grove["location"]["id"]
    assert maple_grove["service_id"] == evaluation["id"]
    assert "confirmed by phone Oct 28, 2026" in maple_grove["description"]
    assert here["example-woodbury"]["description"].endswith("Closed for now.")


def test_a_service_was_assured_when_the_oldest_of_it_was_and_not_at_all_if_a_date_is_missing() -> None:
    old, new = YES_BY_PHONE | {"as_of": "2026-02-01"}, YES_BY_PHONE
    dated = clinics({"clinic_id": "a", "performs": new}, {"clinic_id": "b", "performs": old})
    assert services(dated)[1]["assured_date"] == "2026-02-01"
    undated = clinics({"clinic_id": "a", "performs": new}, {"clinic_id": "b", "performs": {"value": "yes"}})
    assert "assured_date" not in services(undated)[1]


def test_phones_have_their_kind_and_extension() -> None:
    _, procedure = services(clinics_in(EXAMPLE))
    (saint_paul,) = [
        each["location"]
        for each in procedure["service_at_locations"]
        if each["location"]["external_identifier"] == "example-saint-paul"
    ]
    assert [(phone["number"], phone["type"], phone.get("extension")) for phone in saint_paul["phones"]] == [
        ("+1-651-555-0111", "voice", 4),
        ("+1-651-555-0112", "voice", None),
        ("+1-651-555-0113", "fax", None),
    ]


def test_hours_that_are_not_the_same_every_week_are_text_alone() -> None:
    some = clinics({"clinic_id": "a", "performs": YES_BY_PHONE, "opening_hours": "Mo[1] 08:00-12:00"})
    (here,) = services(some)[1]["service_at_locations"]
    (schedule,) = here["location"]["schedules"]
    assert schedule["description"] == "Mo[1] 08:00-12:00"
    assert "freq" not in schedule


@pytest.mark.parametrize(("as_of", "is_old"), [("2026-11-01", "false"), ("2026-01-01", "true")])
def test_how_old_address_and_hours_are_stands_with_the_location_and_its_hours(
    as_of: str, is_old: str
) -> None:
    some = clinics({"clinic_id": "a", "performs": YES_BY_PHONE, "opening_hours": "Th 08:00-16:30",
                    "listing_as_of": as_of, "listing_source": "a list"})  # fmt: skip
    (here,) = services(some)[1]["service_at_locations"]
    known = {"listing_as_of": as_of, "listing_source": "a list", "listing_is_old": is_old}
    assert attributes_of(here["location"]) == known
    (schedule,) = here["location"]["schedules"]
    assert ("call before you go" in schedule["notes"]) == (is_old == "true")


def test_a_position_that_is_only_the_zips_is_not_given_as_the_clinics() -> None:
    some = clinics({"clinic_id": "a", "performs": YES_BY_PHONE, "is_approximate": True})
    (here,) = services(some)[1]["service_at_locations"]
    assert "latitude" not in here["location"]


def test_the_services_have_the_organization_that_offers_them() -> None:
    one = [service["organization"] for service in services(clinics_in(REAL))]
    assert [each["name"] for each in one] == ["iSpine Clinics", "iSpine Clinics"]
    assert one[0]["id"] == services(clinics_in(REAL))[0]["organization_id"]
    several = services(clinics_in(EXAMPLE))[0]["organization"]
    assert several["name"] == "Kyphoplasty clinics"  # nobody's name is given to the others
    assert "more than one practice" in several["description"]


def test_languages_and_accessibility_stand_with_the_location_and_what_hsds_has_no_word_for_in_attributes() -> (
    None
):
    told = {
        "languages": "en;hmn", "step_free": "yes", "phone_steps": "press 2", "referral_needs": "an MRI, by fax",
        "new_patients": "yes", "wait_weeks": "0", "availability_as_of": "2026-09-03", "npi": "1234567893",
    }  # fmt: skip
    (here,) = services(clinics({"clinic_id": "a", "performs": YES_BY_PHONE} | told))[1][
        "service_at_locations"
    ]
    location = here["location"]
    assert [(each["code"], each["name"]) for each in location["languages"]] == [
        ("en", "English"),
        ("hmn", "Hmong"),
    ]
    assert [each["description"] for each in location["accessibility"]] == ["There is a way in without steps."]
    known = attributes_of(location)
    assert {name: known[name] for name in known if not name.startswith("listing")} == {
        "phone_steps": "press 2", "referral_needs": "an MRI, by fax", "npi": "1234567893", "new_patients": "yes",
        "wait_weeks": "0", "availability_as_of": "2026-09-03", "availability_is_old": "true",
    }  # fmt: skip
