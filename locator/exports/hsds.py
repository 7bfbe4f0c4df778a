"""Clinics in the Human Services Data Specification 3 (Open Referral): the answer of a paged /services.

Each service at the locations that are said to offer it. HSDS has no word for
a place that does not offer a service, or of which nobody knows: those are left out, and so are closed ones.
How and when each fact was learned stands in attributes of the service at its location.
"""

from __future__ import annotations

from typing import Any

import orjson

from locator.clinics import SERVICES, Availability, Clinic, Network, Service
from locator.exports.chosen import Chosen, closed_words
from locator.exports.parts import DAYS, filled, stable_uuid
from locator.hours import weekly_openings
from locator.words import N_, _, language
from locator.words.facts import fact_line, listing_sentence
from locator.words.services import words_for
from locator.words.spoken import language_name
from locator.words.visiting import step_free

# What the attributes are about: name, and what it means.
_TERMS = {
    "certainty": N_("How sure we are: confirmed, or reported (call to confirm)"),
    "as_of": N_("The day on which it was learned"),
    "method": N_("How it was learned: phone, staff, website or directory"),
    "source": N_("Who or what said so"),
    "refers_to": N_("The clinic to which people evaluated here are sent for the procedure"),
    "website": N_("The clinic's own page"),
    "listing_as_of": N_("The day on which address, phone and hours were learned"),
    "listing_source": N_("Where address, phone and hours were learned"),
    "listing_is_old": N_("Whether that is too long ago, or not known: then call first"),
    "phone_steps": N_("What to press and say on the phone"),
    "referral_needs": N_("What a referral must hold, and how to send it"),
    "new_patients": N_("Whether new patients are taken: yes or no"),
    "wait_weeks": N_("Weeks until the first visit"),
    "availability_as_of": N_("The day on which new patients and waits were learned"),
    "availability_is_old": N_("Whether that is too long ago, or not known: then ask"),
    "npi": N_("The National Provider Identifier of the clinic"),
}


def hsds_file(chosen: Chosen) -> bytes:
    """One page that holds every service in full."""
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
    """`assured_date` is the earliest day on which any of it was learned; left out where one is not known."""
    clinics = [clinic for clinic in chosen if service in clinic.offered]
    days = [day for clinic in clinics if (day := clinic.fact(service).as_of)]
    assured = {"assured_date": min(days)} if days and len(days) == len(clinics) else {}
    organization = chosen.network.once(_organization, language())
    return {
        "id": stable_uuid("service", service.column),
        "name": str(words_for(service).export_name),
        "description": str(words_for(service).export_description),
        "status": "active",
        "organization_id": organization["id"],
        "organization": organization,
        **assured,
        "service_at_locations": [_service_at_location(service, clinic) for clinic in clinics],
    }


def _organization(network: Network, _language: str) -> dict[str, str]:
    """Who offers the services: the one practice of all clinics, else those of the list together."""
    practices = {clinic.practice or clinic.name for clinic in network}
    if len(practices) == 1:
        (name,) = practices
        return {
            "id": stable_uuid("organization", name),
            "name": name,
            "description": _("The practice that runs these clinics."),
        }
    return {
        "id": stable_uuid("organization"),
        "name": _("Kyphoplasty clinics"),
        "description": _(
            "A list of clinics of more than one practice: each location has a practice of its own."
        ),
    }


def _service_at_location(service: Service, clinic: Clinic) -> dict[str, Any]:
    fact = clinic.fact(service)
    here = stable_uuid("service_at_location", clinic.clinic_id, service.column)
    known = filled(
        certainty=fact.certainty,
        as_of=fact.as_of,
        method=fact.method,
        source=fact.source,
        refers_to="" if service.is_procedure else ";".join(clinic.refers_to),
    )
    words = [fact_line(service, fact), closed_words(clinic)]
    return {
        "id": here,
        "service_id": stable_uuid("service", service.column),
        "location_id": stable_uuid("location", clinic.clinic_id),
        "description": " ".join(filter(None, words)),
        "location": _location(clinic),
        "attributes": _attributes(here, "service_at_location", known),
    }


def _location(clinic: Clinic) -> dict[str, Any]:
    here, position = stable_uuid("location", clinic.clinic_id), clinic.exact_position
    address = {
        "id": stable_uuid("address", clinic.clinic_id),
        "address_1": clinic.street,
        "city": clinic.city,
        "state_province": clinic.state,
        "postal_code": clinic.zip,
        "country": "US",
        "address_type": "physical",
    }
    known = filled(
        website=clinic.website,
        listing_as_of=clinic.listing.as_of,
        listing_source=clinic.listing.source,
        listing_is_old=str(clinic.listing.is_old).lower(),
        phone_steps=clinic.phone_steps,
        referral_needs=clinic.referral_needs,
        npi=clinic.npi,
        **_availability(clinic.availability),
    )
    location = {
        "id": here,
        "location_type": "physical",
        "name": clinic.name,
        "external_identifier": clinic.clinic_id,
        "external_identifier_type": "clinic_id",
        "addresses": [address],
        "phones": _phones(clinic),
        "schedules": _schedules(clinic),
        "languages": _languages(clinic),
        "accessibility": _accessibility(clinic),
        "attributes": _attributes(here, "location", known),
    }
    latitude, longitude = (position.latitude, position.longitude) if position else (None, None)
    return location | filled(description=clinic.access_notes, latitude=latitude, longitude=longitude)


def _phones(clinic: Clinic) -> list[dict[str, Any]]:
    phones = []
    for column, number, kind, description in (
        ("phone", clinic.phone, "voice", _("For patients")),
        ("referral_phone", clinic.referral_phone, "voice", _("For offices that send patients")),
        ("referral_fax", clinic.referral_fax, "fax", _("For offices that send patients")),
    ):
        plain, _mark, extension = number.partition(" ext. ")
        if number:
            phone = filled(
                id=stable_uuid("phone", clinic.clinic_id, column),
                number=f"+1-{plain}",
                type=kind,
                description=description,
                extension=int(extension) if extension else None,
            )
            phones.append(phone)
    return phones


def _availability(availability: Availability) -> dict[str, Any]:
    if not availability.is_known:
        return {}
    weeks = availability.wait_weeks
    return filled(
        new_patients=availability.new_patients,
        wait_weeks="" if weeks is None else str(weeks),
        availability_as_of=availability.as_of,
        availability_is_old=str(availability.is_old).lower(),
    )


def _languages(clinic: Clinic) -> list[dict[str, str]]:
    return [
        {"id": stable_uuid("language", clinic.clinic_id, tag), "name": language_name(tag), "code": tag}
        for tag in clinic.languages
    ]


def _accessibility(clinic: Clinic) -> list[dict[str, str]]:
    told = step_free(clinic)
    return [{"id": stable_uuid("accessibility", clinic.clinic_id), "description": told}] if told else []


def _schedules(clinic: Clinic) -> list[dict[str, Any]]:
    """One for each time span of the ordinary week; for other hours one that has them as text alone.

    Times are the clinic's wall clock, whose offset from UTC changes twice a year; `notes` names its zone,
    and says of which day the hours are.
    """
    if not clinic.opening_hours:
        return []
    notes = _("Local time, %(zone)s. %(listing)s", zone=clinic.timezone, listing=listing_sentence(clinic))
    as_typed = {"description": clinic.opening_hours, "notes": notes}
    openings = weekly_openings(clinic.opening_hours)
    if not openings:
        return [{"id": stable_uuid("schedule", clinic.clinic_id)} | as_typed]
    return [
        {
            "id": stable_uuid("schedule", clinic.clinic_id, str(number)),
            "freq": "WEEKLY",
            "byday": ",".join(DAYS[day][:2].upper() for day in opening.days),
            "opens_at": f"{opening.opens:%H:%M}",
            "closes_at": f"{opening.closes_on_the_day:%H:%M}",
            **as_typed,
        }
        for number, opening in enumerate(openings)
    ]


def _attributes(link_id: str, entity: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "id": stable_uuid("attribute", link_id, name),
            "link_id": link_id,
            "link_entity": entity,
            "value": value,
            "taxonomy_term": {
                "id": stable_uuid("term", name),
                "name": name,
                "description": str(_TERMS[name]),
                "taxonomy": _("The clinic list of “Kyphoplasty clinics”"),
            },
        }
        for name, value in values.items()
    ]
