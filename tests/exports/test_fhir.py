"""The FHIR export, held against the R4 models of fhir.resources and against what it may not claim."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st

from locator.clinics import Clinics
from locator.education import sources
from locator.education.checklist import CODE_SOURCE
from locator.places.states import codes_by_name
from tests.made_clinics import YES_BY_PHONE as YES
from tests.made_clinics import clinics
from tests.served import EXAMPLE, NOW, REAL, clinics_in, exported, network_in

Resource = dict[str, Any]
YES_BY_PHONE = YES | {"source": "front desk"}


def resources(some: Clinics, now: datetime = NOW) -> list[Resource]:
    """The resources, after FHIR's own models have accepted them."""
    data = exported("fhir", some, now)
    Bundle.model_validate_json(data)
    return [entry["resource"] for entry in json.loads(data).get("entry", [])]


def of_kind(kind: str, found: list[Resource]) -> list[Resource]:
    return [resource for resource in found if resource["resourceType"] == kind]


def verification_of(found: list[Resource], service: str = "Kyphoplasty") -> Resource:
    (target,) = [each["id"] for each in of_kind("HealthcareService", found) if each["name"] == service]
    (result,) = [
        each
        for each in of_kind("VerificationResult", found)
        if each["target"] == [{"reference": f"urn:uuid:{target}"}]
    ]
    return result


@pytest.mark.parametrize("file", [REAL, EXAMPLE], ids=["real", "example"])
def test_it_is_a_collection_of_organizations_locations_and_services(file: Any) -> None:
    some = clinics_in(file)
    bundle = json.loads(exported("fhir", some))
    assert (bundle["resourceType"], bundle["type"]) == ("Bundle", "collection")
    found = resources(some)
    assert len(of_kind("Organization", found)) == len(of_kind("Location", found)) == len(some)


def test_every_reference_leads_to_an_entry_and_every_entry_is_there_once() -> None:
    data = exported("fhir", clinics_in(EXAMPLE))
    entries = json.loads(data)["entry"]
    addresses = [entry["fullUrl"] for entry in entries]
    assert len(set(addresses)) == len(addresses)
    assert all(entry["fullUrl"] == f"urn:uuid:{entry['resource']['id']}" for entry in entries)
    assert set(references(json.loads(data))) <= set(addresses)


def references(part: Any) -> list[str]:
    if isinstance(part, dict):
        here = [part["reference"]] if "reference" in part else []
        return here + [found for value in part.values() for found in references(value)]
    return [found for value in part for found in references(value)] if isinstance(part, list) else []


def test_only_a_yes_is_a_service_and_a_closed_clinic_has_none() -> None:
    found = resources(clinics_in(EXAMPLE))
    services = sorted(each["identifier"][0]["value"] for each in of_kind("HealthcareService", found))
    assert services == sorted(
        f"{clinic.clinic_id}/{column}"
        for clinic in network_in(EXAMPLE)
        for column, fact in clinic.facts.items()
        if fact.value == "yes" and clinic.status != "closed"
    )
    assert len(services) == 16


def test_what_is_no_service_is_said_in_full_all_the_same() -> None:
    no = {"value": "no", "as_of": "2026-10-20", "method": "phone", "source": "nurse line"}
    (location,) = of_kind("Location", resources(clinics({"clinic_id": "a", "evaluates": no})))
    evaluates, performs, _listing = location["extension"][1:]
    assert {part["url"]: list(part.values())[1] for part in evaluates["extension"]} == {
        "value": "no",
        "certainty": "confirmed",
        "as_of": "2026-10-20",
        "method": "phone",
        "source": "nurse line",
    }
    assert performs["extension"] == [{"url": "certainty", "valueString": "not confirmed"}]
    assert "Does not evaluate for kyphoplasty" in location["text"]["div"]
    assert "Procedure here not confirmed" in location["text"]["div"]


@pytest.mark.parametrize(
    ("fact", "status", "status_date", "learned"),
    [
        (YES_BY_PHONE, "validated", "2026-11-01", "2026-11-01"),
        # 180 days after January 1 is June 30, the last day on which it counts.
        (YES_BY_PHONE | {"as_of": "2026-01-01"}, "req-revalid", "2026-07-01", "2026-01-01"),
        (YES_BY_PHONE | {"as_of": ""}, "attested", None, None),
        (YES_BY_PHONE | {"method": "website"}, "attested", "2026-11-01", "2026-11-01"),
        (YES_BY_PHONE | {"method": "directory"}, "attested", "2026-11-01", "2026-11-01"),
        ({"value": "yes"}, "attested", None, None),
    ],
)
def test_a_fact_is_verified_as_it_was_learned_and_no_date_is_made_up(
    fact: dict[str, str], status: str, status_date: str | None, learned: str | None
) -> None:
    result = verification_of(resources(clinics({"clinic_id": "a", "performs": fact})))
    assert result["status"] == status
    assert result.get("statusDate") == status_date
    assert result.get("lastPerformed") == learned
    assert result.get("attestation", {}).get("date") == (learned if "attestation" in result else None)


@pytest.mark.parametrize(
    ("as_of", "status", "status_date", "is_old"),
    [
        ("2026-11-01", "attested", "2026-11-01", False),
        ("2026-01-01", "req-revalid", "2026-07-01", True),
        ("", "attested", None, True),
    ],
)
def test_a_location_says_how_old_its_address_and_hours_are(
    as_of: str, status: str, status_date: str | None, is_old: bool
) -> None:
    found = resources(clinics({"clinic_id": "a", "listing_as_of": as_of, "listing_source": "a list"}))
    (location,), (result,) = of_kind("Location", found), of_kind("VerificationResult", found)
    listing = {part["url"]: list(part.values())[1] for part in location["extension"][-1]["extension"]}
    assert listing == {"is_old": is_old, "source": "a list"} | ({"as_of": as_of} if as_of else {})
    assert (result["status"], result.get("statusDate")) == (status, status_date)
    assert ("call before you go" in location["text"]["div"].lower()) is is_old


def test_only_what_the_clinic_said_is_verified_against_the_clinic() -> None:
    by_phone = verification_of(resources(clinics({"clinic_id": "a", "performs": YES_BY_PHONE})))
    assert by_phone["validationType"]["coding"][0]["code"] == "primary"
    assert by_phone["primarySource"][0]["who"]["display"] == "front desk"
    listed = {"value": "yes", "method": "directory", "source": "regional list"}
    by_list = verification_of(resources(clinics({"clinic_id": "a", "performs": listed})))
    assert by_list["validationType"]["coding"][0]["code"] == "nothing"
    assert "primarySource" not in by_list
    assert by_list["attestation"]["who"] == {"display": "regional list"}


@pytest.mark.parametrize(
    ("status", "location_status", "is_active"),
    [("open", "active", True), ("temporarily closed", "suspended", True), ("closed", "inactive", False)],
)
def test_the_status_of_a_clinic(status: str, location_status: str, is_active: bool) -> None:
    found = resources(clinics({"clinic_id": "a", "status": status, "performs": YES_BY_PHONE}))
    assert of_kind("Location", found)[0]["status"] == location_status
    assert of_kind("Organization", found)[0]["active"] is is_active
    paused = [each["notAvailable"] for each in of_kind("HealthcareService", found) if "notAvailable" in each]
    assert paused == ([[{"description": "Closed for now."}]] if status == "temporarily closed" else [])


def test_phones_position_hours_and_time_zone_are_where_fhir_has_them() -> None:
    found = resources(clinics_in(EXAMPLE))
    (location,) = [
        e for e in of_kind("Location", found) if e["identifier"][0]["value"] == "example-minneapolis"
    ]
    assert location["telecom"][0] == {"system": "phone", "value": "+1-612-555-0101", "use": "work"}
    assert location["position"] == {"longitude": -93.2612, "latitude": 44.9401}
    assert location["hoursOfOperation"] == [
        {"daysOfWeek": ["mon", "tue", "wed", "thu"], "openingTime": "07:00:00", "closingTime": "19:00:00"},
        {"daysOfWeek": ["fri"], "openingTime": "07:00:00", "closingTime": "17:00:00"},
    ]
    assert location["availabilityExceptions"] == "Mo-Th 07:00-19:00; Fr 07:00-17:00; PH off"
    assert location["extension"][0]["valueCode"] == "America/Chicago"
    (office,) = [
        e for e in of_kind("Organization", found) if e["identifier"][0]["value"] == "example-minneapolis"
    ]
    assert [each["system"] for each in office["contact"][0]["telecom"]] == ["phone", "fax"]


def test_a_position_that_is_only_the_zips_is_not_given_as_the_clinics() -> None:
    some = clinics({"clinic_id": "a", "is_approximate": True}, {"clinic_id": "b", "miles_north": None})
    assert not any("position" in location for location in of_kind("Location", resources(some)))


def test_hours_that_are_not_the_same_every_week_are_text_alone() -> None:
    (location,) = of_kind(
        "Location", resources(clinics({"clinic_id": "a", "opening_hours": "Mo[1] 08:00-12:00"}))
    )
    assert "hoursOfOperation" not in location
    assert location["availabilityExceptions"] == "Mo[1] 08:00-12:00"


def test_a_clinic_keeps_its_identity_whatever_else_changes() -> None:
    before = resources(clinics({"clinic_id": "a", "performs": YES_BY_PHONE}))
    after = resources(
        clinics({"clinic_id": "b"}, {"clinic_id": "a", "name": "New name", "performs": YES_BY_PHONE}),
        datetime(2027, 11, 1, tzinfo=UTC),
    )
    assert {each["id"] for each in before} <= {each["id"] for each in after}


def test_no_clinics_are_an_empty_bundle() -> None:
    assert resources(clinics()) == []


@settings(max_examples=40)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).map(str.strip).filter(bool))
def test_whatever_the_file_says_is_text(text: str) -> None:
    some = clinics({"clinic_id": "a", "name": text, "street": text, "access_notes": text,
                    "performs": YES_BY_PHONE | {"source": text}, "listing_source": text})  # fmt: skip
    (location,) = of_kind("Location", resources(some))
    assert location["name"] == text
    assert location["text"]["div"].count("<p>") == 6


def service_of(**cells: Any) -> Resource:
    """The one service of a clinic with these cells."""
    found = resources(clinics({"clinic_id": "a", "performs": YES_BY_PHONE} | cells))
    (service,) = of_kind("HealthcareService", found)
    return service


def test_a_service_has_its_hours_as_its_location_has_them() -> None:
    service = service_of(opening_hours="Mo-Th 07:00-19:00; Fr 00:00-24:00; PH off")
    assert service["availableTime"] == [
        {
            "daysOfWeek": ["mon", "tue", "wed", "thu"],
            "availableStartTime": "07:00:00",
            "availableEndTime": "19:00:00",
        },
        {"daysOfWeek": ["fri"], "allDay": True},
    ]
    assert service["availabilityExceptions"] == "Mo-Th 07:00-19:00; Fr 00:00-24:00; PH off"
    assert "availableTime" not in service_of()


def test_kyphoplasty_has_the_codes_it_is_billed_under_as_our_sources_have_them_and_an_evaluation_none() -> (
    None
):
    (kind,) = service_of()["type"]
    assert kind["text"] == "Kyphoplasty"
    assert {each["system"] for each in kind["coding"]} == {"http://www.ama-assn.org/go/cpt"}
    codes = [each["code"] for each in kind["coding"]]
    assert codes == ["22513", "22514"]
    assert set(codes) <= set(sources()[CODE_SOURCE].figures)
    found = resources(clinics({"clinic_id": "a", "evaluates": YES_BY_PHONE}))
    assert of_kind("HealthcareService", found)[0]["type"] == [{"text": "Evaluation for kyphoplasty"}]


def test_referrals_go_by_the_ways_that_the_file_knows_and_no_other() -> None:
    def methods(**cells: str) -> list[str]:
        return [each["coding"][0]["code"] for each in service_of(**cells).get("referralMethod", [])]

    assert methods(referral_phone="612-555-0102", referral_fax="612-555-0103") == ["phone", "fax"]
    assert methods(referral_fax="612-555-0103") == ["fax"]
    assert methods() == []


def test_languages_steps_and_what_a_referral_needs_are_where_fhir_has_them() -> None:
    service = service_of(
        languages="en;hmn", step_free="yes", referral_needs="an MRI, by fax", phone_steps="press 2"
    )
    assert service["communication"] == [
        {"coding": [{"system": "urn:ietf:bcp:47", "code": "en"}], "text": "English"},
        {"coding": [{"system": "urn:ietf:bcp:47", "code": "hmn"}], "text": "Hmong"},
    ]
    assert service["characteristic"] == [{"text": "There is a way in without steps."}]
    assert "When you call: press 2\n\nA referral needs: an MRI, by fax" in service["extraDetails"]
    plain = service_of()
    assert not {"communication", "characteristic", "extraDetails", "referralMethod", "extension"} & set(plain)


@pytest.mark.parametrize(
    ("new_patients", "as_of", "code", "is_old"),
    [
        ("yes", "2026-11-03", "newpt", False),
        ("no", "2026-11-03", "nopt", False),
        ("yes", "2026-09-03", None, True),
    ],
)
def test_of_new_patients_only_what_was_said_lately_is_claimed_and_the_rest_is_told_with_its_date(
    new_patients: str, as_of: str, code: str | None, is_old: bool
) -> None:
    row = {"clinic_id": "a", "new_patients": new_patients, "wait_weeks": "3", "availability_as_of": as_of}
    (location,) = of_kind("Location", resources(clinics(row)))
    claims = [each for each in location["extension"] if each["url"].endswith("/newpatients")]
    codes = [each["extension"][0]["valueCodeableConcept"]["coding"][0]["code"] for each in claims]
    assert codes == ([code] if code else [])
    (told,) = [
        {part["url"]: list(part.values())[1] for part in each["extension"]}
        for each in location["extension"]
        if any(part.get("url") == "wait_weeks" for part in each.get("extension", []))
    ]
    assert told == {"new_patients": new_patients, "wait_weeks": 3, "as_of": as_of, "is_old": is_old}


def test_an_npi_is_an_identifier_of_the_organization_where_the_file_has_one() -> None:
    def identifiers(**cells: str) -> list[dict[str, str]]:
        (office,) = of_kind("Organization", resources(clinics({"clinic_id": "a"} | cells)))
        return [each for each in office["identifier"] if each["system"] == "http://hl7.org/fhir/sid/us-npi"]

    assert [each["value"] for each in identifiers(npi="1234567893")] == ["1234567893"]
    assert identifiers() == []


# What US Core asks of them (hl7.org/fhir/us/core, R4): these must be there, and addresses be of the US.
@pytest.mark.parametrize("file", [REAL, EXAMPLE], ids=["real", "example"])
def test_whoever_claims_a_profile_has_what_it_asks_for(file: Any) -> None:
    found = resources(clinics_in(file))
    offices, locations = of_kind("Organization", found), of_kind("Location", found)
    us_core = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-"
    for kind, each, needed in [
        *(("organization", each, {"active", "name"}) for each in offices),
        *(("location", each, {"name"}) for each in locations),
    ]:
        assert each["meta"]["profile"] == [us_core + kind]
        assert needed <= set(each)
    for address in [*(each["address"][0] for each in offices), *(each["address"] for each in locations)]:
        assert address["state"] in codes_by_name().values()
        assert len(address["line"]) <= 4
    claimed = {f"urn:uuid:{each['id']}" for each in offices}
    assert {each["managingOrganization"]["reference"] for each in locations} <= claimed
    # US Core has no profile of a service; Plan-Net's asks for a category that no list of ours has.
    assert not any("meta" in each for each in found if each not in (*offices, *locations))
