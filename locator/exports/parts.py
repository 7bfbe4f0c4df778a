"""What several formats have in common: identifiers that last, the days by name, and nothing that is empty."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

# Drawn once at random. Whoever changes it gives every clinic a new identity in everybody's systems.
NAMESPACE = UUID("16dd1eb4-64f0-494e-b058-2ced8fdd9835")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def stable_uuid(*names: str) -> str:
    """The UUID of the thing so named, such as "location", "maple-grove" (RFC 9562, version 5)."""
    return str(uuid5(NAMESPACE, "/".join(names)))


def stable_urn(*names: str) -> str:
    """The same as a URN (RFC 9562): urn:uuid:…"""
    return f"urn:uuid:{stable_uuid(*names)}"


def filled(**elements: Any) -> dict[str, Any]:
    """The elements that hold something: no format has a word for an empty one, and FHIR forbids it."""
    return {name: value for name, value in elements.items() if value not in ("", [], {}, None)}
