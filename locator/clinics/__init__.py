"""Clinics and what they do: one network at one moment, and every question that is asked of it."""

from locator.clinics.clinic import Clinic, Position, Status
from locator.clinics.clinics import COLUMNS, Clinics, date_or_none
from locator.clinics.fact import Answer, Availability, Certainty, Fact, Intake, Listing, Method
from locator.clinics.network import Network
from locator.clinics.search import Match, Origin, Result, Standing, search
from locator.clinics.service import EVALUATION, PROCEDURE, SERVICES, Need, Service, services_for

__all__ = [
    "COLUMNS",
    "EVALUATION",
    "PROCEDURE",
    "SERVICES",
    "Answer",
    "Availability",
    "Certainty",
    "Clinic",
    "Clinics",
    "Fact",
    "Intake",
    "Listing",
    "Match",
    "Method",
    "Need",
    "Network",
    "Origin",
    "Position",
    "Result",
    "Service",
    "Standing",
    "Status",
    "date_or_none",
    "search",
    "services_for",
]
