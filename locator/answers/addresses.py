"""Where somebody asks from, as far as it says who that is."""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network, ip_address

_BITS_OF_ONE = 64  # of an address of IPv6: whoever has one address has all that begin with these


def as_written(address: str) -> str:
    """The address as it is usually written.

    A server that listens on IPv4 and IPv6 at once hears of 127.0.0.1 as ::ffff:127.0.0.1 (RFC 4291, section
    2.5.5.2).
    """
    try:
        found = ip_address(address)
    except ValueError:  # a name, or a socket
        return address
    return str(found.ipv4_mapped or found) if isinstance(found, IPv6Address) else str(found)


def same_visitor(address: str) -> str:
    """What all addresses have in common that are one visitor's, by a whim of their machine."""
    written = as_written(address)
    try:
        return str(IPv6Network((written, _BITS_OF_ONE), strict=False))
    except ValueError:  # an address of IPv4, a name, or a socket
        return written
