"""Identifiers that stay the same from export to export, for systems that keep what they were given."""

from __future__ import annotations

from uuid import UUID, uuid5

# Drawn once at random. Whoever changes it gives every clinic a new identity in everybody's systems.
NAMESPACE = UUID("16dd1eb4-64f0-494e-b058-2ced8fdd9835")


def stable_uuid(*names: str) -> str:
    """The UUID of the thing so named, such as "location", "maple-grove" (RFC 9562, version 5)."""
    return str(uuid5(NAMESPACE, "/".join(names)))


def stable_urn(*names: str) -> str:
    """The same as a URN (RFC 9562): urn:uuid:…"""
    return f"urn:uuid:{stable_uuid(*names)}"
