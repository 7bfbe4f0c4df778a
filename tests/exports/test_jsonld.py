"""The schema.org export: what search engines need, and nothing that is not known."""

from __future__ import annotations

import json
from typing import Any

import pytest

from locator.clinics import Clinics
from tests.made_clinics import NO_BY_PHONE, YES_ON_WEBSITE, clinics
from tests.served import EXAMPLE, REAL, clinics_in, exported

Object = dict[str, Any]


def graph_of(some: Clinics) -> list[Object]:
    document = json.loads(exported("jsonld", some))
    assert document["@context"] == "https://schema.org"
    graph: list[Object] = document["@graph"]
    return graph


@pytest.mark.parametrize("file", [REAL, EXAMPLE], ids=["real", "example"])
def test_every_clinic_has_what_google_requires_of_a_local_business(file: Any) -> None:
    graph = graph_of(clinics_in(file))
    assert len(graph) == len(clinics_in(file))
    for clinic in graph:
        assert clinic["@type"] == "MedicalClinic"
        assert clinic["name"]
        assert set(clinic["address"]) == {
            "@type", "streetAddress", "addressLocality", "addressRegion", "postalCode", "addressCountry",
        }  # fmt: skip
        assert clinic["telephone"].startswith("+1-")
        assert clinic["@id"].startswith("urn:uuid:")


def test_only_a_yes_is_a_service_and_it_says_how_sure_it_is() -> None:
    (clinic,) = graph_of(clinics({"clinic_id": "a", "evaluates": YES_ON_WEBSITE, "performs": NO_BY_PHONE}))
    assert clinic["availableService"] == [
        {
            "@type": "MedicalProcedure",
            "name": "Evaluation for kyphoplasty",
            "description": "Evaluates patients for kyphoplasty · call to confirm",
        }
    ]
    (unknown,) = graph_of(clinics({"clinic_id": "a"}))
    assert "availableService" not in unknown


@pytest.mark.parametrize(
    ("new_patients", "as_of", "claimed"),
    [
        ("yes", "2026-10-21", True),
        ("no", "2026-10-21", False),
        ("yes", "2026-10-20", None),
        ("yes", "", None),
    ],
)  # 30 days before November 20 is October 21, the first day that still counts
def test_of_new_patients_only_what_was_said_lately_is_claimed(
    new_patients: str, as_of: str, claimed: bool | None
) -> None:
    some = clinics({"clinic_id": "a", "new_patients": new_patients, "availability_as_of": as_of})
    (clinic,) = json.loads(exported("jsonld", some))["@graph"]
    assert clinic.get("isAcceptingNewPatients") is claimed
    assert b"isAcceptingNewPatients" not in exported("jsonld", clinics_in(REAL))


def test_a_position_that_is_only_the_zips_is_not_given_as_the_clinics() -> None:
    exact, about = graph_of(clinics({"clinic_id": "a"}, {"clinic_id": "b", "is_approximate": True}))
    assert exact["geo"] == {"@type": "GeoCoordinates", "latitude": 45.0, "longitude": -93.0}
    assert "geo" not in about


def test_hours_are_given_where_the_clinic_keeps_them_every_week() -> None:
    plain, odd, closed = graph_of(
        clinics(
            {"clinic_id": "a", "opening_hours": "Mo,We 08:00-16:30"},
            {"clinic_id": "b", "opening_hours": "Mo[1] 08:00-12:00"},
            {"clinic_id": "c", "opening_hours": "Mo,We 08:00-16:30", "status": "temporarily closed"},
        )
    )
    assert plain["openingHoursSpecification"] == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ["Monday", "Wednesday"],
            "opens": "08:00",
            "closes": "16:30",
        }
    ]
    assert "openingHoursSpecification" not in odd
    assert "openingHoursSpecification" not in closed
    assert closed["description"] == "Closed for now."


def test_of_an_old_listing_the_clinic_says_so() -> None:
    new, old, undated = graph_of(
        clinics(
            {"clinic_id": "a", "listing_as_of": "2026-11-01"},
            {"clinic_id": "b", "listing_as_of": "2026-01-01"},
            {"clinic_id": "c", "listing_as_of": ""},
        )
    )
    assert "description" not in new
    assert old["description"] == (
        "Address, phone and hours as of January 1, 2026. They may have changed: call before you go."
    )
    assert "Call before you go." in undated["description"]


def test_a_closed_clinic_offers_nothing() -> None:
    (closed,) = graph_of(clinics({"clinic_id": "a", "status": "closed", "evaluates": YES_ON_WEBSITE}))
    assert "availableService" not in closed
    assert closed["description"] == "Closed for good."


def test_languages_and_steps_are_where_schema_org_has_them_and_nowhere_if_not_known() -> None:
    told = {"languages": "en;hmn", "step_free": "no", "phone_steps": "press 2", "npi": "1234567893"}
    (clinic,) = json.loads(exported("jsonld", clinics({"clinic_id": "a"} | told)))["@graph"]
    assert clinic["contactPoint"] == {
        "@type": "ContactPoint",
        "telephone": "+1-612-555-0101",
        "availableLanguage": ["en", "hmn"],
        "description": "press 2",
    }
    (amenity,) = clinic["amenityFeature"]
    assert (amenity["@type"], amenity["name"], amenity["value"]) == (
        "LocationFeatureSpecification", "Way in without steps", False,
    )  # fmt: skip
    assert clinic["identifier"]["value"] == "1234567893"
    (plain,) = json.loads(exported("jsonld", clinics({"clinic_id": "a"})))["@graph"]
    assert not {"contactPoint", "amenityFeature", "identifier"} & set(plain)
