"""What names bytes: two things with one digest are the same to the letter."""

from __future__ import annotations

import hashlib


def digest_of(data: bytes, digits: int = 16) -> str:
    """So many hexadecimal digits that are others when the bytes are."""
    return hashlib.sha256(data).hexdigest()[:digits]
