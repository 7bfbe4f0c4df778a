"""Where somebody asks from, as far as it says who that is."""

from __future__ import annotations

from ipaddress import IPv4Address, ip_address, ip_network

_BITS_OF_ONE = 64  # of an address of IPv6: whoever has one address has all that begin with these


def same_visitor(address: str) -> str:
    """What all addresses have in common that are one visitor's, by a whim of their machine."""
    try:
        found = ip_address(address)
    except ValueError:  # a name, or a socket
        return address
    if isinstance(found, IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network((found, _BITS_OF_ONE), strict=False))
