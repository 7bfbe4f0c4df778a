"""Clinics as JSON-LD in the words of schema.org, for search engines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

from locator.clinics import Answer, Clinic, Intake, Network, Service, Status
from locator.exports.chosen import Chosen, closed_words
from locator.exports.parts import DAYS, filled, stable_urn
from locator.hours import weekly_openings
from locator.words import _, language
from locator.words.facts import fact_line, listing_sentence
from locator.words.services import words_for


def jsonld_file(chosen: Chosen) -> bytes:
    """A graph of MedicalClinics (schema.org). Only a yes becomes a service; what is not known is left out."""
    return graph(chosen.network, chosen).encode()


def graph(network: Network, clinics: Iterable[Clinic]) -> str:
    """One document of these clinics of the network."""
    told = (network.once(_medical_clinic, clinic.row, language()) for clinic in clinics)
    return f'{{"@context":"https://schema.org","@graph":[{",".join(told)}]}}'


def _medical_clinic(network: Network, row: int, _language: str) -> str:
    """One clinic as JSON, without the context."""
    clinic = network[row]
    position = clinic.exact_position
    old = listing_sentence(clinic) if clinic.listing.is_old else ""
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
        "identifier": _npi(clinic),
        "contactPoint": _contact(clinic),
        "amenityFeature": _amenities(clinic),
        "isAcceptingNewPatients": _ACCEPTING.get(clinic.availability.intake),
        "geo": position
        and {"@type": "GeoCoordinates", "latitude": position.latitude, "longitude": position.longitude},
        "openingHoursSpecification": _hours(clinic),
        "availableService": [_service(service, clinic) for service in clinic.offered],
        "description": " ".join(filter(None, (closed_words(clinic), old))),
    }
    return orjson.dumps(filled(**described)).decode()


_ACCEPTING: dict[Intake | None, bool] = {Intake.YES: True, Intake.NO: False}


def _npi(clinic: Clinic) -> dict[str, str]:
    return {"@type": "PropertyValue", "propertyID": "NPI", "value": clinic.npi} if clinic.npi else {}


def _contact(clinic: Clinic) -> dict[str, Any]:
    """The phone with what is spoken there and what to press, where either is known."""
    known = filled(availableLanguage=list(clinic.languages), description=clinic.phone_steps)
    telephone = {"@type": "ContactPoint", "telephone": f"+1-{clinic.phone}"}
    return telephone | known if known else {}


def _amenities(clinic: Clinic) -> list[dict[str, Any]]:
    if clinic.step_free is None:
        return []
    name, has_it = _("Way in without steps"), clinic.step_free is Answer.YES
    return [{"@type": "LocationFeatureSpecification", "name": name, "value": has_it}]


def _hours(clinic: Clinic) -> list[dict[str, Any]]:
    if clinic.status is not Status.OPEN:
        return []
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [DAYS[day] for day in opening.days],
            "opens": f"{opening.opens:%H:%M}",
            "closes": f"{opening.closes_on_the_day:%H:%M}",
        }
        for opening in weekly_openings(clinic.opening_hours)
    ]


def _service(service: Service, clinic: Clinic) -> dict[str, str]:
    return {
        "@type": "MedicalProcedure",
        "name": str(words_for(service).export_name),
        "description": fact_line(service, clinic.fact(service)),
    }
