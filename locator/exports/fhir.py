"""Clinics as FHIR R4: Organizations, Locations and HealthcareServices, with how each fact was verified.

A yes is a HealthcareService. FHIR has no word for a service
that a place does not offer, or of which nobody knows; those are left out, and each Location says every fact
in full in an extension of ours, in the five parts that the API gives them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from locator.clinics import SERVICES, Availability, Clinic, Intake, Service, Status
from locator.exports.chosen import Chosen, closed_words
from locator.exports.fhir_verification import listing_verification, verification
from locator.exports.parts import DAYS, NAMESPACE, filled, stable_urn, stable_uuid
from locator.hours import Opening, says_more, weekly_openings
from locator.templates import render
from locator.words import _
from locator.words.facts import fact_line
from locator.words.services import words_for
from locator.words.spoken import language_name
from locator.words.visiting import for_schedulers, step_free

IDENTIFIERS = f"urn:uuid:{NAMESPACE}"  # the system of ours: the clinic_id, and for a service its column
NPI = "http://hl7.org/fhir/sid/us-npi"
CPT = "http://www.ama-assn.org/go/cpt"
BCP_47 = "urn:ietf:bcp:47"
REFERRAL_METHOD = "http://terminology.hl7.org/CodeSystem/service-referral-method"
US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core"
# An extension of the Plan-Net guide for Locations and HealthcareServices, by itself.
PLAN_NET = "http://hl7.org/fhir/us/davinci-pdex-plan-net"
ACCEPTING: dict[Intake | None, str] = {Intake.YES: "newpt", Intake.NO: "nopt"}
TIMEZONE = "http://hl7.org/fhir/StructureDefinition/timezone"
STATUS = {Status.OPEN: "active", Status.TEMPORARILY_CLOSED: "suspended", Status.CLOSED: "inactive"}

Resource = dict[str, Any]


def fhir_file(chosen: Chosen) -> bytes:
    """A Bundle (type collection) in FHIR R4 JSON; references within it go by the full URL of an entry."""
    entries = [
        {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}
        for clinic in chosen
        for resource in _resources(clinic, chosen.network.confirm_days)
    ]
    return orjson.dumps(filled(resourceType="Bundle", type="collection", entry=entries))


def _resources(clinic: Clinic, confirm_days: int) -> Iterator[Resource]:
    yield _organization(clinic)
    yield _location(clinic)
    yield listing_verification(clinic, confirm_days)
    for service in clinic.offered:
        yield _service(service, clinic)
        yield verification(service, clinic, confirm_days)


def _resource(kind: str, *key: str, npi: str = "", profile: str = "", **elements: Any) -> Resource:
    identifier = [{"system": IDENTIFIERS, "value": "/".join(key)}]
    identifier += [{"system": NPI, "value": npi}] if npi else []
    meta = {"profile": [profile]} if profile else {}
    return filled(resourceType=kind, id=stable_uuid(kind, *key), meta=meta, identifier=identifier, **elements)


def _organization(clinic: Clinic) -> Resource:
    referrals = [*_phones(clinic.referral_phone), *_phones(clinic.referral_fax, "fax")]
    contact = {"purpose": {"text": _("For offices that send patients")}, "telecom": referrals}
    return _resource(
        "Organization",
        clinic.clinic_id,
        npi=clinic.npi,
        profile=f"{US_CORE}-organization",
        active=clinic.status is not Status.CLOSED,
        name=clinic.name,
        telecom=_telecom(clinic),
        address=[_address(clinic)],
        contact=[contact] if referrals else [],
    )


def _location(clinic: Clinic) -> Resource:
    position = clinic.exact_position
    return _resource(
        "Location",
        clinic.clinic_id,
        profile=f"{US_CORE}-location",
        text=_narrative(clinic),
        extension=[
            {"url": TIMEZONE, "valueCode": clinic.timezone},
            *(_fact_extension(service, clinic) for service in SERVICES),
            *_new_patients(clinic.availability),
            *_availability_extension(clinic.availability),
            _listing_extension(clinic),
        ],
        status=STATUS[clinic.status],
        name=clinic.name,
        description=clinic.access_notes,
        mode="instance",
        telecom=_telecom(clinic),
        address=_address(clinic),
        position={"longitude": position.longitude, "latitude": position.latitude} if position else None,
        managingOrganization={"reference": stable_urn("Organization", clinic.clinic_id)},
        **_hours(clinic, "hoursOfOperation", "openingTime", "closingTime"),
    )


def _service(service: Service, clinic: Clinic) -> Resource:
    name, closed = str(words_for(service).export_name), closed_words(clinic)
    return _resource(
        "HealthcareService",
        clinic.clinic_id,
        service.column,
        active=True,
        providedBy={"reference": stable_urn("Organization", clinic.clinic_id)},
        location=[{"reference": stable_urn("Location", clinic.clinic_id)}],
        extension=_new_patients(clinic.availability),
        type=[_coded(CPT, *service.cpt_codes, text=name)],
        name=name,
        comment=fact_line(service, clinic.fact(service)),
        extraDetails="\n\n".join(for_schedulers(clinic)),
        telecom=_telecom(clinic),
        characteristic=[{"text": told}] if (told := step_free(clinic)) else [],
        communication=[_coded(BCP_47, tag, text=language_name(tag)) for tag in clinic.languages],
        referralMethod=[
            _coded(REFERRAL_METHOD, method)
            for method, number in (("phone", clinic.referral_phone), ("fax", clinic.referral_fax))
            if number
        ],
        **_hours(clinic, "availableTime", "availableStartTime", "availableEndTime"),
        notAvailable=[{"description": closed}] if closed else [],
    )


def _fact_extension(service: Service, clinic: Clinic) -> dict[str, Any]:
    fact = clinic.fact(service)
    return _extension(
        stable_urn("fact", service.column),
        {"url": "value", "valueCode": fact.value},
        {"url": "certainty", "valueString": fact.certainty},
        {"url": "as_of", "valueDate": fact.as_of},
        {"url": "method", "valueCode": fact.method},
        {"url": "source", "valueString": fact.source},
    )


def _new_patients(availability: Availability) -> list[dict[str, Any]]:
    """Whether new patients are taken, in Plan-Net's words; nothing where it must be asked."""
    code = ACCEPTING.get(availability.intake)
    if not code:
        return []
    accepting = _coded(f"{PLAN_NET}/CodeSystem/AcceptingPatientsCS", code)
    part = {"url": "acceptingPatients", "valueCodeableConcept": accepting}
    return [_extension(f"{PLAN_NET}/StructureDefinition/newpatients", part)]


def _availability_extension(availability: Availability) -> list[dict[str, Any]]:
    """The same with the wait, its date, and whether that is too long ago."""
    if not availability.is_known:
        return []
    extension = _extension(
        stable_urn("availability"),
        {"url": "new_patients", "valueCode": availability.new_patients},
        {"url": "wait_weeks", "valueUnsignedInt": availability.wait_weeks},
        {"url": "as_of", "valueDate": availability.as_of},
        {"url": "is_old", "valueBoolean": availability.is_old},
    )
    return [extension]


def _listing_extension(clinic: Clinic) -> dict[str, Any]:
    """How old address, phone and hours are."""
    return _extension(
        stable_urn("listing"),
        {"url": "is_old", "valueBoolean": clinic.listing.is_old},
        {"url": "as_of", "valueDate": clinic.listing.as_of},
        {"url": "source", "valueString": clinic.listing.source},
    )


def _extension(url: str, *parts: dict[str, Any]) -> dict[str, Any]:
    return {"url": url, "extension": [part for part in parts if len(filled(**part)) == len(part)]}


def _narrative(clinic: Clinic) -> dict[str, str]:
    div = render("fhir_narrative.html", clinic=clinic, closed=closed_words(clinic))
    return {"status": "generated", "div": str(div)}


def _telecom(clinic: Clinic) -> list[dict[str, str]]:
    website = [{"system": "url", "value": clinic.website}] if clinic.website else []
    return [*_phones(clinic.phone), *website]


def _phones(number: str, system: str = "phone") -> list[dict[str, str]]:
    return [{"system": system, "value": f"+1-{number}", "use": "work"}] if number else []


def _address(clinic: Clinic) -> dict[str, Any]:
    return {
        "type": "physical",
        "line": [clinic.street],
        "city": clinic.city,
        "state": clinic.state,
        "postalCode": clinic.zip,
        "country": "US",
    }


def _coded(system: str, *codes: str, text: str = "") -> dict[str, Any]:
    return filled(coding=[{"system": system, "code": code} for code in codes], text=text)


def _hours(clinic: Clinic, week: str, opens: str, closes: str) -> dict[str, Any]:
    """The ordinary week as a resource names it, and all of the hours where they say more."""
    hours = clinic.opening_hours
    return {
        week: [_open(opening, opens, closes) for opening in weekly_openings(hours)],
        "availabilityExceptions": hours if says_more(hours) else "",
    }


def _open(opening: Opening, opens: str, closes: str) -> dict[str, Any]:
    days = {"daysOfWeek": [DAYS[day][:3].lower() for day in opening.days]}
    if opening.is_all_day:
        return days | {"allDay": True}
    return days | {opens: opening.opens, closes: opening.closes_on_the_day}
