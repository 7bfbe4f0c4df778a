"""What every listed clinic has in common, so that a page can say it once."""

from __future__ import annotations

from dataclasses import dataclass

from locator.clinics.clinic import Clinic
from locator.clinics.network import Network
from locator.clinics.search import search
from locator.clinics.service import Need


@dataclass(frozen=True, slots=True)
class Shared:
    """The practice's name, the phone and the website, each "" where the `count` clinics differ in it."""

    count: int = 0
    practice: str = ""
    phone: str = ""
    website: str = ""


def shared_by_listed(network: Network, need: Need) -> Shared:
    """What the clinics listed for a need have in common; nothing where there is only one."""
    clinics = [match.clinic for match in search(network, need, None)]
    if len(clinics) < 2:
        return Shared(len(clinics))
    tells_apart = len({clinic.short_name for clinic in clinics}) == len(clinics)
    return Shared(
        len(clinics),
        _one([clinic.practice for clinic in clinics]) if tells_apart else "",
        _one([clinic.phone for clinic in clinics]),
        _one([clinic.website for clinic in clinics]),
    )


def _one(texts: list[str]) -> str:
    """The text that all are, or ""."""
    return texts[0] if len(set(texts)) == 1 else ""


def heading(clinic: Clinic, shared: Shared) -> str:
    """What to call a clinic where `shared` has been said: its city, or its name."""
    return clinic.short_name if shared.practice else clinic.name
