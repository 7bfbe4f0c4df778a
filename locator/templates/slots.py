"""The pieces of our own HTML on a page: sent with the page, and taken over by Streamlit as they are."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Slot:
    """A piece of a page. A piece of the same name and digest is the same to the letter."""

    name: str
    html: Markup

    @property
    def digest(self) -> str:
        """What tells whether two pieces are the same."""
        return blake2b(self.html.encode(), digest_size=8).hexdigest()
