"""Clinics as JSON-LD in the words of schema.org, for search engines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

from locator.clinics import Clinic, Status
from locator.exports.chosen import Chosen
from locator.exports.identity import stable_urn
from locator.exports.services import CLOSED_WORDS, Service, services_at
from locator.exports.week import weekly_openings

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def jsonld_file(chosen: Chosen) -> bytes:
    """A graph of MedicalClinics (schema.org). Only a yes becomes a service; what is not known is left out."""
    return graph(medical_clinic(clinic, chosen) for clinic in chosen).encode()


def graph(clinics: Iterable[str]) -> str:
    """One document of clinics that are JSON already."""
    return f'{{"@context":"https://schema.org","@graph":[{",".join(clinics)}]}}'


def medical_clinic(clinic: Clinic, chosen: Chosen) -> str:
    """One clinic as JSON, without the context."""
    described = {
        "@type": "MedicalClinic",
        "@id": stable_urn("clinic", clinic.clinic_id),
        "name": clinic.name,
        "url": clinic.website,
        "telephone": f"+1-{clinic.phone}",
        "faxNumber": f"+1-{clinic.referral_fax}" if clinic.referral_fax else "",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": clinic.street,
            "addressLocality": clinic.city,
            "addressRegion": clinic.state,
            "postalCode": clinic.zip,
            "addressCountry": "US",
        },
        "geo": _geo(clinic),
        "openingHoursSpecification": _hours(clinic),
        "availableService": [_service(service, clinic, chosen) for service in services_at(clinic)],
        "description": CLOSED_WORDS[clinic.status],
    }
    return orjson.dumps({name: value for name, value in described.items() if value}).decode()


def _geo(clinic: Clinic) -> dict[str, Any] | None:
    """The clinic's own position; the centre of its ZIP code is not where it is."""
    if clinic.position is None or clinic.position.is_approximate:
        return None
    return {
        "@type": "GeoCoordinates",
        "latitude": clinic.position.latitude,
        "longitude": clinic.position.longitude,
    }


def _hours(clinic: Clinic) -> list[dict[str, Any]]:
    if clinic.status is not Status.OPEN:
        return []
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [_DAYS[day] for day in opening.days],
            "opens": f"{opening.opens:%H:%M}",
            "closes": f"{opening.closes_on_the_day:%H:%M}",
        }
        for opening in weekly_openings(clinic.opening_hours)
    ]


def _service(service: Service, clinic: Clinic, chosen: Chosen) -> dict[str, str]:
    return {
        "@type": "MedicalProcedure",
        "name": service.name,
        "description": service.words(clinic, chosen),
    }
