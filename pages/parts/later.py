"""Work that Streamlit does later, after the visit's own thread has moved on."""

from __future__ import annotations

from collections.abc import Callable

from locator.words import language, speaking


def in_this_language(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """What makes a download when its button is pressed, in the language that is spoken now."""
    tag = language()

    def made() -> bytes:
        with speaking(tag):
            return make()

    return made
