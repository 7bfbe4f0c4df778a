"""The mail that takes a link to a clinic."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote, urlencode

from locator.clinics import Clinic
from locator.words import _
from locator.words.dates import long_date


def mail(clinic: Clinic, address: str, until: date) -> str:
    """A mailto: with everything in it but to whom."""
    subject = _("Is this still right? %(name)s", name=clinic.name)
    body = _(
        "Hello,\n\nour list tells patients with a spine fracture what %(name)s offers. Could you look if "
        "it is still right? It takes a minute:\n\n%(address)s\n\nThe link works once, until %(day)s. Please "
        "write nothing about any patient.\n\nThank you!",
        name=clinic.name,
        address=address,
        day=long_date(until),
    )
    return f"mailto:?{urlencode({'subject': subject, 'body': body}, quote_via=quote)}"
