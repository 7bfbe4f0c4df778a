"""How and when a fact was learned, as a FHIR VerificationResult.

Shaped after the Verification profile of the US National Directory guide (HL7, hl7.org/fhir/us/ndh):
`statusDate` and `lastPerformed` are the day on which it was learned, `primarySource` and `attestation` say
who said so. The guide asks for dates that we do not always have; none is made up, so the profile is not
claimed.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from locator.clinics import Clinic, Fact, Listing, Method, Service
from locator.exports.parts import filled, stable_urn, stable_uuid
from locator.words import _
from locator.words.facts import METHODS


def verification(service: Service, clinic: Clinic, confirm_days: int) -> dict[str, Any]:
    """Of the fact that stands behind a HealthcareService; it is to be confirmed every `confirm_days`.

    What the clinic itself said is "validated" while it is confirmed and "req-revalid" once it is too old.
    What was read somewhere, or bears no date, is "attested" and no more.
    """
    fact = clinic.fact(service)
    result = _result("HealthcareService", clinic.clinic_id, service.column, learned=fact, every=confirm_days)
    if fact.is_confirmed:
        result["status"] = "validated"
    elif fact.confirmed_until:
        result |= _too_old_since(fact.confirmed_until)
    how = {"text": str(METHODS[fact.method])}
    if fact.method and fact.method.is_first_hand:
        result |= _asked_the_clinic(clinic, fact, how)
    else:
        result |= {"validationType": _coded("validation-type", "nothing"), "validationProcess": [how]}
    return result | _attestation(clinic, fact)


def listing_verification(clinic: Clinic, confirm_days: int) -> dict[str, Any]:
    """Of a Location: when and where address, phone and hours were learned, and if that is too long ago."""
    listing = clinic.listing
    result = _result("Location", clinic.clinic_id, learned=listing, every=confirm_days)
    if listing.is_old and listing.current_until:
        result |= _too_old_since(listing.current_until)
    result["validationType"] = _coded("validation-type", "nothing")
    result["validationProcess"] = [{"text": listing.source or str(METHODS[None])}]
    return result


def _too_old_since(last_day: date) -> dict[str, Any]:
    return {"status": "req-revalid", "statusDate": last_day + timedelta(days=1)}


def _result(*target: str, learned: Fact | Listing, every: int) -> dict[str, Any]:
    return filled(
        resourceType="VerificationResult",
        id=stable_uuid("VerificationResult", *target),
        target=[{"reference": stable_urn(*target)}],
        need=_coded("need", "periodic"),
        status="attested",
        statusDate=learned.as_of,
        lastPerformed=learned.as_of,
        frequency={"repeat": {"frequency": 1, "period": every, "periodUnit": "d"}},
        failureAction=_coded("failure-action", "warn"),
    )


def _asked_the_clinic(clinic: Clinic, fact: Fact, how: dict[str, str]) -> dict[str, Any]:
    source = filled(
        who=filled(reference=stable_urn("Organization", clinic.clinic_id), display=fact.source),
        type=[{"text": _("The clinic itself")}],
        communicationMethod=[_coded("verificationresult-communication-method", "manual")],
        validationStatus=_coded("validation-status", "successful"),
        validationDate=fact.as_of,
    )
    return {
        "validationType": _coded("validation-type", "primary"),
        "validationProcess": [_coded("validation-process", "primary") | how],
        "primarySource": [source],
    }


def _attestation(clinic: Clinic, fact: Fact) -> dict[str, Any]:
    """Who stands by it: the clinic, in person or on its website; else whoever the file names, if anybody."""
    is_the_clinic = fact.method in (Method.PHONE, Method.STAFF, Method.WEBSITE)
    reference = stable_urn("Organization", clinic.clinic_id) if is_the_clinic else ""
    who = filled(reference=reference, display=fact.source)
    manual = _coded("verificationresult-communication-method", "manual")
    return {"attestation": filled(who=who, communicationMethod=manual, date=fact.as_of)} if who else {}


def _coded(system: str, code: str) -> dict[str, Any]:
    return {"coding": [{"system": f"http://terminology.hl7.org/CodeSystem/{system}", "code": code}]}
