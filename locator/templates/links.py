"""Addresses outside this site that a page leads to: a phone, a route, a mail."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from locator.clinics import SERVICES, Clinic
from locator.words import _
from locator.words.facts import fact_line


def is_web_address(text: str) -> bool:
    """Whether a source is an address that can be followed, and nothing more."""
    return text.startswith(("https://", "http://")) and " " not in text


def phone_href(phone: str) -> str:
    """A tel: address (RFC 3966) for a phone as the file keeps it: 763-201-8191, or with " ext. 12"."""
    number, _mark, extension = phone.partition(" ext. ")
    return f"tel:+1{number.replace('-', '')}" + (f";ext={extension}" if extension else "")


def directions_href(clinic: Clinic) -> str:
    """A route planner with the clinic's address in it, and nothing about the visitor."""
    return "https://www.google.com/maps/dir/?" + urlencode({"api": "1", "destination": clinic.address})


def mistake_href(clinic: Clinic, report_email: str) -> str:
    """A prefilled mail to `report_email` that asks what is wrong, and for nothing about a patient."""
    says = "; ".join(fact_line(service, clinic.fact(service)) for service in SERVICES)
    body = _(
        "Clinic: %(name)s\n%(address)s\nPhone: %(phone)s\nThe list says: %(says)s\n\n"
        "What is wrong, and what is right?\n\n\nPlease write nothing about any patient here.",
        name=clinic.name,
        address=clinic.address,
        phone=clinic.phone,
        says=says,
    )
    subject = _("Clinic list: a mistake about %(name)s (%(id)s)", name=clinic.name, id=clinic.clinic_id)
    query = urlencode({"subject": subject, "body": body}, quote_via=quote)
    return f"mailto:{quote(report_email, safe='@')}?{query}"
