"""Clinics in the Human Services Data Specification 3 (Open Referral): the answer of a paged /services.

Two services, evaluation and procedure, each at the locations that are said to offer it. HSDS has no word for
a place that does not offer a service, or of which nobody knows: those are left out, and so are closed ones.
How and when each fact was learnt stands in attributes of the service at its location.
"""

from __future__ import annotations

from typing import Any

import orjson

from locator import wording
from locator.clinics import Clinic
from locator.exports.chosen import Chosen
from locator.exports.identity import stable_uuid
from locator.exports.services import CLOSED_WORDS, SERVICES, Service, services_at
from locator.exports.week import weekly_openings

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

# What the attributes are about: name, and what it means.
_TERMS = {
    "certainty": "How sure we are: confirmed, or reported (call to confirm)",
    "as_of": "The day on which it was learnt",
    "method": "How it was learnt: phone, staff, website or directory",
    "source": "Who or what said so",
    "refers_to": "The clinic to which people evaluated here are sent for the procedure",
    "website": "The clinic's own page",
}


def hsds_file(chosen: Chosen) -> bytes:
    """One page that holds both services in full."""
    services = [_service(service, chosen) for service in SERVICES]
    return orjson.dumps(
        {
            "total_items": len(services),
            "total_pages": 1,
            "page_number": 1,
            "size": len(services),
            "first_page": True,
            "last_page": True,
            "empty": False,
            "contents": services,
        }
    )


def _service(service: Service, chosen: Chosen) -> dict[str, Any]:
    """`assured_date` is the earliest day on which any of it was learnt; left out where one is not known."""
    clinics = [clinic for clinic in chosen if service in services_at(clinic)]
    days = [service.fact(clinic).as_of for clinic in clinics]
    known_days = [day.isoformat() for day in days if day]
    assured = {"assured_date": min(known_days)} if known_days and len(known_days) == len(days) else {}
    return {
        "id": stable_uuid("service", service.column),
        "name": service.name,
        "description": service.description,
        "status": "active",
        **assured,
        "service_at_locations": [_service_at_location(service, clinic, chosen) for clinic in clinics],
    }


def _service_at_location(service: Service, clinic: Clinic, chosen: Chosen) -> dict[str, Any]:
    fact = service.fact(clinic)
    here = stable_uuid("service_at_location", clinic.clinic_id, service.column)
    known = {
        "certainty": chosen.certainty(clinic, fact),
        "as_of": fact.as_of.isoformat() if fact.as_of else "",
        "method": fact.method or "",
        "source": fact.source,
        "refers_to": ";".join(clinic.refers_to) if service.column == "evaluates" else "",
    }
    words = [service.words(clinic, chosen), CLOSED_WORDS[clinic.status]]
    return {
        "id": here,
        "service_id": stable_uuid("service", service.column),
        "location_id": stable_uuid("location", clinic.clinic_id),
        "description": " ".join(filter(None, words)),
        "location": _location(clinic),
        "attributes": _attributes(here, "service_at_location", known),
    }


def _location(clinic: Clinic) -> dict[str, Any]:
    here = stable_uuid("location", clinic.clinic_id)
    location: dict[str, Any] = {
        "id": here,
        "location_type": "physical",
        "name": clinic.name,
        "external_identifier": clinic.clinic_id,
        "external_identifier_type": "clinic_id",
        "addresses": [_address(clinic)],
        "phones": _phones(clinic),
        "schedules": _schedules(clinic),
        "attributes": _attributes(here, "location", {"website": clinic.website}),
    }
    if clinic.access_notes:
        location["description"] = clinic.access_notes
    if clinic.position and not clinic.position.is_approximate:
        location |= {"latitude": clinic.position.latitude, "longitude": clinic.position.longitude}
    return location


def _address(clinic: Clinic) -> dict[str, str]:
    return {
        "id": stable_uuid("address", clinic.clinic_id),
        "address_1": clinic.street,
        "city": clinic.city,
        "state_province": clinic.state,
        "postal_code": clinic.zip,
        "country": "US",
        "address_type": "physical",
    }


def _phones(clinic: Clinic) -> list[dict[str, Any]]:
    phones = []
    for column, number, kind, description in (
        ("phone", clinic.phone, "voice", "For patients"),
        ("referral_phone", clinic.referral_phone, "voice", "For offices that send patients"),
        ("referral_fax", clinic.referral_fax, "fax", "For offices that send patients"),
    ):
        if number:
            plain, _, extension = number.partition(" ext. ")
            phone = {
                "id": stable_uuid("phone", clinic.clinic_id, column),
                "number": f"+1-{plain}",
                "type": kind,
                "description": description,
            }
            phones.append(phone | ({"extension": int(extension)} if extension else {}))
    return phones


def _schedules(clinic: Clinic) -> list[dict[str, Any]]:
    """One for each time span of the ordinary week; for other hours one that has them as text alone.

    Times are the clinic's wall clock, whose offset from UTC changes twice a year; `notes` names its zone.
    """
    if not clinic.opening_hours:
        return []
    as_typed = {"description": clinic.opening_hours, "notes": f"Local time, {clinic.timezone}"}
    openings = weekly_openings(clinic.opening_hours)
    if not openings:
        return [{"id": stable_uuid("schedule", clinic.clinic_id)} | as_typed]
    return [
        {
            "id": stable_uuid("schedule", clinic.clinic_id, str(number)),
            "freq": "WEEKLY",
            "byday": ",".join(_DAYS[day] for day in opening.days),
            "opens_at": f"{opening.opens:%H:%M}",
            "closes_at": f"{opening.closes_on_the_day:%H:%M}",
            **as_typed,
        }
        for number, opening in enumerate(openings)
    ]


def _attributes(link_id: str, entity: str, values: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "id": stable_uuid("attribute", link_id, name),
            "link_id": link_id,
            "link_entity": entity,
            "value": value,
            "taxonomy_term": {
                "id": stable_uuid("term", name),
                "name": name,
                "description": _TERMS[name],
                "taxonomy": f"The clinic list of “{wording.PRODUCT}”",
            },
        }
        for name, value in values.items()
        if value
    ]
